"""The whole story, from the first sign-in to this morning."""

from datetime import datetime

from django.db import transaction
from django.utils.module_loading import import_string

from relationships.actions.standing import rebuild_standings, standings_at_the_end
from relationships.demo import stories
from relationships.demo.appreciation import fill_appreciations
from relationships.demo.chapters import chapters
from relationships.demo.clearing import fill_clearing
from relationships.demo.idea import fill_ideas
from relationships.demo.interaction import fill_interactions
from relationships.demo.issue import fill_issues
from relationships.demo.partner import fill_partners
from relationships.demo.past import date_back
from relationships.demo.reminder import fill_reminders
from relationships.demo.review import fill_reviews
from relationships.demo.scene import BEGINNING, Scene
from relationships.demo.team import fill_team


@transaction.atomic
def fill(*, language: str, now: datetime, email: str, password: str) -> None:
    """Let all of it happen, or, interrupted, none."""
    scene = Scene(language=language, now=now)
    with standings_at_the_end():
        fill_team(scene, email=email, password=password)
        fill_partners(scene)
        fill_interactions(scene, stories.CONTACTS)
        fill_issues(scene, stories.ISSUES)
        fill_appreciations(scene, stories.THANKS)
        fill_ideas(scene, stories.IDEAS)
        fill_reminders(scene, stories.REMINDERS)
        fill_clearing(scene)
        fill_reviews(scene)
        for chapter in chapters:
            import_string(chapter)(scene)
        date_back(scene.moment(BEGINNING))
    if wrong := rebuild_standings():
        raise AssertionError(f"standings differ from a rebuild: {wrong}")
