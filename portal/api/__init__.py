"""JSON over the same queries and actions as the pages: no second set of rules. Opened by bearer tokens."""

from portal.api.views import orders, promises, stages

ADDRESSES = (orders, stages, promises)  # importing them declares their addresses
