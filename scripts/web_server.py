"""How gunicorn serves Rapport."""

import gc
import os
from typing import Any

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "config.web_worker.WebWorker"
threads = 8
# One process unless WEB_CONCURRENCY says more: without Redis, limits such as those on sign-in are counted per process.
workers = int(os.environ.get("WEB_CONCURRENCY", "1"))
preload_app = True
graceful_timeout = 10
control_socket_disable = True
limit_request_line = 8_190  # the most there is: lists say by themselves, in one's language, what is too long
loglevel = os.environ.get("LOG_LEVEL", "warning").lower()


def when_ready(server: Any) -> None:
    from django.conf import settings

    # What is loaded now stays: it need not be gone through for garbage, nor be copied to each worker by that.
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000)  # a page makes thousands of objects and leaves none behind
    print(f"Rapport is ready at {settings.RAPPORT_URL} (Ctrl+C stops it)", flush=True)
