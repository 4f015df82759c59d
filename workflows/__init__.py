"""What a case goes through: the grammar of workflows and the pure rules of their course.

Nothing in this package knows the web, the database or the clock. A case goes in, a case comes out.
"""
