"""Thanks both ways, ideas that were given to us, and what Marlene wants to be reminded of."""

from relationships.demo.appreciation import Thanks
from relationships.demo.idea import Given
from relationships.demo.reminder import Remind
from relationships.demo.stories.issues import FALK, FRAME, RAMP

# fmt: off
THANKS = [
    Thanks(4, "theo", "colleague-marlene", "given", ("Danke, dass du mich wegen der zwölf Tonnen angerufen hast und nicht über den Verteiler. Die Kekse am Montag gehen auf mich.", "Thank you for calling me about the twelve tonnes instead of writing to everyone. Monday's biscuits are on me.")),
    Thanks(6, "marlene", "lindner meike", "given", ("Danke fürs Danebenstehen, als das Blau lief. Ich weiß, wie früh das war.", "Thank you for standing next to the press when the blue ran. I know how early that was.")),
    Thanks(9, "sina", "rosenow paula", "received", ("Frau Rosenow bedankt sich für 40 Kilo Schnee. Die Kinder der Straße auch.", "Mrs Rosenow thanks us for 40 kilos of snow. So do the children of the street.")),
    Thanks(12, "henrik", "werkhof", "received", ("Die 4b schreibt: „Unser Papier ist schöner als eures, aber eures kann man besser beschreiben.“", "Class 4b write: “Our paper is prettier than yours, but yours is better to write on.”"), "everyone"),
    Thanks(27, "jonas", "hautmann valentin", "given", ("Für den Rat mit Lager 4. Es hätte uns im November die Woche gekostet.", "For the advice on bearing 4. It would have cost us a week in November.")),
    Thanks(62, "marlene", "colleague-jonas", "given", ("Für den Samstag um sechs, am Telefon, mit dem Schraubenschlüssel in der anderen Hand.", "For that Saturday at six, on the phone, with the wrench in the other hand.")),
    Thanks(84, "marlene", "sommerfeld gunnar brodersen doerte", "given", ("Für die gemeinsame Rückladung. Sechs Prozent Fracht und ein sehr guter Mittag.", "For the shared return load. Six percent of freight and a very good lunch.")),
    Thanks(140, "theo", "nordlicht farid", "received", ("Herr Amiri: „Den Fehler macht jeder. So damit umgehen kann nicht jeder.“", "Mr Amiri: “Everybody makes that mistake. Not everybody deals with it like this.”")),
    Thanks(188, "marlene", "ines", "given", ("Für den Igel. Er verkauft mehr Hefte als wir alle.", "For the hedgehog. It sells more notebooks than all of us.")),
    Thanks(217, "henrik", "bibliothek", "received", ("Die Bibliothek dankt für das Papier zur Restaurierung, auf Papier, handgeschrieben.", "The library thanks us for the restoration paper, on paper, by hand."), "everyone"),
    Thanks(230, "aylin", "stadtwerke", "given", ("Dafür, dass beim Stromausfall um drei Uhr nachts ein Mensch am Telefon war.", "For a human being on the phone at three in the morning when the power was out.")),
]

IDEAS = [
    Given(8, "marlene", "ines", "new", ("Bierdeckel aus unserem Verschnitt", "Beer mats from our offcuts"), ("Sie hat es im Spaß gesagt. Die Krone hat im Ernst gefragt, was tausend kosten.", "She said it in fun. The inn asked in earnest what a thousand cost.")),
    Given(30, "theo", "nordlicht farid", "looking", ("Graspapier unter 80 Gramm", "Grass paper below 80 grams"), ("Für Bestimmungsbücher, die in die Jackentasche passen.", "For field guides that fit a jacket pocket.")),
    Given(17, "marlene", "lindner meike", "new", ("Gemeinsames Musterbuch", "A shared sample book"), ("Unser Papier, ihr Druck, ein Buch für beide Vertriebe.", "Our paper, their print, one book for both sales teams.")),
    Given(46, "jonas", "brodersen doerte", "looking", ("Abholfenster im Kalender statt am Telefon", "Pick-up slots in a calendar instead of by phone"), ("Jeder sieht, was frei ist, und sie hat wieder eine Mittagspause.", "Everyone sees what is free, and she has a lunch break again.")),
    Given(66, "marlene", "oberland alois", "doing", ("Packpapier mit Hofwappen", "Wrapping paper with the farm's crest"), ("Elf Höfe, elf Wappen, eines davon eine Kuh mit Hut.", "Eleven farms, eleven crests, one of them a cow with a hat."),
        ("Wir machen es. Lindner druckt, zuerst die Kuh.", "We are doing it. Lindner print, the cow first."), 40),
    Given(186, "marlene", "sommerfeld brodersen", "done", ("Rückladung teilen", "Share the return load"), ("Statt leer zurück nimmt Brodersen Altpapier mit.", "Instead of going back empty, Brodersen take recovered paper along."), ("Läuft seit dem Sommer, sechs Prozent weniger Fracht. Danke euch beiden.", "Running since summer, six percent less freight. Thank you both."), 87),
    Given(164, "aylin", "ines", "done", ("Der Igel als Reihe", "The hedgehog as a series"), ("Vier Jahreszeiten, ein Igel.", "Four seasons, one hedgehog."), ("Ja. Der Schal war dein bester Einfall.", "Yes. The scarf was your best thought."), 39),
    Given(198, "aylin", "wiebold", "not_now", ("Kartons mit Griffloch", "Cartons with a hand hole"), ("Leichter zu tragen, sagt sein Rücken.", "Easier to carry, says his back."), ("Gern, wenn die Stanze im übernächsten Jahr ohnehin neu kommt. Der Rücken hat unser Mitgefühl.", "Gladly when the die is renewed the year after next. The back has our sympathy."), 150),
    Given(88, "henrik", "werkhof", "new", ("Schöpfkurs auch für Eltern", "A paper-making course for parents, too"), ("Die Lehrerin meint, die brauchen es dringender.", "The teacher says they need it more."), visibility="everyone"),
    Given(110, "jonas", "hautmann valentin", "done", ("Mikrofon an Lager 4", "A microphone on bearing 4"), ("Dann hört er es auch von zu Hause.", "Then he can hear it from home, too."), ("Hängt, und er hört tatsächlich rein.", "It is up, and he does listen in."), 70),
]

REMINDERS = [
    Remind(-2, 9, ("Ines anrufen, nicht schreiben", "Call Ines, do not write"), issue=FALK),
    Remind(-1, 8, ("Gunnar vor acht erreichen", "Reach Gunnar before eight"), partner="sommerfeld"),
    Remind(0, 9, ("Kalenderkarton: hat Lindner die Einlage geändert?", "Calendar carton: have Lindner changed the inlay?"), partner="lindner"),
    Remind(0, 15, ("Kekse für die Mengenrunde", "Biscuits for the round on volumes")),
    Remind(1, 10, ("Karte für die Fahrerkabine mit Dörte zeichnen", "Draw the card for the cab with Dörte"), issue=RAMP),
    Remind(3, 10, ("Frau Kessler: Antwort zur Formel?", "Mrs Kessler: answer on the formula?"), issue=FRAME),
    Remind(6, 11, ("Alois nach den Kälbern fragen", "Ask Alois about the calves"), partner="alois"),
    Remind(20, 9, ("Meikes Geburtstag, Kuchen von der anderen Bäckerei", "Meike's birthday, cake from the other bakery"), partner="meike"),
    Remind(-9, 14, ("Kalenderandruck an Lindner zurück", "Calendar proofs back to Lindner"), partner="lindner", done=True),
]
# fmt: on
