"""Which form asks for what a step of an issue's life needs, and which action it goes to."""

from collections.abc import Callable
from typing import Any

from relationships.actions.issue import (
    confirm_issue,
    note_agreement,
    park_issue,
    reopen_issue,
    resolve_issue,
    resume_issue,
    start_talk,
)
from relationships.choices import Step
from relationships.forms.issue import (
    AgreeForm,
    HoldsForm,
    ParkForm,
    ReopenForm,
    ResolveForm,
    ResumeForm,
    StepForm,
    TalkForm,
)

STEP_FORMS: dict[Step, tuple[type[StepForm], Callable[..., Any]]] = {
    Step.TALKING: (TalkForm, start_talk),
    Step.AGREED: (AgreeForm, note_agreement),
    Step.RESOLVED: (ResolveForm, resolve_issue),
    Step.PARKED: (ParkForm, park_issue),
    Step.RESUMED: (ResumeForm, resume_issue),
    Step.HOLDS: (HoldsForm, confirm_issue),
    Step.REOPENED: (ReopenForm, reopen_issue),
}
