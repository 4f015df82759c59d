"""The link under which a copy is fetched: it dies after a quarter of an hour, and opens nothing by itself."""

from datetime import UTC, datetime, timedelta

from itsdangerous import BadSignature, URLSafeSerializer

from portal.kernel import clock
from portal.privacy.model import Copy

GOOD_FOR = timedelta(minutes=15)


def token(secret: str, copy: Copy) -> str:
    """The end of the link to a copy, as it is shown now."""
    until = int((clock.now() + GOOD_FOR).timestamp())
    return str(_signed(secret).dumps([copy.id, copy.person_id, until]))


def holds(secret: str, text: str, copy: Copy) -> bool:
    """Whether such a link to this copy still holds."""
    try:
        number, person, until = _signed(secret).loads(text)
    except (BadSignature, ValueError, TypeError):
        return False
    here = (number, person) == (copy.id, copy.person_id)
    return here and clock.now() < datetime.fromtimestamp(until, UTC)


def _signed(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="copies of everything")
