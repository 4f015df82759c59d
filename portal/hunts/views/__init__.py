"""The addresses of hunts: a URL in, a page out."""

from flask import Blueprint

bp = Blueprint("hunts", __name__)
