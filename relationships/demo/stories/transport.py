"""Brodersen, Hautmann, Wiebold and the utilities: lorries, bearings, boxes and current."""

from relationships.demo.interaction import Contact

# fmt: off
CONTACTS = [
    Contact(271, "marlene", "doerte", "call", (4, 4), "neutral", ("Tourenplan fürs Frühjahr. Dienstag und Donnerstag bleiben.", "Route plan for spring. Tuesdays and Thursdays stay.")),
    Contact(236, "jonas", "doerte", "call", (3, 3), "neutral", ("Fahrer findet das Osttor nicht. Skizze geschickt, mit Hund als Landmarke.", "The driver cannot find the east gate. Sent a sketch with the dog as a landmark.")),
    Contact(209, "marlene", "doerte", "visit", (3, 5), "gave", ("Einen halben Tag in der Dispo mitgehört. Ich werde nie wieder „nur schnell“ sagen.", "Listened in at dispatch for half a day. I shall never say “just quickly” again."), ("Abholzeiten jetzt am Vorabend bis 17 Uhr", "Pick-up times by 5 pm the evening before"), ("Ein fester Fahrer für unsere Tour", "One regular driver for our tour")),
    Contact(181, "jonas", "brodersen", "email", (3, 3), "neutral", ("Neue Dieselliste abgelegt.", "Filed the new diesel table.")),
    Contact(149, "aylin", "doerte", "call", (3, 2), "cost", ("Zwei Stunden verspätet und niemand hat angerufen. Unsere Leute standen an der Rampe und haben Skat gelernt.", "Two hours late and nobody called. Our people stood at the ramp and learnt a card game.")),
    Contact(145, "marlene", "doerte", "call", (2, 4), "gave", ("Ausgesprochen: Ihr Telefon war aus, weil die Tochter krank war. Wir haben jetzt die Nummer vom Büro nebenan.", "Talked it out: her phone was off because her daughter was ill. We now have the number of the office next door."), ("Verständnis, ohne Protokoll", "Understanding, without minutes"), ("Eine zweite Nummer für den Notfall", "A second number for emergencies")),
    Contact(102, "marlene", "doerte", "call", (4, 4), "neutral", ("Palettentausch für das Quartal stimmt. Auf die Palette genau.", "Pallet exchange for the quarter adds up. To the pallet.")),
    Contact(68, "jonas", "doerte", "chat", (3, 4), "neutral", ("Foto vom neuen Zug. Er heißt Frida.", "A photo of the new lorry. Her name is Frida.")),
    Contact(47, "aylin", "doerte", "call", (3, 3), "neutral", ("Sonderfahrt nach Kiel angefragt.", "Asked about an extra run to Kiel.")),
    Contact(26, "marlene", "doerte", "call", (3, 2), "cost", ("Die Vertretung stand wieder mit dem großen Zug an der kleinen Rampe. Eine Stunde rangiert, ein Pfosten weniger.", "The stand-in was at the small ramp with the big lorry again. An hour of manoeuvring, one post fewer.")),
    Contact(263, "jonas", "valentin", "visit", (4, 5), "gave", ("Frühjahrswartung an Hildegard. Valentin legt die Hand aufs Gehäuse und nickt. Lager 4 kommt im Herbst.", "Spring service for Hildegard. Valentin lays a hand on the casing and nods. Bearing 4 will be due in autumn."), ("", ""), ("Warnung ein halbes Jahr im Voraus", "A warning half a year ahead")),
    Contact(226, "jonas", "hautmann", "email", (3, 3), "neutral", ("Wartungsvertrag verlängert.", "Service contract renewed.")),
    Contact(190, "jonas", "valentin", "call", (2, 4), "gave", ("Samstag, 6 Uhr früh, Stillstand. Am Telefon nach Gehör repariert: „Jetzt links klopfen.“", "Saturday, 6 am, standstill. Repaired by ear over the phone: “Now knock on the left.”"), ("", ""), ("Sechs Stunden Produktion gerettet", "Six hours of production saved")),
    Contact(155, "aylin", "valentin", "call", (3, 4), "neutral", ("Parkplatz am Osttor reserviert, mit Schild.", "Parking space at the east gate reserved, with a sign.")),
    Contact(108, "jonas", "valentin", "visit", (3, 3), "neutral", ("Sauger getauscht. Ersatzteil kam aus Finnland, mit Lakritz im Karton.", "Changed the suction box. The part came from Finland, with liquorice in the carton.")),
    Contact(61, "jonas", "valentin", "visit", (4, 4), "gave", ("Lager 4 getauscht, vor dem Ausfall. Das alte steht jetzt bei uns als Briefbeschwerer.", "Changed bearing 4 before it failed. The old one is now our paperweight."), ("Azubi durfte mithelfen, wir haben Zeit gelassen", "Gave their trainee the time to do it himself")),
    Contact(24, "jonas", "hautmann", "call", (3, 3), "neutral", ("Angebot für die neue Trockenhaube kommt nächste Woche.", "The quote for the new drying hood comes next week.")),
    Contact(247, "aylin", "stadtwerke", "meeting", (3, 3), "neutral", ("Lastgang besprochen. Unsere Spitze liegt um neun, die von allen anderen auch.", "Went through the load curve. Our peak is at nine, and so is everyone else's.")),
    Contact(168, "aylin", "stadtwerke", "call", (3, 4), "neutral", ("Dampf aus der Müllverbrennung wäre ab nächstem Jahr möglich.", "Steam from the incinerator would be possible from next year."), ("Messdaten der letzten zwei Jahre", "Two years of metering data"), ("Ein Termin beim Planungsamt", "An appointment at the planning office")),
    Contact(78, "aylin", "stadtwerke", "visit", (3, 4), "gave", ("Trasse abgelaufen, im Regen, mit drei Schirmen und einem Plan.", "Walked the route, in the rain, with three umbrellas and one map."), people="marlene"),
    Contact(19, "aylin", "stadtwerke", "email", (3, 3), "neutral", ("Vorvertrag zum Dampf liegt beim Juristen.", "The preliminary contract for steam is with the lawyer.")),
    Contact(255, "aylin", "wiebold", "call", (3, 3), "neutral", ("Kartongrößen auf fünf gekürzt. Niemand vermisst Größe 3b.", "Cut the carton sizes to five. Nobody misses size 3b.")),
    Contact(198, "aylin", "wiebold", "visit", (3, 4), "gave", ("Falltest aus zwei Metern. Der Karton hielt, mein Kaffee nicht.", "Drop test from two metres. The carton held, my coffee did not.")),
    Contact(134, "theo", "wiebold", "call", (3, 4), "neutral", ("Nehmen im Sommer 8 Tonnen Graupappe mehr.", "They take 8 tonnes more greyboard in summer."), ("Staffelpreis ab 30 Tonnen", "A graded price from 30 tonnes")),
    Contact(92, "aylin", "wiebold", "email", (3, 2), "cost", ("Die Verrechnung stimmt wieder nicht, diesmal um 412 Euro, diesmal zu unseren Gunsten.", "The set-off is wrong again, this time by 412 euros, this time in our favour.")),
    Contact(38, "aylin", "wiebold", "call", (3, 4), "neutral", ("Herr Wiebold hat die 412 Euro gefunden: ein Zahlendreher von 2023.", "Mr Wiebold found the 412 euros: two digits swapped in 2023.")),
    Contact(9, "aylin", "wiebold", "call", (4, 4), "gave", ("Weihnachtskartons sind bestellt, ohne Glitzer.", "Christmas cartons are ordered, without glitter."), ("Bestellung drei Wochen früher als sonst", "Order three weeks earlier than usual")),
]
# fmt: on
