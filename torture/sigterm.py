"""Workers asked to stop in mid-send: nothing is lost, nothing sent twice, and no mail is left in anybody's hands."""

import signal

from torture import base

MAILS, TERMS, WORKERS = 1500, 50, 2


def main() -> None:
    with base.mail_server() as (port, noted):
        base.set_up(port=port)
        ids = base.due_mails(base.people(20), MAILS)
        hits = base.hit(signal.SIGTERM, TERMS, workers=WORKERS, pause=(0.05, 0.2))
        base.start().join(300)
        sent = base.taken(noted)
    lost = len(set(ids) - set(sent))
    doubles = sum(sent.values()) - len(sent)
    well = (lost, doubles, hits) == (0, 0, TERMS)
    base.report(
        "sigterm", f"{len(ids)} mails, {WORKERS} workers, {hits} SIGTERM: {lost} lost, {doubles} doubles", well=well
    )


if __name__ == "__main__":
    main()
