"""Days and hours as people say them, in the time zone of whoever reads."""

from datetime import datetime
from zoneinfo import ZoneInfo

from portal.kernel import clock
from portal.kernel.doors import me, somebody
from portal.people import login
from portal.people.views import bp
from workflows import language
from workflows.language import _


def _here(moment: datetime) -> datetime:
    zone = (me().zone if somebody() else "") or login.house().zone
    return moment.astimezone(ZoneInfo(zone))


@bp.app_template_filter("clock")
def hour(moment: datetime) -> str:
    """The hour: 10:41."""
    return _here(moment).strftime("%H:%M")


@bp.app_template_filter("day")
def day(moment: datetime) -> str:
    """The day: today, yesterday, 2 December, or 2 December 2025."""
    here, today = _here(moment).date(), _here(clock.now()).date()
    if 0 <= (today - here).days <= 1:
        return _("yesterday") if here < today else _("today")
    return language.day(here) if here.year == today.year else language.day_and_year(here)


@bp.app_template_filter("day_and_clock")
def day_and_hour(moment: datetime) -> str:
    """Day and hour: yesterday, 17:05."""
    return _("%(day)s, %(hour)s", day=day(moment), hour=hour(moment))


@bp.app_template_filter("device")
def device(browser: str) -> str:
    """A device in words that its owner knows it by, from what the browser says of itself."""
    kinds = [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Mac OS", "Mac")]
    kinds += [("Windows", "Windows"), ("Linux", "Linux")]
    names = [("Firefox/", "Firefox"), ("Edg/", "Edge"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]
    kind = next((said for sign, said in kinds if sign in browser), "")
    name = next((said for sign, said in names if sign in browser), "")
    if name and kind:
        return _("%(browser)s on %(device)s", browser=name, device=kind)
    return name or kind or _("A device we do not know")
