"""Them: the people in the organisations, and we ourselves as colleagues."""

from dataclasses import dataclass

from relationships.demo.scene import NOTHING, Say


@dataclass(frozen=True)
class Person:
    key: str
    name: str
    organisation: str
    position: Say
    phone: str
    mobile: str = ""
    email: str = ""
    notes: Say = NOTHING


# fmt: off
PEOPLE = [
    Person("meike", "Meike Lindner", "lindner", ("Geschäftsführerin", "Managing director"), "+49 7171 55 01 10", "+49 171 555 0110", "meike@lindner.example",
        ("Hat den Betrieb 2019 vom Vater übernommen. Mag klare Worte und keine Telefonkonferenzen.", "Took the firm over from her father in 2019. Likes plain words and no conference calls.")),
    Person("rolf", "Rolf Petersen", "lindner", ("Disposition", "Scheduling"), "+49 7171 55 01 14", "+49 171 555 0114", "rolf@lindner.example"),
    Person("gunnar", "Gunnar Sommerfeld", "sommerfeld", ("Inhaber", "Owner"), "+49 7361 555 02 20", "+49 171 555 0220", "",
        ("Züchtet Tauben. Eine heißt seit der Sache mit dem nassen Ballen „Auental“.", "Keeps pigeons. Since the affair of the wet bale one of them is called “Auental”.")),
    Person("doerte", "Dörte Brodersen", "brodersen", ("Disponentin", "Dispatcher"), "+49 731 555 03 31", "+49 171 555 0331", "doerte@brodersen.example"),
    Person("valentin", "Valentin Hautmann", "hautmann", ("Servicetechniker", "Service engineer"), "+49 7174 555 04 42", "+49 171 555 0442", "valentin@hautmann.example",
        ("Hört am Klang, welches Lager es ist. Braucht einen Parkplatz am Osttor.", "Hears which bearing it is. Needs a parking space at the east gate.")),
    Person("petra", "Petra Kessler", "kessler", ("Vertriebsleiterin", "Head of sales"), "+49 7321 555 05 50", "", "p.kessler@kessler.example"),
    Person("farid", "Farid Amiri", "nordlicht", ("Herstellung", "Production"), "+49 431 555 06 61", "+49 171 555 0661", "amiri@nordlicht.example"),
    Person("paula", "Paula Rosenow", "rosenow", ("Inhaberin", "Owner"), "+49 711 555 07 70", "+49 171 555 0770", "paula@rosenow.example"),
    Person("greta", "Greta Vogel", "zeilensprung", ("Einkauf Papeterie", "Stationery buyer"), "+49 7071 555 08 80", "", "greta@zeilensprung.example"),
    Person("alois", "Alois Huber", "oberland", ("Einkauf für alle elf", "Buyer for all eleven"), "+49 7564 555 09 90", "+49 171 555 0990", "huber@oberland.example",
        ("Zwischen fünf und sieben beim Melken. Davor und danach sehr gut erreichbar.", "Milking between five and seven. Easy to reach before and after.")),
]

# The user of each colleague, and what they do here.
AS_COLLEAGUES: dict[str, Say] = {
    "marlene": ("Leitung Einkauf", "Head of purchasing"),
    "jonas": ("Einkauf Technik", "Technical purchasing"),
    "aylin": ("Einkauf Energie und Verpackung", "Energy and packaging"),
    "theo": ("Leitung Vertrieb", "Head of sales"),
    "sina": ("Vertrieb Läden", "Sales, shops"),
}
# fmt: on
