"""The addresses of findings: a URL in, a page out."""

from flask import Blueprint

bp = Blueprint("findings", __name__)
