"""What a device calls itself, in words one would use."""

from django import template

register = template.Library()

# The order matters: most browsers also name the ones they descend from.
BROWSERS = {
    "Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "FxiOS": "Firefox", "Chrom": "Chrome", "CriOS": "Chrome",
    "Safari": "Safari",
}  # fmt: skip
SYSTEMS = {
    "Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows", "Mac OS": "macOS",
    "CrOS": "ChromeOS", "Linux": "Linux",
}  # fmt: skip


@register.filter
def device(user_agent: str | None) -> str:
    """A browser and its system: "Firefox, Windows"; what is neither speaks for itself, cut short."""
    said = user_agent or ""
    found = [next((name for mark, name in names.items() if mark in said), "") for names in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, found)) or said[:60]
