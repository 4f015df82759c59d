"""The addresses of the habitat: a URL in, a page out."""

from flask import Blueprint

bp = Blueprint("habitat", __name__)
