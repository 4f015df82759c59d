"""How gunicorn serves the house; `commonthread serve` uses it, and so does `gunicorn` in this folder.

Threads with SQLite: a green thread that waits inside a write would hold up its whole process. Green threads
(gevent) with PostgreSQL. Nothing of ours is imported here: gevent must patch the world before it is.
"""

import os
from pathlib import Path

HERE = Path(__file__).resolve().parent
SERVER_DATABASE = os.environ.get("DATABASE_URL", "").startswith("postgres")
HOST = os.environ.get("COMMONTHREAD_HOST", "127.0.0.1")

chdir = str(HERE)
wsgi_app = "wsgi:app"
bind = [f"{f'[{HOST}]' if ':' in HOST else HOST}:{os.environ.get('PORT') or 8000}"]
backlog = 256

worker_class = "gevent" if SERVER_DATABASE else "gthread"
MANY = max(2, min(os.cpu_count() or 1, 8))
workers = int(os.environ.get("WEB_CONCURRENCY") or (MANY if SERVER_DATABASE else 2))
threads = 40  # an open page that listens takes one, and sleeps in it (portal.kernel.live)
worker_connections = 400
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108  a beat must not wait for a disk

timeout = 30  # a worker that gives no sign for so long is replaced
graceful_timeout = 10  # what is under way may end before a stop
keepalive = 5
max_requests = 20_000  # a worker is replaced now and then; the jitter keeps them from going together
max_requests_jitter = 2_000


def post_worker_init(worker):
    """Let open streams end when the worker is told to stop, not when its patience ends."""
    worker.wsgi.live.going_on = lambda: worker.alive


control_socket_disable = True  # it would be opened in the home folder of whoever starts us
loglevel = os.environ.get("COMMONTHREAD_LOG", "warning")
