"""What every page needs to know about who looks at it."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.access import teams_of, working_team, works_alone
from accounts.choices import Theme


def preferences(request: HttpRequest) -> dict[str, Any]:
    # What was chosen on this device counts before what was chosen for the account.
    theme = request.COOKIES.get("theme", "")
    chosen = theme if theme in Theme.values else None
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"theme": chosen or Theme.AUTO.value}
    return {
        "theme": chosen or user.theme,
        "teams": teams_of(user),
        "working_team": working_team(user),
        "works_alone": SimpleLazyObject(lambda: works_alone(user)),
    }
