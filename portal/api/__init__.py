"""JSON over the same queries and actions as the pages: no second set of rules. Opened by bearer tokens."""

from portal.api.views import changes, notes, orders, pins, promises, stages, yeses

ADDRESSES = (orders, stages, changes, pins, notes, promises, yeses)  # importing them declares their addresses
