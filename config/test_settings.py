"""The same settings as in production, but for what would make tests slow or leave the machine."""

import os
import tempfile

# Nothing of a developer's own installation is read or written.
os.environ.setdefault("RAPPORT_VAR", tempfile.mkdtemp(prefix="rapport-test-"))

from config.settings import *  # noqa: F403
from config.settings import STORAGES as _STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = _STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
Q_CLUSTER = {"name": "test", "orm": "default", "sync": True, "workers": 1, "timeout": 300, "retry": 600}
# Each test's browser is a new one, for which WhiteNoise would read all collected files.
WHITENOISE_AUTOREFRESH = True
