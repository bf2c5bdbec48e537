"""Who asks: a token, or a session."""

import re
from hmac import compare_digest

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from knox.auth import TokenAuthentication as KnoxTokenAuthentication
from knox.crypto import hash_token
from knox.models import AuthToken
from knox.settings import CONSTANTS
from rest_framework.exceptions import AuthenticationFailed

from accounts.kept import kept
from accounts.models import User


class TokenAuthentication(KnoxTokenAuthentication):
    def authenticate_credentials(self, token: bytes) -> tuple[User, AuthToken]:
        """Refuse what no token looks like before it reaches the database; else as the parent does, by a question that is kept."""
        if re.fullmatch(rb"[0-9a-zA-Z]{1,200}", token):
            digest = hash_token(token.decode())
            for found in _tokens_beginning(key=token.decode()[: CONSTANTS.TOKEN_KEY_LENGTH]):
                if compare_digest(found.digest, digest) and not self._cleanup_token(found):
                    return self.validate_user(found)
        raise AuthenticationFailed(_("Invalid token."))

    def _cleanup_token(self, auth_token: AuthToken) -> bool:
        """The parent looks for others that have ended; ours live until they are taken back."""
        return auth_token.expiry is not None and super()._cleanup_token(auth_token)


@kept
def _tokens_beginning(*, key: str) -> QuerySet[AuthToken]:
    return AuthToken.objects.filter(token_key=key).select_related("user")


class TokenScheme(OpenApiAuthenticationExtension):
    """How the schema describes it."""

    target_class = "accounts.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "`Token …`, as `manage.py create_token EMAIL` prints it.",
        }
