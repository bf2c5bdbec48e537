"""What every resource of the API has in common: the user's language, lists by cursor, versions, the trash."""

from collections.abc import Iterable
from typing import Any, ClassVar, cast

from django.db.models import QuerySet
from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from accounts.api.paging import SeekPagination
from accounts.clock import zone_named
from accounts.models import Record, User
from accounts.queries.keyset import Sort
from accounts.serializers.record import VerbSerializer


class ReadViewSet(mixins.RetrieveModelMixin, mixins.ListModelMixin, GenericViewSet):
    """A list and its rows; `rows` is all that a resource must say."""

    sorts: ClassVar[dict[str, Sort]]
    default_sort: ClassVar[str]
    # Beside those of filters and paging.
    own_parameters: ClassVar[tuple[str, ...]] = ()

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with timezone.override(timezone.get_current_timezone()):  # puts back what `initial` changes
            return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Speak the user's language also where a token, which no middleware reads, has said who it is."""
        super().initial(request, *args, **kwargs)
        translation.activate(self.user.language)
        timezone.activate(zone_named(self.user.time_zone))

    @property
    def user(self) -> User:
        return cast("User", self.request.user)

    @property
    def model(self) -> Any:
        return self.serializer_class.Meta.model  # type: ignore[union-attr]

    def rows(self) -> QuerySet[Any]:
        """The rows that the user sees."""
        raise NotImplementedError("each resource says which rows the user sees")

    def load(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Add what answers show of a row; not called for counts, nor before a change."""
        return self.load_for(rows, self.user)

    @classmethod
    def load_for(cls, rows: QuerySet[Any], user: User) -> QuerySet[Any]:
        """The same as a function of nothing but these two, as a question that is kept wants it (accounts/kept.py)."""
        return rows

    def read(self, pk: int) -> Any:
        """A row as an answer shows it; None where the user does not see it."""
        return self.load(self.get_queryset()).filter(pk=pk).first()

    def get_queryset(self) -> QuerySet[Any]:
        if getattr(self, "swagger_fake_view", False):
            return self.model.objects.none()
        return self.rows()

    def get_object(self) -> Any:
        """The row of this address; the list's filters have no say in it."""
        row = self.get_queryset().filter(pk=as_id(self.kwargs["pk"])).first()
        if row is None:
            raise Http404
        return row

    def get_sorts(self) -> dict[str, Sort]:
        return self.sorts

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        self.check_parameters(request)
        return super().list(request, *args, **kwargs)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        row = self.read(as_id(kwargs["pk"]))
        if row is None:
            raise Http404
        return Response(self.get_serializer(row).data)

    def shown(self, row: Any, status: int = status.HTTP_200_OK) -> Response:
        """Answer with a row as it is now; one that its own change has taken out of sight is shown once more."""
        return Response(self.get_serializer(self.read(row.pk) or row).data, status=status)

    def check_parameters(self, request: Request) -> None:
        """Refuse a parameter that does not exist: a filter mistyped would otherwise give all rows."""
        filters: Iterable[str] = getattr(getattr(self, "filterset_class", None), "base_filters", ())
        known = [*filters, *SeekPagination.parameters, *self.own_parameters, "format"]
        unknown = [name for name in request.query_params if name not in known]
        if unknown:
            message = _("There is no such parameter here. There are: %(known)s.") % {"known": ", ".join(known)}
            raise ValidationError({name[:60]: [message] for name in unknown[:5]})
        self.check_format(request)

    def check_format(self, request: Request) -> None:
        if (request.query_params.get("format") or "json") != "json":
            raise ValidationError({"format": [_("This list is answered as JSON alone.")]})


class ChangeViewSet(mixins.UpdateModelMixin, ReadViewSet):
    """Records that are changed by actions, which the serializer calls."""

    def update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        partial = kwargs.get("partial", False)
        serializer = self.get_serializer(self.get_object(), data=request.data, partial=partial)
        serializer.is_valid(raise_exception=True)
        return self.shown(serializer.save())

    def verb(self, serializer_class: type[VerbSerializer]) -> Response:
        """Do something with a record that its state must allow; no version is asked for."""
        context = self.get_serializer_context()
        serializer = serializer_class(self.get_object(), data=self.request.data, context=context)
        serializer.is_valid(raise_exception=True)
        return self.shown(serializer.save())


class RecordViewSet(mixins.CreateModelMixin, ChangeViewSet):
    """Records that are made the same way, too."""

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        row = serializer.save()
        response = self.shown(row, status.HTTP_201_CREATED)
        response["Location"] = request.build_absolute_uri(f"{request.path}{row.pk}/")
        return response


class TrashMixin(mixins.DestroyModelMixin):
    """DELETE puts a record into the trash, `restore` brings it back."""

    def rows_in_sight(self) -> QuerySet[Any]:
        """The rows that the user sees, in the trash or not."""
        raise NotImplementedError

    def may_discard(self, row: Any) -> bool:
        raise NotImplementedError

    def discard(self, row: Any) -> None:
        raise NotImplementedError

    def bring_back(self, row: Any) -> None:
        raise NotImplementedError

    def perform_destroy(self, instance: Record) -> None:
        self.discard(instance)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def restore(self, request: Request, pk: str, **parents: str) -> Response:
        """Take the record out of the trash again."""
        row = self.rows_in_sight().filter(pk=as_id(pk)).first()
        # What lies in the trash is seen by nobody but those who may take it out.
        if row is None or (row.discarded_at and not self.may_discard(row)):
            raise Http404
        self.bring_back(row)
        return self.shown(row)  # type: ignore[attr-defined]


def as_id(text: str) -> int:
    """The id in an address; what is none belongs to nothing."""
    if not (text.isascii() and text.isdigit()):
        raise Http404
    return int(text[:30])
