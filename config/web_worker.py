"""The processes that answer: gunicorn's with threads, but for which of these is next."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

_Job = Callable[[], None]


class LastFreeFirst(Executor):
    """Threads of which the one that was at work last gets the next job, and no more of them than were needed at once.

    A thread has its connection to the database, and this its process there with the plans it made. Those of the standard
    library take turns, so that each request meets those that the processor's caches have long forgotten.
    """

    def __init__(self, max_workers: int) -> None:
        self._lock = Lock()
        self._free: list[SimpleQueue[_Job | None]] = []  # of each free thread what it is given
        self._waiting: deque[_Job] = deque()
        self._may_start = max_workers
        self._is_shut = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()

        def job() -> None:
            if done.set_running_or_notify_cancel():
                try:
                    result = fn(*args, **kwargs)
                except BaseException as problem:  # noqa: BLE001 - whoever asks for the result gets it
                    done.set_exception(problem)
                else:
                    done.set_result(result)

        with self._lock:
            if self._is_shut:
                raise RuntimeError("no more jobs are taken")
            if self._free:
                self._free.pop().put(job)
            elif self._may_start:
                self._may_start -= 1
                Thread(target=self._work, args=(job,), daemon=True).start()
            else:
                self._waiting.append(job)
        return done

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more jobs; gunicorn has waited for those that are at work as long as it means to."""
        with self._lock:
            self._is_shut = True
            for given in self._free:
                given.put(None)
            self._free.clear()

    def _work(self, job: _Job | None) -> None:
        given: SimpleQueue[_Job | None] = SimpleQueue()
        while job:
            job()
            with self._lock:
                if self._waiting:
                    job = self._waiting.popleft()
                    continue
                if self._is_shut:
                    return
                self._free.append(given)
            job = given.get()


class WebWorker(ThreadWorker):  # type: ignore[misc]
    def get_thread_pool(self) -> Executor:
        return LastFreeFirst(self.cfg.threads)
