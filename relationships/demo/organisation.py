"""Them: the organisations, a one-person business and the round table."""

from dataclasses import dataclass

from relationships.demo.scene import NOTHING, Say


@dataclass(frozen=True)
class Organisation:
    key: str
    name: Say
    roles: str  # "supplier", "customer"
    caretaker: str
    cadence: tuple[int, int] | None  # ideally every, at the latest after (days)
    town: str
    number: str = ""  # in the bookkeeping
    tags: tuple[Say, ...] = ()
    notes: Say = NOTHING
    natural_person: str = "no"
    kind: str = "organisation"
    members: str = ""
    open_to_everyone: bool = False


PRINT: Say = ("Druck", "printing")
FIBRE: Say = ("Altpapier", "recovered paper")
KEY: Say = ("Schlüsselpartner", "key partner")
LOCAL: Say = ("aus der Gegend", "local")
BOOKS: Say = ("Buchhandel", "book trade")
FRAME: Say = ("Rahmenvertrag", "frame contract")

# fmt: off
ORGANISATIONS = [
    Organisation("lindner", ("Druckhaus Lindner", "Lindner Printing House"), "supplier customer", "marlene", (21, 45), "Gerberstraße 14, 73525 Auental", "70014", (PRINT, KEY, LOCAL),
        ("Druckt unsere Umschläge und kauft unser Werkdruckpapier. Familienbetrieb in dritter Generation. Freitags ab zwei geht nur noch Rolfs Handy.",
         "Prints our covers and buys our book paper. A family firm in its third generation. On Fridays after two only Rolf's mobile answers.")),
    Organisation("sommerfeld", ("Sommerfeld Rohstoffe", "Sommerfeld Recovered Fibre"), "supplier", "marlene", (14, 30), "Am Güterbahnhof 3, 73431 Aalen", "70102", (FIBRE, KEY),
        ("Zwei Drittel unserer Fasern kommen von hier. Herr Sommerfeld telefoniert lieber, als zu schreiben, am liebsten vor acht.",
         "Two thirds of our fibre come from here. Mr Sommerfeld would rather call than write, ideally before eight.")),
    Organisation("kessler", ("Kessler Klebstoffe", "Kessler Adhesives"), "supplier", "marlene", (21, 28), "Industriering 22, 89518 Heidenheim", "70066", (FRAME,),
        ("Stärkeleim für die Blöcke. Der Rahmenvertrag läuft im Frühjahr aus.", "Starch glue for the pads. The frame contract ends in spring.")),
    Organisation("brodersen", ("Spedition Brodersen", "Brodersen Haulage"), "supplier", "marlene", (10, 21), "Hafenweg 8, 89073 Ulm", "70031", (KEY,),
        ("Fährt jeden Dienstag und Donnerstag. Die Rampe hinten ist für den großen Zug zu eng, das muss jede Vertretung wissen.",
         "Comes every Tuesday and Thursday. The ramp at the back is too narrow for the big lorry; every stand-in has to know.")),
    Organisation("hautmann", ("Maschinenbau Hautmann", "Hautmann Engineering"), "supplier", "jonas", (30, 60), "Werkstraße 5, 73563 Mögglingen", "70045", (LOCAL,),
        ("Wartet unsere Papiermaschine PM 2, Baujahr 1987, von uns „Hildegard“ genannt.", "Looks after our paper machine PM 2, built in 1987 and known to us as “Hildegard”.")),
    Organisation("stadtwerke", ("Stadtwerke Auental", "Auental Municipal Utilities"), "supplier", "aylin", (60, 120), "Rathausplatz 1, 73525 Auental", "70009", (LOCAL, FRAME)),
    Organisation("wiebold", ("Kartonagen Wiebold", "Wiebold Cartons"), "supplier customer", "aylin", (30, 60), "Im Ried 17, 89522 Heidenheim", "70058", (),
        ("Wir kaufen Versandkartons, sie nehmen unsere Graupappe. Die Rechnungen werden einmal im Quartal verrechnet.",
         "We buy shipping cartons, they take our greyboard. Invoices are set off once a quarter.")),
    Organisation("ines", ("Grafikbüro Ines Falk", "Ines Falk Graphics"), "supplier", "marlene", (21, 35), "Obere Gasse 2, 73525 Auental", "70117", (PRINT, LOCAL),
        ("Zeichnet unsere Heftumschläge. Arbeitet allein und im August gar nicht.", "Draws our notebook covers. Works alone, and in August not at all."), natural_person="unknown"),
    Organisation("farben", ("Farbmühle Tessin", "Tessin Pigments"), "supplier", "jonas", (60, 90), "Mühlenweg 9, 73614 Schorndorf", "70091"),
    Organisation("nordlicht", ("Verlag Nordlicht", "Nordlicht Publishing"), "customer", "theo", (21, 45), "Speicherstraße 40, 24103 Kiel", "10203", (BOOKS, KEY),
        ("Macht Naturbücher und prüft das Papier mit den Fingerspitzen. Herr Amiri merkt fünf Gramm Unterschied.",
         "Makes nature books and tests paper with the fingertips. Mr Amiri notices five grams of difference.")),
    Organisation("rosenow", ("Schreibwaren Rosenow", "Rosenow Stationery"), "customer", "sina", (30, 60), "Marktplatz 6, 70173 Stuttgart", "10077", (KEY, LOCAL),
        ("Vier Läden. Frau Rosenow entscheidet selbst, meist nach dem zweiten Kaffee.", "Four shops. Mrs Rosenow decides herself, usually after the second coffee.")),
    Organisation("zeilensprung", ("Buchhandlung Zeilensprung", "Zeilensprung Bookshop"), "customer", "sina", (45, 90), "Neue Straße 31, 72070 Tübingen", "10145", (BOOKS,)),
    Organisation("oberland", ("Hofladen-Verbund Oberland", "Oberland Farm Shops"), "customer", "marlene", (30, 60), "Dorfstraße 4, 88410 Bad Wurzach", "10160", (),
        ("Elf Hofläden, ein Einkauf. Wollen Packpapier, das nach nichts riecht.", "Eleven farm shops, one buyer. They want wrapping paper that smells of nothing.")),
    Organisation("bibliothek", ("Stadtbibliothek Auental", "Auental Public Library"), "customer", "henrik", None, "Rathausplatz 3, 73525 Auental", "10012", (LOCAL,), open_to_everyone=True),
    Organisation("werkhof", ("Werkhof-Schule Auental", "Werkhof School"), "customer", "henrik", (90, 180), "Schulstraße 11, 73525 Auental", "10188", (LOCAL,)),
    Organisation("stammtisch", ("Papierstammtisch Auental", "Auental Paper Round Table"), "", "marlene", (30, 60), "", "", (LOCAL,),
        ("Jeden zweiten Monat im Gasthof Krone. Geschäftliches erst nach dem Nachtisch.", "Every other month at the Krone inn. No business before dessert."),
        kind="group", members="meike gunnar doerte paula ines", natural_person="unknown"),
]
# fmt: on
