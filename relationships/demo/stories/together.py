"""The round table, talks among ourselves, and what Marlene keeps to herself."""

from relationships.demo.interaction import Contact

# fmt: off
CONTACTS = [
    Contact(245, "marlene", "stammtisch", "meeting", (3, 5), "gave", ("Zwölf Leute, Maultaschen, ein Vortrag über Wasserzeichen. Nach dem Nachtisch: Alle klagen über dieselbe Palette.", "Twelve people, ravioli, a talk on watermarks. After dessert: everybody complains about the same pallet.")),
    Contact(185, "marlene", "stammtisch", "meeting", (4, 4), "gave", ("Dörte und Gunnar teilen sich jetzt eine Rückladung. Entstanden zwischen Suppe und Schnitzel.", "Dörte and Gunnar now share a return load. Came about between soup and schnitzel."), ("Unsere leeren Fahrten offengelegt", "Laid our empty runs open")),
    Contact(126, "marlene", "stammtisch", "meeting", (4, 5), "gave", ("Sommerfest im Hof. Paula hat alle beim Tischtennis geschlagen, auch die, die sich für gut hielten.", "Summer party in the yard. Paula beat everyone at table tennis, including those who thought they were good."), people="theo sina"),
    Contact(65, "marlene", "stammtisch", "meeting", (3, 4), "neutral", ("Gas, Strom, Fachkräfte. Danach Apfelstrudel, das half.", "Gas, power, staff. Then apple strudel, which helped.")),
    Contact(8, "marlene", "stammtisch", "meeting", (4, 5), "gave", ("Ines hat Bierdeckel mit allen Gesichtern gezeichnet. Gunnar möchte seinen mit Taube.", "Ines drew beer mats with all our faces. Gunnar wants his with a pigeon."), ("", ""), ("Ein Bierdeckel, auf dem ich zehn Jahre jünger bin", "A beer mat on which I am ten years younger")),
    Contact(228, "marlene", "colleague-jonas", "meeting", (0, 0), "gave", ("Halbjahresgespräch. Jonas möchte die Verhandlungen mit Hautmann ganz übernehmen. Gern.", "Half-year talk. Jonas would like to take over the Hautmann negotiations completely. Gladly.")),
    Contact(156, "marlene", "colleague-aylin", "meeting", (0, 0), "neutral", ("Energieprojekt: Aylin braucht einen festen Tag in der Woche dafür. Mittwoch.", "Energy project: Aylin needs a fixed day a week for it. Wednesday.")),
    Contact(94, "theo", "colleague-marlene", "chat", (0, 0), "gave", ("Marlene gefragt, wie man mit Herrn Amiri über Gramm redet. Antwort: mit einer Waage.", "Asked Marlene how to talk grams with Mr Amiri. Answer: with scales.")),
    Contact(44, "marlene", "colleague-theo", "meeting", (0, 0), "cost", ("Theo hat Lindner Papier zugesagt, das wir für die Kalender brauchen. Wir klären es, ohne Publikum.", "Theo promised Lindner paper that we need for the calendars. We sort it out without an audience.")),
    Contact(14, "marlene", "colleague-jonas", "call", (0, 0), "gave", ("Jonas hat das Angebot für die Haube allein heruntergehandelt. Er tat so, als wäre nichts.", "Jonas talked the quote for the hood down by himself. He acted as if it were nothing.")),
    Contact(113, "marlene", "meike", "chat", (0, 0), "neutral", ("Für mich: Meikes Vater ist im Krankenhaus. Nicht über Preise reden, bis er heim ist.", "For me: Meike's father is in hospital. No talk of prices until he is home."), visibility="private"),
    Contact(51, "marlene", "gunnar", "other", (0, 0), "", ("Für mich: Er überlegt, den Betrieb in drei Jahren abzugeben. Im Vertrauen gesagt.", "For me: he is thinking of handing the firm over in three years. Said in confidence."), visibility="private"),
    Contact(29, "marlene", "petra", "call", (0, 0), "cost", ("Vorgespräch zum Rahmenvertrag, nur für Jonas und mich: Sie hat Druck von oben.", "Preliminary talk on the frame contract, for Jonas and me alone: she is under pressure from above."), visibility="involved", people="jonas"),
    Contact(87, "marlene", "gunnar doerte", "meeting", (3, 4), "gave", ("Rückladung zum ersten Mal gefahren: Altpapier her, Papier hin, kein leerer Kilometer.", "First run with a return load: recovered paper in, paper out, not one empty kilometre."), ("Feste Verladezeit um 14 Uhr", "Fixed loading time at 2 pm"), ("Sechs Prozent weniger Fracht", "Six percent less freight")),
    Contact(39, "marlene", "meike ines", "video_call", (4, 5), "gave", ("Winterserie abgestimmt. Der Igel bekommt einen Schal.", "Agreed on the winter series. The hedgehog gets a scarf."), visibility="involved"),
    Contact(133, "aylin", "petra", "email", (3, 3), "neutral", ("Lagertemperatur für den neuen Leim nachgefragt. Mindestens zwölf Grad, wie wir alle.", "Asked about storage for the new glue. Twelve degrees at least, like all of us.")),
    Contact(16, "jonas", "valentin", "visit", (3, 4), "neutral", ("Trockenhaube ausgemessen. Hildegard ist drei Zentimeter breiter als im Plan.", "Measured for the drying hood. Hildegard is three centimetres wider than on the plan.")),
    Contact(4, "jonas", "rolf", "call", (4, 4), "neutral", ("Abholung der Kalender für Donnerstag bestätigt.", "Confirmed Thursday's pick-up of the calendars.")),
    Contact(3, "sina", "greta", "call", (3, 5), "gave", ("Sie nimmt die Winterserie, ohne sie gesehen zu haben. Wegen des Schals.", "She takes the winter series unseen. Because of the scarf.")),
    Contact(2, "theo", "farid", "call", (4, 5), "gave", ("Das zweite Handmuster ist es. „Riecht nach nichts, sieht aus wie Regen.“", "It is the second hand sample. “Smells of nothing, looks like rain.”")),
    Contact(1, "aylin", "stadtwerke", "call", (3, 4), "neutral", ("Der Jurist hat nur zwei Fragen. Bei ihm ist das ein Kompliment.", "The lawyer has only two questions. From him that is a compliment.")),
]
# fmt: on
