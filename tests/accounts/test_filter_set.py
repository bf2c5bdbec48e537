"""Filters that share with their class what no request changes, and nothing else."""

import pytest
from django.test import RequestFactory

from relationships.exports.partner import partners_for_list
from relationships.filters.partner import PartnerFilter


def asked(user, **given):
    request = RequestFactory().get("/", given)
    request.user = user
    return PartnerFilter(request.GET, queryset=partners_for_list(user, None), request=request)


def test_what_a_page_changes_of_its_filters_reaches_no_other(cast):
    assert all(filter_.field for name, filter_ in PartnerFilter.base_filters.items() if name != "q")
    before = {name: dict(filter_.extra) for name, filter_ in PartnerFilter.base_filters.items()}
    one, other = asked(cast.anna, role="supplier"), asked(cast.ben)
    choices = list(other.form.fields["kind"].widget.choices)
    one.form.fields["kind"].widget.choices = [("", "Any kind")]
    one.form.fields["caretaker"].empty_label = "Anybody"
    one.filters["kind"].extra["label"] = "Sort"

    assert list(other.form.fields["kind"].widget.choices) == choices
    assert other.form.fields["caretaker"].empty_label != "Anybody"
    assert {name: filter_.extra for name, filter_ in PartnerFilter.base_filters.items()} == before
    assert one.filters["role"].parent is one
    assert other.filters["role"].parent is other


def test_a_filter_by_a_method_asks_the_filterset_that_it_belongs_to(cast, lindner, kerner):
    ours, theirs = asked(cast.anna, role="supplier"), asked(cast.otto, role="customer")
    assert [partner.name for partner in theirs.qs] == [kerner.name]
    assert [partner.name for partner in ours.qs] == [lindner.name]


@pytest.mark.parametrize("value", ["0", "-1", "x", "1.0", "１", "9" * 19, "9" * 2_000, "\0", "1 or 1=1", "None"])
def test_what_is_no_record_is_refused_in_words(cast, value):
    form = asked(cast.anna, caretaker=value).form
    assert form.errors["caretaker"] == ["Select a valid choice. That choice is not one of the available choices."]


def test_a_record_is_chosen_where_one_sees_it(cast):
    form = asked(cast.anna, caretaker=f" {cast.ben.pk} ").form
    assert form.is_valid()
    assert form.cleaned_data["caretaker"] == cast.ben
    assert "caretaker" not in asked(cast.anna, caretaker="").form.errors
