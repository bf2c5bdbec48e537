"""Making, changing, discarding a partner on its pages."""

import pytest

from accounts.models import Membership
from partners.actions.partner import add_partner, change_partner, discard_partner
from partners.models import ContactPoint, ExternalNumber, Partner, Tag

NEW = "/partners/new/"


def rows(prefix, *rows):
    """What a formset sends for these rows."""
    sent = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
    for at, row in enumerate(rows):
        sent |= {f"{prefix}-{at}-{name}": value for name, value in row.items()}
    return sent


def draft(*, points=(), numbers=(), **fields):
    return {
        "kind": "organisation",
        "name": "Café Sonne",
        **rows("points", *points),
        **rows("numbers", *numbers),
    } | fields


def errors(response):
    assert response.status_code == 422
    return response.context["form"].errors.get_json_data()


def saved(response):
    assert response.status_code == 302, response.context["form"].errors
    return Partner.objects.get(pk=int(response.url.split("/")[2]))


def test_a_partner_is_made_with_all_that_belongs_to_it(cast, signed_in, lindner):
    response = signed_in.post(
        NEW,
        draft(
            kind="person", name="  T.   Roth ", roles=["supplier", "customer"], organisation=lindner.pk, position="Dispatch",
            caretaker=cast.ben.pk, cadence_ideal=14, cadence_at_most=30, tag_names="Print, print ,Yard", notes="Ring twice",
            language="de",
            points=[{"kind": "email", "label": "work", "value": "roth@lindner.example", "is_preferred": "on"},
                    {"kind": "phone", "label": "mobile", "value": ""}],
            numbers=[{"source": "accounting", "number": "70-1"}],
        ),
    )  # fmt: skip
    roth = saved(response)
    assert (roth.name, roth.kind, roth.natural_person, roth.roles) == (
        "T. Roth",
        "person",
        "yes",
        ["customer", "supplier"],
    )
    assert (roth.organisation, roth.position, roth.caretaker, roth.language) == (lindner, "Dispatch", cast.ben, "de")
    assert (roth.cadence_ideal, roth.cadence_at_most, roth.notes) == (14, 30, "Ring twice")
    assert sorted(tag.name for tag in roth.tags.all()) == ["Print", "Yard"]
    assert list(roth.teams.all()) == [cast.team]
    points = ContactPoint.objects.filter(partner=roth).values_list("kind", "label", "value", "is_preferred")
    assert list(points) == [("email", "work", "roth@lindner.example", True)]
    assert [str(row) for row in roth.external_numbers.all()] == ["accounting 70-1"]


@pytest.mark.parametrize(
    ("name", "chosen", "kept"),
    [("Metallbau Kerner GmbH", "", "no"), ("Maria Muster", "", "unknown"), ("Maria Muster", "yes", "yes")],
)
def test_a_name_like_a_persons_is_not_known_yet(signed_in, name, chosen, kept):
    assert saved(signed_in.post(NEW, draft(name=name, natural_person=chosen))).natural_person == kept


def test_what_a_kind_has_no_use_for_is_left_out(cast, signed_in, lindner):
    roth = add_partner(by=cast.anna, name="T. Roth", kind="person")
    partner = saved(signed_in.post(NEW, draft(organisation=lindner.pk, position="Boss", members=[roth.pk])))
    assert (partner.organisation, partner.position, list(partner.members.all())) == (None, "", [])


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": ""}, ["name"]),
        ({"name": "x" * 201}, ["name"]),
        ({"name": "x" * 100_000}, ["name"]),
        ({"name": "a\x00b"}, ["name"]),
        ({"kind": "church"}, ["kind"]),
        ({"roles": ["boss"]}, ["roles"]),
        ({"cadence_ideal": 0}, ["cadence_ideal"]),
        ({"cadence_ideal": "9" * 30}, ["cadence_ideal"]),
        ({"cadence_at_most": 3_000_000}, ["cadence_at_most"]),
        ({"cadence_ideal": 30, "cadence_at_most": 14}, ["cadence_at_most"]),
        ({"tag_names": "x" * 61}, ["tag_names"]),
        ({"tag_names": ",".join(map(str, range(40)))}, ["tag_names"]),
        ({"kind": "person", "organisation": "99999999999999999999"}, ["organisation"]),
        ({"kind": "group", "members": ["x"]}, ["members"]),
        ({"caretaker": 424242}, ["caretaker"]),
        ({"notes": "x" * 20_001}, ["notes"]),
        ({"language": "tlh"}, ["language"]),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_saved(signed_in, fields, wrong):
    assert list(errors(signed_in.post(NEW, draft(**fields)))) == wrong
    assert (Partner.objects.count(), Tag.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("email", "nobody", "Enter a valid email address."),
        ("phone", "none", "A phone number has digits."),
        ("link", "javascript:alert(1)", "Enter a valid URL."),
        ("email", "x" * 501, "Ensure this value has at most 500 characters (it has 501)."),
    ],
)
def test_what_is_wrong_in_a_row_is_said_there(signed_in, kind, value, message):
    response = signed_in.post(NEW, draft(points=[{"kind": kind, "label": "work", "value": value}]))
    assert response.status_code == 422
    assert response.context["form"].points.errors[0] == {"value": [message]}
    assert Partner.objects.count() == 0


def test_a_number_is_borne_once_and_only_ones_own_partners_are_named(cast, signed_in, lindner, kerner):
    for partner, number in ((lindner, "1"), (kerner, "2")):
        ExternalNumber.objects.create(partner=partner, source="books", number=number)
    response = signed_in.post(
        NEW, draft(numbers=[{"source": "books", "number": "1"}, {"source": "books", "number": "2"}])
    )
    assert [row["number"] for row in response.context["form"].numbers.errors] == [
        ["This number belongs to Druckhaus Lindner already."],
        ["This number belongs to another partner already."],
    ]


@pytest.mark.parametrize("sent", [{}, {"points-TOTAL_FORMS": "x"}, {"points-TOTAL_FORMS": "999999999"}])
def test_rows_whose_number_is_missing_or_absurd_are_refused(signed_in, sent):
    data = {"kind": "organisation", "name": "X"} | sent
    assert signed_in.post(NEW, data).status_code == 422


def test_a_foreign_organisation_is_no_choice(signed_in, kerner):
    response = signed_in.post(NEW, draft(kind="person", name="T. Roth", organisation=kerner.pk))
    assert list(errors(response)) == ["organisation"]
    assert "Kerner" not in response.content.decode()


def test_likely_doubles_are_shown_before_saving_and_saved_when_it_is_another_one(cast, signed_in, lindner, kerner):
    add_partner(by=cast.anna, name="Other", contact_points=[{"kind": "email", "value": "Info@Lindner.example"}])
    data = draft(
        name="DRUCKHAUS  Lindnér", points=[{"kind": "email", "label": "work", "value": "info@lindner.example"}]
    )
    response = signed_in.post(NEW, data)
    assert response.status_code == 422
    assert [partner.name for partner in response.context["doubles"]] == ["Druckhaus Lindner", "Other"]
    assert saved(signed_in.post(NEW, data | {"anyway": "1"})).name == "DRUCKHAUS Lindnér"
    assert signed_in.post(NEW, draft(name="Metallbau Kerner")).status_code == 302  # what one may not see is no hint


def edited(partner, **fields):
    points = list(partner.contact_points.values("kind", "label", "value"))
    numbers = list(partner.external_numbers.shown().values("source", "number"))
    shown = {
        "name": partner.name,
        "kind": partner.kind,
        "roles": partner.roles,
        "natural_person": partner.natural_person,
    }
    return draft(points=points, numbers=numbers, **shown, version=partner.version) | fields


def test_a_change_is_saved_and_rows_that_are_removed_go(cast, signed_in):
    partner = add_partner(by=cast.anna, name="X", contact_points=[{"kind": "phone", "value": "1"}])
    data = edited(partner, name="Y", **rows("points", {"kind": "phone", "label": "work", "value": "1", "DELETE": "on"}))
    assert saved(signed_in.post(f"/partners/{partner.pk}/edit/", data)).name == "Y"
    assert list(partner.contact_points.all()) == []


def test_a_lost_race_shows_both_texts_and_keeps_the_draft(cast, signed_in, lindner):
    stale = edited(lindner, notes="Mine", **rows("points", {"kind": "phone", "label": "work", "value": "123"}))
    change_partner(by=cast.ben, partner=lindner, version=lindner.version, notes="Theirs")
    response = signed_in.post(f"/partners/{lindner.pk}/edit/", stale)
    assert response.status_code == 409
    shown = {row["name"]: (row["theirs"], row["yours"]) for row in response.context["conflict"]}
    assert shown["notes"] == ("Theirs", "Mine")
    assert shown["points"] == ("", "phone work 123")
    text = response.content.decode()
    assert 'value="123"' in text
    again = stale | {"version": response.context["form"]["version"].value()}
    assert saved(signed_in.post(f"/partners/{lindner.pk}/edit/", again)).notes == "Mine"


def test_without_a_version_nothing_is_changed(signed_in, lindner):
    data = edited(lindner, name="Y")
    del data["version"]
    assert list(errors(signed_in.post(f"/partners/{lindner.pk}/edit/", data))) == ["version"]


def test_choices_can_be_searched_without_javascript(cast, signed_in, lindner):
    data = draft(kind="person", name="T. Roth", organisation_search="lind", search="organisation")
    response = signed_in.post(NEW, data)
    assert response.status_code == 200
    assert list(response.context["form"].fields["organisation"].widget.choices) == [(lindner.pk, "Druckhaus Lindner")]
    assert 'value="T. Roth"' in response.content.decode()
    assert list(Partner.objects.all()) == [lindner]


def test_teams_are_asked_for_only_where_there_are_several(cast, signed_in, lindner):
    assert "teams" not in signed_in.get(NEW).context["form"].fields
    Membership.objects.create(team=cast.other_team, user=cast.anna)
    form = signed_in.get(NEW).context["form"]
    assert list(form.fields["teams"].queryset) == [cast.team, cast.other_team]
    partner = saved(signed_in.post(NEW, draft(teams=[cast.other_team.pk])))
    assert list(partner.teams.all()) == [cast.other_team]


def test_a_partner_that_belongs_to_no_team_is_not_closed_to_everyone(cast, signed_in):
    post = add_partner(by=cast.anna, name="Post", open_to_everyone=True)
    said = "Choose at least one team, or open the partner to everyone."
    assert errors(signed_in.post(f"/partners/{post.pk}/edit/", edited(post)))["__all__"][0]["message"] == said
    post.teams.add(cast.team)
    assert saved(signed_in.post(f"/partners/{post.pk}/edit/", edited(post))).open_to_everyone is False


def test_who_belongs_to_no_team_and_who_may_not_change_it_is_refused(cast, client, lindner):
    client.force_login(cast.ada)
    assert client.get(NEW).status_code == 403
    post_office = add_partner(by=cast.anna, name="Post", open_to_everyone=True)
    assert client.get(f"/partners/{post_office.pk}/").status_code == 200
    assert client.get(f"/partners/{post_office.pk}/edit/").status_code == 403
    assert client.post(f"/partners/{post_office.pk}/edit/", edited(post_office, name="Y")).status_code == 403
    assert client.post(f"/partners/{post_office.pk}/discard/").status_code == 403
    assert client.post(f"/partners/{lindner.pk}/discard/").status_code == 404
    assert client.post(f"/partners/{lindner.pk}/restore/").status_code == 404


def test_the_trash_and_back(signed_in, lindner):
    response = signed_in.post(f"/partners/{lindner.pk}/discard/", follow=True)
    assert [message.extra_tags for message in response.context["messages"]] == [f"undo /partners/{lindner.pk}/restore/"]
    assert signed_in.get(f"/partners/{lindner.pk}/").status_code == 404
    assert signed_in.post(f"/partners/{lindner.pk}/restore/").url == f"/partners/{lindner.pk}/"
    assert signed_in.get(f"/partners/{lindner.pk}/").status_code == 200
    assert signed_in.post(f"/partners/{lindner.pk}/restore/").status_code == 409
    assert signed_in.get(f"/partners/{lindner.pk}/discard/").status_code == 405


def suggested(client, **query):
    return [row["name"] for row in client.get("/partners/suggest/", query).json()["results"]]


def test_suggestions_begin_with_what_begins_so(cast, signed_in, lindner, kerner):
    add_partner(by=cast.anna, name="Lindenhof", is_customer=True, is_supplier=True)
    roth = add_partner(by=cast.anna, name="T. Roth", kind="person", organisation=lindner, is_supplier=True)
    assert suggested(signed_in, q="LIND") == ["Lindenhof", "Druckhaus Lindner"]
    assert suggested(signed_in, q="", kind="person") == ["T. Roth"]
    assert (
        suggested(signed_in, q="kerner") == suggested(signed_in, q="\x00") == suggested(signed_in, q="x" * 5000) == []
    )
    assert signed_in.get("/partners/suggest/?q=roth").json()["results"] == [
        {"id": roth.pk, "name": "T. Roth", "hint": "Supplier · Druckhaus Lindner", "kind": "person", "colleague": False}
    ]


def test_suggestions_are_few_and_name_no_hidden_organisation(cast, signed_in, kerner):
    add_partner(by=cast.otto, name="T. Roth", kind="person", organisation=kerner, open_to_everyone=True)
    assert signed_in.get("/partners/suggest/?q=roth").json()["results"][0]["hint"] == "Person"
    for number in range(20):
        add_partner(by=cast.anna, name=f"P{number}")
    assert len(suggested(signed_in, q="p")) == 12


def test_a_partner_in_the_trash_is_no_choice(cast, signed_in, lindner):
    discard_partner(by=cast.anna, partner=lindner)
    assert suggested(signed_in, q="lind") == []
