"""Many workers over one outbox: each mail goes out once."""

import time

from torture import base

DATABASES = ("sqlite", "postgres")
MAILS, WORKERS = 10_000, 4


def main() -> None:
    with base.noted_mails() as noted:
        base.set_up()
        from django.db import connection

        ids = base.due_mails(base.people(20), MAILS)
        begun = time.monotonic()
        for process in [base.start() for _number in range(WORKERS)]:
            process.join(900)
        seconds = time.monotonic() - begun
        sent = base.taken(noted)
    lost, doubles = len(set(ids) - set(sent)), sum(sent.values()) - len(sent)
    figures = (
        f"{connection.vendor}, {WORKERS} workers, {len(ids)} mails in {seconds:.0f} s: {lost} lost, {doubles} doubles"
    )
    base.report("workers", figures, well=(lost, doubles) == (0, 0))


if __name__ == "__main__":
    main()
