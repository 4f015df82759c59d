"""The addresses of leaders: a URL in, a page out."""

from flask import Blueprint

bp = Blueprint("leaders", __name__)
