"""A clock that is set an hour or a day on or back: with mails in the hands of a killed worker, and of one that is sending."""

import time
from datetime import timedelta
from typing import Any

from torture import base

DATABASES = ("sqlite", "postgres")
JUMPS = [timedelta(hours=1), -timedelta(hours=1), timedelta(days=1), -timedelta(days=1)]
PEOPLE = 20


def send_slowly(has_begun: Any, may_go_on: Any) -> None:
    """A worker whose mail server takes its time."""
    note = base.Noted.send_messages

    def slowly(self: Any, messages: list[Any]) -> int:
        has_begun.set()
        may_go_on.wait(60)
        return note(self, messages)

    base.Noted.send_messages = slowly  # type: ignore[method-assign]
    base.work()


def set_in_mid_send(user: Any, issue: Any, jump: timedelta) -> None:
    """One worker is sending, the clock is set, and another worker looks for mails."""
    from django.utils import timezone

    from accounts.actions.notification import notify
    from accounts.actions.outgoing_mail import send_due_mails
    from accounts.clock import ClockWatch

    notify(user=user, kind="torture", target=issue, key=f"{jump} in mid-send", at=timezone.now() - 2 * max(JUMPS))
    has_begun, may_go_on = base.FORK.Event(), base.FORK.Event()
    sender = base.start(send_slowly, has_begun, may_go_on)
    has_begun.wait(60)
    ahead = [timedelta(0)]
    watch = ClockWatch(lambda: time.time() + ahead[0].total_seconds())
    ahead[0] = jump
    for _number in range(3):
        send_due_mails(clock=lambda: timezone.now() + jump, watch=watch)
    may_go_on.set()
    sender.join(60)


def main() -> None:
    with base.noted_mails() as noted:
        base.set_up()
        from django.utils import timezone

        from accounts.actions.notification import notify
        from accounts.actions.outgoing_mail import claim, send_due_mails
        from accounts.models import Notification

        users, now = base.people(PEOPLE), timezone.now()
        issue = base.an_issue(users[0])

        def tell(key: str, at: object) -> None:
            for user in users:
                notify(user=user, kind="torture", target=issue, key=key, at=at)

        for number, jump in enumerate(JUMPS):
            begun = now + number * timedelta(days=10)
            tell(f"{jump} before", begun)
            for _number in range(5):
                claim(at=begun)  # by a worker that is killed then
            for step, at in enumerate([begun, begun + jump, begun + jump + timedelta(minutes=6)]):
                tell(f"{jump} {step}", at)
                while send_due_mails(clock=lambda at=at: at):
                    pass
            at = begun + timedelta(days=2)
            while send_due_mails(clock=lambda at=at: at):
                pass
        for jump in JUMPS:
            set_in_mid_send(users[0], issue, jump)
        sent = base.taken(noted)
        lines = Notification.objects.count()
        untold = Notification.objects.filter(mail__sent_at=None).count()
    doubles = sum(sent.values()) - len(sent)
    figures = f"±1 h and ±1 day, also in mid-send, {lines} lines in {len(sent)} mails: {untold} lost, {doubles} doubles"
    base.report("clock", figures, well=(untold, doubles) == (0, 0))


if __name__ == "__main__":
    main()
