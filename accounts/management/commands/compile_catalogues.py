"""Compile the translation catalogues without gettext, so that every machine can."""

from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compile every catalogue in locale/ (.po to .mo)."

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in settings.LOCALE_PATHS:
            for path in sorted(folder.glob("*/LC_MESSAGES/*.po")):
                catalogue = polib.pofile(str(path))
                catalogue.save_as_mofile(str(path.with_suffix(".mo")))
                self.stdout.write(f"{path.relative_to(settings.BASE_DIR)}: {catalogue.percent_translated()} %")
