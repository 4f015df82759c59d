"""What can be found in orders, as rows beside the documents, and who may find it.

`folded` holds the words of a row as `portal.kernel.terms` folds them; the full-text index of the database
stands on this column alone (SQLite: the table `findable_words`, PostgreSQL: a GIN index), kept by the
database itself. See docs/decisions/024.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    and_,
    bindparam,
    cast,
    column,
    func,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.cases.model import Case
from portal.cases.verbs import seen_by
from portal.kernel.db import Base, session

WORDS = table("findable_words", column("rowid"), column("folded"))  # SQLite's own index over Findable.folded


class Findable(Base):
    """One thing of an order that a search can find: the order, a line, a message, a picture, a deed.

    `only_for` is the side that keeps it to itself, or whose deed it is; empty when both sides read it. `key`
    says where it is, in the way of its kind: "stage.field" of a line, a number of a message.
    """

    __tablename__ = "findable"
    __table_args__ = (UniqueConstraint("case_id", "kind", "only_for", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(12))
    only_for: Mapped[str] = mapped_column(String(10), default="")
    key: Mapped[str] = mapped_column(String(200))
    label: Mapped[str] = mapped_column(Text)
    says: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)

    case: Mapped[Case] = relationship(lazy="raise")


class Spelling(Base):
    """A word that stands in an order, so that one typed with a slip of the hand is understood."""

    __tablename__ = "spelling"
    __table_args__ = (Index("ix_spelling_account_id_word", "account_id", "word"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    only_for: Mapped[str] = mapped_column(String(10), primary_key=True)
    word: Mapped[str] = mapped_column(String(40), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))


def found_by(person: Any) -> ColumnElement[bool]:
    """Select what `person` may find: of the cases they see, joined beside it, never the other side's own."""
    return and_(seen_by(person), Findable.only_for.in_(("", person.side)))


def holds(terms: Iterable[str]) -> ColumnElement[bool]:
    """Select the rows in which a word begins with one of these folded terms."""
    if session().get_bind().dialect.name == "sqlite":
        query = " OR ".join(f'"{term}"{" *" if len(term) > 1 else ""}' for term in terms)
        rows = select(WORDS.c.rowid).where(WORDS.c.folded.op("MATCH")(query))
        return Findable.id.in_(rows)
    query = " | ".join(f"'{term}'{':*' if len(term) > 1 else ''}" for term in terms)
    space: BindParameter[str] = bindparam(
        None, " ", literal_execute=True
    )  # as the index says it, or it would not be used
    words = func.array_to_tsvector(func.string_to_array(Findable.folded, space))
    return words.op("@@")(cast(query, TSQUERY))
