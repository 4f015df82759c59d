"""Victor Hale, conductor: three orders under way and a suit that he is learning to love."""

# A story reads as prose: the formatter would put every word on a line of its own.
# fmt: off

from portal.cli.demo import figures
from portal.cli.demo.bargaining import take
from portal.cli.demo.beginnings import cloth, cut, measures, need, pattern, style
from portal.cli.demo.cloths import CHARCOAL, FLANNEL, NAVY_HOPSACK, TAILCOATING, TWEED
from portal.cli.demo.makings import agreed, baste, finishing, forward, handed_over, note, tried
from portal.cli.demo.replanning import replanned
from portal.cli.demo.telling import Telling

ARMS = "Both arms up and the collar stays on my neck"


def tails(t: Telling) -> None:
    """Worn in but for one condition: not yet."""
    t.voice, t.cutter = "victor", "marian"
    t.begin(132, "23:10", "hale", "Tails to conduct in",
        "My tails were cut for a man who stands still. I have not stood still in forty years. I want to "
        "raise both arms in the last bar and feel nothing at my neck.")
    need(t, 129,
        [(ARMS, "The last bar of Brahms 1"), ("Dry by the interval", "Any hall, any June"),
            ("No seam creaks", "The quiet bars")],
        "Cut the sleeve for raised arms and accept a fold when they hang. You are never seen with them "
        "hanging.", ("3800", "4300"), purpose="evening", wear_frequency="weekly", climate="hot",
        budget_max="4300", loved_garment="The cardigan I rehearse in.")
    cloth(t, 123, TAILCOATING, "White cotton in the sleeves, black cupro", "4.0")
    style(t, 119, "4100", garments=["coat", "trousers", "waistcoat"], breasting="db6", lapel="peak",
        vents="none", waistcoat_front="sb5", pocket_style="straight_jetted", outside_pockets=2,
        support="braces", rise="high", front="two_pleats", buttons="Black, covered",
        notes="Tail coat, worn open. White waistcoat in piqué.")
    measures(t, 116, figures.VICTOR)
    pattern(t, 110, "Sleeve pitched forward and up; an extra inch under the arm.")
    cut(t, 105, TAILCOATING)
    baste(t, 94, "Two sets of sleeves: one for standing, one for Brahms.")
    tried(t, "baste_fitting", 91, "10:30", TAILCOATING.ground,
        [note("sleeve_r", "Collar leaves the neck as the arm goes up", "re_pitch", 0, (28, 40),
            said_by="customer")], sees="The Brahms sleeves, without a doubt.", comfort=4,
        feels="I conducted the whole slow movement in it.")
    agreed(t, "baste_fitting")
    forward(t, 70, "Sleeves set to the raised arm.")
    tried(t, "forward_fitting", 66, "10:30", TAILCOATING.ground, [],
        sees="The waistcoat must not show below the front.",
        judged=["partly"], comfort=4, trouser_break="none")
    agreed(t, "forward_fitting")
    tried(t, "finish_fitting", 58, "10:30", TAILCOATING.ground, [], buttons_agreed="Six, none of them closes",
        comfort=5, own_shoes_and_shirt=True,
        doubts="Only the neck. Let me wear it through a season’s first concert.")
    agreed(t, "finish_fitting")
    finishing(t, 31, "21")
    handed_over(t, 28, "11:00", surprised_by="The orchestra noticed before I did.")
    _season(t)


def _season(t: Telling) -> None:
    t.on(8, "23:50").write("victor", "wear_review", wears=4, weight_change="-1",
        how_it_wears="Six concerts. Dry, silent, and a shade too proud at the neck in the last bar.")
    t.met("Dry by the interval", "No seam creaks")
    t.not_met(ARMS, "In the last bar of the Brahms the collar still lifts a finger’s breadth on the right.",
        "wear_review")
    t.on(7, "10:20").say("marian",
        "Bring it on a rehearsal day and your stick with it. I want to see the bar itself.")
    t.promise("marian", t.newest_promise(), t.day(-4))


def hill(t: Telling) -> None:
    """At the last fitting, the time agreed."""
    t.voice, t.cutter = "victor", "marian"
    t.begin(88, "10:15", "hale", "A three-piece for the hill",
        "I am promised a cottage and no telephone for August. I want to walk up in it, be rained on in it, "
        "and come down fit for the hotel.")
    need(t, 85, [("Thorns do not show", "One August"), ("The hotel lets me in", "Dinner, unchanged")],
        "Seventeen ounces of tweed and a turn-up that can be let down when it frays.", ("3300", "3800"),
        purpose="country", climate="cold", wear_frequency="rare", budget_max="3900")
    cloth(t, 80, TWEED, "Russet cupro", "4.6", [(FLANNEL, "no", "It would be in ribbons by Tuesday")])
    buttons = {"what": "Stag horn buttons", "allowed": "150"}
    t.on(77, "16:10").write("priya", "style", allowances=[buttons])
    style(t, 76, "3700", "8½ in", garments=["coat", "trousers", "waistcoat"], breasting="sb3", vents="centre",
        waistcoat_front="sb6_lapel", pocket_style="slanted_flap", ticket_pocket=True, outside_pockets=4,
        rise="high", support="braces", hem="turn_up", turn_up="1¾ in", buttons="Stag horn",
        working_cuffs=False)
    measures(t, 73, figures.VICTOR)
    pattern(t, 68, "From the tail coat’s pattern: collar raised for the forward head, back longer.")
    t.on(66, "18:05").say("marian",
        "The windowpane meets at the pockets, the side seams and the sleeve. It takes 4.6 metres.")
    cut(t, 62, TWEED)
    baste(t, 52, "The panes are matched at eleven places, and pinned at every one of them.", "19")
    tried(t, "baste_fitting", 49, "11:30", TWEED.ground,
        [note("chest", "Room for a jersey underneath", "let_out", 10, (44, 34), said_by="customer")],
        sees="Hangs well from the shoulder; more room in the chest.", comfort=4,
        feels="Already an old friend.")
    agreed(t, "baste_fitting")
    take(t.on(40, "21:15"), "victor", "style", "I sit down on the hill more often than I admit", vents="side")
    take(t.on(31, "20:05"), "victor", "style", "The set with the darker rim",
        allowances=[{**buttons, "chosen": "178"}])
    forward(t, 24, "Chest let out by 10 mm, panes still meet.", "38")
    tried(t, "forward_fitting", 20, "11:30", TWEED.ground,
        [note("length", "A finger longer behind", "lengthen", 8)], sees="Nearly there.",
        judged=["fixed"], comfort=5, trouser_break="slight")
    agreed(t, "forward_fitting")
    t.on(6, "09:30").meet("finish_fitting", "fitting", -2, "11:30")
    t.on(5, "16:40").say("victor", "I will bring the boots. Is there time to look at a stick, too?")


def small_hall(t: Telling) -> None:
    """The baste fitting left out, with a reason; now being made forward."""
    t.voice, t.cutter = "victor", "marian"
    t.begin(60, "09:05", "hale", "A grey flannel for the small hall",
        "Chamber music on Sunday mornings: I sit in the third row and somebody else works. Something soft "
        "that does not look retired.")
    need(t, 58, [("Nobody takes me for the caretaker", "Three Sundays")],
        "Grey flannel, as soft as it comes.", ("2800", "3100"), purpose="business_occasion",
        wear_frequency="weekly", climate="temperate")
    cloth(t, 53, FLANNEL, "Mid grey cupro")
    style(t, 50, "2950", shoulder="soft", front="two_pleats", hem="turn_up", turn_up="1¾ in")
    measures(t, 47, figures.VICTOR)
    pattern(t, 43, "The pattern of the three-piece, version 4, without a stitch changed.")
    cut(t, 38, FLANNEL)
    t.on(36, "12:20").say("victor",
        "We have met three times this year with pins between us. Must we, for the fourth suit?")
    t.on(36, "14:00")
    replanned(t, ("marian", "victor"), "skip", "baste_fitting",
        "The fourth suit from one pattern within a year; the forward fitting stays, and nothing is closed "
        "before it.")
    baste(t, 18, "Basted all the same: flannel shows on the stand what it will do on the man.", "11")
    t.on(9, "17:15").write("piotr", "forward", made_by="piotr", hours="21")
    t.tick("piotr", "forward", "made", "pockets", "facings")


def dark_suit(t: Telling) -> None:
    """At the pattern; a measure was read again, so Victor is asked to look once more."""
    t.voice, t.cutter = "victor", "marian"
    t.begin(22, "18:30", "hale", "A dark suit, quietly",
        "My old teacher is ninety-three and has asked me to speak when the time comes. I would rather have "
        "it in the wardrobe than need it in a hurry.")
    need(t, 20, [("I never have to think about it", "That day")],
        "Charcoal, not black: it will have other days as well.", ("3000", "3300"), purpose="funeral",
        wear_frequency="rare", climate="mixed", must_not="Be noticed.")
    cloth(t, 14, CHARCOAL, "Charcoal cupro", "3.6", [(NAVY_HOPSACK, "no", "Too cheerful")])
    style(t, 11, "3100")
    measures(t, 5, figures.VICTOR)
    t.on(3, "15:10").say("marian",
        "I read my own figures again for the pattern. The neck cannot be what I wrote in the spring; I "
        "measured your working shirt and it is a quarter less.")
    t.write("marian", "measuring", "read again from the shirt you left here",
        neck={"value": "418", "unit": "mm", "basis": "try_on"})
    t.review("ines", "measuring", "second_reading", note="Read on the shirt: it agrees.")
    t.sign("measuring", "marian")


STORIES = (tails, hill, small_hall, dark_suit)
