"""The command `commonthread`: opening a house, serving it, looking after what is in it."""
