"""The addresses of meetings: a URL in, a page out."""

from flask import Blueprint

bp = Blueprint("meetings", __name__)
