"""Somebody's hand on the pages of an order: it does what a person does there, with or without script."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from playwright.sync_api import BrowserContext, Locator, expect

from tests.journeys.answers import ANSWERS, answer

WRITES = re.compile(r"^(Write|Change|Use) ")


class Hand:
    """One person in one browser. Every deed begins and ends on a page that is drawn."""

    def __init__(self, context: BrowserContext, *, script: bool = True) -> None:
        self.page, self.script, self.ref = context.new_page(), script, ""

    # ---- going about
    def state_need(self, need: str) -> str:
        """State a need in one sentence; gives the reference of the order that begins with it."""
        self.page.goto("/home")
        self.page.get_by_role("link", name=re.compile("State a (new )?need")).click()
        self.page.get_by_label("What do you need, and why?").fill(need)
        self.page.locator("[name=workflow][value=bespoke-suit]").check()
        self.send(self.page.get_by_role("button", name="Send it to your clan"))
        self.ref = self.page.url.partition("/orders/")[2].partition("#")[0]
        return self.ref

    def look(self) -> None:
        """Load the page of the order as it is now."""
        self.page.goto(f"/orders/{self.ref}")

    def look_at(self, stage: str) -> None:
        """One stage alone."""
        self.page.goto(f"/orders/{self.ref}/stages/{stage}")

    @property
    def now(self) -> str:
        """The key of the stage under way; empty when none is."""
        open_stage = self.page.locator(".spine > .now")
        return (open_stage.get_attribute("id") or "").removeprefix("stage-") if open_stage.count() else ""

    def send(self, button: Locator) -> None:
        """Press a button whose answer is another page."""
        with self.page.expect_navigation():
            button.click()

    # ---- lines
    def line(self, path: str) -> Locator:
        """One line of a stage, by its path."""
        return self.page.locator(f"#line-{path.replace('.', '-')}")

    def open(self, path: str) -> Locator:
        """Open a line in its place; gives its form."""
        line = self.line(path)
        line.get_by_role("link", name=re.compile("^(Change|Write)")).click()
        expect(line.locator("form.edit")).to_be_visible()
        return line.locator("form.edit")

    def write(self, path: str, value: Any, why: str = "") -> None:
        """Write a line in its place."""
        self.fill(self.open(path), value, why)
        self.press(path)

    def fill(self, form: Locator, value: Any, why: str = "", prefix: str = "") -> None:
        """Fill the controls of a line: one value, several to tick, or words by the names of the controls."""
        for name, words in (value if isinstance(value, dict) else {"value": value}).items():
            for one in words if isinstance(words, list) else [words]:
                _put(form, prefix + name, one)
        if why:
            form.get_by_label("Why").fill(why)

    def press(self, path: str) -> None:
        """Press the button of an open line, and see it at rest again."""
        seen = self.page.locator("#alive").get_attribute("data-seq")
        self.line(path).locator("form.edit").get_by_role("button", name=WRITES).click()
        expect(self.line(path).locator("form")).to_have_count(0)
        expect(self.page.locator("#alive")).not_to_have_attribute("data-seq", str(seen))

    def by_keyboard(self, path: str, text: str) -> None:
        """Find a line, open it, write and send it: without a mouse."""
        keys, line = self.page.keyboard, self.line(path)
        link = line.get_by_role("link", name=re.compile("^(Change|Write)"))
        for _ in range(200):
            keys.press("j" if self.script else "Tab")
            if link.evaluate("one => one === document.activeElement"):
                break
        keys.press("e" if self.script else "Enter")
        expect(line.locator("form.edit [name=value]")).to_be_focused()
        keys.type(text)
        keys.press("Enter")
        expect(line.locator("form")).to_have_count(0)
        if self.script:
            expect(link).to_be_focused()

    def write_stage(self, stage: str) -> None:
        """Write the lines of a stage in one form, as far as this person may and anybody has an answer."""
        if not self.page.url.endswith(f"/stages/{stage}/write"):
            self.page.goto(f"/orders/{self.ref}/stages/{stage}/write")
        form = self.page.locator("form.all-lines")
        for field, value in ANSWERS[stage].items():
            if form.locator(f"[name^='{field}:value']:not([type=hidden])").count():
                self.fill(form, value, prefix=f"{field}:")
        self.send(form.get_by_role("button", name="Write these lines"))

    # ---- what is in a stage besides lines
    def block(self, key: str) -> Locator:
        """A block of the stage on the page, by stage and key."""
        return self.page.locator(f"#block-{key.replace('.', '-')}")

    def sign(self, stage: str) -> None:
        """Look over what a signature covers, and sign."""
        self.send(self.page.locator(f"#sign-{stage}").get_by_role("link", name=re.compile("^Sign ")))
        self.send(self.page.get_by_role("button", name=re.compile("^Sign as ")))

    def review(self, key: str, decision: str = "accepted", note: str = "") -> None:
        """Decide a review."""
        block = self.block(key)
        block.locator(f"[name=decision][value={decision}]").check()
        block.locator("[name=note]").fill(note)
        self.send(block.get_by_role("button", name="Say so"))

    def deed(self, stage: str, words: str, why: str) -> None:
        """Do something with a whole stage that asks for a reason."""
        self.look_at(stage)
        self.send(self.page.get_by_role("link", name=re.compile(words)))
        self.page.get_by_label(re.compile("^Why")).fill(why)
        self.send(self.page.locator("form.form").get_by_role("button"))

    def ask(self, stage: str, text: str) -> None:
        """Ask the other side for something."""
        self.look()
        asking = self.page.locator(f"#stage-{stage} details", has_text="for something")
        asking.locator("summary").click()
        asking.get_by_label("What is it?").fill(text)
        self.send(asking.get_by_role("button", name="Ask for it"))

    # ---- the move card
    def steps(self) -> list[str]:
        """What waits for this person, as the page says it."""
        return self.page.locator("#move .steps a").all_inner_texts()

    def take_step(self, choose: str = "") -> bool:
        """Follow the first step of the move card that says `choose`, and do what is asked there.

        What is to be paid is paid elsewhere, and holds nothing up.
        """
        links = self.page.locator("#move .steps a:not([href*='/price#payments'])").filter(has_text=choose)
        if not links.count():
            return False
        place = (links.first.get_attribute("href") or "").partition("#")
        links.first.click()
        stage = self.page.url.rpartition("/stages/")[2].partition("#")[0].partition("/")[0]
        if place[0].endswith("/write"):
            self.write_stage(stage)
        elif place[0].endswith("/plan"):
            self.send(self.page.locator(f"#{place[2]}").get_by_role("button", name="Agree"))
        else:
            kind, _, rest = place[2].partition("-")
            getattr(self, f"_{kind}")(rest)
        return True

    def _in(self, rest: str) -> None:
        stage, _, field = rest.partition("-")
        self.fill(self.line(f"{stage}.{field}").locator("form.edit"), answer(stage, field))
        self.press(f"{stage}.{field}")

    def _sign(self, stage: str) -> None:
        self.sign(stage)

    def _promise(self, key: str) -> None:
        place = self.page.locator(f"#promise-{key}")
        for words in ("Satisfied", "It is done"):
            button = place.get_by_role("button", name=words)
            if button.count() and (words == "Satisfied" or place.locator("dt", has_text="promised").count()):
                return self.send(button)
        place.locator("summary").click()
        place.locator("[type=date]").fill((date.today() + timedelta(days=9)).isoformat())  # noqa: DTZ011
        return self.send(place.get_by_role("button", name="Promise it"))

    def _conditions(self, _rest: str) -> None:
        place = self.page.locator("#conditions")
        word = re.compile("^(Met|Say that the need is fulfilled)")
        self.send(place.get_by_role("button", name=word).first)

    def _block(self, key: str) -> None:
        block = self.block(key.replace("-", ".", 1))
        if block.locator("[name=decision]").count():
            self.review(key.replace("-", ".", 1))
        elif block.locator("[name=item]").count():
            for box in block.locator("[name=item]").all():
                box.check()
            self.send(block.get_by_role("button", name="Keep what is ticked"))
        elif block.locator("[type=radio][name=time]").count():
            block.locator("[type=radio][name=time]").first.check()
            self.send(block.get_by_role("button", name="Take this time"))
        else:
            self.offer(block)

    def offer(self, block: Locator) -> None:
        """Offer two times to meet."""
        soon = datetime.now() + timedelta(days=3)  # noqa: DTZ005  as a form takes it, on the reader's clock
        for place in (0, 1):
            when = soon + timedelta(days=place)
            block.locator("[type=datetime-local]").nth(place).fill(f"{when:%Y-%m-%dT11:00}")
        block.get_by_label("Where").fill("31 Burling Row")
        self.send(block.get_by_role("button", name="Offer these times"))


def _put(form: Locator, name: str, words: str) -> None:
    """Put words into the control of that name, whatever kind it is."""
    named = f"[name='{name}']"
    form.locator(named).first.wait_for(state="attached")  # the line may be taking its place just now
    choice = form.locator(f"input{named}[value='{words}']:is([type=radio], [type=checkbox])")
    if choice.count():
        choice.check()
    elif form.locator(f"select{named}").count():
        form.locator(f"select{named}").select_option(words)
    else:
        form.locator(f"{named}:not([type=hidden])").fill(words)


def carry_on(hands: tuple[Hand, ...], until: str) -> None:
    """Everybody does what their move card says, in turn, until that stage is under way ("": none is)."""
    for _ in range(40):
        for hand in hands:
            hand.look()
            while hand.now != until and hand.take_step():
                pass
            if hand.now == until:
                return
    raise AssertionError(f"The order stays at {hands[0].now}: {[hand.steps() for hand in hands]}")
