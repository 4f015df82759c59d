"""The addresses of objections: a URL in, a page out."""

from flask import Blueprint

bp = Blueprint("objections", __name__)
