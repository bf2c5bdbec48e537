"""Words that the climate app chooses from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Term(models.TextChoices):
    """How soon a mood booster works."""

    SHORT = "short", _("Right away")
    MEDIUM = "medium", _("Within a few days")
    LONG = "long", _("In the long run")


class Audience(models.TextChoices):
    """Whom a mood booster is for."""

    ONESELF = "oneself", _("For oneself")
    OTHERS = "others", _("For others")
    TEAM = "team", _("For a team")


class Aim(models.TextChoices):
    """Whom a question for reflection is put to."""

    ONESELF = "oneself", _("To myself")
    TEAM = "team", _("To the team")


class Period(models.TextChoices):
    """How often a team is asked for its pulse."""

    WEEK = "week", _("Once a week")
    MONTH = "month", _("Once a month")


class Rhythm(models.TextChoices):
    """How often one wants to be asked how one is."""

    NEVER = "never", _("Never")
    WORKDAYS = "workdays", _("On my working days")
    WEEKLY = "weekly", _("Once a week")


class Station(models.TextChoices):
    """What a newcomer reads, in this order."""

    BOOSTERS = "boosters", _("Mood boosters")
    EXAMPLES = "examples", _("Practice examples")
    IMPRESSION = "impression", _("Impression")
    CARETAKERS = "caretakers", _("Who looks after whom")
