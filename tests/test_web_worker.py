"""Which thread of a web process answers next."""

from threading import Event, get_ident
from time import sleep

import pytest

from config.web_worker import LastFreeFirst

SOON = 10  # seconds


def test_the_thread_that_worked_last_works_next():
    pool = LastFreeFirst(3)
    go_on, others_go_on = Event(), Event()
    last = pool.submit(lambda: go_on.wait(SOON) and get_ident())
    others = [pool.submit(lambda: others_go_on.wait(SOON) and get_ident()) for _ in range(2)]
    others_go_on.set()
    assert len({one.result(SOON) for one in others}) == 2
    go_on.set()
    worked_last = last.result(SOON)
    threads = []
    for _ in range(20):
        sleep(0.01)  # its result is there a moment before the thread is free
        threads.append(pool.submit(get_ident).result(SOON))
    assert threads == [worked_last] * 20


def test_what_comes_when_all_are_busy_waits_for_its_turn():
    pool = LastFreeFirst(2)
    go_on, done = Event(), []
    busy = [pool.submit(go_on.wait, SOON) for _ in range(2)]
    later = [pool.submit(done.append, number) for number in range(20)]
    assert done == []
    go_on.set()
    for one in [*busy, *later]:
        one.result(SOON)
    assert sorted(done) == list(range(20))


def test_whoever_asks_gets_the_error_and_the_thread_goes_on():
    pool = LastFreeFirst(1)
    failed = pool.submit(lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        failed.result(SOON)
    assert pool.submit(lambda: 7).result(SOON) == 7


def test_once_shut_it_takes_nothing_but_ends_what_it_has():
    pool = LastFreeFirst(1)
    go_on = Event()
    busy, waits = pool.submit(go_on.wait, SOON), pool.submit(lambda: 7)
    pool.shutdown(wait=False)
    with pytest.raises(RuntimeError):
        pool.submit(lambda: 8)
    go_on.set()
    assert (busy.result(SOON), waits.result(SOON)) == (True, 7)
