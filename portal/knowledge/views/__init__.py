"""The addresses of knowledge given: a URL in, a page out."""

from flask import Blueprint

bp = Blueprint("knowledge", __name__)
