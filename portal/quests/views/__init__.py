"""The addresses of first weeks: a URL in, a page out."""

from flask import Blueprint

bp = Blueprint("quests", __name__)
