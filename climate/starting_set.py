"""What a team may begin with, in the language of whoever asks for it; it changes or deletes what does not fit."""

from django.utils.translation import gettext_lazy as _

from climate.choices import Aim, Audience, Term

BOOSTERS = [
    (Audience.ONESELF, Term.SHORT, _("Five minutes of fresh air, without the phone")),
    (Audience.ONESELF, Term.SHORT, _("Breathe out slowly three times before picking up the phone")),
    (Audience.ONESELF, Term.SHORT, _("Call somebody who laughs a lot")),
    (Audience.ONESELF, Term.MEDIUM, _("Finish one thing that has been lying around too long, however small")),
    (Audience.ONESELF, Term.MEDIUM, _("Write down in the evening three things that went well today")),
    (Audience.ONESELF, Term.LONG, _("Keep one hour a week free for what gives energy")),
    (Audience.ONESELF, Term.LONG, _("Sleep enough and move every day, also when there is much to do")),
    (Audience.OTHERS, Term.SHORT, _("Ask how they are, and wait for the answer")),
    (Audience.OTHERS, Term.SHORT, _("Say thank you, and say exactly for what")),
    (Audience.OTHERS, Term.MEDIUM, _("Take one small job off somebody who has too much")),
    (Audience.OTHERS, Term.LONG, _("Tell others what somebody has done well, when they are not in the room")),
    (Audience.TEAM, Term.SHORT, _("Begin a meeting with what went well since the last one")),
    (Audience.TEAM, Term.MEDIUM, _("Have lunch together once a week, without talking about work")),
    (Audience.TEAM, Term.LONG, _("Speak about what is unclear within a week, before it becomes a conflict")),
]

# (aim, English, German): both are stored, so that each reads it in their own language.
QUESTIONS = [
    (Aim.ONESELF, "In which situations can I change a mood for the better?", "In welchen Situationen kann ich eine Stimmung zum Guten verändern?"),
    (Aim.ONESELF, "Who around me is not doing well, and what might they need?", "Wem in meiner Nähe geht es nicht gut, und was könnte er oder sie brauchen?"),
    (Aim.ONESELF, "What attitude do I bring into my next conversation?", "Mit welcher Haltung gehe ich in mein nächstes Gespräch?"),
    (Aim.ONESELF, "What do I do so that I am well?", "Was tue ich dafür, dass es mir gut geht?"),
    (Aim.ONESELF, "Whom have I not thanked for too long?", "Wem habe ich schon zu lange nicht gedankt?"),
    (Aim.ONESELF, "What have I been putting off that is unclear between me and somebody else?", "Was ist zwischen mir und jemandem unklar, und ich schiebe es vor mir her?"),
    (Aim.TEAM, "With which partners do we enjoy working, and what do they do?", "Mit welchen Partnern arbeiten wir gern, und was machen sie dafür?"),
    (Aim.TEAM, "What impression did we leave this week, and which one did we want to leave?", "Welchen Eindruck haben wir diese Woche hinterlassen, und welchen wollten wir hinterlassen?"),
    (Aim.TEAM, "What gave our partners added value lately, without being asked for?", "Was hat unseren Partnern zuletzt Mehrwert gegeben, ohne dass sie danach gefragt haben?"),
    (Aim.TEAM, "What do newcomers need to know about how we treat each other?", "Was müssen Neue darüber wissen, wie wir miteinander umgehen?"),
]  # fmt: skip
