from datetime import time

from django.apps import AppConfig


class RelationshipsConfig(AppConfig):
    """BETWEEN US: interactions, issues, appreciations, ideas, reminders, standings, reports, import."""

    name = "relationships"

    def ready(self) -> None:
        from accounts.actions.user import after_leaving
        from accounts.queries import notice as notices
        from accounts.queries.letter import letters
        from partners.actions.partner import after_change
        from relationships import personal_data  # noqa: F401
        from relationships.actions import regular_report
        from relationships.actions.leaving import pass_on_duties
        from relationships.actions.standing import refresh_beside
        from relationships.exports import regular
        from relationships.models import Reminder
        from relationships.queries import notice, today
        from relationships.queries.agenda import register_section
        from relationships.queries.agenda_sections import OWN_SECTIONS
        from relationships.queries.mail_doing import reminder_doing
        from relationships.reports.review import minutes_document
        from relationships.reports.thanks_letter import thanks_letter

        after_change.append(refresh_beside)
        after_leaving.append(pass_on_duties)
        notices.register(*notice.NOTICES, *regular.NOTICES)
        regular_report.checks.append(regular.check_asked)
        notices.doing[Reminder] = reminder_doing
        notices.documents["minutes"] = minutes_document
        letters["thanks"] = thanks_letter
        self._enter_nouns()
        for section in today.OWN_SECTIONS:
            today.register_section(section)
        for part in OWN_SECTIONS:
            register_section(part)
        self._enter_schedules()

    def _enter_nouns(self) -> None:
        """What can be taken out of the trash."""
        from accounts.access import is_member
        from relationships.access import (
            may_change_action_item,
            may_change_regular_report,
            may_change_series,
            may_discard_care_note,
            may_work_on_issue,
        )
        from relationships.actions.action_item import restore_action_item
        from relationships.actions.agenda import restore_point
        from relationships.actions.care_note import restore_care_note
        from relationships.actions.clearing_talk import restore_talk
        from relationships.actions.regular_report import restore_regular_report
        from relationships.actions.review_series import restore_series
        from relationships.models import ActionItem, AgendaItem, CareNote, ClearingTalk, RegularReport, ReviewSeries
        from relationships.queries.trash import register_noun

        register_noun(
            "action_item",
            ActionItem,
            may_restore=may_change_action_item,
            restore=lambda item, *, by: restore_action_item(by=by, item=item),
        )
        register_noun("care_note", CareNote, may_restore=may_discard_care_note, restore=restore_care_note)
        register_noun(
            "talk",
            ClearingTalk,
            may_restore=lambda user, talk: may_work_on_issue(user, talk.issue),
            restore=lambda talk, *, by: restore_talk(by=by, talk=talk),
        )
        register_noun(
            "agenda_item",
            AgendaItem,
            may_restore=lambda user, item: is_member(user, item.series.team),
            restore=lambda item, *, by: restore_point(by=by, item=item),
        )
        register_noun(
            "review_series",
            ReviewSeries,
            may_restore=may_change_series,
            restore=lambda series, *, by: restore_series(by=by, series=series),
        )
        register_noun(
            "regular_report",
            RegularReport,
            may_restore=may_change_regular_report,
            restore=lambda report, *, by: restore_regular_report(by=by, report=report),
        )

    def _enter_schedules(self) -> None:
        """What the worker does, and when."""
        from accounts.actions.schedule import every_minute, hourly, nightly

        every_minute("Make files", "relationships.tasks.start_reports")
        nightly("Tidy files away", "relationships.tasks.tidy_reports", at=time(4, 10))
        every_minute("Follow the rules for reminders", "relationships.tasks.follow_rules")
        nightly("Look at everything open", "relationships.tasks.look_at_everything", at=time(3, 40))
        hourly("Remind of quiet partners", "relationships.tasks.remind_of_quiet_partners")
        hourly("Take up parked issues", "relationships.tasks.resume_parked")
        every_minute("Tell of clearing rounds", "relationships.tasks.see_to_reviews")
        nightly("Make dates of clearing rounds", "relationships.tasks.plan_reviews", at=time(3, 50))
        nightly("Empty the trash", "relationships.tasks.purge_trash", at=time(2, 50))
        nightly("Remind of ideas without an answer", "relationships.tasks.remind_of_answers", at=time(5, 10))
        nightly("Rebuild standings", "relationships.tasks.rebuild_standings", at=time(3, 10))
