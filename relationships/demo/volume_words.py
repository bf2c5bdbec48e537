"""What partners, contacts and issues of a large company are called; some words are common, some rare."""

from random import Random

GIVEN = [
    "Anna",
    "Ben",
    "Clara",
    "David",
    "Elif",
    "Finn",
    "Greta",
    "Hannes",
    "Ida",
    "Jonas",
    "Katrin",
    "Lukas",
    "Mira",
    "Nils",
    "Olga",
    "Paul",
    "Rosa",
    "Samir",
    "Theresa",
    "Uwe",
    "Vera",
    "Wanda",
    "Yusuf",
    "Zoe",
    "Björn",
    "Jürgen",
    "Zoë",
    "Łukasz",
    "Søren",
    "André",
]
FAMILY = [
    "Müller",
    "Schmidt",
    "Schneider",
    "Fischer",
    "Weber",
    "Meyer",
    "Wagner",
    "Becker",
    "Schulz",
    "Hoffmann",
    "Schäfer",
    "Koch",
    "Bauer",
    "Richter",
    "Klein",
    "Wolf",
    "Schröder",
    "Neumann",
    "Schwarz",
    "Zimmermann",
    "Braun",
    "Krüger",
    "Hofmann",
    "Hartmann",
    "Lange",
    "Schmitt",
    "Werner",
    "Krause",
    "Meier",
    "Lehmann",
    "Köhler",
    "Maier",
    "Herrmann",
    "König",
    "Walter",
    "Mayer",
    "Huber",
    "Kaiser",
    "Fuchs",
    "Peters",
    "Lang",
    "Scholz",
    "Möller",
    "Weiß",
    "Jung",
    "Hahn",
    "Schubert",
    "Vogel",
    "Friedrich",
    "Keller",
    "Günther",
    "Frank",
    "Berger",
    "Winkler",
    "Roth",
    "Beck",
    "Lorenz",
    "Baumann",
    "Franke",
    "Albrecht",
    "Kowalski",
    "Nguyen",
    "Öztürk",
]
TRADES = [
    "Druckhaus",
    "Metallbau",
    "Spedition",
    "Elektrotechnik",
    "Gartenbau",
    "Werkzeugbau",
    "Bürobedarf",
    "Catering",
    "Software",
    "Maschinenbau",
    "Tischlerei",
    "Kunststofftechnik",
    "Labortechnik",
    "Verpackungen",
    "Reinigung",
    "Energieberatung",
    "Fensterbau",
    "Großhandel",
    "Holzhandel",
    "Textilwerke",
    "Messebau",
    "Buchhandlung",
    "Brauerei",
    "Gießerei",
    "Optik",
    "Sensorik",
    "Keramik",
    "Logistik",
    "Papierfabrik",
    "Zerspanung",
]
FORMS = ["GmbH", "GmbH", "GmbH", "GmbH & Co. KG", "AG", "KG", "e. K.", "SE", "Ltd", "e. V."]
PLACES = [
    "Nord",
    "Süd",
    "West",
    "Ost",
    "Berlin",
    "Hamburg",
    "München",
    "Köln",
    "Leipzig",
    "Bremen",
    "Dresden",
    "Ulm",
    "Kassel",
    "Rostock",
    "Jena",
    "Erfurt",
    "Essen",
    "Mainz",
    "Trier",
]
TAGS = [
    "print",
    "metal",
    "transport",
    "software",
    "office",
    "energy",
    "food",
    "cleaning",
    "packaging",
    "lab",
    "key-account",
    "framework-contract",
    "local",
    "green",
    "critical",
    "new",
    "trial",
    "seasonal",
]
DOMAINS = ["example.com", "example.net", "example.org", "post.example", "firma.example", "mail.example"]
TEAMS = [
    "Purchasing",
    "Sales",
    "Service",
    "Logistics",
    "Quality",
    "Engineering",
    "Finance",
    "Marketing",
    "Facility",
    "Training",
    "Research",
    "Production",
]
ABOUT = [
    "the invoice",
    "the delivery",
    "the samples",
    "the new contract",
    "the framework agreement",
    "the complaint",
    "the price list",
    "the audit",
    "the machine",
    "the transport",
    "the packaging",
    "the certificate",
    "the next order",
    "the drawing",
    "the spare parts",
    "the training",
    "the warranty",
    "the deadline",
    "the quality report",
    "the meeting in spring",
    "the Zwiebelfisch proof",
]
DID = [
    "Talked about",
    "Went through",
    "Asked for",
    "Agreed on",
    "Sent back",
    "Looked at",
    "Waited for",
    "Called about",
    "Wrote about",
    "Was thanked for",
    "Found a mistake in",
    "Put right",
]
THEN = [
    "They call back on Monday.",
    "All is well.",
    "Nobody was there who could decide.",
    "They were friendly and in a hurry.",
    "We owe them an answer.",
    "They owe us an answer.",
    "To be continued.",
    "It took longer than we thought.",
    "",
    "",
]
WRONG = [
    "No answer about",
    "Two versions of",
    "Dispute over",
    "Nobody knows who decides on",
    "Late again with",
    "Different prices in",
    "Silence after",
    "Wrong numbers in",
]


def given(number: int) -> str:
    return GIVEN[number % len(GIVEN)]


def family(number: int) -> str:
    return FAMILY[number * 7 % len(FAMILY)]


def team(number: int) -> str:
    return f"{TEAMS[number % len(TEAMS)]} {number + 1}"


def person(random: Random) -> str:
    return f"{random.choice(GIVEN)} {random.choice(FAMILY)}"


def organisation(random: Random) -> str:
    name, form, number = random.choice(FAMILY), random.choice(FORMS), int(random.random() * 400)
    second = (
        f" {random.choice(PLACES)}" if number % 3 == 0 else f" & {random.choice(FAMILY)}" if number % 3 == 1 else ""
    )
    return f"{random.choice(TRADES)} {name}{second} {form}"


def contact(random: Random) -> str:
    return f"{DID[int(random.random() * len(DID))]} {_about(random)}. {THEN[int(random.random() * len(THEN))]}".strip()


def issue(random: Random) -> str:
    return f"{random.choice(WRONG)} {_about(random)}"


def result(random: Random) -> str:
    return f"Talked it over; {_about(random)} is as it should be."


def measure(random: Random) -> str:
    return f"Call about {_about(random)}"


def idea(random: Random) -> str:
    return f"Do without paper for {_about(random)}"


def _about(random: Random) -> str:
    """The last of the words is a rare one."""
    place = int(random.random() * (len(ABOUT) - 1))
    return ABOUT[place] if random.random() > 0.0005 else ABOUT[-1]
