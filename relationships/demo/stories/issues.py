"""What is not settled yet: the oldest and the newest of it with Marlene."""

from relationships.choices import Step
from relationships.demo.issue import Flag, Then
from relationships.demo.scene import Say

RAMP: Say = ("Die Vertretung kennt die kleine Rampe nicht", "The stand-in does not know the small ramp")
FRAME: Say = ("Rahmenvertrag: Was heißt „marktüblich“?", "Frame contract: what does “customary” mean?")
FALK: Say = ("Doppelte Rechnung an Ines", "Two invoices to Ines")

# fmt: off
ISSUES = [
    Flag(26, "marlene", "brodersen doerte", "conflict", 3, RAMP,
        ("Zum zweiten Mal stand die Vertretung mit dem 40-Tonner vor der hinteren Rampe. Eine Stunde Rangieren, ein Pfosten umgefahren, und der Fahrer wurde laut.",
         "For the second time the stand-in came to the back ramp with the 40-tonner. An hour of manoeuvring, one post down, and the driver grew loud."),
        effect=("Die Leute an der Rampe fühlen sich behandelt, als wären sie schuld. Ich mich auch.", "The people at the ramp feel treated as if it were their fault. So do I."),
        need=("Dass jede Vertretung vor der ersten Fahrt weiß, wo sie hin muss.", "That every stand-in knows where to go before the first run."),
        partner_view=("Dörte hat drei Fahrer krank und ist froh, dass überhaupt jemand fährt.", "Dörte has three drivers off sick and is glad that anyone drives at all."),
        wish=("Eine Karte für die Fahrerkabine, gemeinsam gezeichnet.", "A card for the cab, drawn together."), due=-3, people="jonas",
        then=(Then(25, "jonas", Step.COMMENT, ("Pfosten ist ersetzt, 180 Euro. Ich würde sie nicht in Rechnung stellen.", "The post is replaced, 180 euros. I would not invoice it.")),
              Then(20, "marlene", Step.TALKING, ("Mit Dörte telefoniert. Sie wusste nichts vom Pfosten und hat dreimal „oje“ gesagt.", "Called Dörte. She had not heard of the post and said “oh dear” three times.")),
              Then(13, "aylin", Step.COMMENT, ("Ich habe die Skizze von damals noch, die mit dem Hund.", "I still have the sketch from back then, the one with the dog.")))),
    Flag(40, "marlene", "kessler petra", "unclear", 2, FRAME,
        ("Im Entwurf steht, Zuschläge dürften „marktüblich“ weitergegeben werden. Frau Kessler und ich verstehen darunter zwei sehr verschiedene Märkte.",
         "The draft says that surcharges may be passed on “as customary”. Mrs Kessler and I have two very different customs in mind."),
        need=("Eine Zahl oder eine Formel, die auch unsere Nachfolger verstehen.", "A number or a formula that our successors understand, too."), horizon="long", due=12, people="jonas",
        then=(Then(36, "jonas", Step.COMMENT, ("Vorschlag: Stärkeindex, vierteljährlich, gedeckelt bei vier Prozent.", "Proposal: starch index, quarterly, capped at four percent.")),
              Then(29, "marlene", Step.TALKING, ("Vorgespräch geführt. Sie muss intern fragen.", "Had a preliminary talk. She has to ask inside.")))),
    Flag(34, "aylin", "ines", "conflict", 2, FALK,
        ("Wir haben Ines zweimal dieselbe Rechnung geschickt, und die zweite gleich angemahnt. Gutschrift ist raus, der Ton seither kühl.",
         "We sent Ines the same invoice twice and a reminder for the second. The credit note is out, the tone has been cool since."), owner="marlene",
        effect=("Mir ist es peinlich. Sie arbeitet allein und hat einen halben Tag gesucht.", "I am embarrassed. She works alone and spent half a day searching."),
        wish=("Ihr sagen, dass es an uns lag, und fragen, was sie braucht.", "Tell her that it was us, and ask what she needs."), due=-8,
        then=(Then(31, "aylin", Step.COMMENT, ("Ursache gefunden: zwei Kundennummern in der Buchhaltung. Eine ist gelöscht.", "Found the cause: two customer numbers in bookkeeping. One is deleted.")),)),
    Flag(11, "jonas", "sommerfeld gunnar", "inconsistency", 2, ("Lieferschein und Waage sind sich uneinig", "Delivery note and scales disagree"),
        ("Drei Lieferungen in Folge wiegen bei uns 1,5 % weniger als auf dem Schein. Immer dieselbe Richtung.", "Three deliveries in a row weigh 1.5 % less here than on the note. Always in the same direction."), owner="marlene",
        partner_view=("Seine Waage ist frisch geeicht. Unsere übrigens nicht.", "His scales are freshly calibrated. Ours, by the way, are not."), due=5, people="jonas",
        then=(Then(9, "marlene", Step.COMMENT, ("Bevor wir fragen: unsere Waage prüfen lassen. Nach der Sache mit der Feuchte bin ich vorsichtig geworden.", "Before we ask: have our own scales checked. I have grown careful since the moisture affair.")),
              Then(5, "jonas", Step.COMMENT, ("Eichdienst kommt Freitag.", "Calibration service comes on Friday.")))),
    Flag(2, "marlene", "lindner rolf", "unclear", 1, ("Wer bezahlt die Schleifen?", "Who pays for the ribbons?"),
        ("Auf den Kalendern sitzt jetzt eine Schleife. Schön ist sie. Im Angebot stand sie nicht, auf der Rechnung vermutlich schon.", "There is a ribbon on the calendars now. It is pretty. It was not in the quote and will probably be on the invoice."), due=7,
        then=(Then(1, "jonas", Step.COMMENT, ("Rolf fragt Meike. Meike fragt, ob wir die Schleife nicht mögen.", "Rolf asks Meike. Meike asks whether we do not like the ribbon.")),)),
    Flag(19, "marlene", "lindner wiebold", "inconsistency", 1, ("Drei Maße für denselben Kalenderkarton", "Three sizes for one calendar carton"),
        ("Lindner sagt 31 × 44, Wiebold 31 × 45, unser Lager 310 × 440 mit Fragezeichen.", "Lindner say 31 × 44, Wiebold 31 × 45, our warehouse 310 × 440 with a question mark."), people="aylin", due=0,
        then=(Then(18, "aylin", Step.COMMENT, ("Ich fahre mit dem Zollstock hin.", "I am driving over with a folding rule.")),
              Then(6, "marlene", Step.AGREED, ("Es gilt das Maß von Wiebold, weil dort schon gestanzt wird. Lindner ändert die Einlage.", "Wiebold's size counts, because they are cutting already. Lindner change the inlay.")))),
    Flag(58, "aylin", "stadtwerke", "unclear", 2, ("Was passiert mit dem Dampf im Sommer?", "What happens to the steam in summer?"),
        ("Die Müllverbrennung steht im August vier Wochen. Der Vorvertrag schweigt dazu.", "The incinerator stands still for four weeks in August. The preliminary contract is silent on it."), horizon="long", due=20, people="marlene",
        then=(Then(55, "aylin", Step.TALKING, ("Auf der Trassenbegehung angesprochen. Man schaute in den Regen.", "Raised it on the walk. They looked into the rain.")),
              Then(21, "marlene", Step.COMMENT, ("Unseren eigenen Kessel behalten, als Sommerhaus sozusagen?", "Keep our own boiler, as a summer house, so to speak?")))),
    Flag(16, "jonas", "hautmann valentin", "inconsistency", 2, ("Hildegard ist drei Zentimeter breiter als ihr Plan", "Hildegard is three centimetres wider than her plan"),
        ("Die Trockenhaube ist nach Plan gerechnet. Plan und Maschine haben sich 1994 auseinandergelebt.", "The drying hood is calculated from the plan. Plan and machine drifted apart in 1994."), due=3,
        then=(Then(15, "jonas", Step.TALKING), Then(10, "jonas", Step.AGREED, ("Hautmann misst selbst nach und rechnet neu, ohne Aufpreis.", "Hautmann measure themselves and recalculate at no charge.")))),
    Flag(23, "sina", "zeilensprung greta", "conflict", 2, ("Zweimal unvollständig geliefert", "Delivered incomplete twice"),
        ("Greta hat beim dritten Mal gar nicht mehr angerufen. Das ist das schlechtere Zeichen.", "The third time Greta did not even call. That is the worse sign."), due=-1, people="marlene henrik",
        need=("Eine Packliste, die jemand abhakt.", "A packing list that somebody ticks off."),
        then=(Then(22, "henrik", Step.COMMENT, ("Ich packe die nächste selbst.", "I shall pack the next one myself.")),
              Then(4, "sina", Step.TALKING, ("Morgen rufe ich sie an, mit Winterserie und Entschuldigung.", "I shall call her tomorrow, with the winter series and an apology.")))),
]
# fmt: on
