"""Questions that are kept: the rows that the queryset itself has, whatever is told, and a refusal of what cannot be kept."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import F, Prefetch, Value
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.kept import Among, CannotBeKept, Kept, planned_anew
from accounts.models import Team, User, Visible
from partners.models import ContactPoint, Partner, Tag
from relationships.models import Issue


@pytest.fixture
def some(cast, lindner, kerner):
    """Partners with tags and contact points, and one without any."""
    for name, partner in [("paper", lindner), ("100 % cotton", lindner), ("legal", kerner)]:
        Tag(name=name, created_by=cast.anna).save()
        partner.tags.add(Tag.objects.get(name=name))
    ContactPoint.objects.create(partner=lindner, kind="email", value="a@example.com")
    Partner(name="Alone", open_to_everyone=True).save()
    return [lindner, kerner]


def test_it_gives_what_the_queryset_gives_to_whoever_asks(cast, some):
    def build(order, *, user):
        seen = Visible(Partner, user, "organisation")
        rows = Partner.objects.visible_to(user).select_related("organisation").annotate(seen=seen, twice=F("pk") * 2)
        return rows.order_by(order)

    kept = Kept(build)
    for user in [*User.objects.all(), cast.anna]:
        for order in ("name", "-name"):
            expected = list(build(order, user=user))
            found = kept(order, user=user)
            assert found == expected
            assert [vars(row).keys() for row in found] == [vars(row).keys() for row in expected]
            assert [(row.seen, row.twice, row.organisation) for row in found] == [
                (row.seen, row.twice, row.organisation) for row in expected
            ]
            assert kept.count(order, user=user, up_to=2) == min(len(expected), 2)


def test_somebody_inactive_and_an_administrator_are_asked_about_differently(cast, some):
    kept = Kept(lambda *, user: Partner.objects.visible_to(user))
    cast.anna.is_active = False
    assert kept(user=cast.anna) == []
    assert kept.count(user=cast.anna, up_to=9) == 0
    cast.anna.is_active = True
    assert kept(user=cast.anna) == list(Partner.objects.visible_to(cast.anna))


def test_it_is_built_once_for_each_shape(cast, some, django_assert_num_queries):
    built = []

    def build(order, *, user, among):
        built.append(order)
        return (
            Partner.objects.visible_to(user).filter(Among("pk", among)).order_by(order).values_list("name", flat=True)
        )

    kept = Kept(build)
    ids = list(Partner.objects.values_list("pk", flat=True))
    for order in ("name", "-name", "name", "-name"):
        for among in (ids, ids[:1], set()):
            with django_assert_num_queries(1):
                found = kept(order, user=cast.anna, among=among)
            assert found == list(build(order, user=cast.anna, among=among))
            built.pop()
    assert built == ["name", "name", "-name", "-name"]  # twice each: to see where what is told stands


def test_what_is_told_may_be_moved_by_days_and_read_as_a_day(cast, some):
    now = timezone.now()

    def build(*, at, day, name):
        rows = Partner.objects.filter(created_at__lt=at + timedelta(days=1), created_at__gte=at - timedelta(days=30))
        rows = rows.annotate(word=Value("100 % sure"), day=Value(timezone.localdate(at) + timedelta(days=2)))
        return rows.filter(created_at__date__lte=day, name=name).values_list("name", "word", "day")

    kept = Kept(build)
    for at in (now, now + timedelta(days=400), now - timedelta(days=5)):
        for name in ("Alone", "told 31002", "%s"):
            told = {"at": at, "day": timezone.localdate(now), "name": name}
            assert kept(**told) == list(build(**told))


def test_nothing_told_is_part_of_the_question(cast, some):
    kept = Kept(lambda *, caretaker: Partner.objects.filter(caretaker=caretaker).order_by("pk"))
    Partner.objects.filter(name="Alone").update(caretaker=cast.anna)
    for caretaker in (None, cast.anna.pk, None):
        assert kept(caretaker=caretaker) == list(Partner.objects.filter(caretaker=caretaker).order_by("pk"))


def test_what_belongs_to_the_rows_comes_with_them(cast, some, django_assert_num_queries):
    def build(*, user):
        tags = Prefetch("tags", Tag.objects.visible_to(user).order_by("-name"), to_attr="seen_tags")
        return Partner.objects.order_by("pk").prefetch_related("contact_points", "teams", "issues", tags)

    Issue.objects.create(team=cast.team, author=cast.anna, owner=cast.anna, title="Late").partners.add(some[0])
    kept = Kept(build)
    kept(user=cast.anna)

    def shown(rows):
        return [
            (
                row,
                list(row.contact_points.all()),
                [point.partner for point in row.contact_points.all()],
                sorted(team.name for team in row.teams.all()),
                list(row.issues.all()),
                row.seen_tags,
            )
            for row in rows
        ]

    expected = shown(build(user=cast.anna))
    with django_assert_num_queries(5):
        assert shown(kept(user=cast.anna)) == expected
    assert any(tags for *_, tags in expected)
    assert any(issues for *_, issues, _tags in expected)
    with pytest.raises(CannotBeKept):
        kept(user=cast.anna)[0].teams.filter(name="x")


def _reads_a_name(*, user):
    return Partner.objects.filter(name=user.name)


def _counts_with_it(*, number):
    return Partner.objects.filter(pk=number * 2)


def _asks_meanwhile(*, number):
    return Partner.objects.filter(teams=Team.objects.first(), pk=number)


def _looks_at_the_clock(*, number):
    return Partner.objects.filter(created_at__lt=timezone.now(), pk=number)


@pytest.mark.parametrize("build", [_counts_with_it, _asks_meanwhile, _looks_at_the_clock])
def test_what_cannot_be_kept_is_refused(db, build):
    with pytest.raises(CannotBeKept):
        Kept(build)(number=1)


def test_of_a_user_it_may_read_but_what_is_told(cast):
    with pytest.raises(CannotBeKept):
        Kept(_reads_a_name)(user=cast.anna)


def test_a_text_that_changes_is_refused(db):
    def build(*, day):
        return Partner.objects.filter(created_at__date=day) if day < date(2685, 1, 1) else Partner.objects.all()

    kept = Kept(build)
    with pytest.raises(CannotBeKept):
        kept(day=date(2026, 1, 1))


@pytest.mark.parametrize("value", [True, 1.5, object()])
def test_what_cannot_be_told_stands_before_the_star(db, value):
    with pytest.raises(TypeError):
        Kept(lambda *, value: Partner.objects.all())(value=value)


def test_what_depends_on_its_value_is_planned_for_it(cast):
    """On PostgreSQL its value stands in the text; that of a question that is planned once stands beside it."""

    def named(*, name):
        return User.objects.filter(name=name)

    def planned(*, name):
        return planned_anew(named(name=name))

    asked = [Kept(named), Kept(planned)]
    texts = []
    for question in asked:
        with CaptureQueriesContext(connection) as seen:
            assert [user.pk for user in question(name=cast.anna.name)] == [cast.anna.pk]
            assert question(name="100 % O'Nobody") == []
        texts.append([query["sql"] for query in seen][-1])
    if connection.vendor == "postgresql":
        assert ["O''Nobody" in text for text in texts] == [False, True]
