"""The first account, the demo account's password."""

import io
import sys

import pytest
from django.core.management import CommandError, call_command

from accounts.actions.demo import DEMO_EMAIL
from accounts.models import Membership, User
from scripts import prepare
from tests.conftest import PASSWORD, make_user


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    for name in ("EMAIL", "PASSWORD", "NAME"):
        monkeypatch.delenv(f"RAPPORT_ADMIN_{name}", raising=False)
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    return monkeypatch


@pytest.fixture
def terminal(monkeypatch):
    """A person who types: first the answers to questions, then the passwords."""

    def typing(answers, passwords):
        answers, passwords = iter(answers), iter(passwords)
        monkeypatch.setattr(sys, "stdin", io.StringIO())
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
        monkeypatch.setattr("builtins.input", lambda _question: _next(answers))
        monkeypatch.setattr("getpass.getpass", lambda _question: _next(passwords))

    return typing


def _next(typed):
    try:
        return next(typed)
    except StopIteration:
        raise EOFError from None


def run(name):
    out = io.StringIO()
    call_command(name, stdout=out)
    return out.getvalue()


def accounts():
    return list(User.objects.values_list("email", "name", "language", "is_administrator"))


def test_the_first_account_is_asked_for_until_every_answer_will_do(db, terminal):
    terminal(
        ["", "Mara", "mara", "Mara@Example.org"], ["short", "mara@example.org", PASSWORD, "other", PASSWORD, PASSWORD]
    )
    said = run("first_account")
    assert accounts() == [("mara@example.org", "Mara", "en", True)]
    assert User.objects.get().check_password(PASSWORD)
    assert list(Membership.objects.values_list("user__name", "role")) == [("Mara", "lead")]
    for message in ("A name has 1 to 150", "Enter a valid email", "too short", "too similar", "not the same", "Done."):
        assert message in said


def test_giving_up_makes_no_account(db, terminal):
    terminal(["Mara"], [])
    with pytest.raises(CommandError, match="No account was made"):
        run("first_account")
    assert accounts() == []


def test_nothing_is_asked_where_there_is_an_account(db, terminal):
    make_user("Anna")
    terminal([], [])
    assert run("first_account") == ""
    assert User.objects.count() == 1


def test_without_a_terminal_the_environment_says_who(db, environment):
    environment.setenv("LANG", "de_DE.UTF-8")
    environment.setenv("RAPPORT_ADMIN_EMAIL", "mara@example.org")
    environment.setenv("RAPPORT_ADMIN_PASSWORD", PASSWORD)
    run("first_account")
    assert accounts() == [("mara@example.org", "mara", "de", True)]


@pytest.mark.parametrize(
    ("email", "password"), [("mara@example.org", "short"), ("mara@example.org", ""), ("x", PASSWORD)]
)
def test_what_the_environment_says_must_do_too(db, environment, email, password):
    environment.setenv("RAPPORT_ADMIN_EMAIL", email)
    environment.setenv("RAPPORT_ADMIN_PASSWORD", password)
    with pytest.raises(CommandError):
        run("first_account")
    assert accounts() == []


def test_without_either_the_line_to_type_is_shown(db, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert "RAPPORT_ADMIN_EMAIL=" in run("first_account")
    assert accounts() == []


def test_the_demo_account_gets_a_fresh_password(db, settings):
    settings.DEMO_PASSWORD = ""
    user = User.objects.create_user(DEMO_EMAIL, PASSWORD, name="Demo")
    first, second = (run("demo_password").split()[-1] for _time in range(2))
    user.refresh_from_db()
    assert (first != second, user.check_password(first), user.check_password(second)) == (True, False, True)


def test_the_environment_may_name_it(db, settings):
    settings.DEMO_PASSWORD = "clay"
    user = User.objects.create_user(DEMO_EMAIL, PASSWORD, name="Demo")
    assert run("demo_password").split()[-1] == "clay"
    user.refresh_from_db()
    assert user.check_password("clay")


def test_without_a_demo_account_it_says_so(cast):
    with pytest.raises(CommandError, match=r"There is no demo@example\.org here"):
        run("demo_password")


def test_a_start_with_a_poor_password_says_so_and_stops(db, environment, monkeypatch):
    environment.setenv("RAPPORT_ADMIN_EMAIL", "mara@example.org")
    environment.setenv("RAPPORT_ADMIN_PASSWORD", "short")
    monkeypatch.setattr(sys, "argv", ["prepare"])
    monkeypatch.setattr(prepare, "collect_static_files", lambda **_options: None)
    with pytest.raises(SystemExit, match=r"This password is too short\."):
        prepare.main()
