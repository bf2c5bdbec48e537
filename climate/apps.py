from datetime import time

from django.apps import AppConfig


class ClimateConfig(AppConfig):
    """HOW WE ARE: check-ins and mood boosters."""

    name = "climate"

    def ready(self) -> None:
        from accounts.actions.schedule import hourly, nightly
        from accounts.queries import notice as notices
        from climate import checks, personal_data  # noqa: F401
        from climate.access import may_discard_answer, may_discard_booster, may_discard_comment, may_discard_record
        from climate.actions.booster import restore_booster, restore_comment
        from climate.actions.reflection import restore_shared_answer
        from climate.actions.team_record import restore_record
        from climate.models import (
            BoosterComment,
            Impression,
            MoodBooster,
            PracticeExample,
            ReflectionQuestion,
            SharedAnswer,
        )
        from climate.queries import notice
        from climate.queries.agenda import SECTIONS
        from climate.queries.today import SECTION
        from relationships.demo.chapters import chapters
        from relationships.queries.agenda import register_section as register_agenda_section
        from relationships.queries.today import register_section
        from relationships.queries.trash import register_noun

        register_section(SECTION)
        notices.register(*notice.NOTICES)
        register_noun("booster", MoodBooster, may_restore=may_discard_booster, restore=restore_booster)
        register_noun("booster_comment", BoosterComment, may_restore=may_discard_comment, restore=restore_comment)
        register_noun("question", ReflectionQuestion, may_restore=may_discard_record, restore=restore_record)
        register_noun("shared_answer", SharedAnswer, may_restore=may_discard_answer, restore=restore_shared_answer)
        register_noun("example", PracticeExample, may_restore=may_discard_record, restore=restore_record)
        for section in SECTIONS:
            register_agenda_section(section)
        register_noun("impression", Impression, may_restore=may_discard_record, restore=restore_record)
        chapters.append("climate.demo.booster.fill_boosters")
        chapters.append("climate.demo.check_in.fill_check_ins")
        chapters.append("climate.demo.care.fill_care")
        chapters.append("climate.demo.reflection.fill_reflection")
        chapters.append("climate.demo.example.fill_examples")
        chapters.append("climate.demo.impression.fill_impressions")
        nightly("Empty the trash of mood boosters", "climate.tasks.purge_trash", at=time(2, 55))
        hourly("Ask people how they are", "climate.tasks.ask_people")
        nightly("See to team pulses", "climate.tasks.see_to_pulses", at=time(6, 5))
        nightly("See to impressions", "climate.tasks.see_to_impressions", at=time(6, 10))
