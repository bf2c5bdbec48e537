"""The secrets of this installation: from the environment, or made once into a file only its owner reads."""

import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet


def read_or_make(path: Path) -> dict[str, str]:
    """Return the secrets in `path` by name; make the file, mode 600, where there is none yet.

    Two processes starting at once make one file: the loser of the race reads the winner's.
    """
    if not path.exists():
        _make(path)
    lines = path.read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = {"SECRET_KEY": secrets.token_urlsafe(64), "FIELD_KEYS": Fernet.generate_key().decode()}
    own = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.writelines(f"{name}={value}\n" for name, value in made.items())
    try:
        os.link(own, path)  # unlike a rename, never replaces what another process has just made
    except FileExistsError:
        pass
    finally:
        own.unlink()
