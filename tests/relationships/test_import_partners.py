"""manage.py import_partners: who, where to, and what it says."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from django.utils.translation import gettext

from accounts.models import Membership, User
from partners.models import Partner
from relationships.models import Interaction

PAYMENTS = "Supplier,Paid,Ref,What\nAcme Ltd,1.2.2020,T-1,Paper\n,1.2.2020,T-2,Ink\nBee Ltd,1.2.2020,T-3,Glue\n"
MAPPED = ["--map", "Paid=happened_at", "--map", "Ref = interaction_number", "--map", "What=text"]


@pytest.fixture
def payments(tmp_path) -> Path:
    path = tmp_path / "payments.csv"
    path.write_text(PAYMENTS)
    return path


@pytest.fixture
def ada(cast) -> User:
    """An administrator who is in one team."""
    Membership.objects.create(team=cast.team, user=cast.ada)
    return cast.ada


def run(*arguments: object) -> list[str]:
    said = StringIO()
    call_command("import_partners", *map(str, arguments), stdout=said, stderr=StringIO())
    return said.getvalue().splitlines()


def test_everything_is_said(ada, payments):
    assert run(payments, "--role", "supplier", "--interactions", *MAPPED) == [
        "As ada@example.org, into the team Purchasing (their only team).",
        "Source of the numbers: csv. Encoding: utf-8.",
        "Columns: Paid → happened_at, Ref → interaction_number, What → text, Supplier → name",
        "Partners: 2 new, 0 known already",
        "Contacts: 2 new, 0 known already",
        "Left out: 1 of 3 lines or cards",
        "  no name: 1",
        "    line 3",
    ]
    assert [partner.roles for partner in Partner.objects.all()] == [["supplier"], ["supplier"]]
    assert [row.author for row in Interaction.objects.all()] == [ada, ada]


def test_a_trial_run_changes_nothing(ada, payments):
    said = run(payments, "--dry-run")
    assert said[2] == "A trial run: nothing was changed. This is what would happen:"
    assert Partner.objects.count() == 0


def test_somebody_else_into_another_team(cast, ada, payments):
    Membership.objects.create(team=cast.other_team, user=cast.anna)
    assert run(payments, "--as", "ANNA@example.org", "--team", "sales", "--source", "sap")[:2] == [
        "As anna@example.org, into the team Sales (as asked).",
        "Source of the numbers: sap. Encoding: utf-8.",
    ]
    assert {team for partner in Partner.objects.all() for team in partner.teams.all()} == {cast.other_team}


def test_of_several_teams_the_one_at_work(cast, ada, payments):
    Membership.objects.create(team=cast.other_team, user=ada)
    ada.working_team = cast.other_team
    ada.save()
    assert run(payments)[0] == (
        "As ada@example.org, into the team Sales (the team at work; --team takes another: Purchasing, Sales)."
    )


def test_the_users_language_is_spoken(ada, tmp_path):
    ada.language = "de"
    ada.save()
    path = tmp_path / "list.csv"
    path.write_text("Name,E-Mail\nAcme,wrong@\n")
    with translation.override("de"):
        german = gettext("Enter a valid email address.")
    assert german != "Enter a valid email address."
    assert german in "\n".join(run(path))


def test_the_whole_report_into_a_file(ada, payments, tmp_path):
    run(payments, "--report", tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text().splitlines()[-1] == "    line 3"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["gone.csv"], "There is no file gone.csv. Check the name and the folder."),
        (["."], "is not a file. Give the CSV or vCard file itself."),
        (["{file}", "--as", "nobody@example.org"], "There is no active user nobody@example.org."),
        (["{file}", "--as", "dora@example.org"], "There is no active user dora@example.org."),
        (["{file}", "--team", "Sales"], "ada@example.org does not belong to a team “Sales”. Teams: Purchasing"),
        (["{file}", "--map", "Supplier"], "“Supplier” is no mapping. Write --map COLUMN=field."),
        (["{file}", "--map", "Firm=name"], "There is no column “Firm”. Columns: Supplier, Paid, Ref, What"),
        (["{file}", "--map", "Supplier=surname"], "There is no field “surname”."),
        (
            ["{file}", "--report", "{file}"],
            "The report would overwrite the file to import. Choose another name for it.",
        ),
        (
            ["{file}", "--report", "/nowhere/x.txt"],
            "The report cannot be written to /nowhere/x.txt. Choose another place.",
        ),
        (["{file}", "--source", "x" * 61], "The name of the source may have up to 60 characters."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(ada, payments, arguments, says):
    with pytest.raises(CommandError) as refused:
        run(*(argument.format(file=payments) for argument in arguments))
    assert says in str(refused.value)
    assert payments.read_text() == PAYMENTS
    assert Partner.objects.count() == 0


def test_an_administrator_without_a_team_is_told_whom_to_name(cast, payments):
    with pytest.raises(CommandError) as refused:
        run(payments)
    assert str(refused.value) == "ada@example.org does not belong to a team. Name somebody who does with --as EMAIL."


def test_without_any_account_it_says_how_to_make_one(db, payments):
    with pytest.raises(CommandError, match="There is no administrator yet"):
        run(payments)
