"""The lists and the reports that can be taken away, one module each."""

from relationships.exports import (
    action_item,
    appreciation,
    cleared_issues,
    idea,
    interaction,
    issue,
    open_issues,
    own_year,
    partner,
    partner_report,
    portfolio,
    reminder,
    thanks_and_ideas,
    to_share,
)

__all__ = [
    "action_item",
    "appreciation",
    "cleared_issues",
    "idea",
    "interaction",
    "issue",
    "open_issues",
    "own_year",
    "partner",
    "partner_report",
    "portfolio",
    "reminder",
    "thanks_and_ideas",
    "to_share",
]
