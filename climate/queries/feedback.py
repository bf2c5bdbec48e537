"""The address of a feedback link: a random secret with a signature, so that a guess is refused before anything is looked up."""

import secrets

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

LONGEST = 200  # signs of an address that is looked at at all


def new_token() -> tuple[str, str]:
    """A secret, of which only a hash is kept, and what stands in the address."""
    secret = secrets.token_urlsafe(24)
    return secret, _signer().sign(secret)


def secret_of(token: str) -> str | None:
    """The secret in an address; None where it is not one of ours, or not whole."""
    if len(token) > LONGEST:
        return None
    try:
        return _signer().unsign(token)
    except BadSignature:
        return None


def address_of(token: str) -> str:
    return settings.RAPPORT_URL + reverse("climate:feedback", args=[token])


def _signer() -> Signer:
    return Signer(salt="rapport.climate.feedback", sep=".")
