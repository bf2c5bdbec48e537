"""Say how the company looks on paper."""

import warnings
from io import BytesIO
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from accounts.access import may_change_users
from accounts.actions.record import save_changed, save_new
from accounts.models import User
from relationships.models import HouseStyle

MOST_BYTES = 2_000_000
MOST_PIXELS = 16_000_000  # told by the file's head, before anything is unpacked
PRINTED = (1200, 400)  # pixels, enough for 50 mm at 600 dpi


@transaction.atomic
def change_house_style(*, by: User, version: int, without_logo: bool = False, **changes: Any) -> HouseStyle:
    """Write it; `version` is that of the row, 1 without one. `logo` are the bytes of a PNG or JPEG, None keeps what is."""
    if not may_change_users(by):
        raise PermissionDenied
    sent = changes.pop("logo", None)
    if without_logo:
        changes["logo"] = None
    elif sent:
        changes["logo"] = printable(sent)
    style = HouseStyle.current()
    if style.pk is None:
        style = HouseStyle(**changes)
        save_new(style, by=by)
    else:
        save_changed(style, version=version, changes=changes)
    return style


def printable(sent: bytes) -> bytes:
    """The picture as a PNG of our own, no larger than it is printed, without anything else that was in the file."""
    if len(sent) > MOST_BYTES:
        raise ValidationError({"logo": _("This file is too large. Choose one of at most 2 MB.")})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(sent), formats=("PNG", "JPEG"))
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError({"logo": _too_many_pixels()})
            picture.load()
            drawn = picture.convert("RGBA" if "A" in picture.mode or "transparency" in picture.info else "RGB")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError({"logo": _too_many_pixels()}) from error
    except UnidentifiedImageError as error:
        raise ValidationError({"logo": _("This is neither a PNG nor a JPEG. Save the logo as one of them.")}) from error
    except (OSError, SyntaxError, ValueError) as error:  # what Pillow says of files that break off or lie
        raise ValidationError({"logo": _("This picture is damaged. Save it anew and try again.")}) from error
    drawn.thumbnail(PRINTED)
    out = BytesIO()
    drawn.save(out, "PNG", optimize=True)
    return out.getvalue()


def _too_many_pixels() -> str:
    return _("This picture has too many pixels. Make it smaller: 1,200 by 400 are enough.")
