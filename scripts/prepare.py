"""Bring the database and the static files up to date before a start, in one process because each costs a second."""

import argparse
import hashlib
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--demo", action="store_true", help="fill the demo team instead of asking for a first account")
    options = parser.parse_args()

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        django.setup()
        call_command("migrate", interactive=False, verbosity=0)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except OperationalError as error:
        sys.exit(f"The database does not answer. Is DATABASE_URL right?\n{error}")
    look_at_keys()
    collect_static_files(stamp=Path(settings.VAR_DIR) / "static-files.sha256")
    try:
        call_command("fill_demo" if options.demo else "first_account")
    except CommandError as error:
        sys.exit(str(error))


def look_at_keys() -> None:
    """Say at once when FIELD_KEYS does not open what is stored; without a proper key do not start at all."""
    found = run_checks(tags=["keys"], databases=["default"])
    for message in found:
        print(message, file=sys.stderr)
    if any(message.is_serious() for message in found):
        sys.exit(1)


def collect_static_files(*, stamp: Path) -> None:
    """Collect only when a source file has changed: hashing and compressing take seconds, looking takes none."""
    seen = fingerprint()
    collected = Path(settings.STATIC_ROOT, "staticfiles.json").exists()
    if collected and stamp.exists() and stamp.read_text() == seen:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(seen)


def fingerprint() -> str:
    """Return a hash over the place, size and time of every static file."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256(str(settings.STATIC_ROOT).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{file.st_size}\0{file.st_mtime_ns}\n".encode())
    return digest.hexdigest()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
