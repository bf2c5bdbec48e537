"""Publisher, shops, farm shops, library and school: who writes on our paper, and what they say about it."""

from relationships.demo.interaction import Contact

# fmt: off
CONTACTS = [
    Contact(265, "theo", "farid", "visit", (3, 4), "gave", ("In Kiel gewesen. Herr Amiri streicht über jeden Bogen wie über eine Katze.", "In Kiel. Mr Amiri strokes every sheet as one would a cat."), ("Musterbuch mit allen 14 Sorten", "A sample book of all 14 grades"), ("Das Programm des nächsten Jahres, vertraulich", "Next year's list, in confidence")),
    Contact(231, "theo", "farid", "call", (4, 4), "neutral", ("Vogelbuch: 22 Tonnen, 115 g, leicht gelblich.", "The bird book: 22 tonnes, 115 g, slightly yellowish.")),
    Contact(201, "sina", "nordlicht", "email", (3, 3), "neutral", ("Zertifikate fürs Impressum geschickt.", "Sent the certificates for the imprint.")),
    Contact(174, "theo", "farid", "call", (3, 2), "cost", ("Er hat nachgewogen: 110 statt 115 g. Er klang nicht böse, nur enttäuscht, was schlimmer ist.", "He weighed it: 110 instead of 115 g. He did not sound angry, only disappointed, which is worse.")),
    Contact(169, "theo", "farid", "video_call", (2, 3), "neutral", ("Produktionsleitung dazugeholt, Messprotokoll gezeigt, den Fehler nicht schöngeredet.", "Brought production in, showed the log, did not gloss over the mistake."), ("Nachproduktion vor allem anderen", "New run ahead of everything else"), people="marlene"),
    Contact(141, "theo", "farid", "visit", (3, 5), "gave", ("Das Vogelbuch ist da. Er hat uns ein Exemplar gewidmet: „115.“", "The bird book is out. He dedicated a copy to us: “115.”")),
    Contact(99, "marlene", "farid", "call", (4, 4), "gave", ("Gefragt, ob Graspapier auch dünner geht. Gute Frage, weitergegeben.", "Asked whether grass paper can be thinner. Good question, passed on.")),
    Contact(63, "theo", "farid", "call", (4, 4), "neutral", ("Nachdruck Vogelbuch, 9 Tonnen.", "Reprint of the bird book, 9 tonnes.")),
    Contact(30, "theo", "farid", "video_call", (4, 5), "gave", ("Pilzbuch kommt. Er möchte ein Papier, das nach Wald aussieht und nicht danach riecht.", "The mushroom book is coming. He wants a paper that looks like forest and does not smell of it."), ("Drei Handmuster bis Monatsende", "Three hand samples by the end of the month")),
    Contact(11, "theo", "nordlicht", "letter", (4, 4), "neutral", ("Muster verschickt, mit Moos im Umschlag. Das Moos war Sinas Idee.", "Sent the samples with moss in the envelope. The moss was Sina's idea.")),
    Contact(257, "sina", "paula", "visit", (3, 4), "gave", ("Beim zweiten Kaffee hat sie das große Regal zugesagt.", "Over the second coffee she promised us the big shelf."), ("Regalschilder auf unsere Kosten", "Shelf labels at our expense"), ("Das große Regal bis Weihnachten", "The big shelf until Christmas")),
    Contact(222, "sina", "paula", "call", (4, 4), "neutral", ("Nachbestellung A5 kariert, wie immer um zehn nach neun.", "Reorder of A5 squared, at ten past nine as always.")),
    Contact(184, "sina", "rosenow", "email", (3, 3), "neutral", ("Retouren abgestimmt, elf Stück.", "Agreed on returns, eleven pieces.")),
    Contact(147, "marlene", "paula", "call", (3, 4), "neutral", ("Sie sucht jemanden für Kartons. An Wiebold vermittelt.", "She is looking for someone for cartons. Put her in touch with Wiebold."), ("Kontakt zu Wiebold", "An introduction to Wiebold")),
    Contact(116, "sina", "paula", "visit", (2, 3), "cost", ("Die Laufkundschaft bleibt weg, die Straße ist eine Baustelle. Zugehört, wenig gesagt.", "Walk-in customers stay away, the street is a building site. Listened, said little."), ("Zahlungsziel bis nach der Baustelle", "Payment after the roadworks")),
    Contact(72, "sina", "paula", "call", (3, 4), "gave", ("Baustelle fertig. Sie hat dem Bauleiter einen Block geschenkt, kariert.", "Roadworks finished. She gave the site manager a pad, squared.")),
    Contact(36, "sina", "paula", "visit", (4, 5), "gave", ("Weihnachtsfenster geplant: alles aus Papier, auch der Schnee.", "Planned the Christmas window: all of paper, even the snow."), ("40 kg Verschnitt als Schnee", "40 kg of offcuts as snow"), ("Unser Name im Schaufenster", "Our name in the window")),
    Contact(5, "sina", "paula", "call", (4, 4), "neutral", ("Schnee ist angekommen. Es ist sehr viel Schnee.", "The snow has arrived. It is a great deal of snow.")),
    Contact(239, "sina", "greta", "call", (3, 4), "neutral", ("Sechs neue Notizhefte gelistet.", "Six new notebooks listed.")),
    Contact(176, "sina", "greta", "visit", (3, 3), "neutral", ("Lesung im Laden, unsere Hefte lagen am Einlass.", "A reading in the shop, our notebooks lay at the door.")),
    Contact(123, "henrik", "greta", "email", (3, 2), "cost", ("Lieferung unvollständig, zum zweiten Mal. Entschuldigt und nachgesandt.", "Delivery incomplete for the second time. Apologised and sent the rest.")),
    Contact(58, "sina", "greta", "call", (3, 4), "gave", ("Der Igel verkauft sich am besten. Ines wird sich freuen.", "The hedgehog sells best. Ines will be glad.")),
    Contact(249, "marlene", "alois", "visit", (3, 4), "gave", ("Hofrunde mit Probierteller. Packpapier am Käse getestet, dann den Käse.", "A round of the farms with a tasting plate. Tested the wrapping paper on the cheese, then the cheese."), ("Lebensmittelprüfung vorgezogen", "Food-contact test brought forward"), ("Testen in zwei Läden zuerst", "A trial in two shops first")),
    Contact(212, "henrik", "alois", "call", (3, 3), "neutral", ("Erste Bestellung: 300 kg, Bogen 40 × 60.", "First order: 300 kg, sheets 40 × 60.")),
    Contact(158, "marlene", "alois", "call", (4, 4), "gave", ("Zehn nach sieben, die Kühe sind fertig. Zwei weitere Läden möchten auch.", "Ten past seven, the cows are done. Two more shops want it, too.")),
    Contact(106, "henrik", "oberland", "email", (3, 3), "neutral", ("Rechnungsadresse für alle elf vereinheitlicht.", "One invoice address for all eleven.")),
    Contact(66, "marlene", "alois", "video_call", (3, 4), "neutral", ("Er im Stall, ich im Büro, beide mit Kopfhörern. Menge fürs Frühjahr verdoppelt.", "He in the cowshed, I in the office, both with headphones. Doubled the volume for spring.")),
    Contact(22, "marlene", "alois", "call", (4, 4), "gave", ("Fragt, ob wir auch Etiketten können. Können wir nicht, aber Lindner kann.", "Asks whether we do labels. We do not, but Lindner do."), ("Kontakt zu Lindner", "An introduction to Lindner")),
    Contact(218, "henrik", "bibliothek", "visit", (3, 4), "gave", ("Buchpaten-Abend. Wir haben jetzt ein Patenkind: „Die Buddenbrooks“, Einband lose.", "Evening for book sponsors. We now sponsor “Buddenbrooks”, loose binding."), ("Papier für die Restaurierung", "Paper for the restoration")),
    Contact(127, "henrik", "bibliothek", "call", (3, 3), "neutral", ("Lesezeichen zum Sommerleseklub, 5.000 Stück.", "Bookmarks for the summer reading club, 5,000 of them."), visibility="everyone"),
    Contact(43, "marlene", "bibliothek", "visit", (4, 4), "gave", ("Das Patenkind ist zurück aus der Buchbinderei und steht gerade.", "The sponsored book is back from the binder and stands upright."), visibility="everyone"),
    Contact(195, "henrik", "werkhof", "visit", (3, 5), "gave", ("Schöpfkurs mit der 4b. 26 Kinder, 26 Bogen, ein Pflaster.", "Paper-making with class 4b. 26 children, 26 sheets, one plaster."), ("Zwei Schöpfrahmen dagelassen", "Left two moulds there"), ("26 selbst gemachte Dankeskarten", "26 home-made cards of thanks")),
    Contact(88, "henrik", "werkhof", "email", (4, 4), "neutral", ("Heftbestellung fürs Schuljahr, liniert mit Rand.", "Exercise books for the school year, ruled with a margin.")),
]
# fmt: on
