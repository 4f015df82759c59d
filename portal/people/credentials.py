"""Passkeys: challenges that are good once, registering a passkey, and recognising somebody by one.

The one module that knows the webauthn package. Every passkey must have seen its owner's face, finger or
screen lock, so it stands for two proofs at once.
"""

import json
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from portal.kernel import clock
from portal.kernel.db import at_the_door, session
from portal.people.entry import Challenge, Passkey
from portal.people.model import Person
from portal.people.queries import digest

GOOD_FOR = timedelta(minutes=5)
VERIFIED = UserVerificationRequirement.REQUIRED


class BadPasskey(Exception):
    """What came is not an answer to our question by a passkey that we know."""


@dataclass(frozen=True)
class Site:
    """The house as browsers know it: the host that passkeys belong to, and where its pages come from."""

    host: str
    origin: str
    name: str


def offer_once(who: Person) -> bool:
    """Whether to offer a passkey now: after the first sign-in without one, and never again."""
    person = session().get_one(Person, who.id)
    if person.passkey_offered:
        return False
    person.passkey_offered = True
    return session().scalar(select(Passkey.id).where(Passkey.person_id == who.id).limit(1)) is None


def ask_new(who: Person, site: Site) -> dict[str, Any]:
    """The question that makes a browser make a passkey, with the ticket to send back."""
    known = session().scalars(select(Passkey.credential).where(Passkey.person_id == who.id))
    options = generate_registration_options(
        rp_id=site.host,
        rp_name=site.name,
        user_id=str(who.id).encode(),
        user_name=who.email,
        user_display_name=who.name,
        exclude_credentials=[PublicKeyCredentialDescriptor(id=one) for one in known],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=VERIFIED
        ),
    )
    return {"ticket": _keep(options.challenge, who.id), "options": json.loads(options_to_json(options))}


def ask(site: Site) -> dict[str, Any]:
    """The question that any passkey of this house can answer, with the ticket to send back."""
    options = generate_authentication_options(rp_id=site.host, user_verification=VERIFIED)
    return {"ticket": _keep(options.challenge, None), "options": json.loads(options_to_json(options))}


def register(who: Person, ticket: str, answer: str, site: Site, name: str) -> Passkey:
    """Keep a new passkey of a person.

    Raises:
        BadPasskey: the answer is not one to a question that this person was asked.
    """
    challenge = _take(ticket, who.id)
    try:
        verified = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise BadPasskey from error
    passkey = Passkey(person_id=who.id, credential=verified.credential_id, name=name[:80], at=clock.now())
    passkey.public_key, passkey.count = verified.credential_public_key, verified.sign_count
    session().add(passkey)
    session().flush()
    return passkey


@at_the_door
def by_passkey(ticket: str, answer: str, site: Site) -> Person:
    """Whose passkey answered.

    Raises:
        BadPasskey: it is none that we know, or not an answer to our question.
    """
    challenge = _take(ticket, None)
    try:
        passkey = _known(base64url_to_bytes(str(json.loads(answer)["id"])))
        verified = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise BadPasskey from error
    passkey.count = verified.new_sign_count
    return session().get_one(Person, passkey.person_id)


def rename(who: Person, passkey_id: int, name: str) -> None:
    """Call one of one's own passkeys something else."""
    found = session().scalar(select(Passkey).where(Passkey.id == passkey_id, Passkey.person_id == who.id))
    if found is not None:
        found.name = name[:80]


def remove(who: Person, passkey_id: int) -> None:
    """Forget one of one's own passkeys."""
    session().execute(delete(Passkey).where(Passkey.id == passkey_id, Passkey.person_id == who.id))


def _known(credential: bytes) -> Passkey:
    asked = select(Passkey).join(Person, Person.id == Passkey.person_id)
    found = session().scalar(asked.where(Passkey.credential == credential, Person.left.is_(None)))
    if found is None:
        raise BadPasskey
    return found


def _keep(challenge: bytes, person_id: int | None) -> str:
    ticket, now = secrets.token_urlsafe(32), clock.now()
    session().execute(delete(Challenge).where(Challenge.until < now))
    kept = Challenge(ticket=digest(ticket), challenge=challenge, person_id=person_id, until=now + GOOD_FOR)
    session().add(kept)
    return ticket


def _take(ticket: str, person_id: int | None) -> bytes:
    """The challenge of a ticket, which is then gone, whatever comes of it."""
    gone = delete(Challenge).where(Challenge.ticket == digest(ticket), Challenge.until > clock.now())
    taken = gone.returning(Challenge.challenge, Challenge.person_id).execution_options(
        synchronize_session=False
    )
    found = session().execute(taken).first()
    if found is None or found.person_id != person_id:
        raise BadPasskey
    return bytes(found.challenge)
