"""Questions by whom they are put to; answers by their question."""

import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.filters.filter_set import FilterSet
from climate.choices import Aim
from climate.models import PrivateAnswer, ReflectionQuestion, SharedAnswer


class QuestionFilter(FilterSet):
    aim = django_filters.ChoiceFilter(label=_("Whom it is put to"), choices=Aim.choices)

    class Meta:
        model = ReflectionQuestion
        fields: list[str] = []


class SharedAnswerFilter(FilterSet):
    class Meta:
        model = SharedAnswer
        fields: list[str] = []


class PrivateAnswerFilter(FilterSet):
    """What is encrypted cannot be filtered."""

    class Meta:
        model = PrivateAnswer
        fields: list[str] = []
