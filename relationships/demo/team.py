"""Us: Papierwerk Auental, its two teams and the six people in them."""

from accounts.actions.team import add_team, change_team, set_membership
from accounts.actions.user import add_user, choose_working_team, set_up_first_account
from accounts.choices import TeamRole
from accounts.models import User
from relationships.demo.scene import Say, Scene

DEMO_NAME = "Marlene Brandt"
PURCHASING: Say = ("Einkauf", "Purchasing")
SALES: Say = ("Vertrieb", "Sales")

# Who, their team, and whether they lead it. Marlene, whose account the demo is seen with, leads Purchasing.
COLLEAGUES = {
    "jonas": ("Jonas Reimers", "purchasing", TeamRole.MEMBER),
    "aylin": ("Aylin Demir", "purchasing", TeamRole.MEMBER),
    "theo": ("Theo Wieland", "sales", TeamRole.LEAD),
    "sina": ("Sina Okafor", "sales", TeamRole.MEMBER),
    "henrik": ("Henrik Voss", "sales", TeamRole.MEMBER),
}


def fill_team(scene: Scene, *, email: str, password: str) -> None:
    marlene = set_up_first_account(
        email=email, name=DEMO_NAME, password=password, language=scene.language
    )  # she administrates, too, so that everything can be looked at
    first = marlene.teams.get()
    change_team(by=marlene, team=first, version=first.version, name=scene.say(PURCHASING))
    scene.users["marlene"] = marlene
    for key, (name, _team, _role) in COLLEAGUES.items():
        address = f"{name.lower().replace(' ', '.')}@example.org"
        scene.users[key] = add_user(by=marlene, email=address, name=name, language=scene.language)
    scene.teams["purchasing"] = first
    scene.teams["sales"] = add_team(by=marlene, name=scene.say(SALES), lead=scene.users["theo"])
    for key, (_name, team, role) in COLLEAGUES.items():
        set_membership(by=marlene, team=scene.teams[team], user=scene.users[key], role=role)
    set_membership(by=marlene, team=scene.teams["sales"], user=marlene)
    # Loaded afresh: a user object remembers the teams it was asked for first.
    scene.users = {key: User.objects.get(pk=user.pk) for key, user in scene.users.items()}
    choose_working_team(by=scene.users["marlene"], team=first)
