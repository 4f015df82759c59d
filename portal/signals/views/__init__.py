"""The addresses of signals and of the drum: a URL in, a page out."""

from flask import Blueprint

bp = Blueprint("signals", __name__)
