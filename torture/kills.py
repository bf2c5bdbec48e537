"""Workers killed in mid-send: nothing is lost, and no more doubles than kills."""

import signal

from torture import base

MAILS, KILLS, WORKERS = 3000, 100, 2


def main() -> None:
    with base.mail_server() as (port, noted):
        base.set_up(port=port)
        ids = base.due_mails(base.people(20), MAILS)
        hits = base.hit(signal.SIGKILL, KILLS, workers=WORKERS, pause=(0.05, 0.25))
        base.start(base.work, 600).join(300)  # by then the leases of the killed have run out
        sent = base.taken(noted)
    lost = len(set(ids) - set(sent))
    doubles = sum(sent.values()) - len(sent)
    well = lost == 0 and doubles <= hits and hits == KILLS
    base.report(
        "kills", f"{len(ids)} mails, {WORKERS} workers, {hits} kills: {lost} lost, {doubles} doubles", well=well
    )


if __name__ == "__main__":
    main()
