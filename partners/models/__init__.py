from partners.models.contact_point import ContactPoint
from partners.models.external_number import ExternalNumber
from partners.models.partner import Partner
from partners.models.tag import Tag

__all__ = ["ContactPoint", "ExternalNumber", "Partner", "Tag"]
