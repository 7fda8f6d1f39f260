"""Who is signed in, read with one prepared query."""

from django.contrib.auth.backends import ModelBackend
from django.db.models import BigIntegerField

from gugus.platform.foundation.models import User
from gugus.platform.foundation.prepared import Param, Prepared

_USER = Prepared(lambda: User.objects.filter(pk=Param("pk", BigIntegerField())))


class PreparedBackend(ModelBackend):
    """Django's own, but for how a person is read."""

    def get_user(self, user_id: int) -> User | None:
        """The person, unless their account is closed."""
        found = _USER.first(pk=user_id)
        return found if found is not None and self.user_can_authenticate(found) else None
