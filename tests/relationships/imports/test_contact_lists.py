"""Contacts as Google, Outlook and Thunderbird export them: whose phone it is, addresses in pieces, several in one field."""

from partners.models import Partner

GOOGLE = """First Name,Last Name,Organization Name,Organization Title,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - City
Anna,Berg,Berg & Co,Chief,* myContacts ::: Kunden,* Work,anna@berg.example ::: a@berg.example,Mobile,+49 170 1 ::: +49 170 2,Home,"Weg 1
37073 Göttingen",Göttingen
"""
OUTLOOK = """"Vorname","Nachname","Firma","Position","Straße geschäftlich","Ort geschäftlich","Postleitzahl geschäftlich","Land/Region geschäftlich","Straße privat","Ort privat","Postleitzahl privat","Fax geschäftlich","Telefon (privat)","Mobiltelefon","Kategorien"
"Jürgen","Schäfer","Schäfer GmbH","Leiter","Hauptstr. 1","Göttingen","37073","Deutschland","Weg 9","Kassel","34117","0551 1","0551 3","0170 4","Lieferanten;Wichtig"
"""
THUNDERBIRD = """First Name,Last Name,Display Name,Primary Email,Secondary Email,Work Address,Work City,Work State,Work ZipCode
Bea,Kurz,Bea Kurz,bea@kurz.example,b@kurz.example,1 Main St,Springfield,IL,62704
"""


def imported(importing, content: str, encoding: str = "utf-8") -> Partner:
    report = importing(content.encode(encoding))
    assert (report.left_out, report.remarks) == ([], [])
    return Partner.objects.get(kind="person")


def reached_at(partner: Partner) -> list[tuple[str, str, str]]:
    return sorted(partner.contact_points.values_list("kind", "label", "value"))


def test_google_puts_several_values_and_its_own_groups_into_one_field(importing):
    anna = imported(importing, GOOGLE)
    assert (anna.name, anna.organisation.name, anna.position) == ("Anna Berg", "Berg & Co", "Chief")
    assert list(anna.tags.values_list("name", flat=True)) == ["Kunden"]
    assert reached_at(anna) == [
        ("address", "home", "Weg 1\n37073 Göttingen"),
        ("email", "work", "a@berg.example"),
        ("email", "work", "anna@berg.example"),
        ("phone", "mobile", "+49 170 1"),
        ("phone", "mobile", "+49 170 2"),
    ]


def test_outlook_keeps_work_and_home_apart(importing):
    juergen = imported(importing, OUTLOOK, "cp1252")
    assert (juergen.name, juergen.organisation.name, juergen.position) == ("Jürgen Schäfer", "Schäfer GmbH", "Leiter")
    assert sorted(juergen.tags.values_list("name", flat=True)) == ["Lieferanten", "Wichtig"]
    assert reached_at(juergen) == [
        ("address", "home", "Weg 9\n34117 Kassel"),
        ("address", "work", "Hauptstr. 1\n37073 Göttingen\nDeutschland"),
        ("phone", "fax", "0551 1"),
        ("phone", "home", "0551 3"),
        ("phone", "mobile", "0170 4"),
    ]


def test_who_has_a_given_name_is_a_person_whatever_they_are_shown_as(importing):
    bea = imported(importing, THUNDERBIRD)
    assert (bea.name, bea.natural_person) == ("Bea Kurz", "yes")
    assert reached_at(bea) == [
        ("address", "work", "1 Main St\nSpringfield IL 62704"),
        ("email", "work", "b@kurz.example"),
        ("email", "work", "bea@kurz.example"),
    ]
