"""Northmoor's belt buckle: a part that a firm orders, and whose departments are being asked."""

# fmt: off

import io

from PIL import Image, ImageDraw

from portal.cli.demo.telling import Telling
from workflows.approved import Approver, Asked
from workflows.grammar import ApprovalsBlock

CRITICAL = [
    {"id": "A", "zone": "B3", "characteristic": "Slot", "nominal": "40", "lower": "40.1", "upper": "40.4",
        "unit": "mm", "method": "caliper", "why": "The belt must slide with a glove on", "sample": "all"},
    {"id": "B", "zone": "C2", "characteristic": "Tongue", "nominal": "3", "lower": "2.95", "upper": "3",
        "unit": "mm", "method": "micrometer", "why": "It closes in frost", "sample": "first_last"},
]
WORDS = {"40.1 - 40.4  (A)": (560, 190), "3 -0.05  (B)": (1290, 555), "NR-2231  rev B": (1300, 1130)}
MODEL = b"ISO-10303-21;\nHEADER;\nFILE_NAME('NR-2231 buckle');\nENDSEC;\nDATA;\nENDSEC;\nEND-ISO-10303-21;\n"


def sheet() -> bytes:
    """The drawing, one page: the buckle from the front, with its slot and its tongue."""
    page = Image.new("RGB", (1754, 1240), "white")
    pen = ImageDraw.Draw(page)
    for box, width in (((300, 250, 1250, 900), 10), ((420, 370, 860, 780), 6), ((930, 370, 1130, 780), 6)):
        pen.rectangle(box, outline="black", width=width)
    pen.line((860, 575, 1190, 575), fill="black", width=14)
    for words, place in WORDS.items():
        pen.text(place, words, fill="black", font_size=44)
    out = io.BytesIO()
    page.save(out, "PDF", resolution=150)
    return out.getvalue()


def buckle(t: Telling) -> None:
    """Asked of five departments: engineering and brand have said yes, a new price asks purchasing again."""
    t.voice, t.cutter = "ruth", "marian"
    t.begin(18, "09:40", "northmoor", "The buckle for the winter belt",
        "Guards close their belt with gloves on, in the dark, on a moving train. The old buckle freezes shut "
        "and the pressed one bends. We need one that lasts as long as the coat.", "machined-part")
    t.write("ruth", "need", function="Closes the belt over the winter coat and opens with one gloved hand.",
        where_it_sits="Outside, over melton; rain, grit, minus fifteen.", user="Dev Rao, guard",
        need_by=t.day(-40).isoformat(),
        satisfaction=[{"text": "Opens with a glove at minus fifteen", "how_judged": "Dev, in the cold store"},
            {"text": "No edge that wears the cloth", "how_judged": "A month of wear"}])
    t.on(17, "11:10").write("oscar", "need",
        could_go_wrong="Brass on brass seizes in frost; the tongue wants play.")
    t.sign("need", "oscar")
    t.on(16, "08:55").sign("need", "ruth")
    t.file("colin", "drawing", "files", ("NR-2231-B.pdf", sheet()), ("NR-2231-B.step", MODEL))
    t.write("colin", "drawing", part_no="NR-2231", rev="B", general_tolerance="iso2768_m", units="mm",
        critical=CRITICAL, material="cuzn39pb3", roughness="1.6", coating="none", docs=["coc", "fai"])
    t.on(15, "15:20").tick("oscar", "drawing", "complete")
    t.sign("drawing", "oscar", "colin")
    t.on(13, "10:05").write("marian", "manufacturability", suggestions=[
        {"feature": "Inner edge", "suggestion": "Round it to 1 mm: it will not wear the melton",
            "decision": "yes"},
        {"feature": "Tongue", "suggestion": "Turn it from one bar with the pin", "saving": "1.20",
            "decision": "no"}])
    t.review("colin", "manufacturability", "answered")
    t.sign("manufacturability", "marian", "colin")
    t.on(10, "16:30").write("colin", "quote", annual_use="60",
        quantity=[{"quantity": "420", "price": "14.50"}])
    t.write("oscar", "quote", price="6090", weeks="6", valid_until=t.day(-20).isoformat())
    t.sign("quote", "oscar")
    t.on(8, "09:15").sign("quote", "colin")
    _asked(t)


def _asked(t: Telling) -> None:
    people = {"engineering": ("colin",), "quality": ("dev", "lena", "ruth"), "planning": ("ruth",),
        "purchasing": ("colin",), "finance": ("jo",), "decision": ("susan",)}
    block = t.thread.stage("approval").block("yeses")
    proposed = block.departments if isinstance(block, ApprovalsBlock) else ()
    plan = {}
    for one in proposed:
        named = tuple(Approver(person=who, name=t.people[who].name) for who in people[one.key])
        if one.key == "decision":
            named = (named[0].model_copy(update={"delegate": "ruth", "until": t.day(-15).isoformat()}),)
        words = one.model_dump(exclude={"needs"}) | {"needs": 2 if one.key == "quality" else None}
        plan[one.key] = Asked(**words, people=named)
    t.plan("ruth", "approval", plan, "susan")
    t.on(7, "12:30").yes("colin", "approval", "engineering", "With the rounded edge.")
    t.on(6, "05:50").yes("dev", "approval", "quality", "I tried the slot with a glove and a caliper.")
    t.on(6, "10:40").yes("lena", "approval", "quality")
    t.on(5, "09:20").yes("ruth", "approval", "planning")
    t.on(5, "14:00").yes("colin", "approval", "purchasing")
    t.on(3, "16:45").write("oscar", "quote", "Brass went up on Monday; we take half of it", price="6240")
    t.say("oscar", "The new price is in. I am sorry to ask @Colin twice.", "quote.price")
    t.among_us("colin",
        "If the edge stays rounded I have no reason to hold it. @ruth, do we still want brass?")
    t.on(2, "08:35").among_us("ruth", "We do. £150 more is *inside* what @jo set aside for it.")


STORIES = (buckle,)
