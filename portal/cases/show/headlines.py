"""The sums that stand in an order, for whoever looks at all of it."""

from portal.cases.show.given import Desk

MOST = 6


def headlines(desk: Desk) -> tuple[tuple[str, str], ...]:
    """The sums that stand in the order; once there is a headline, such as the agreed price, only that."""
    found = [
        (field.headline, (field.label, desk.show(field, desk.case.value(f"{stage.key}.{field.key}"))))
        for stage in desk.case.in_order()
        for field in stage.fields()
        if field.type == "money" and not desk.case.empty(stage.key, field.key)
    ]
    headlines = [told for headline, told in found if headline]
    return tuple(headlines or [told for _headline, told in found])[:MOST]
