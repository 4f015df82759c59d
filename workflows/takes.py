"""What something takes, in words: money and working days, said in the same way wherever they are said."""

from workflows.language import listed, ngettext, pgettext
from workflows.values.money import amount


def takes(coins: int, days: int, currency: str) -> str:
    """What a change takes: £796 and 14 working days; nothing."""
    return joined(amount(coins, currency) if coins else "", days)


def joined(money: str, days: int) -> str:
    """Money that stands in words already, and working days."""
    parts = [money] if money else []
    parts += [working_days(days)] if days else []
    return listed(parts) or pgettext("a price", "nothing")


def working_days(number: int) -> str:
    """3 working days."""
    return ngettext("%(num)s working day", "%(num)s working days", number)
