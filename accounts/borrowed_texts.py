"""Texts of packages whose German says "Du": listed here, they get into our own catalogue, which is asked before theirs."""

from django.utils.translation import gettext_noop

BORROWED = [
    gettext_noop("Enter a valid email address."),
    gettext_noop("Enter a valid URL."),
    gettext_noop("Please type your current password."),
    gettext_noop("You must type the same password each time."),
    gettext_noop("You have signed out."),
]
