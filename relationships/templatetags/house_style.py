"""How the company looks, for everything on paper."""

from django import template

from relationships.models import HouseStyle

register = template.Library()


@register.simple_tag
def house_style() -> HouseStyle:
    return HouseStyle.current()
