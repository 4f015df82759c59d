"""Northmoor Rail's heritage train crew: coats cut one by one, for people with names."""

# A story reads as prose: the formatter would put every word on a line of its own.
# fmt: off

from portal.cli.demo import figures
from portal.cli.demo.beginnings import UNIFORM, cloth, cut, lay, measures, need, pattern, style
from portal.cli.demo.cloths import DOESKIN, MELTON, SERGE
from portal.cli.demo.days import spoken
from portal.cli.demo.makings import agreed, baste, finishing, forward, handed_over, note, tried, worn_in
from portal.cli.demo.replanning import replanned
from portal.cli.demo.telling import Telling

DRY = ("The arm stays dry at the door release", "A wet week on the Settle line")
WARM = ("Warm standing still for ten minutes", "Garsdale in January")
ASKED = ("A passenger knows whom to ask", "Lena counts, one Saturday")
REACH = (
    "A driver reaches up and left sixty times a shift, in sleet. Keep the arm dry, keep them warm standing "
    "still, ")


def first_coat(t: Telling) -> None:
    """The coat that all others follow: fulfilled, in Dev's words."""
    t.voice, t.cutter = "dev", "marian"
    t.begin(204, "06:10", "northmoor", "The first guard’s coat, for Dev Rao",
        REACH + "and let us look like people you can ask for help. Cut mine first and learn on me.")
    need(t, 201, [DRY, WARM, ASKED],
        "Melton for the body, a gusset under the left arm, and a cuff that drains outward. One coat first, "
        "worn for a month, then the rest.", ("1300", "1500"), purpose="business_daily",
        wear_frequency="daily", climate="cold",
        where_worn="Platforms, ballast, the van at the back of the train.", must_not="Drip into the sleeve.")
    t.on(199, "11:00").say("jo",
        "Up to £1,500 I can approve alone. Above that the second signature is only in on Thursdays.")
    cloth(t, 194, MELTON, "Quilted, bottle green", "3.4",
        [(SERGE, "maybe", "Lighter, but the wind goes through it")])
    style(t, 190, "1420", "10 in", **UNIFORM)
    measures(t, 187, figures.DEV)
    pattern(t, 181,
        "Gusset of five inches under the left arm; the sleeve is set as if the arm were already up.")
    t.voice = "susan"
    cut(t, 176, MELTON)
    t.voice = "dev"
    baste(t, 164, "Tom wore it on the 05:40 before anybody else did.")
    tried(t, "baste_fitting", 160, "07:30", MELTON.ground,
        [note("sleeve_l", "Rides up when the arm does", "re_pitch", 0, (71, 38), said_by="customer")],
        sees="The gusset works. The left sleeve wants turning.", comfort=4,
        feels="Like wearing a signal box. Warm.")
    agreed(t, "baste_fitting")
    forward(t, 138, "Left sleeve turned, cuff drains outward.")
    tried(t, "forward_fitting", 133, "07:30", MELTON.ground, [],
        sees="Clean with the arm up, which is where it lives.",
        judged=["fixed"], comfort=5)
    agreed(t, "forward_fitting")
    tried(t, "finish_fitting", 124, "07:30", MELTON.ground, [], buttons_agreed="Six crests, three to close",
        comfort=5, own_shoes_and_shirt=True)
    agreed(t, "finish_fitting")
    finishing(t, 115, "18")
    handed_over(t, 112, "07:45", surprised_by="Passengers say good morning first.")
    worn_in(t, 71, "05:20", wears=5,
        how_it_wears="Dry on the 05:40 for the first time. I would not hand it back.",
        next_idea="A loop for the whistle.")
    t.met(DRY[0], WARM[0], ASKED[0])


def _coat(t: Telling, begun: int, who: str, title: str, need_: str, price: str = "1420") -> None:
    """What the coats after the first have in common: stated by Ruth, the same cloth and style."""
    t.voice, t.cutter = "ruth", "marian"
    t.begin(begun, "10:25", "northmoor", title, need_)
    need(t, begun - 2, [DRY, WARM], f"As Dev’s, cut for {who}.", ("1350", "1500"), purpose="business_daily",
        wear_frequency="daily", climate="cold")
    t.voice = "colin"
    cloth(t, begun - 5, MELTON, "Quilted, bottle green", "3.4")
    style(t, begun - 7, price, "10 in", **UNIFORM)


def bethan(t: Telling) -> None:
    """Finished; to be collected."""
    _coat(t, 98, "Bethan", "A driver’s coat for Bethan Lloyd",
        "Bethan drives and sits: the coat must not bunch in the seat, and she has never had one that was not "
        "cut for a man.")
    t.voice = "ruth"
    measures(t, 88, figures.BETHAN)
    pattern(t, 83, "Skirt opened behind to clear the seat; a pattern of her own, not a small man’s.")
    cut(t, 78, MELTON, yes="susan")
    baste(t, 66, "Seat of the cab rebuilt in the workroom out of two chairs.")
    tried(t, "baste_fitting", 63, "14:00", MELTON.ground,
        [note("skirt", "Bunches when seated", "let_out", 15, (48, 80))],
        sees="Good standing. Seated, the skirt needs 15 mm more.", comfort=3,
        feels="Bethan: “It has a waist. I have a waist.”")
    agreed(t, "baste_fitting")
    forward(t, 42, "Skirt opened by 15 mm.")
    tried(t, "forward_fitting", 38, "14:00", MELTON.ground, [], sees="Falls either side of the seat.",
        comfort=5, judged=["fixed"])
    agreed(t, "forward_fitting")
    tried(t, "finish_fitting", 28, "14:00", MELTON.ground, [],
        buttons_agreed="Six crests, closing on the left", comfort=5)
    agreed(t, "finish_fitting")
    finishing(t, 7)
    t.on(5, "09:50").meet("collection", "collection", -1, "07:30", "Crew room, Carnforth")
    t.say("gwen", "I bring it to Carnforth on the 06:50 myself. Bethan is off at 07:15.")


def sam(t: Telling) -> None:
    """Being finished; the second tailor has begun to look."""
    _coat(t, 90, "Sam", "A guard’s coat for Sam Whittle",
        "Sam leans out at every platform and no coat has met in front since 2019. He would like to close the "
        "bottom button once before he retires.")
    measures(t, 80, figures.SAM)
    pattern(t, 75, "Front longer by an inch and a quarter, so that it hangs level.")
    cut(t, 70, MELTON, yes="susan")
    baste(t, 58, "Closed with the bottom button, for the photograph.")
    tried(t, "baste_fitting", 54, "16:00", MELTON.ground, [note("front_balance", "Level at last", "leave")],
        sees="Level.", comfort=5, feels="Sam: “Well, I’ll be.”")
    agreed(t, "baste_fitting")
    forward(t, 32, "Nothing to change.")
    tried(t, "forward_fitting", 28, "16:00", MELTON.ground, [], sees="Nothing to say.", comfort=5,
        judged=["fixed"])
    agreed(t, "forward_fitting")
    tried(t, "finish_fitting", 16, "16:00", MELTON.ground, [],
        buttons_agreed="Six crests, and he closes all three", comfort=5)
    agreed(t, "finish_fitting")
    t.on(3, "15:10").write("piotr", "finishing", made_by="piotr", hours="15")
    t.tick("ines", "finishing", "inspection", "collar", "lapels", "fronts", "sleeves", "pockets")
    t.on(2, "08:30").say("colin", "Is the winter timetable, in ten days, still realistic?")
    t.on(2, "11:00").say("oscar",
        f"Yes. Ines ends the inspection tomorrow, and it can be in York by {spoken(t.day(-4))}.")


def george(t: Telling) -> None:
    """The forward fitting held a second time."""
    t.voice, t.cutter = "lena", "marian"
    t.begin(84, "12:40", "northmoor", "The station master’s frock coat, Carnforth",
        "Eleven gala days a year George Pickering is the most photographed man in Lancashire. It should be "
        "right to 1898 and he should be able to sit down.")
    need(t, 81,
        [("Right to 1898, inside as well", "Our archivist"),
            ("He can sit through a brass band", "The first gala")],
        "Doeskin, skirts cut full, and hooks where they had hooks.", ("2300", "2700"), purpose="other",
        wear_frequency="rare", climate="temperate", budget_max="2700")
    cloth(t, 75, DOESKIN, "Black Italian cloth", "4.2")
    style(t, 72, "2580", "12 in",
        **{**UNIFORM, "lapel_width": "3¾ in", "outside_pockets": 2, "pocket_style": "straight_jetted",
            "buttons": "Plain gilt, as in 1898"})
    measures(t, 68, figures.GEORGE)
    pattern(t, 62, "Drafted from a system of 1893, with George’s measures and not the book’s.")
    cut(t, 56, DOESKIN, yes="susan")
    baste(t, 45, "Skirts basted full; they will be pressed, not cut, to fall.", "18")
    tried(t, "baste_fitting", 42, "13:00", DOESKIN.ground,
        [note("waist", "Seam sits above his own waist", "lengthen", 12, (45, 55))],
        sees="The waist seam must come down.", comfort=3, feels="George: “I salute in it by myself.”")
    agreed(t, "baste_fitting")
    forward(t, 19, "Waist seam lowered by 12 mm.", "40")
    tried(t, "forward_fitting", 14, "13:00", DOESKIN.ground,
        [note("skirt", "Swings to the left as he turns", "re_balance", 0, (40, 78))],
        sees="The skirts are not alike yet.", comfort=4,
        judged=["partly"],
        feels="George is delighted. I am not: from the left it looks like a dressing gown.")
    t.on(12, "10:30")
    replanned(t, ("marian", "ruth"), "again", "forward_fitting",
        "Lena is right about the left skirt: we balance it and try once more before anything is closed.")
    agreed(t, "forward_fitting")
    t.on(4, "09:10").meet("forward_fitting__2", "fitting", -3, "13:00")
    t.say("piotr", "Both skirts are off and on again. On the stand they fall alike.")


def aoife(t: Telling) -> None:
    """The baste is being made."""
    _coat(t, 40, "Aoife", "A driver’s coat for Aoife Brennan",
        "Aoife joins the heritage link in spring, our youngest driver. Left hand high all day; please make "
        "the sleeve believe it.")
    measures(t, 30, figures.AOIFE)
    pattern(t, 25, "Left sleeve set high, as Dev’s.")
    cut(t, 9, MELTON, yes="susan")
    t.on(5, "16:45").write("piotr", "baste", made_by="piotr", hours="6",
        making_notes="Canvas is in. Tom is learning to baste on the right sleeve, and unpicks it with good "
        "grace.")
    t.tick("piotr", "baste", "basted", "canvas")


def harun(t: Telling) -> None:
    """Everything is chalked; nothing is cut before the customer's yes."""
    _coat(t, 34, "Harun", "A guard’s coat for Harun Malik",
        "Harun kneels to couple. Every coat he has had has gone at the same seam, and he has kept them all "
        "to show you.")
    measures(t, 9, figures.HARUN)
    pattern(t, 3, "Two inches more in the skirt and a doubled seam where his all went.")
    lay(t, 3, -2, MELTON, "Body canvas, chest piece, doubled linen tape in the skirt seam.")
    t.voice = "susan"
    t.say("marian",
        f"Everything is chalked and nothing is cut. I cut on {spoken(t.day(-2))} with Northmoor’s yes, not "
        "before.")
    t.on(2, "17:20").say("colin", "Susan has this one. I have told her that the cloth is fixed after it.")


def doris(t: Telling) -> None:
    """Being measured."""
    _coat(t, 20, "Doris", "A steward’s coat for Doris Kettlewell",
        "Doris runs the dining car and carries soup past people’s ears. Short, close, and with sleeves that "
        "stay out of the soup.", "1310")
    t.voice = "ruth"
    t.on(6, "13:15").meet("measuring", "measuring", -1, "14:30", "Dining car, York, platform 10")
    t.write("ruth", "measuring", posture_habits="Doris: “I carry right, I pour left, and I have bad knees.”",
        shoes="White plimsolls", photos_agreed=False)
    t.on(4, "10:10").say("tom", "May I come along? I have not seen anybody measured on a train.")
    t.say("ruth", "Come. Doris says you may carry the soup.")


def tess(t: Telling) -> None:
    """On the way to the shears when the cloth was opened again."""
    _coat(t, 36, "Tess", "A guard’s coat for Tess Hartley",
        "Tess walks the whole train four times a trip. Light, please, or she will leave it in the van like "
        "the last one.")
    t.voice = "ruth"
    measures(t, 25, figures.TESS)
    pattern(t, 20, "Long in the arm; otherwise as Aoife’s.")
    t.on(6, "09:40").say("lena",
        "The new lot of melton is a shade bluer than Dev’s. Side by side on a platform, people will see it.")
    t.on(5, "10:15").say("saira",
        "Lena is right, I held both to the window. The mill has the old lot in serge: lighter, which Tess "
        "asked for, and 14 oz warmer than it sounds with the quilted lining.")
    t.on(5, "11:30")
    replanned(t, ("marian", "ruth"), "reopen", "cloth",
        "The new lot is bluer than Dev’s coat; better to choose again before the shears than after.")
    t.on(4, "14:20").photo("saira", "cloth", "swatch_photos", SERGE.swatch(), MELTON.swatch())


def waistcoats(t: Telling) -> None:
    """A need, three days old."""
    t.voice, t.cutter = "lena", "marian"
    t.begin(3, "16:05", "northmoor", "Waistcoats for the dining car",
        "Six stewards who look like one crew and not like six people from six decades. There is a photograph "
        "from 1923 that I cannot stop looking at.")
    t.write("lena", "need", purpose="other", wear_frequency="weekly", climate="temperate")
    t.on(2, "09:20").say("oscar",
        "Send the photograph, and tell me which of the six you would begin with. We cut one first.")


STORIES = (first_coat, bethan, sam, george, aoife, tess, harun, doris, waistcoats)
