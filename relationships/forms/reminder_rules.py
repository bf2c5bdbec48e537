"""The form of a team's rules for reminders, and what they say in plain words."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.forms.record import ActionForm
from relationships.actions.reminder_rules import set_reminder_rules
from relationships.models import ReminderRules


class ReminderRulesForm(ActionForm):
    """An empty number switches its rule off."""

    class Meta:
        model = ReminderRules
        fields = [
            "quiet_after", "repeat_after", "lead_after", "day_before_due", "on_due_day", "measure_before",
            "on_check_day", "day_before_talk", "cadence",
        ]  # fmt: skip
        labels = {
            "quiet_after": _("Remind the owner of an issue after so many quiet days"),
            "repeat_after": _("And again every so many working days"),
            "lead_after": _("Remind the lead, too, after so many quiet days"),
            "day_before_due": _("The day before an issue is due"),
            "on_due_day": _("The day an issue is due"),
            "measure_before": _("So many days before a measure is due"),
            "on_check_day": _("On the check date: does it hold?"),
            "day_before_talk": _("The day before a clearing talk"),
            "cadence": _("When a partner goes quiet"),
        }

    @property
    def is_new(self) -> bool:
        """A team always has rules, if only the usual ones; so the form always changes them."""
        return False

    def save(self, commit: bool = True) -> ReminderRules:
        return set_reminder_rules(
            by=self.user, team=self.instance.team, version=self.cleaned_data["version"], **self.values()
        )


def in_words(rules: ReminderRules) -> list[str]:
    """What will happen, a sentence each."""
    said: list[Any] = []
    again = ""
    if rules.repeat_after:
        again = ngettext(
            ", then again every working day", ", then again every %(days)s working days", rules.repeat_after
        ) % {"days": rules.repeat_after}
    if rules.quiet_after:
        words = ngettext(
            "An issue that has been quiet for a day reminds its owner%(again)s.",
            "An issue that has been quiet for %(days)s days reminds its owner%(again)s.",
            rules.quiet_after,
        )
        said.append(words % {"days": rules.quiet_after, "again": again})
    if rules.lead_after:
        words = ngettext(
            "After one quiet day it reminds the lead of the team, too, if the lead may read it.",
            "After %(days)s quiet days it reminds the lead of the team, too, if the lead may read it.",
            rules.lead_after,
        )
        said.append(words % {"days": rules.lead_after})
    if rules.day_before_due or rules.on_due_day:
        when = {
            (True, True): _("the day before and on the day"),
            (True, False): _("the day before"),
            (False, True): _("on the day"),
        }
        said.append(
            _("An issue with a due date reminds its owner %(when)s.")
            % {"when": when[rules.day_before_due, rules.on_due_day]}
        )
    if rules.measure_before is not None:
        said.append(_measure_in_words(rules.measure_before) % {"days": rules.measure_before, "again": again})
    if rules.on_check_day:
        said.append(_("On its check date a resolved issue asks its owner whether it holds."))
    if rules.day_before_talk:
        said.append(_("The day before a clearing talk it reminds those of us who take part."))
    if rules.cadence:
        said.append(_("A partner that has not been heard of for longer than wanted reminds its caretaker."))
    said.append(
        _("Weekends, public holidays and quiet hours are left alone. Who is away is stood in for by their deputy.")
    )
    return [str(sentence) for sentence in said]


def _measure_in_words(days: int) -> str:
    if not days:
        return _("A measure reminds whoever does it on its date, and when it is late%(again)s.")
    return ngettext(
        "A measure reminds whoever does it the day before its date, on it, and when it is late%(again)s.",
        "A measure reminds whoever does it %(days)s days before its date, on it, and when it is late%(again)s.",
        days,
    )
