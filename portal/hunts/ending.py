"""How a hunt ends: won, lost, or let go for the customer's sake; and taken up again."""

from portal.hunts import showing
from portal.hunts.actions import hold, tell
from portal.hunts.model import Hunt
from portal.hunts.showing import is_stale
from portal.hunts.verbs import hunts
from portal.kernel.verbs import Act, NotNow
from workflows.hunts import Voice, all_good, earns, harms, missing, theirs_missing
from workflows.language import _


def in_the_way(found: Hunt) -> list[str]:
    """Why a hunt cannot be won as it stands, in sentences; nothing when it can."""
    voices, theirs = found.voices, their_voice(found)
    everybody = [*voices, *([theirs] if theirs else [])]
    said = [*harms(everybody), *earns(found.figures, found.band), *missing(found.noter_id, voices)]
    return said + _of_customer(found)


def their_voice(found: Hunt) -> Voice | None:
    """What the customer says of it, if it was asked."""
    return found.shown.voice if found.shown else None


def _of_customer(found: Hunt) -> list[str]:
    shown = found.shown
    if shown is None:
        return []
    gone = bool(shown.asked and shown.asked.left)
    return theirs_missing(found.account.name, shown.voice, gone=gone, stale=is_stale(found))


@hunts.action
def win(act: Act, found: Hunt) -> None:
    """Win it: those who were asked say that it is good for the customer, and it earns what is fair.

    Raises:
        NotNow: something is in the way; the sentences say what.
    """
    hold(found)
    if problems := in_the_way(found):
        raise NotNow(" ".join(problems))
    _end(act, found, "won", "")


@hunts.action
def win_anyway(act: Act, found: Hunt, reason: str) -> None:
    """Win it all the same, with a senior's reason that the clan reads beside it.

    Raises:
        NotNow: it has ended, or nothing is in the way.
    """
    hold(found)
    if not in_the_way(found):
        raise NotNow(_("Nothing is in the way. It needs no reason."))
    _end(act, found, "won", reason)


@hunts.action
def lose(act: Act, found: Hunt, why: str) -> None:
    """Note that it was lost, and why."""
    hold(found)
    _end(act, found, "lost", why)


@hunts.action
def refuse(act: Act, found: Hunt, why: str) -> None:
    """Let it go for the customer's sake, and say why."""
    hold(found)
    _end(act, found, "refused", why)


def _end(act: Act, found: Hunt, state: str, why: str) -> None:
    found.state, found.why = state, why
    found.ended, found.ender_id = act.at, act.who.id
    found.good = state == "won" and all_good(found.noter_id, found.voices, their_voice(found))
    tell(act, found)
    showing.close(act, found, "won" if state == "won" else "over")


@hunts.action
def reopen(act: Act, found: Hunt, because: str) -> None:
    """Take it up again, with the reason; how it had ended stays readable.

    Raises:
        NotNow: it is running.
    """
    hold(found, running=False)
    ended = {"state": found.state, "why": found.why, "by": found.ender.name if found.ender else ""}
    moments = {"on": found.ended.isoformat() if found.ended else "", "again": act.at.isoformat()}
    found.earlier = [*found.earlier, {**ended, **moments, "because": because, "opener": act.who.name}]
    found.state, found.why, found.good = "running", "", False
    found.ended, found.ender_id = None, None
    tell(act, found)
    showing.resume(act, found)
