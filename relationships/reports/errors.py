"""Why there is no file. `str()` tells the user, in their language, what to do; `status` is what a page or the API answers."""

from typing import ClassVar


class ReportRefused(Exception):
    """A file that was asked for and cannot be had."""

    status: ClassVar[int] = 503


class TooLarge(ReportRefused):
    """More than the format takes in one go."""

    status = 413


class NotAvailable(ReportRefused):
    """What the format needs is not installed here."""


class Busy(ReportRefused):
    """Others are being made; it may be asked for again in a minute."""

    status = 429


class Failed(ReportRefused):
    """It went wrong in a way that nobody foresaw; the log has it."""
