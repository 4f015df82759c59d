"""The cloths of the demo house: what they are, and how they look."""

from dataclasses import dataclass
from typing import Any

from portal.cli.demo import drawing
from portal.cli.demo.drawing import Colour


@dataclass(frozen=True)
class Cloth:
    """One cloth as the buyer knows it, with the colours of its threads."""

    name: str
    mill: str
    bunch: str
    grams: int
    fibres: tuple[tuple[str, str], ...]
    pattern: str
    colour: str
    price: str  # of a metre
    weave: str
    warp: tuple[Colour, ...]
    weft: tuple[Colour, ...] = ()

    def swatch(self) -> tuple[str, bytes]:
        """A picture of it, with its name."""
        return f"{self.name.replace(' ', '-')}.jpg", drawing.cloth(self.weave, self.warp, self.weft)

    @property
    def ground(self) -> Colour:
        """The colour it has from afar."""
        return self.warp[0]

    def of_customer(self) -> dict[str, Any]:
        """The lines that the customer writes who chooses it."""
        return {"cloth": self.name, "pattern": self.pattern, "colour": self.colour}

    def of_house(self, metres: str) -> dict[str, Any]:
        """The lines that the house writes."""
        made_of = [{"fibre": fibre, "pct": share} for fibre, share in self.fibres]
        return {
            "mill": self.mill,
            "bunch_code": self.bunch,
            "weight": self.grams,
            "composition": made_of,
            "metres": metres,
            "price_per_m": self.price,
        }


WOOL = (("Wool", "100"),)
NAVY_HOPSACK = Cloth(
    "navy hopsack", "Garth Mill", "Garth 4412", 310, WOOL, "plain", "Navy", "78",
    "hopsack", ((38, 48, 82), (46, 58, 98)),
)  # fmt: skip
BARATHEA = Cloth(
    "midnight barathea", "Calder Vale", "Calder 902", 340, WOOL, "plain", "Midnight blue", "92",
    "twill", ((24, 28, 44), (28, 33, 52)),
)  # fmt: skip
OVERCOATING = Cloth(
    "grey herringbone overcoating", "Calder Vale", "Calder 2107", 620, WOOL, "herringbone", "Iron grey", "96",
    "herringbone", ((86, 88, 92), (70, 72, 76)), ((122, 122, 124),),
)  # fmt: skip
FRESCO = Cloth(
    "dove grey fresco", "Garth Mill", "Garth 3308", 280, WOOL, "plain", "Dove grey", "74",
    "plain", ((150, 152, 156), (138, 140, 146)), ((168, 169, 172),),
)  # fmt: skip
LINEN = Cloth(
    "tobacco linen", "Carrick", "Carrick 118", 340, (("Linen", "100"),), "plain", "Tobacco", "61",
    "plain", ((128, 92, 58), (142, 104, 68)), ((150, 114, 78),),
)  # fmt: skip
SERGE = Cloth(
    "Northmoor green-black serge", "Calder Vale", "Calder 1600 NR", 500, (("Wool", "90"), ("Nylon", "10")),
    "plain", "Green-black", "54", "twill", ((26, 40, 36), (32, 48, 42)),
)  # fmt: skip
MELTON = Cloth(
    "Northmoor green-black melton", "Calder Vale", "Calder 2200 NR", 640, (("Wool", "90"), ("Nylon", "10")),
    "plain", "Green-black", "68", "hopsack", ((28, 42, 38), (24, 37, 33)),
)  # fmt: skip
DOESKIN = Cloth(
    "green-black doeskin", "Strath Lyon", "Lyon 77", 520, WOOL, "plain", "Green-black", "83",
    "satin", ((24, 44, 38), (27, 48, 42)),
)  # fmt: skip
TWEED = Cloth(
    "bracken windowpane tweed", "Strath Lyon", "Lyon 5021", 530, WOOL, "windowpane", "Bracken", "88",
    "twill", (*((104, 88, 60), (118, 98, 66)) * 15, (148, 78, 48), (148, 78, 48)),
    (*((96, 84, 62), (112, 96, 70)) * 15, (148, 78, 48), (148, 78, 48)),
)  # fmt: skip
FLANNEL = Cloth(
    "mid grey flannel", "Calder Vale", "Calder 1310", 400, WOOL, "plain", "Mid grey", "81",
    "twill", ((112, 114, 118), (122, 124, 128)), ((104, 106, 110),),
)  # fmt: skip
TAILCOATING = Cloth(
    "black barathea", "Calder Vale", "Calder 900", 340, WOOL, "plain", "Black", "92",
    "twill", ((22, 22, 24), (28, 28, 30)),
)  # fmt: skip
CHARCOAL = Cloth(
    "charcoal chalk stripe", "Calder Vale", "Calder 1422", 370, WOOL, "chalkstripe", "Charcoal", "86",
    "twill", (*((52, 54, 60), (58, 60, 66)) * 15, (150, 150, 152), (138, 138, 142)),
    ((50, 52, 58),),
)  # fmt: skip
