"""Sessions in the database, which are looked up at every request."""

from datetime import datetime

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from accounts.kept import kept


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Session | None:
        found = next(iter(_session(key=self.session_key, now=timezone.now())), None)
        if found is None:
            self._session_key = None  # as its parent does: a session that is not there gets no say in its key
        return found


@kept
def _session(*, key: str, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)
