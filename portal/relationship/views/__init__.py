"""The addresses of a relationship: a URL in, a page out."""

from flask import Blueprint

bp = Blueprint("relationship", __name__)
