"""What must not stand in a log: search terms, one-time links, addresses."""

import re
from collections.abc import MutableMapping
from typing import Any

# The key of a password link, wherever the address of its page is logged.
_KEY = re.compile(r"(/password/lost/)[^/\s]+-[^/\s]+")
# The secret of a calendar address.
_FEED = re.compile(r"(/feed/)[^\s'\"]+")
# The secret of a feedback link.
_FEEDBACK = re.compile(r"(/feedback/)[^\s'\"]+")
# What follows a question mark in an address; a question in a sentence has a space behind it.
_QUERY = re.compile(r"\?[^\s'\"]+")
_ADDRESSED = ("request", "event", "path", "url")


def without_private_parts(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: addresses lose their query strings and keys, clients their IP address and name."""
    for name in _ADDRESSED:
        if isinstance(text := event.get(name), str):
            text = _KEY.sub(r"\1…", _QUERY.sub("", text))
            event[name] = _FEEDBACK.sub(r"\1…", _FEED.sub(r"\1…", text))
    for name in ("ip", "user_agent"):
        event.pop(name, None)
    return event
