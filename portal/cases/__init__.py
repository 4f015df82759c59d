"""A case on its course: the page of stages, its lines, reviews, signatures, promises, files and history."""
