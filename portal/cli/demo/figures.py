"""How the people of the demo house are built, as a cutter would write it down."""

from typing import Any

FIVE = ("chest", "waist", "seat", "sleeve_inside", "inside_leg")  # read a second time
FINISHED = ("coat_length", "knee", "hem")  # measured on a finished garment
BEFORE = ("posture_habits", "shoes", "shirt")
EIGHTH = 3.175  # mm

# What follows from height, chest or seat on most people; the rest of the lengths are always given.
USUAL = {
    "neck": ("chest", 0.385),
    "nape_to_waist": ("height", 0.245),
    "coat_length": ("height", 0.415),
    "half_back": ("chest", 0.19),
    "back_to_elbow": ("height", 0.27),
    "back_to_wrist": ("height", 0.445),
    "sleeve_inside": ("height", 0.255),
    "shoulder": ("height", 0.085),
    "scye_depth": ("chest", 0.245),
    "front_balance": ("height", 0.255),
    "biceps": ("chest", 0.33),
    "wrist": ("chest", 0.17),
    "trouser_waist": ("waist", 1.02),
    "rise": ("height", 0.145),
    "thigh": ("seat", 0.59),
    "knee": ("seat", 0.42),
    "hem": ("seat", 0.39),
}


def figure(
    height: int, weight: str, chest: int, waist: int, seat: int, inside_leg: int, **known: Any
) -> dict[str, Any]:
    """Lines of the measuring stage, in millimetres; what is not given follows as it does on most people."""
    given = {"height": height, "chest": chest, "waist": waist, "seat": seat, "inside_leg": inside_leg}
    lengths = {key: known.pop(key, given[of] * share) for key, (of, share) in USUAL.items()} | given
    lengths["outside_leg"] = inside_leg + lengths["rise"]
    del lengths["height"]
    before = {"height": f"{height} mm", "weight": weight}
    before |= {key: known.pop(key) for key in BEFORE}
    taken = {key: _taken(key, length) for key, length in lengths.items()}
    return {"before": before, "taken": taken, "figuration": {**STRAIGHT, **known}}


def again(known: dict[str, Any], **moved: int) -> dict[str, dict[str, Any]]:
    """Some measures read again on the try-on, each so many millimetres more than it was on the body."""
    return {
        key: {"value": str(int(known["taken"][key]["value"]) + more), "unit": "mm", "basis": "try_on"}
        for key, more in moved.items()
    }


def _taken(key: str, length: float) -> dict[str, str]:
    """To the nearest eighth of an inch, as a tape is read."""
    mm = round(round(length / EIGHTH) * EIGHTH)
    taken = {"value": str(mm), "unit": "mm", "basis": "finished" if key in FINISHED else "skin"}
    return {**taken, "repeat": str(mm + 3)} if key in FIVE else taken


# One person after the other, not one word.
# fmt: off
STRAIGHT = {"stance": "normal", "head": "normal", "shoulders": "regular", "dropped": "none",
    "blades": "normal", "back": "normal", "stomach": "normal", "seat_shape": "normal", "arms": "regular",
    "legs": "straight"}
JULIAN = figure(1830, "79", 1016, 850, 1010, 825, sleeve_inside=476, dropped="right", drop="8 mm",
    shoulders="sloping", blades="prominent",
    posture_habits="A heavy bag of papers on the right, two hours on the train most days.",
    shoes="Black Oxfords, leather soles", shirt="Double cuff, cut-away collar",
    figuration="Straight, a little proud in the shoulder blades. The right shoulder sits 8 mm lower: the "
    "bag.")
AMARA = figure(1720, "64", 930, 740, 990, 800, stance="erect", back="hollow", shoulders="square", neck=360,
    wrist=158,
    posture_habits="At a bench all day, reaching up. I stand very straight; I danced until I was twenty.",
    shoes="Flat brogues", shirt="Silk, no collar to speak of",
    figuration="Erect, square in the shoulder and hollow at the waist. The back is cut short and shaped.")
VICTOR = figure(1880, "91", 1118, 990, 1085, 850, stance="stooping", head="forward", arms="forward", neck=425,
    posture_habits="Forty years over a score. The left shoulder complains in the mornings.",
    shoes="Patent Oxfords for the hall, brogues for the hill", shirt="Soft collar",
    figuration="Tall, and carries his head forward from the work. The back is cut longer than the front.")
DEV = figure(1750, "74", 970, 830, 970, 785, arms="forward",
    posture_habits="On my feet for nine hours; up to the door release sixty times a shift, always left.",
    shoes="Safety boots", shirt="Uniform shirt and a jersey under it from October",
    figuration="Even and strong in the back, the arms hang forward. Measured over the jersey.")
BETHAN = figure(1640, "68", 990, 820, 1040, 740, neck=365, wrist=160,
    posture_habits="Seated at the desk of the cab, right hand forward.", shoes="Safety boots",
    shirt="Uniform shirt",
    figuration="Short in the body, seated most of the day: the skirt is cut to clear the seat.")
SAM = figure(1910, "102", 1194, 1090, 1150, 860, stomach="forward", neck=445,
    posture_habits="Leans out to look along the platform.", shoes="Safety boots", shirt="Uniform shirt",
    figuration="Big and upright; the front is cut longer to hang level over the stomach.")
GEORGE = figure(1780, "83", 1040, 960, 1040, 800, stance="erect", shoulders="square", coat_length=870,
    posture_habits="Stands to attention; says it is habit.", shoes="Black boots, polished",
    shirt="Stiff collar on gala days",
    figuration="Erect, square shoulders. A frock coat will hang from him like a bell.")
AOIFE = figure(1690, "61", 900, 720, 960, 790, neck=350, wrist=155,
    posture_habits="Driver; left hand high on the controller.", shoes="Safety boots", shirt="Uniform shirt",
    figuration="Slim and regular, one hand always raised.")
HARUN = figure(1740, "88", 1080, 1000, 1060, 770, stomach="forward", shoulders="sloping", neck=415,
    posture_habits="Kneels to the couplings.", shoes="Safety boots", shirt="Uniform shirt",
    figuration="Sloping shoulders, weight in front; needs room to kneel.")
TESS = figure(1800, "72", 950, 780, 1000, 850, neck=365,
    posture_habits="Walks the whole train four times a trip.", shoes="Safety boots", shirt="Uniform shirt",
    figuration="Tall and long in the arm, otherwise regular.")
