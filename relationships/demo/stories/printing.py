"""Druckhaus Lindner and the graphics office: covers, and how a friendship survives a wrong blue."""

from relationships.demo.interaction import Contact

# fmt: off
CONTACTS = [
    Contact(268, "marlene", "meike", "visit", (4, 5), "gave",
        ("Jahresgespräch in der Gerberstraße. Meike hat mir die neue Achtfarben gezeigt und durfte sie selbst nur von außen anfassen, der Drucker ist streng.",
         "Annual talk at Lindner's. Meike showed me the new eight-colour press and was only allowed to touch the outside herself; the printer is strict."),
        ("Unsere Mengenplanung fürs ganze Jahr, nicht nur fürs Quartal", "Our volumes for the whole year, not just the quarter"), ("Feste Druckfenster jeden zweiten Mittwoch", "Fixed printing slots every other Wednesday")),
    Contact(241, "jonas", "rolf", "call", (3, 4), "neutral", ("Liefertermine für die Frühjahrshefte durchgegangen. Rolf schiebt uns einen Tag nach vorn.", "Went through the dates for the spring notebooks. Rolf moves us up by a day.")),
    Contact(214, "marlene", "meike", "email", (4, 4), "neutral", ("Preise fürs zweite Halbjahr bestätigt. Zwei Sätze, beide freundlich.", "Prices for the second half confirmed. Two sentences, both friendly.")),
    Contact(186, "marlene", "meike rolf", "meeting", (4, 4), "gave", ("Andruck der Serie „Wiese“. Zu dritt am Leuchttisch gestritten, ob das Grün noch Gras ist oder schon Erbse. Es ist Gras.", "Press proof of the “Meadow” series. Three of us at the light table arguing whether the green is still grass or already pea. It is grass."),
        ("Freigabe noch am selben Tag", "Approval on the same day"), ("Zweiter Andruck ohne Berechnung", "A second proof free of charge"), people="aylin"),
    Contact(151, "jonas", "rolf", "call", (3, 3), "neutral", ("Palettenhöhe geklärt: 1,40 m, sonst passt es nicht unter unser Tor.", "Settled the height of the pallets: 1.40 m, or they do not fit under our gate.")),
    Contact(118, "marlene", "meike", "call", (3, 2), "cost", ("Das Blau der Herbstumschläge ist zu dunkel, 6.000 Stück. Meike sagt, die Datei war so. Wir haben beide aufgelegt, ohne uns einen schönen Tag zu wünschen.", "The blue of the autumn covers is too dark, 6,000 of them. Meike says the file was like that. We both hung up without wishing each other a nice day.")),
    Contact(112, "marlene", "meike rolf", "visit", (2, 4), "gave", ("Hingefahren, Bogen gegen Bogen gelegt. Ihr Farbprofil war neu, unseres alt: beide im Recht. Danach Zwetschgenkuchen von Meikes Mutter.", "Drove over and put sheet against sheet. Their colour profile was new, ours old: both of us right. Plum cake by Meike's mother afterwards."),
        ("Wir zahlen das Papier des Nachdrucks", "We pay the paper for the reprint"), ("Sie drucken nach, in der Nachtschicht", "They reprint, on the night shift")),
    Contact(83, "aylin", "rolf", "email", (3, 4), "neutral", ("Neues Farbprofil ausgetauscht. Rolf hat es gleich an alle Vorstufenleute geschickt.", "Exchanged the new colour profile. Rolf sent it on to everyone in prepress.")),
    Contact(54, "marlene", "meike", "video_call", (4, 5), "gave", ("Kalenderproduktion geplant. Meikes Katze lag auf der Tastatur und hat drei Termine bestätigt.", "Planned the calendar production. Meike's cat lay on the keyboard and confirmed three dates."),
        ("Wir liefern das Papier zwei Wochen früher", "We deliver the paper two weeks earlier"), ("Sie halten uns die Buchbinderei frei", "They keep the bindery free for us")),
    Contact(33, "marlene", "rolf", "call", (3, 3), "neutral", ("Rolf klingt müde, zwei Leute krank. Gefragt, was wir verschieben können: die Blöcke haben Zeit.", "Rolf sounds tired, two people off sick. Asked what we could move: the pads can wait."), ("Eine Woche Luft bei den Blöcken", "A week's slack on the pads")),
    Contact(17, "theo", "meike", "call", (4, 4), "neutral", ("Lindner nimmt wieder 12 Tonnen Werkdruck ab. Meike hat nach der neuen Weiße gefragt.", "Lindner take another 12 tonnes of book paper. Meike asked about the new whiteness.")),
    Contact(6, "marlene", "meike", "call", (4, 5), "gave", ("Kalender sind gedruckt, das Blau stimmt. Meike: „Ich habe persönlich daneben gestanden.“", "The calendars are printed, the blue is right. Meike: “I stood next to it in person.”"), ("", ""), ("Fünf Kalender als Belegstücke, mit Schleife", "Five calendars as samples, with a ribbon")),
    Contact(252, "marlene", "ines", "visit", (4, 5), "gave", ("Ines hat zwölf Umschläge gezeichnet, wir wollten sechs. Wir nehmen neun.", "Ines drew twelve covers, we wanted six. We are taking nine.")),
    Contact(203, "marlene", "ines", "email", (3, 4), "neutral", ("Nutzungsrechte geklärt, auf einer Seite statt auf elf.", "Settled the rights of use, on one page instead of eleven.")),
    Contact(164, "aylin", "ines", "call", (4, 4), "gave", ("Sie möchte den Igel behalten. Der Igel bleibt.", "She would like to keep the hedgehog. The hedgehog stays.")),
    Contact(121, "marlene", "ines", "chat", (3, 3), "neutral", ("Ferien im August, wie jedes Jahr. Die Winterserie kommt davor.", "August off, as every year. The winter series comes before it.")),
    Contact(83, "marlene", "ines", "call", (3, 2), "cost", ("Unsere Rechnung an sie war doppelt, und sie hat es erst beim Steuerberater gemerkt. Sehr höflich, sehr kühl.", "We had invoiced her twice and she only found out at her tax adviser's. Very polite, very cool."), ("Gutschrift noch am Nachmittag", "Credit note the same afternoon")),
]
# fmt: on
