# ruff: noqa: SIM905 (lists of words read better as words)
"""How names are compared, sorted and guessed at."""

import re
import unicodedata


def fold(text: str) -> str:
    """The form in which texts are sorted and searched: no case, no accents, single spaces ("Müller  AG" → "muller ag")."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(bare.casefold().split())


def bare_name(name: str) -> str:
    """What is left of a name for finding likely doubles: no legal form, no punctuation ("Acme (UK) Ltd." → "acme uk").

    Empty where nothing telling is left.
    """
    words = re.findall(r"\w+", re.sub(r"[.'’]", "", fold(name).replace("&", " and ")))
    kept = [word for word in words if word not in _LEGAL_WORDS and word not in ("the", "and", "und")]
    return " ".join(kept or words)


def looks_like_person(name: str) -> bool:
    """Whether `name` may be a person's, or that of a one-person business.

    A guess that errs on the side of a person, because what looks like one is treated as one until somebody has looked:
    a title in front, a name struck out, a sole trader's legal form, a given name at the start, or two to four plain words none of which
    firms bear.
    """
    folded = fold(name)
    if _SOLE_TRADER.search(folded) or _REDACTED.search(folded):
        return True
    if _LEGAL_FORM.search(folded):
        return False
    if _TITLE.match(folded):
        return True
    if _INSTITUTION.search(folded) or re.search(r"[0-9@]", folded):
        return False
    parts = [part for part in re.split(r"\s*(?:[&/+,;]|\b(?:and|und)\b)\s*", folded) if part]
    if _starts_with_given_name(parts):
        return True
    return not re.search(r"[&/+]|\b(and|und)\b", folded) and not _TRADE.search(folded) and _plain_words(folded)


def _starts_with_given_name(parts: list[str]) -> bool:
    """ "john smith", "john smith plumbing", "david & caroline brandon", but not "martin & co" or "grant"."""
    firsts = [part.split()[0] for part in parts]
    if len(parts) > 1 and all(first in _GIVEN_NAMES for first in firsts[:2]):
        return True
    words = parts[0].split() if parts else []
    named = len(words) > 1 and words[0] in _GIVEN_NAMES and all(map(_NAME_WORD.match, words[:2]))
    return named and not _TRADE.search(words[1])


def _plain_words(folded: str) -> bool:
    words = [word for word in folded.replace(",", " ").split() if word not in _PARTICLES]
    if not 2 <= len(words) <= 4:
        return False
    return all(_NAME_WORD.match(word) and not _ACRONYM.match(word) for word in words)


def _any_of(words: str) -> re.Pattern[str]:
    """A pattern that finds any of the folded words; one that ends in * finds what begins so, one that begins in * what ends so."""
    patterns = (re.escape(word).replace(r"\*", r"\w*") for word in words.split())
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")


_LEGAL_WORDS = frozenset(
    "ltd limited plc llp llc lp inc incorporated corp corporation co company gmbh mbh ag kg kgaa ohg gbr ug ev eg se sa sarl sas"
    " bv nv srl spa oy ab aps cic cio".split()
)
_LEGAL_FORM = re.compile(
    r"(?<!\w)(?:ltd|limited|plc|llp|llc|inc|incorporated|corp|corporation|company|gmbh|mbh|kg|kgaa|ohg|gbr|ug|sarl|bv|nv|srl|spa|cic|cio"
    r"|ev|e\.\s?v\.?|eg|e\.\s?g\.|& co|and co|und co|s\.a\.|(?:ag|se|sa|ab|as|oy|co)\.?$)(?!\w)"
)
_SOLE_TRADER = re.compile(r"(?<!\w)(?:e\.\s?k\.|e\.\s?kfm\.|e\.\s?kfr\.|inh\.|inhaber(?:in)?|sole trader)")
# What public bodies write in the place of a person's name.
_REDACTED = re.compile(r"(?<!\w)(?:redacted|withheld|anonymised|anonymisiert|geschwarzt|personal data)(?!\w)")
_TITLE = re.compile(
    r"^(?:mr|mrs|ms|miss|mx|messrs|dr|prof|professor|sir|dame|lady|lord|rev|revd|reverend|herrn?|frau|hr|fr|fam|familie|dipl|mag"
    r"|madame|mme|monsieur|senor|senora)\b(?!\s*$)"
)
_NAME_WORD = re.compile(r"^[^\W\d_]+(?:['’\-][^\W\d_]+)*\.?$|^(?:[^\W\d_]\.)+$")
_ACRONYM = re.compile(r"^[^\W\daeiouy_]{3,}$")
_PARTICLES = frozenset("von van der den de la le di da du del dos el bin al zu zur vom ter".split())

# What only institutions and groups of people are called, whoever they are named after.
_INSTITUTION = _any_of(
    "the of for from at in on to our group groups holding holdings council councils university college school schools academy trust"
    " centre center club society association associations assoc committee church chapel mosque temple hospital surgery bank hotel agency"
    " partnership partners associates international europe european uk global department ministry office authority charity foundation"
    " institute organisation organization union federation network forum alliance initiative project projects commission board bureau"
    " museum library theatre orchestra choir parish borough county district city town village hall national british royal nhs hmrc"
    " police ambulance fire army government parliament embassy community youth tenants residents friends society pcc mbc ccg"
    " playgroup playground preschool primary junior infant academy advice welcome support refugee resource methodist baptist catholic"
    " memorial st saint expenses refunds payments account accounts a/c misc fund funds grant grants benefits council* oxford* england"
    " scotland wales midlands midland north south east western eastern southern northern st."
    " stiftung verein verband *verband *verein amt *amt stadt *stadt stadtwerk* gemeinde *gemeinde landkreis kreis bezirk land"
    " schule *schule gymnasium universitat* hochschule* klinik* krankenhaus* kirche* pfarr* museum* theater* bund bundes* landes*"
    " ministerium* kammer *kammer genossenschaft* sparkasse* volksbank* raiffeisen* kita kindergarten institut* akademie zentrum"
    " *zentrum feuerwehr polizei"
)
# What firms are called after; a given name in front of it makes it a one-person business that may be one.
_TRADE = _any_of(
    "services service solutions systems consult* store stores shop garage garages works werke werk druckhaus autohaus *haus"
    " praxis handel* *handel bau *bau design designs media press publication* publishing publisher* gallery studio studios software"
    " engineer* construction contract* electric* electro* elektro* plumb* heating sanitar* heizung* clean* reinigung* security transport*"
    " travel taxi taxis cars car bus buses coach coaches training recruitment insurance versicherung* solicitors barristers architect*"
    " accountant* housing home homes property properties estate estates letting lettings supply supplies product products food foods"
    " catering cafe farm farms nursery nurseries dance music art arts sport sports fitness leisure lifestyle event events fc cc rfc"
    " builder builders building scaffolding roofing flooring floors carpets windows window doors door fenc* paint* decor* lift lifts"
    " plant hire hires tyre tyres truck trucks vans traffic motor motors auto parts fuel gas water waste wasser abfall recycling"
    " energy energie power light lighting environment* ecology landscap* garden gardens tree trees amenity turf management enterprise*"
    " venture* commercial business industr* trading trade wholesale retail sales marketing advert* communication* telecom* telephone"
    " technolog* technik *technik digital data audio visual video print* printing sign* computing computer* computers internet online"
    " web network* networks research survey* surveys learning education* creative productions production pictures film films"
    " packaging containers container storage equipment tools machines machinery hardware materials aggregates metal metals steel glass"
    " timber furniture mobel furnish* interiors fabrication* manufactur* laboratory laboratories labs instruments health healthcare"
    " medical dental pharmacy apotheke care welfare therap* treatment* preservation specialist specialists conservation direct contracts"
    " connection connections hr it ict maintenance installations controls alarms locks locksmith* skips haulage logistics freight"
    " spedition* verlag* druckerei* backerei* metzgerei* fleischerei* tischlerei* schreinerei* malerei* malerbetrieb* gartnerei*"
    " brauerei* gasthaus gasthof restaurant kanzlei *kanzlei ingenieur* *buro buro *bedarf *dienst *service *werk *werke *markt"
    " agentur *agentur vertrieb* werkstatt* *zentrale energies express premier impact nationwide financial finance capital legal law"
    " bros brothers sons gebruder & t/a t/as ta trading"
)
_GIVEN_NAMES = frozenset(
    # English and Irish
    "aaron abigail adam adrian aidan alan albert alec alex alexander alexandra alfred alice alison allan amanda amy andrea andrew"
    " angela ann anna anne anthony antonia arthur audrey barbara barry ben benjamin bernard beth betty bill bob brenda brian bridget"
    " bruce carl carol caroline catherine charles charlie charlotte chris christina christine christopher claire clare clive colin colleen"
    " craig cyril daisy daniel danny darren dave david dawn dean deborah debra denis derek desmond diana diane dick dionne don"
    " donald donna dorothy douglas duncan edith edward eileen elaine eleanor elizabeth ellen emily emma eric ernest ethan eva evelyn"
    " fiona finbarr florence frances francis frank fred frederick gareth gary gavin gemma geoff geoffrey george gerald gerard gillian gina"
    " glenn gordon graham greg gregory guy hannah harold harriet harry hazel heather helen henry hilary howard hugh ian irene isabel"
    " isabella ivan jack jackie jacob jacqui james jamie jane janet janice jason jean jeff jeffrey jennifer jenny jeremy jerry jessica jill"
    " jim jo joan joanna joanne joe joel john johnny jon jonathan jordan joseph josephine joshua joyce judith judy julia julian julie"
    " june justin karen karl kate katherine kathleen kathryn katie kay keith kelly ken kenneth kerry kevin kieran kim kirsty larry laura"
    " lauren laurence lawrence leah lee leonard leslie lewis liam linda lisa liz lorraine louis louise lucy luke lydia lynn malcolm marc"
    " marcus margaret maria marie marilyn marion martha mary matthew maureen maurice megan melanie melissa michael michelle"
    " mick mike miriam molly monica nancy naomi natalie natasha nathan neil nicholas nicola nigel nina noel nora norman oliver olivia"
    " oscar owen pamela pat patricia patrick paul paula pauline penelope penny pete peter phil philip phillip phyllis rachel ralph ray"
    " raymond rebecca richard rita robert roberta robin roger roland ronald rory ross rowan roy russell ruth ryan sally sam samantha"
    " samuel sandra sarah sara scott sean sharon sheila shelley shirley simon sophie stacey stella stephanie stephen steve steven stewart"
    " stuart sue susan suzanne sylvia terence teresa terry theresa thomas tim timothy tina toby tom tony tracey tracy trevor ursula"
    " valerie vanessa vera veronica victor victoria vincent violet virginia vivian wendy wesley wilfred william yvonne zoe"
    # German
    " achim albrecht alfons alois andreas angelika anja anke annette antje armin astrid axel bastian beate bernd bernhard bettina birgit"
    " bjorn brigitte burkhard carsten christa christian christiane christoph clara claudia claus cornelia dagmar detlef dieter dietmar"
    " dirk doris eberhard elfriede elisabeth elke ernst erwin eugen eva felix florian frank franz franziska friedrich fritz gabriele georg gerd"
    " gerda gerhard gertrud gisela gudrun gunter gunther gustav hanna hannelore hans harald hartmut heide heidi heike heiko heiner"
    " heinrich heinz helga helmut herbert hermann hildegard holger horst hubert ilse ines inge ingeborg ingo ingrid irmgard jan jana"
    " jens joachim jochen johann johanna johannes jorg josef julia jurgen jutta kai karin karl karsten katharina kathrin katja katrin"
    " kerstin klaus konrad kristin kurt lars lena leon lothar ludwig lukas lutz manfred manuela marco marcel margit margarete markus"
    " marlene martin martina mathias matthias max maximilian michaela monika nadine nico nicole niklas norbert olaf oskar otto petra"
    " rainer ralf reiner reinhard renate rolf rosemarie rudi rudolf ruediger rudiger sabine sandra sebastian siegfried sigrid silke"
    " silvia simone sonja stefan stefanie steffen susanne sven tanja thorsten torsten tobias ulla ulrich ulrike ursel uta ute uwe verena"
    " viktor volker walter werner wilhelm wolfgang yannick"
    # and further afield
    " abdul abdullah ahmed aisha akira alberto ali amir anil anita antonio anwar arif ashok ayse bogdan carlos carmen chen dimitri"
    " elena emre enrique erik fatima fatma fernando francesco francisco giorgio giovanni giulia giuseppe hassan hussain hussein ibrahim"
    " igor imran irina ivana jacques javier jean jorge jose juan katarzyna khalid krzysztof lakshmi luca luigi luis magdalena mahmoud"
    " manuel marek mario marta mehmet miguel mikhail mohamed mohammad mohammed muhammad mustafa nadia natalia olga omar pablo pavel"
    " pedro pierre pilar piotr priya rahul rajesh ramzi ravi roberto rosa sanjay sergei sergio sofia sunil svetlana tatiana tomasz"
    " vijay vladimir wei yusuf yuki zofia".split()
)
