"""Tags on partners that one sees; they are made by naming them on a partner."""

from django.db.models import QuerySet

from accounts.api.record import ChangeViewSet
from accounts.queries.keyset import Sort
from partners.models import Tag
from partners.serializers.tag import TagSerializer


class TagViewSet(ChangeViewSet):
    """Tags of the partners that one sees; they are made by naming them on a partner."""

    serializer_class = TagSerializer
    sorts = {"name": Sort("name")}
    default_sort = "name"

    def rows(self) -> QuerySet[Tag]:
        return Tag.objects.visible_to(self.user)
