"""Sommerfeld, Kessler and Tessin: what paper is made of, and what can be wet about it."""

from relationships.demo.interaction import Contact

# fmt: off
CONTACTS = [
    Contact(274, "marlene", "gunnar", "call", (3, 4), "gave", ("Zehn vor acht, also seine beste Zeit. Sorte 1.04 ist knapp, er hält uns zwei Züge zurück.", "Ten to eight, so his best hour. Grade 1.04 is scarce, he is keeping two lorries for us."), ("Zahlung in zehn Tagen statt dreißig", "Payment in ten days instead of thirty"), ("Zwei Züge Sorte 1.04 sicher", "Two lorries of grade 1.04 for certain")),
    Contact(244, "jonas", "gunnar", "visit", (3, 4), "gave", ("Lager angesehen. Er kennt jeden Ballen beim Vornamen. Tauben gefüttert.", "Looked at his yard. He knows every bale by its first name. Fed the pigeons.")),
    Contact(207, "marlene", "gunnar", "call", (4, 4), "neutral", ("Preisanpassung um zwei Prozent, eine Woche vorher angesagt. So mag ich das.", "Two percent on the price, announced a week ahead. That is how I like it.")),
    Contact(172, "jonas", "sommerfeld", "email", (3, 3), "neutral", ("Analysewerte der letzten sechs Lieferungen erhalten.", "Received the test values of the last six deliveries.")),
    Contact(143, "marlene", "gunnar", "call", (3, 1), "cost", ("Eine Ladung kam mit 19 % Feuchte. Er: „Bei uns war sie trocken.“ Ich: „Bei uns schwimmt sie.“ Das war nicht mein bester Satz.", "A load came in at 19 % moisture. He: “It was dry here.” I: “It swims here.” Not my best sentence.")),
    Contact(139, "jonas", "gunnar", "visit", (2, 4), "gave", ("Gemeinsam gemessen, mit seinem und mit unserem Gerät. Seins war seit dem Winter nicht geeicht. Er hat gelacht, lang.", "Measured together, with his meter and ours. His had not been calibrated since winter. He laughed, for a long time."), ("Eichgerät ausgeliehen", "Lent him our calibration kit"), ("Gutschrift über drei Tonnen", "Credit note for three tonnes")),
    Contact(97, "marlene", "gunnar", "letter", (4, 5), "gave", ("Eine Postkarte. Vorne Taube, hinten: „Alles trocken.“", "A postcard. A pigeon on the front, on the back: “All dry.”")),
    Contact(76, "marlene", "gunnar", "call", (4, 4), "neutral", ("Herbstmengen besprochen. Er sorgt sich um seinen Fahrer, der aufhört.", "Talked about the autumn volumes. He worries about his driver, who is leaving."), ("Stellenanzeige bei uns am Tor ausgehängt", "Put his job notice up at our gate")),
    Contact(52, "marlene", "gunnar", "call", (3, 3), "neutral", ("Kurz, er stand im Stau. Wollte zurückrufen. Einer von uns beiden hat es vergessen.", "Brief, he was in a traffic jam. Meant to call back. One of us forgot.")),
    Contact(259, "aylin", "petra", "meeting", (3, 3), "neutral", ("Frau Kessler stellt die neue Leimreihe vor, 48 Folien. Bei Folie 30 kam der Kaffee.", "Mrs Kessler presents the new glue range, 48 slides. Coffee came at slide 30.")),
    Contact(219, "marlene", "petra", "call", (3, 4), "neutral", ("Mindestmenge auf vier Fass gesenkt.", "Minimum order down to four drums."), ("Planung auf acht Wochen", "Eight weeks of planning ahead"), ("Vier statt acht Fass", "Four drums instead of eight")),
    Contact(178, "jonas", "petra", "visit", (3, 4), "gave", ("Leimversuch an der Blocklinie. Der dritte hielt so gut, dass wir den Block zersägen mussten.", "Glue trial on the pad line. The third held so well that we had to saw the pad open."), ("", ""), ("Drei Muster und ihr Labor für einen Tag", "Three samples and their lab for a day")),
    Contact(131, "marlene", "kessler", "email", (3, 2), "cost", ("Die Rechnung nennt einen Zuschlag, den der Vertrag nicht kennt. Nachgefragt.", "The invoice names a surcharge that the contract does not know. Asked.")),
    Contact(104, "marlene", "petra", "call", (2, 3), "neutral", ("Der Zuschlag war ein Versehen ihres neuen Systems. Sie ärgert sich mehr als ich.", "The surcharge was an accident of their new system. She is crosser about it than I am.")),
    Contact(71, "marlene", "petra", "email", (3, 3), "neutral", ("Eckdaten für den neuen Rahmenvertrag geschickt.", "Sent the outline for the new frame contract.")),
    Contact(233, "jonas", "farben", "call", (3, 4), "neutral", ("Ocker ist wieder da. Die Muster sehen aus wie ein Sonntagnachmittag.", "Ochre is back. The samples look like a Sunday afternoon.")),
    Contact(160, "jonas", "farben", "email", (3, 3), "neutral", ("Sicherheitsdatenblätter erneuert.", "Safety data sheets renewed.")),
    Contact(74, "jonas", "farben", "visit", (3, 4), "gave", ("Mühle besichtigt und drei Tage lang ein blaues Ohr gehabt.", "Visited the mill and had a blue ear for three days."), ("", ""), ("Restposten Indigo zum halben Preis", "Leftover indigo at half price")),
]
# fmt: on
