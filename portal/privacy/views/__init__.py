"""The addresses of what is kept of people: a URL in, a page out."""

from flask import Blueprint

bp = Blueprint("privacy", __name__)
