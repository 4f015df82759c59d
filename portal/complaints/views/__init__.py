"""The addresses of complaints: a URL in, a page out."""

from flask import Blueprint

bp = Blueprint("complaints", __name__)
