"""The schema is valid, says what the API does, and holds against whatever fits it or does not (schemathesis)."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from drf_spectacular.generators import SchemaGenerator
from rest_framework.throttling import SimpleRateThrottle

from accounts.actions.token import make_token
from tests.world import make_world

# The same cases at every run, however fast the machine. To look for faults, which takes long:
# SCHEMA_PHASES=coverage,fuzzing,stateful SCHEMA_EXAMPLES=100
PHASES = os.environ.get("SCHEMA_PHASES", "fuzzing,stateful")
EXAMPLES = int(os.environ.get("SCHEMA_EXAMPLES", "10"))
# Each database refuses other things, and each role reaches others.
ROLES = {"sqlite": "member", "postgresql": "administrator"}


def test_the_schema_is_valid_and_complete(tmp_path, capsys):
    file = tmp_path / "schema.yaml"
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(file))
    assert "/api/v1/issues/{id}/resolve/" in file.read_text()


def test_nobody_is_graded_or_ranked(db):
    """No sort and no field that weighs people; moods stand on the single contact and can be neither sorted nor filtered."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    parameters = [
        parameter
        for operations in schema["paths"].values()
        for operation in operations.values()
        for parameter in operation.get("parameters", [])
    ]
    # Of a file it is the list's own, which its list names.
    sorts = {
        name
        for parameter in parameters
        if parameter["name"] == "ordering" and parameter.get("description") != "As at the list."
        for name in parameter["schema"]["enum"]
    }
    assert {name.removeprefix("-") for name in sorts} == {
        "name", "created", "last_contact", "next_touch", "oldest_issue", "happened_at", "raised_at",
        "last_activity_at", "severity", "due_on", "thanked_at", "received_at", "due_at", "created_at", "day", "climate",
        "starts_at", "id",
    }  # fmt: skip
    fields = {name for part in schema["components"]["schemas"].values() for name in part.get("properties", {})}
    names = fields | {parameter["name"] for parameter in parameters}
    assert sorted(name for name in names if re.search("score|rank|average|mean|climate|points|count|total", name)) == [
        "climate",
        "contact_points",
        # Of a meeting, from five ratings on.
        "rating_count",
        "rating_mean",
        "score",
    ]
    assert {name for name in names if "mood" in name or "lift" in name} == {
        "mood", "mood_before", "mood_after", "lift", "mood_for_colleagues",
    }  # fmt: skip
    assert not [parameter for parameter in parameters if re.search("mood|lift|energy", parameter["name"])]


@pytest.mark.schema
def test_nothing_that_is_sent_breaks_the_api(
    django_db_reset_sequences, cast, lindner, live_server, monkeypatch, tmp_path
):
    """No server error, and no answer but those that the schema promises."""
    monkeypatch.setitem(SimpleRateThrottle.THROTTLE_RATES, "user", None)
    for _ in range(5):
        make_world(cast, lindner)
    cast.team.memberships.create(user=cast.ada)
    token = make_token(cast.roles()[ROLES[connection.vendor]])
    run = subprocess.run(
        [
            Path(sys.executable).with_name("schemathesis"),
            f"--config-file={Path(__file__).with_name('schemathesis.toml')}",
            "run",
            f"{live_server.url}/api/v1/schema/",
            f"--header=Authorization: Token {token}",
            "--checks=all",
            f"--phases={PHASES}",
            f"--max-examples={EXAMPLES}",
            "--generation-deterministic",
            "--no-color",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=900 + EXAMPLES * 60,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-20_000:] + run.stderr[-2_000:]
