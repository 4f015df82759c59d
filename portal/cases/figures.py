"""The table of what a price is made of."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel.db import Base, Moment


class BuildUp(Base):
    """What a price is made of for the clan, in smallest coins; its own while the book is closed."""

    __tablename__ = "build_up"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    labour: Mapped[int] = mapped_column(BigInteger)
    material: Mapped[int] = mapped_column(BigInteger)
    overhead: Mapped[int] = mapped_column(BigInteger)
    margin: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)
