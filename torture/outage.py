"""Two weeks without a worker: then each user gets one digest with all of it, and the next day none without news."""

from datetime import timedelta

from torture import base

DAYS, PEOPLE = 14, 50


def main() -> None:
    with base.noted_mails() as noted:
        base.set_up()
        from django.utils import timezone

        from accounts.actions.notification import notify
        from accounts.actions.outgoing_mail import send_due_mails
        from accounts.models import Notification

        users = base.people(PEOPLE, mail="daily", works_on="12345", quiet_from="19:00", quiet_until="07:00")
        issue, now = base.an_issue(users[0]), timezone.now()
        for day in range(DAYS):
            for user in users:
                notify(user=user, kind="torture", target=issue, key=f"{day}", at=now + timedelta(days=day))
        for minute in range(0, 3 * 24 * 60, 60):
            at = now + timedelta(days=DAYS, minutes=minute)
            while send_due_mails(clock=lambda at=at: at):
                pass
        told = base.receivers(noted)
        untold = Notification.objects.filter(mail__sent_at=None).count()
    most = max(told.values(), default=0)
    well = (len(told), most, untold) == (PEOPLE, 1, 0)
    figures = f"{DAYS} days, {PEOPLE} users, {DAYS * PEOPLE} lines: {len(told)} users told, {most} digest at most, {untold} untold"
    base.report("outage", figures, well=well)


if __name__ == "__main__":
    main()
