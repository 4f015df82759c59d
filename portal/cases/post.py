"""Letters about orders, made the same way whoever writes them: plain and designed, with the address that an
answer goes to and the link under which such letters stop.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from email.utils import parseaddr

from portal.cases.model import Case
from portal.kernel import letterhead, mail, signed
from portal.kernel.letterhead import Part, Sheet
from portal.kernel.settings import Settings
from portal.kernel.signed import Named
from portal.people import devices
from portal.people.devices import Short
from portal.people.model import House, Person
from workflows.language import _


@dataclass(frozen=True)
class Site:
    """The portal as letters name it: where people reach it, and the address that letters come from.

    `answers` is the one that answers go to; without it nobody is told that they may answer. With the row of a
    `message`, it is that which is answered, at its place; `answered` is what is answered instead of an order.
    """

    address: str
    sender: str
    answers: str = ""
    secret: str = ""
    message: int = 0
    answered: Named | None = None
    push_key: str = ""  # that of the house; without it no device is told anything

    def answer_to(self, person: Person, case: Case | None) -> str:
        """The address for the answers of one person, in one order or none; empty where no mail comes in."""
        usual = Named("answer", person.id, case.id if case else 0, self.message)
        return self._address(self.answered or usual)

    def stop_to(self, person: Person) -> str:
        """The address under which a mail program stops letters; empty where no mail comes in."""
        return self._address(Named("stop", person.id))

    def choices(self, person: Person) -> str:
        """Where somebody says which letters they want, without signing in; empty without a secret."""
        return f"{self.address}/letters/{signed.token(self.secret, Named('stop', person.id))}" * bool(
            self.secret
        )

    def _address(self, named: Named) -> str:
        local, _, domain = self.answers.partition("@")
        return f"{local}+{signed.token(self.secret, named)}@{domain}" if domain and self.secret else ""

    def sheet(
        self,
        opened: House,
        person: Person,
        told: str,
        button: tuple[str, str],
        parts: Sequence[Part] = (),
        more: str = "",
    ) -> Sheet:
        """A letter of this house to somebody."""
        return Sheet(
            house=opened.name,
            telephone=opened.telephone,
            first=person.first,
            told=told,
            button=button,
            parts=tuple(parts),
            more=more,
        )


def site(chosen: Settings) -> Site:
    """The portal as its settings have it."""
    sender = parseaddr(chosen.mail_from)[1]
    return Site(chosen.address, sender, chosen.answers, chosen.secret_key, push_key=chosen.push_key)


def send(
    site: Site,
    person: Person,
    about: Sequence[Case],
    subject: str,
    sheet: Sheet,
    part: mail.Part | None = None,
    *,
    stops: bool = False,
) -> None:
    """Write a letter about orders to somebody; `stops`: its reader may stop such letters."""
    reply_to = site.answer_to(person, about[0] if len(about) == 1 else None)
    sheet = replace(sheet, answers=bool(reply_to) and (len(about) == 1 or site.answered is not None))
    dress = mail.Dress(
        html=letterhead.designed(sheet),
        reply_to=reply_to,
        stop=_stop(site, person) if stops else "",
        from_name=sheet.house,
        about=" ".join(case.ref for case in about),
    )
    mail.write(person.email, subject, letterhead.plain(sheet), part, dress, sealed=True)


def tell(site: Site, person: Person, about: Sequence[Case], short: Short) -> None:
    """Tell somebody the same in short, on the devices on which they want to be told."""
    if site.push_key:
        devices.write(person, short, [case.ref for case in about], site.push_key)


def short(person: Person, case: Case, text: str, place: str) -> Short:
    """What a device shows of one order: its title, whether it is this reader's move, and one sentence."""
    title = _("%(title)s: it is your move", title=case.title) if case.turn_side == person.side else case.title
    return Short(title, text, f"/orders/{case.ref}{place}")


def _stop(site: Site, person: Person) -> str:
    link, address = site.choices(person), site.stop_to(person)
    return ", ".join(
        one for one in (link and f"<{link}>", address and f"<mailto:{address}?subject=stop>") if one
    )
