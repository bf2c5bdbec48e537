"""One mail that cannot be made among a thousand: the others go out, and it ends as a dead letter."""

from datetime import timedelta

from torture import base

MAILS = 1000


def main() -> None:
    with base.noted_mails() as noted:
        base.set_up()
        from django.utils import timezone

        from accounts.actions.outgoing_mail import send_due_mails
        from accounts.models import OutgoingMail, User

        *users, broken = base.people(21)
        ids = base.due_mails(users, MAILS - 2)
        ids.append(base.due_mails([users[0], broken], 2)[0])
        User.objects.filter(pk=broken.pk).update(email="bro\nken@example.org")
        now = timezone.now()
        for hours in range(0, 48, 2):
            while send_due_mails(clock=lambda hours=hours: now + timedelta(hours=hours)):
                pass
        sent = base.taken(noted)
        dead = OutgoingMail.objects.dead().count()
    lost, doubles = len(set(ids) - set(sent)), sum(sent.values()) - len(sent)
    well = (len(sent), lost, doubles, dead) == (MAILS - 1, 0, 0, 1)
    base.report(
        "poison", f"1 in {MAILS}: {len(sent)} sent, {lost} lost, {doubles} doubles, {dead} dead letter", well=well
    )


if __name__ == "__main__":
    main()
