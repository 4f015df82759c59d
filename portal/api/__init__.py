"""JSON over the same queries and actions as the pages: no second set of rules. Opened by bearer tokens."""

from portal.api.views import changes, notes, orders, payments, pins, plan, promises, stages, talk, yeses

ADDRESSES = (
    orders,
    stages,
    plan,
    changes,
    payments,
    pins,
    notes,
    promises,
    talk,
    yeses,
)  # imported to be declared
