"""The addresses of clans: a URL in, a page out."""

from flask import Blueprint

bp = Blueprint("clans", __name__)
