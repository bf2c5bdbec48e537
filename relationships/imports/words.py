"""Words in a file that stand for a choice of ours: kinds, roles, languages."""

from functools import lru_cache

from partners.choices import PartnerKind, PartnerRole, partner_languages
from partners.names import fold

_KINDS = {
    PartnerKind.ORGANISATION: "organisation organization org company firma business unternehmen verein behorde",
    PartnerKind.PERSON: "person individual individuum privatperson contact ansprechpartner",
    PartnerKind.GROUP: "group gruppe team",
}
_ROLES = {
    PartnerRole.CUSTOMER: "customer customers client clients kunde kunden kundin debitor",
    PartnerRole.SUPPLIER: "supplier suppliers vendor vendors creditor lieferant lieferanten lieferantin kreditor",
    PartnerRole.COLLEAGUE: "colleague colleagues employee kollege kollegin kollegen mitarbeiter mitarbeiterin",
}
_LANGUAGES = {
    "german": "de", "deu": "de", "ger": "de", "deutsch": "de", "english": "en", "eng": "en", "englisch": "en", "french": "fr",
    "fra": "fr", "franzosisch": "fr", "italian": "it", "italienisch": "it", "spanish": "es", "spanisch": "es", "portuguese": "pt",
    "dutch": "nl", "niederlandisch": "nl", "polish": "pl", "polnisch": "pl", "turkish": "tr", "turkisch": "tr", "russian": "ru",
    "russisch": "ru", "danish": "da", "danisch": "da", "swedish": "sv", "schwedisch": "sv", "czech": "cs", "tschechisch": "cs",
    "chinese": "zh-hans", "zh": "zh-hans", "zh-cn": "zh-hans", "japanese": "ja", "norwegian": "nb", "no": "nb",
}  # fmt: skip


def kind_named(word: str) -> str:
    """The partner kind that `word` stands for, or nothing."""
    return _among(_KINDS, word)


def role_named(word: str) -> str:
    return _among(_ROLES, word)


@lru_cache(maxsize=256)
def language_named(word: str) -> str:
    """The code of a language said by its code ("en-GB") or by its name, or nothing."""
    known = {code: code for code, _name in partner_languages()} | {
        fold(name): code for code, name in partner_languages()
    }
    said = fold(word).replace("_", "-")
    both = known | _LANGUAGES
    return both.get(said) or both.get(said.split("-")[0], "")


def _among(choices: dict, word: str) -> str:
    said = fold(word)
    return next((choice.value for choice, words in choices.items() if said in words.split()), "")
