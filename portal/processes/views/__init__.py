"""The addresses of processes that people change: a URL in, a page out."""

from flask import Blueprint

bp = Blueprint("processes", __name__)
