"""Whose answer was it? With a dump of the database and the server's log in hand, guesses do no better than chance.

Pulses and anonymous feedback are answered over HTTP by people whose moods are known, in an order of chance. Attackers know all
but that: every row in its order (on PostgreSQL with the number of the transaction that wrote it), every line of a talkative log,
the keys of the server, all addresses that were sent out. Each lays the people in some order beside the answers in some order.
The same attackers are let loose on a careless store that is written beside ours: used links apart from answers, both as they
came. There they must link every single answer, or they prove nothing. `python -m torture.linkage` prints one line.
"""

import logging
import os
import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import permutations
from typing import Any

from torture.base import report, set_up

DATABASES = ("sqlite", "postgres")
ROUNDS, PEOPLE = 40, 6
TOO_GOOD = 4.0  # deviations above chance; with all these attacks one in five hundred runs gets there by chance alone
WORDS = ("careful", "friendly", "late", "loud", "prompt", "quiet")


@dataclass
class Store:
    """What an attacker makes of the rows: who took part and what was answered, each with the transaction that wrote it."""

    took_part: list[tuple[int, str]] = field(default_factory=list)
    answers: list[tuple[Any, str]] = field(default_factory=list)


@dataclass
class Round:
    """One asking: what is true of each person, and what there is to be seen of it."""

    truth: dict[int, Any]
    ours: Store
    careless: Store
    log: list[int]  # the people whom the log names, in their order


def main() -> None:
    os.environ["LOG_LEVEL"] = "INFO"
    set_up()
    from django.test.utils import setup_test_environment

    setup_test_environment()
    log, told = _listen(), 0
    _make_careless_store()
    found: dict[str, list[Round]] = {"pulse": [], "feedback": [], "lines": []}
    for number in range(ROUNDS):
        found["pulse"].append(_pulse_round(number, log))
        moods, lines, spilled = _feedback_round(number, log)
        found["feedback"].append(moods)
        found["lines"].append(lines)
        told += spilled
    figures, well = [f"{told} secrets told"], told == 0
    for name, rounds in found.items():
        worst = max((_above_chance(attack, rounds) for attack in ATTACKS), key=lambda one: one[0])
        control = max(_hits(attack, one.truth, one.careless, one.log) for one in rounds for attack in ATTACKS)
        in_all = max(sum(_hits(attack, one.truth, one.careless, one.log) for one in rounds) for attack in ATTACKS)
        well = well and worst[0] < TOO_GOOD and control == PEOPLE and in_all == ROUNDS * PEOPLE
        figures.append(
            f"{name}: of {ROUNDS * PEOPLE} answers {worst[1]} linked where chance links {worst[2]:.0f} "
            f"({worst[0]:+.1f} deviations), {in_all} in a careless store"
        )
    report(f"linkage ({len(ATTACKS)} attacks)", "; ".join(figures), well=well)


# --- What attackers try ---

Attack = Callable[[Store, list[int], list[int]], dict[int, Any]]


def _pairs(people: Iterable[int], answers: Iterable[Any]) -> dict[int, Any]:
    return dict(zip(people, answers, strict=False))


def by_rows(store: Store, log: list[int], ids: list[int]) -> dict[int, Any]:
    """Who took part and what was answered stand in the same order."""
    return _pairs(_known_first(store, ids), [answer for answer, _written in store.answers])


def by_rows_backwards(store: Store, log: list[int], ids: list[int]) -> dict[int, Any]:
    return _pairs(reversed(_known_first(store, ids)), [answer for answer, _written in store.answers])


def by_log(store: Store, log: list[int], ids: list[int]) -> dict[int, Any]:
    """The log tells the order in which people came."""
    return _pairs(log or ids, [answer for answer, _written in store.answers])


def by_log_backwards(store: Store, log: list[int], ids: list[int]) -> dict[int, Any]:
    return _pairs(reversed(log or ids), [answer for answer, _written in store.answers])


def by_ids(store: Store, log: list[int], ids: list[int]) -> dict[int, Any]:
    """People come in the order in which they were asked."""
    return _pairs(ids, [answer for answer, _written in store.answers])


def by_transaction(store: Store, log: list[int], ids: list[int]) -> dict[int, Any]:
    """What one transaction wrote belongs together; where several answers bear its number, it could be any of them."""
    guesses = by_rows(store, log, ids)
    for who, written in store.took_part:
        same = {answer for answer, number in store.answers if number == written and number}
        if len(same) == 1:
            guesses[who] = same.pop()
    return guesses


def by_last_come(store: Store, log: list[int], ids: list[int]) -> dict[int, Any]:
    """Rows that were written last were answered last."""
    answers = sorted(store.answers, key=lambda one: int(one[1] or 0))
    return _pairs(log or _known_first(store, ids), [answer for answer, _written in answers])


ATTACKS: list[Attack] = [
    by_rows,
    by_rows_backwards,
    by_log,
    by_log_backwards,
    by_ids,
    by_transaction,
    by_last_come,
]


def _known_first(store: Store, ids: list[int]) -> list[int]:
    known = [who for who, _written in store.took_part]
    return known + [who for who in ids if who not in known]


# --- How good they are ---


def _hits(attack: Attack, truth: dict[int, Any], store: Store, log: list[int]) -> int:
    guesses = attack(store, log, sorted(truth))
    return sum(guesses.get(who) == answer for who, answer in truth.items())


def _above_chance(attack: Attack, rounds: list[Round]) -> tuple[float, int, float]:
    """Deviations above chance, what was linked, and what chance links: a dealer who deals the answers, which are known, blindly."""
    linked = expected = variance = 0.0
    for one in rounds:
        linked += _hits(attack, one.truth, one.ours, one.log)
        guesses, people = attack(one.ours, one.log, sorted(one.truth)), list(one.truth)
        fits = [
            sum(guesses.get(who) == answer for who, answer in zip(people, deal, strict=True))
            for deal in permutations(one.truth.values())
        ]
        mean = sum(fits) / len(fits)
        expected += mean
        variance += sum((fit - mean) ** 2 for fit in fits) / len(fits)
    return (linked - expected) / max(variance**0.5, 1e-9), int(linked), expected


# --- What there is to be seen ---


def _rows(table: str) -> Iterator[tuple[dict[str, Any], str]]:
    """The rows of a table as they lie there, each with the transaction that wrote it where the database tells."""
    from django.db import connection

    written, place = ("xmin::text", "ctid") if connection.vendor == "postgresql" else ("''", "rowid")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {written} AS written, one.* FROM {table} AS one ORDER BY {place}")  # noqa: S608
        names = [column[0] for column in cursor.description]
        for row in cursor.fetchall():
            yield dict(zip(names[1:], row[1:], strict=True)), str(row[0])


def _make_careless_store() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE careless_ticket (who varchar(64))")
        cursor.execute("CREATE TABLE careless_answer (answer varchar(64))")


def _keep_carelessly(who: int, answer: Any) -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO careless_ticket VALUES (%s)", [str(who)])
        cursor.execute("INSERT INTO careless_answer VALUES (%s)", [str(answer)])


def _careless(kind: type) -> Store:
    return Store(
        [(int(row["who"]), written) for row, written in _rows("careless_ticket")],
        [(kind(row["answer"]), written) for row, written in _rows("careless_answer")],
    )


def _forget_careless_store() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM careless_ticket")
        cursor.execute("DELETE FROM careless_answer")


def _listen() -> list[str]:
    """Every line that a talkative server writes, as it writes it."""

    class Lines(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    lines: list[str] = []
    handler = Lines()
    handler.setFormatter(logging.getLogger().handlers[0].formatter)
    logging.getLogger().handlers = [handler]
    logging.getLogger().setLevel("INFO")
    logging.getLogger("rapport").setLevel("INFO")
    return lines


def _in_log(lines: list[str], known: dict[int, str]) -> list[int]:
    """The people whom these lines name, by the id of their account or by the secret of their link."""
    found: list[int] = []
    for line in lines:
        named = re.search(r"user_id\W+(\d+)", line)
        if named and int(named[1]) in known and "/pulse/answer/" in line:
            found.append(int(named[1]))
        found += [who for who, secret in known.items() if secret and secret in line]
    return list(dict.fromkeys(found))


# --- Rounds ---


def _shuffled(people: Iterable[int]) -> list[int]:
    order = list(people)
    secrets.SystemRandom().shuffle(order)
    return order


def _pulse_round(number: int, log: list[str]) -> Round:
    from django.test import Client
    from django.utils import timezone

    from accounts.models import Membership, Team, User
    from climate.models import Pulse
    from climate.queries.pulse import ticket_names

    team = Team.objects.create(name=f"Pulse {number}")
    users = {}
    for place in range(PEOPLE):
        user = User.objects.create_user(f"p{number}-{place}@example.org", None, name=f"P{place}")
        Membership.objects.create(team=team, user=user)
        users[user.pk] = user
    pulse = Pulse.objects.create(team=team)
    truth = {pk: 1 + secrets.randbelow(5) for pk in users}
    begins = len(log)
    for pk in _shuffled(users):
        client = Client()
        client.force_login(users[pk])
        _must_be_taken(client.post("/pulse/answer/", {"mood": truth[pk]}), 302)
        _keep_carelessly(pk, truth[pk])
    names = {name: pk for pk, user in users.items() for name in ticket_names(user, pulse, timezone.now())}
    tickets = [(names[row["who"]], written) for row, written in _rows("climate_pulseticket") if row["who"] in names]
    counts = [(row, written) for row, written in _rows("climate_pulsecount") if row["pulse_id"] == pulse.pk]
    answers = [(row["mood"], written) for row, written in counts for _one in range(row["count"])]
    careless = _careless(int)
    _forget_careless_store()
    return Round(truth, Store(tickets, answers), careless, _in_log(log[begins:], dict.fromkeys(users, "")))


def _feedback_round(number: int, log: list[str]) -> tuple[Round, Round, int]:
    """Moods and lines, and how often a secret was found where none may be."""
    import json

    from django.test import Client

    from climate.queries.feedback import secret_of
    from torture.canary import dump

    paths, impression = _ask(number)
    known = {who: str(secret_of(path.split("/")[2])) for who, path in paths.items()}
    moods = {who: 1 + secrets.randbelow(5) for who in paths}
    words = dict(zip(paths, _shuffled(range(PEOPLE)), strict=True))
    begins = len(log)
    order = _shuffled(paths)
    for who in order:
        sent = {"mood": moods[who], "fits": ["0"] if secrets.randbelow(2) else [], "line": WORDS[words[who]]}
        _must_be_taken(Client().post(paths[who], sent), 200)
        _keep_carelessly(who, moods[who])
    tickets = list(_guessed_owners(known, impression.pk))
    ((tally, written),) = [
        found for found in _rows("climate_impressiontally") if found[0]["impression_id"] == impression.pk
    ]
    counted, lines = (json.loads(tally[name]) for name in ("moods", "lines"))
    careless, here = _careless(int), log[begins:]
    spoken = Store(careless.took_part, [(WORDS[words[who]], "") for who in order])
    _forget_careless_store()
    answers = [(mood, written) for mood, count in enumerate(counted, start=1) for _one in range(count)]
    told = sum(secret in line for secret in known.values() for line in [*here, *(dump() if number == 0 else [])])
    people = _in_log(here, known)
    return (
        Round(moods, Store(tickets, answers), careless, people),
        Round(
            {who: WORDS[place] for who, place in words.items()},
            Store(tickets, [(line, written) for line in lines]), spoken, people,
        ),
        told,
    )  # fmt: skip


def _guessed_owners(known: dict[int, str], impression: int) -> Iterator[tuple[int, str]]:
    """Tickets are looked up under all that the database knows of a link, hashed with the keys; its secret it does not know."""
    from climate.models.sealed import blind

    links = [row for row, _written in _rows("climate_feedbacklink") if row["impression_id"] == impression]
    names = {
        name: row["partner_id"]
        for row in links
        for clue in (row["id"], row["partner_id"], row["digest"])
        for name in [*blind("feedback", clue), str(clue)]
    }
    for row, written in _rows("climate_feedbackticket"):
        if row["who"] in names:
            yield names[row["who"]], written


def _ask(number: int) -> tuple[dict[int, str], Any]:
    from django.utils import timezone

    from accounts.models import Membership, Team, User
    from climate.actions.impression import add_impression, ask_partners
    from partners.actions.partner import add_partner

    by = User.objects.create_user(f"f{number}@example.org", None, name="F")
    Membership.objects.create(team=Team.objects.create(name=f"Feedback {number}"), user=by)
    partners = [add_partner(by=by, name=f"Partner {number} {n}", natural_person="no") for n in range(PEOPLE)]
    statements = [{"en": "They keep their word.", "de": "", "wanted": 9, "thought": 5}]
    impression = add_impression(by=by, name="x", statements=statements)
    asked = ask_partners(
        by=by, impression=impression, partners=partners, ends_on=timezone.localdate() + timedelta(days=3),
        is_anonymous=True, at=timezone.now(),
    )  # fmt: skip
    return {one.partner.pk: "/feedback/" + one.address.split("/feedback/")[1] for one in asked}, impression


def _must_be_taken(answer: Any, status: int) -> None:
    if answer.status_code != status:
        raise SystemExit(f"linkage: an answer was not taken ({answer.status_code}) … FAILED")


if __name__ == "__main__":
    main()
