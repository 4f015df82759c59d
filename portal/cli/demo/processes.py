"""What the demo house changed in how it works: a line that Julian proposed, and a stage he asks for."""

from portal.cases import definitions
from portal.cli.demo.clans import People
from portal.cli.demo.year import Tale
from portal.processes import actions
from portal.processes.actions import Proposed
from portal.processes.model import ProcessChange
from workflows.amending import AddLine, AddStage, Op, stage_of
from workflows.grammar import Field, Workflow
from workflows.redrawn import NewStage
from workflows.shaping import built

SUIT = "bespoke-suit"
RAISED = "I conduct. You measured my arm at rest, and the sleeve was an inch short at the concert."
TRAIN = (
    "I only found out about the button when I sat on a train. Let people live in the coat for a week while "
    "it can still be altered."
)


def measure_raised_arms(present: People) -> ProcessChange:
    """Julian proposes that everybody is asked what their arms do; it waits for a senior."""
    suit = definitions.library()[SUIT]
    stage = stage_of(suit, "measuring")
    line = Field(
        key="arms_at_work",
        label="What do your arms do at work?",
        help="Such as: raised for hours, at a keyboard, carrying.",
        type="longtext",
        given_by="customer",
    )
    op = AddLine(stage=stage.key, title=stage.title, block="before", after="posture_habits", line=line)
    said = Proposed("Ask what the arms do all day", RAISED, [op], shared=True, credit=True)
    return actions.propose(present["julian"], suit, said)


def make_it(present: People, found: ProcessChange) -> None:
    """Marian agrees and makes it the next version."""
    actions.agree(present["marian"], found, "Nobody asked, and the tape cannot know.")
    actions.make(present["marian"], found)


def wear_at_home(present: People) -> Tale:
    """Julian asks for a week at home with the coat; Piotr says what that takes, Marian has not answered."""
    julian, piotr = present["julian"], present["piotr"]
    yield 3
    suit = definitions.library()[SUIT]
    found = actions.propose(julian, suit, Proposed("Wear it at home first", TRAIN, _at_home(suit)))
    yield 2
    actions.say(piotr, found, "A hand baste will not survive a train seat. I would sew two hours more.")
    actions.say(julian, found, "Those in a hurry may leave it out.")


def _at_home(suit: Workflow) -> list[Op]:
    stage = stage_of(suit, "forward_fitting")
    new = NewStage(
        title="Wear at home",
        help="You have the coat for a week, basted strong enough for a train.",
        days=7,
        holder="customer",
        customer=("Where did you wear it?", "What pulled or rubbed?"),
        pictures=True,
        signed_by=("customer",),
    )
    return [AddStage(stage=stage.key, title=stage.title, new=built("wear_at_home", new))]
