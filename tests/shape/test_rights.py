"""Who may do what, written out by hand. When a right is widened, this says so; a new verb needs its row."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy.orm.attributes import set_committed_value

from portal.cases import queries
from portal.clans.queries import Member
from portal.complaints.model import Complaint, Event
from portal.cords.model import Cord, CordSteward
from portal.findings.model import Finding, Use
from portal.habitat.model import Actor
from portal.habitat.verbs import Pair
from portal.hunts.model import Hunt, ShownHunt
from portal.kernel import clock
from portal.kernel.db import Database
from portal.kernel.verbs import VERBS, may
from portal.knowledge.model import Gift, Receipt
from portal.knowledge.verbs import Question
from portal.leaders.model import LeaderAsk, Listening
from portal.meetings.model import Call, ClanMeeting, Idea
from portal.notifications.model import Mail
from portal.objections.model import Objection
from portal.people.model import Invitation
from portal.people.queries import account_by_handle, by_handle
from portal.processes.model import ProcessChange
from portal.quests.model import Quest, QuestOffer, QuestStep
from portal.signals.model import Drum, Offer, Signal
from tests import house
from tests.cases import playing

# x may, . may not. Julian's clan are Marian, Piotr and Priya; Northmoor's are Marian, Priya and Tom.
# Susan and Felix have left. Gwen is an executive, Iris a steward, Ada an administrator; none has a seat.
TABLE = """
verb                 thing       julian ruth colin stranger susan marian piotr priya tom gwen iris ada felix
case.begin           okoro          x     .    .      .       .      x     x     x    .    .   .   .    .
case.begin           northmoor      .     x    x      .       .      x     .     x    x    .   .   .    .
case.write           coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.put_back        coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.propose         coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.counter         coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.accept          coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.decline         coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.withdraw_proposal coat        x     .    .      .       .      x     x     x    .    .   .   .    .
case.take_back_change coat        x     .    .      .       .      x     x     x    .    .   .   .    .
case.write_book      coat           .     .    .      .       .      x     x     x    .    .   .   .    .
case.ask_book         coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.open_book        coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.close_book       coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.record_payment  coat           .     .    .      .       .      x     x     x    .    .   .   .    .
case.undo_payment    coat           .     .    .      .       .      x     x     x    .    .   .   .    .
case.carry_over      coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.say             coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.undo            coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.edit            coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.take_back       coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.react           coat           x     .    .      .       .      x     x     x    .    .   .   .    .
room.say             coat           x     .    .      .       .      x     x     x    .    .   .   .    .
room.edit            coat           x     .    .      .       .      x     x     x    .    .   .   .    .
room.take_back       coat           x     .    .      .       .      x     x     x    .    .   .   .    .
room.react           coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.remind          coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.sign            coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.withdraw        coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.reopen          coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.skip            coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.again           coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.redraw           coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.ask_redraw       coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.ask_redraw_anew  coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.agree_redraw     coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.decline_redraw   coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.withdraw_redraw  coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.agree_version    coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.decline_version  coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.review          coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.tick            coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.propose_times   coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.move_time       coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.pick_time       coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.keep_time       coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.describe_time   coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.cancel_time     coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.put_pin         coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.answer_pin      coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.settle_pin      coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.describe_pictures coat         x     .    .      .       .      x     x     x    .    .   .   .    .
case.hold            coat           .     .    .      .       .      x     x     x    .    .   .   .    .
case.hand_hold_on    coat           .     .    .      .       .      x     x     x    .    .   .   x    .
case.release         coat           .     .    .      .       .      x     x     x    .    .   .   .    .
case.keep_pictures   coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.show_picture    coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.remove_picture  coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.open_pin        coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.write_note      coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.change_note     coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.initial_notes   coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.take_back_note  coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.do_note         coat           .     .    .      .       .      x     x     x    .    .   .   .    .
case.judge_note      coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.plan_yeses      coat           x     .    .      .       .      .     .     .    .    .   .   .    .
case.say_yes         coat           x     .    .      .       .      .     .     .    .    .   .   .    .
case.say_no          coat           x     .    .      .       .      .     .     .    .    .   .   .    .
case.hand_on         coat           x     .    .      .       .      .     .     .    .    .   .   .    .
case.nudge           coat           x     .    .      .       .      .     .     .    .    .   .   .    .
case.ask             coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.promise         coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.done            coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.satisfied       coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.not_yet         coat           x     .    .      .       .      x     x     x    .    .   .   .    .
case.met             coat           x     .    .      .       .      .     .     .    .    .   .   .    .
case.not_met         coat           x     .    .      .       .      .     .     .    .    .   .   .    .
case.finish          coat           x     .    .      .       .      .     .     .    .    .   .   .    .
person.add           nothing        .     .    .      .       .      .     .     .    .    .   .   x    .
person.describe      julian         x     .    .      .       .      .     .     .    .    .   .   .    .
person.describe      marian         .     .    .      .       .      x     .     .    .    .   .   .    .
person.leave         julian         x     .    .      .       .      .     .     .    .    .   .   .    .
person.leave         colin          .     x    x      .       .      .     .     .    .    .   .   .    .
person.leave         marian         .     .    .      .       .      .     .     .    .    .   .   x    .
person.appoint       marian         .     .    .      .       .      .     .     .    .    .   .   x    .
account.open         nothing        .     .    .      .       .      x     x     x    x    x   x   x    .
account.seat         okoro          .     .    .      .       .      .     .     .    .    .   .   x    .
account.unseat       okoro          .     .    .      .       .      .     .     .    .    .   .   x    .
account.set_days     okoro          x     .    .      .       .      .     .     .    .    .   .   .    .
account.set_days     northmoor      .     x    x      .       .      .     .     .    .    .   .   .    .
clan.describe        as_julian      x     .    .      .       .      x     .     .     .    .   .   .    .
clan.describe        as_piotr       .     .    .      .       .      x     x     .     .    .   .   .    .
clan.describe        as_marian      .     .    .      .       .      x     .     .     .    .   .   .    .
clan.open_seat       okoro          .     .    .      .       .      x     .     .     .    .   .   x    .
clan.open_seat       northmoor      .     .    .      .       .      x     .     .     .    .   .   x    .
clan.open_seat       harrow         .     .    .      .       .      .     .     .     .    .   .   x    .
clan.close_seat      okoro          .     .    .      .       .      x     .     .     .    .   .   x    .
clan.fill_seat       okoro          .     .    .      .       .      .     .     .     .    .   .   x    .
clan.hand_on         okoro          .     .    .      .       .      .     .     .     .    .   .   x    .
clan.let_wait        okoro          .     .    .      .       .      .     .     .     .    .   .   x    .
clan.ask             okoro          x     .    .      .       .      .     .     .     .    .   .   .    .
clan.ask             northmoor      .     x    x      .       .      .     .     .     .    .   .   .    .
clan.answer          okoro          .     .    .      .       .      x     x     x     .    .   .   .    .
clan.answer          northmoor      .     .    .      .       .      x     .     x     x    .   .   .    .
finding.report       okoro          .     .    .      .       .      x     x     x     .    .   .   .    .
finding.report       northmoor      .     .    .      .       .      x     .     x     x    .   .   .    .
finding.share        in_room        .     .    .      .       .      x     x     x     .    .   .   .    .
finding.share        learned        .     .    .      .       .      .     .     .     .    .   .   .    .
finding.answer       learned        .     .    .      .       .      x     .     .     .    .   .   .    .
finding.answer       in_room        .     .    .      .       .      .     .     .     .    .   .   .    .
finding.mark         learned        x     .    .      .       .      .     .     .     .    .   .   .    .
finding.mark         in_room        .     .    .      .       .      .     .     .     .    .   .   .    .
finding.correct      learned        .     .    .      .       .      x     x     .     .    .   .   .    .
finding.withdraw     learned        x     .    .      .       .      .     .     .     .    .   .   .    .
finding.withdraw     in_room        .     .    .      .       .      .     .     .     .    .   .   .    .
finding.use          learned        x     .    .      .       .      x     x     x     .    .   .   .    .
finding.use          in_room        .     .    .      .       .      x     x     x     .    .   .   .    .
finding.confirm      used           x     .    .      .       .      x     .     .     .    .   .   .    .
finding.confirm      used_in_room   .     .    .      .       .      .     .     .     .    .   .   .    .
finding.reject       used           x     .    .      .       .      x     .     .     .    .   .   .    .
finding.hand_on      okoro          .     .    .      .       .      .     .     .     .    .   .   x    .
finding.let_wait     okoro          .     .    .      .       .      .     .     .     .    .   .   x    .
habitat.add          okoro          x     .    .      .       .      x     x     x     .    .   .   .    .
habitat.add          northmoor      .     x    x      .       .      x     .     x     x    .   .   .    .
habitat.change       on_the_map     x     .    .      .       .      x     x     x     .    .   .   .    .
habitat.take_back    on_the_map     x     .    .      .       .      x     x     x     .    .   .   .    .
habitat.restore      on_the_map     x     .    .      .       .      x     x     x     .    .   .   .    .
habitat.serve        coat           x     .    .      .       .      x     x     x     .    .   .   .    .
rival.name           rivals         .     .    .      .       .      x     .     .     .    .   .   x    .
rival.end            rivals         .     .    .      .       .      x     .     .     .    .   .   x    .
process.propose      nothing        x     x    x      x       .      x     x     x     x    x   x   x    .
process.revise       proposed       x     .    .      .       .      .     .     .     .    .   .   .    .
process.share        proposed       x     .    .      .       .      .     .     .     .    .   .   .    .
process.name         proposed       x     .    .      .       .      .     .     .     .    .   .   .    .
process.withdraw     proposed       x     .    .      .       .      .     .     .     .    .   .   .    .
process.say          proposed       x     .    .      .       .      x     x     x     x    x   x   x    .
process.agree        proposed       x     .    .      .       .      x     .     .     .    .   .   x    .
process.ask_otherwise proposed      x     .    .      .       .      x     .     .     .    .   .   x    .
process.decline      proposed       .     .    .      .       .      x     .     .     .    .   .   x    .
process.make         proposed       .     .    .      .       .      x     .     .     .    .   .   x    .
process.say          proposed_to_all x    x    x      x       .      x     x     x     x    x   x   x    .
process.agree        proposed_to_all x    .    .      .       .      x     .     .     .    .   .   x    .
process.decline      proposed_to_all .    .    .      .       .      x     .     .     .    .   .   x    .
process.share        proposed_to_all .    .    .      .       .      .     .     .     x    .   .   .    .
process.decline      proposed_to_julian x  .    .      .       .      x     .     .     .    .   .   x    .
process.revise       proposed_to_julian .  .    .      .       .      .     x     .     .    .   .   .    .
gift.give            okoro          .     .    .      .       .      x     x     x     .    .   .   .    .
gift.take_back       gift           .     .    .      .       .      .     x     .     .    .   .   .    .
gift.rate            receipt        x     .    .      .       .      .     .     .     .    .   .   .    .
gift.stop            of_no_use      x     .    .      .       .      .     x     .     .    .   .   .    .
gift.go_on           of_no_use      x     .    .      .       .      .     x     .     .    .   .   .    .
gift.stop            left_alone     x     .    .      .       .      x     .     .     .    .   .   .    .
quest.begin          nothing        .     .    .      .       .      .     .     .     .    .   .   x    .
quest.note           weeks          .     .    .      .       .      .     x     .     .    .   .   .    .
quest.confirm        step           x     .    .      .       .      .     .     .     .    .   .   .    .
quest.deny           step           x     .    .      .       .      .     .     .     .    .   .   .    .
quest.offer          weeks          x     .    .      .       .      .     .     .     .    .   .   .    .
quest.accept         offer          .     .    .      .       .      .     x     .     .    .   .   .    .
quest.decline        offer          .     .    .      .       .      .     x     .     .    .   .   .    .
quest.end            nothing        .     .    .      .       .      .     .     .     .    .   .   x    .
rule.change          nothing        .     .    .      .       .      .     .     .     .    .   .   x    .
signal.note          okoro          x     .    .      .       .      x     x     x     .    .   .   .    .
signal.note          northmoor      .     x    x      .       .      x     .     x     x    .   .   .    .
signal.take_back     seen_by_piotr  .     .    .      .       .      .     x     .     .    .   .   .    .
drum.strike          okoro          x     .    .      .       .      x     x     x     .    .   .   .    .
drum.strike          northmoor      .     x    x      .       .      x     .     x     x    .   .   .    .
drum.convene         drum           .     .    .      .       .      x     .     .     .    .   .   .    .
drum.offer           drum           .     .    .      .       .      x     x     x     .    .   .   .    .
drum.accept          help           x     .    .      .       .      .     .     .     .    .   .   .    .
drum.decline         help           x     .    .      .       .      .     .     .     .    .   .   .    .
drum.finish          help           .     .    .      .       .      .     x     .     .    .   .   .    .
drum.close           drum           x     .    .      .       .      x     .     .     .    .   .   .    .
objection.raise      okoro          .     .    .      .       .      x     x     x     .    .   .   .    .
objection.raise      northmoor      .     .    .      .       .      x     .     x     x    .   .   .    .
objection.answer     objected       .     .    .      .       .      .     x     .     .    .   .   .    .
objection.name       objected       .     .    .      .       .      x     x     .     .    .   .   .    .
objection.take_back  objected       .     .    .      .       .      .     .     x     .    .   .   .    .
objection.hand_on    okoro          .     .    .      .       .      .     .     .     .    .   .   x    .
objection.let_wait   okoro          .     .    .      .       .      .     .     .     .    .   .   x    .
meeting.call         okoro          .     .    .      .       .      x     x     x     .    .   .   .    .
meeting.call         northmoor      .     .    .      .       .      x     .     x     x    .   .   .    .
meeting.move         met            .     .    .      .       .      x     x     x     x    .   .   .    .
meeting.call_off     met            .     .    .      .       .      x     x     x     x    .   .   .    .
meeting.answer       met            x     .    .      .       .      .     x     .     x    .   .   .    .
meeting.begin        met            .     .    .      .       .      x     x     x     x    .   .   .    .
meeting.arrive       met            x     .    .      .       .      .     x     .     x    .   .   .    .
meeting.miss         met            .     .    .      .       .      x     x     x     x    .   .   .    .
meeting.write        met            x     .    .      .       .      .     x     .     x    .   .   .    .
meeting.write        met_for_agenda .     .    .      .       .      .     .     .     .    .   .   .    .
meeting.rewrite      idea           .     .    .      .       .      .     x     .     .    .   .   .    .
meeting.drop         idea           .     .    .      .       .      .     x     .     .    .   .   .    .
meeting.reveal       met            .     .    .      .       .      x     x     x     x    .   .   .    .
meeting.dot          idea           x     .    .      .       .      .     .     .     .    .   .   .    .
meeting.take_dot     idea           x     .    .      .       .      .     .     .     .    .   .   .    .
meeting.close_dots   met            .     .    .      .       .      x     x     x     x    .   .   .    .
meeting.promise      idea           .     .    .      .       .      x     x     x     x    .   .   .    .
meeting.park         idea           .     .    .      .       .      x     x     x     x    .   .   .    .
meeting.decline      idea           .     .    .      .       .      x     x     x     x    .   .   .    .
meeting.begin_project idea          .     .    .      .       .      x     x     x     .    .   .   .    .
meeting.ask_stage    idea           .     .    .      .       .      x     x     x     .    .   .   .    .
meeting.close        met            .     .    .      .       .      x     x     x     x    .   .   .    .
meeting.finish       idea           x     .    .      .       .      .     .     .     .    .   .   .    .
meeting.hand_on      idea           x     .    .      .       .      x     .     .     .    .   .   .    .
meeting.pass_on      nothing        .     .    .      .       .      .     .     .     .    .   .   x    .
meeting.let_wait     nothing        .     .    .      .       .      .     .     .     .    .   .   x    .
touch.note           okoro          x     .    .      .       .      x     x     x    .    .   .   .    .
touch.note           northmoor      .     x    x      .       .      x     .     x    x    .   .   .    .
touch.correct        noted_by_piotr .     .    .      .       .      .     x     .    .    .   .   .    .
touch.take_back      noted_by_piotr .     .    .      .       .      .     x     .    .    .   .   .    .
touch.contradict     noted_by_piotr x     .    .      .       .      .     .     .    .    .   .   .    .
touch.contradict     noted_by_julian .    .    .      .       .      x     x     x    .    .   .   .    .
hunt.note            okoro          .     .    .      .       .      x     x     x     .    .   .   .    .
hunt.note            northmoor      .     .    .      .       .      x     .     x     x    .   .   .    .
hunt.change          hunted         .     .    .      .       .      x     x     x     .    .   .   .    .
hunt.ask             hunted         .     .    .      .       .      x     x     x     .    .   .   .    .
hunt.answer          hunted         .     .    .      .       .      x     x     x     .    .   .   .    .
hunt.win             hunted         .     .    .      .       .      x     x     x     .    .   .   .    .
hunt.win_anyway      hunted         .     .    .      .       .      x     .     .     .    .   .   .    .
hunt.win_anyway      hunted_by_marian .   .    .      .       .      x     .     .     .    .   .   .    .
hunt.lose            hunted         .     .    .      .       .      x     x     x     .    .   .   .    .
hunt.refuse          hunted         .     .    .      .       .      x     x     x     .    .   .   .    .
hunt.reopen          hunted         .     .    .      .       .      x     x     x     .    .   .   .    .
hunt.begin_order     hunted          .     .    .      .       .      x     x     x     .    .   .   .    .
hunt.link_order      hunted          .     .    .      .       .      x     x     x     .    .   .   .    .
hunt.show            hunted          .     .    .      .       .      x     .     .     .    .   .   .    .
hunt.tell            hunted          .     .    .      .       .      x     .     .     .    .   .   .    .
hunt.reply           shown          x     .    .      .       .      .     .     .     .    .   .   .    .
hunt.reply           shown_to_ruth  .     x    .      .       .      .     .     .     .    .   .   .    .
hunt.close           hunted         .     .    .      .       .      x     x     x     .    .   .   .    .
hunt.resume          hunted         .     .    .      .       .      x     x     x     .    .   .   .    .
hunt.hand_on         hunted         .     .    .      .       .      .     .     .     .    .   .   x    .
hunt.let_wait        hunted         .     .    .      .       .      .     .     .     .    .   .   x    .
house.open           house          .     .    .      .       .      .     .     .    .    .   .   x    .
house.change         house          .     .    .      .       .      .     .     .    .    .   .   x    .
house.offer_version  house          .     .    .      .       .      .     .     .    .    .   .   x    .
ask.make             gwen            .     .    .      .       .      x     x     x     x    x   x   x    .
ask.promise          asked           .     .    .      .       .      .     .     .     .    x   .   .    .
ask.refuse           asked           .     .    .      .       .      .     .     .     .    x   .   .    .
ask.close            asked           .     .    .      .       .      .     x     .     .    .   .   .    .
ask.take_back        asked           .     .    .      .       .      .     x     .     .    .   .   .    .
ask.close            asked_by_felix  .     .    .      .       .      .     .     .     .    .   x   .    .
listening.plan       nothing         .     .    .      .       .      .     .     .     .    x   .   .    .
listening.call_off   heard           .     .    .      .       .      .     .     .     .    x   .   .    .
listening.record     heard           .     .    .      .       .      .     .     .     .    x   .   .    .
listening.report     heard           .     .    .      .       .      .     .     x     .    x   .   .    .
listening.finish     heard           .     .    .      .       .      .     .     .     x    .   .   .    .
copy.ask             julian         x     .    .      .       .      .     .     .     .    .   .   .    .
copy.ask             marian         .     .    .      .       .      x     .     .     .    .   .   .    .
copy.ask_all         okoro          x     .    .      .       .      .     .     .     .    .   .   .    .
copy.ask_all         northmoor      .     x    x      .       .      .     .     .     .    .   .   .    .
copy.ask_for         julian         .     .    .      .       .      .     .     .     .    .   .   x    .
cord.pull            nothing         .     .    .      .       .      x     x     x     x    x   x   x    .
cord.read            pulled          .     .    .      .       .      .     .     .     .    x   x   .    .
cord.read            pulled_long_ago .     .    .      .       .      x     .     .     .    x   x   .    .
cord.answer          pulled          .     .    .      .       .      .     .     .     .    x   .   .    .
cord.answer          pulled_long_ago .     .    .      .       .      .     .     .     .    x   .   .    .
cord.publish         pulled          .     .    .      .       .      .     .     .     .    x   x   .    .
cord.name            pulled          .     .    .      .       .      .     x     .     .    .   .   .    .
cord.hand_on         pulled          .     .    .      .       .      .     x     .     .    .   x   .    .
cord.draw            pulled          .     .    .      .       .      .     .     .     .    .   .   .    .
cord.ask             pulled          .     .    .      .       .      .     .     .     .    .   .   .    .
cord.tell            pulled          .     .    .      .       .      .     x     .     .    .   .   .    .
invitation.send      okoro          x     .    .      .       .      x     x     x    .    .   .   .    .
invitation.send      northmoor      .     x    x      .       .      x     .     x    x    .   .   .    .
invitation.send      nothing        .     .    .      .       .      .     .     .    .    .   .   x    .
invitation.withdraw  by_julian      x     .    .      .       .      .     .     .    .    .   .   x    .
mail.hand            nothing        .     .    .      .       .      .     .     .    .    .   .   x    .
mail.let_go          nothing        .     .    .      .       .      .     .     .    .    .   .   x    .
mail.put             to_julian      x     .    .      .       .      .     .     .    .    .   .   .    .
mail.complain        to_julian      .     .    .      .       .      .     .     .    .    .   .   .    .
mail.complain        to_iris        .     .    .      .       .      .     .     .    .    .   x   .    .
invitation.accept    to_stranger    .     .    .      x       .      .     .     .    .    .   .   .    .
complaint.receive        okoro        x   .   .   .   .   x   x   x   x   x   x   x   .
complaint.acknowledge    wrong        .   .   .   .   .   x   x   x   .   x   x   .   .
complaint.assess         wrong        .   .   .   .   .   x   x   x   .   x   x   .   .
complaint.add_fact       wrong        .   .   .   .   .   x   x   x   .   x   x   .   .
complaint.name_cause     wrong        .   .   .   .   .   x   x   x   .   x   x   .   .
complaint.change_made    wrong        .   .   .   .   .   x   x   x   .   x   x   .   .
complaint.note_try       wrong        .   .   .   .   .   x   x   x   .   x   x   .   .
complaint.mark_legal     wrong        .   .   .   .   .   x   x   x   .   x   x   .   .
complaint.advise         wrong        .   .   .   .   .   .   .   .   .   .   .   .   .
complaint.join           wrong        .   .   .   .   .   x   x   x   .   x   x   .   .
complaint.say_inside     wrong        .   .   .   .   .   x   x   x   .   x   x   .   .
complaint.confirm        wrong        x   .   .   .   .   .   .   .   .   .   .   .   .
complaint.correct        wrong        x   .   .   .   .   .   .   .   .   .   .   .   .
complaint.refuse_owner   wrong        x   .   .   .   .   .   .   .   .   .   .   .   .
complaint.confirm_talk   wrong        x   .   .   .   .   .   .   .   .   .   .   .   .
complaint.deny_talk      wrong        x   .   .   .   .   .   .   .   .   .   .   .   .
complaint.accept         wrong        x   .   .   .   .   .   .   .   .   .   .   .   .
complaint.counter        wrong        x   .   .   .   .   .   .   .   .   .   .   .   .
complaint.refuse         wrong        x   .   .   .   .   .   .   .   .   .   .   .   .
complaint.accept_done    wrong        x   .   .   .   .   .   .   .   .   .   .   .   .
complaint.refuse_done    wrong        x   .   .   .   .   .   .   .   .   .   .   .   .
complaint.close          wrong        x   .   .   .   .   .   .   .   .   .   .   .   .
complaint.reopen         wrong        x   .   .   .   .   .   .   .   .   .   .   .   .
complaint.still_fine     wrong        x   .   .   .   .   .   .   .   .   .   .   .   .
complaint.back_again     wrong        x   .   .   .   .   .   .   .   .   .   .   .   .
complaint.allow_pause    wrong        x   .   .   .   .   .   .   .   .   .   .   .   .
complaint.refuse_pause   wrong        x   .   .   .   .   .   .   .   .   .   .   .   .
complaint.erase          wrong        x   .   .   .   .   .   .   .   .   .   .   .   .
complaint.hand_back      wrong        .   .   .   .   .   .   .   .   .   x   .   .   .
complaint.talk           wrong        .   .   .   .   .   .   .   .   .   x   .   .   .
complaint.judge          wrong        .   .   .   .   .   .   .   .   .   x   .   .   .
complaint.offer          wrong        .   .   .   .   .   .   .   .   .   x   .   .   .
complaint.agree          wrong        .   .   .   .   .   .   .   .   .   x   .   .   .
complaint.carry_out      wrong        .   .   .   .   .   .   .   .   .   x   .   .   .
complaint.prevent        wrong        .   .   .   .   .   .   .   .   .   x   .   .   .
complaint.ask_pause      wrong        .   .   .   .   .   .   .   .   .   x   .   .   .
complaint.write          wrong        x   .   .   .   .   x   x   x   .   x   x   .   .
complaint.restrict       wrong        x   .   .   .   .   x   x   x   .   x   x   .   .
complaint.draw           wrong        .   .   .   .   .   .   .   .   .   .   x   .   .
complaint.redraw         wrong        .   .   .   .   .   .   .   .   .   .   x   .   .
complaint.redraw         owned_by_iris .  .   .   .   .   .   .   .   .   .   .   .   .
complaint.put_in         wrong        .   .   .   .   .   .   .   .   .   .   x   .   .
complaint.keep_word      wrong        .   .   .   .   .   .   .   .   .   x   .   .   .
complaint.own_up         wrong        .   .   .   .   .   .   .   .   .   x   .   .   .
complaint.let_go         wrong        .   .   .   .   .   .   .   .   .   .   .   .   .
complaint.stand_in       wrong        .   .   .   .   .   .   .   .   .   .   .   .   .
complaint.come_back      wrong        .   .   .   .   .   .   .   .   .   .   .   .   .
complaint.ask_anew       wrong        .   .   .   .   .   .   .   .   .   .   .   .   .
complaint.appoint        wrong        .   .   .   .   .   .   .   .   .   .   x   .   .
complaint.mediate        wrong        .   .   .   .   .   .   .   .   .   .   x   .   .
complaint.close_for      wrong        .   .   .   .   .   .   .   .   .   .   x   .   .
complaint.gather         wrong        x   .   .   .   .   x   x   x   .   x   x   .   .
complaint.give_together  wrong        .   .   .   .   .   .   .   .   .   .   .   .   .
complaint.leave_event    wrong        .   .   .   .   .   .   .   .   .   .   x   .   .
complaint.answer_letter  wrong        x   .   .   .   .   .   .   .   .   .   .   .   .
complaint.ask_in_person  wrong        x   .   .   .   .   .   .   .   .   .   .   .   .
complaint.deliver        wrong        .   .   .   .   .   .   .   .   .   .   .   .   .
complaint.deliver        of_event     .   .   .   .   .   .   .   .   .   x   .   .   .
event.declare            nothing      .   .   .   .   .   .   .   .   .   .   x   .   .
event.draw_anew          happened     .   .   .   .   .   .   .   .   .   .   .   .   .
event.hand_over          happened     .   .   .   .   .   .   .   .   .   .   x   .   .
event.write_to_all       happened     .   .   .   .   .   .   .   .   .   x   .   .   .
event.end                happened     .   .   .   .   .   .   .   .   .   x   x   .   .
complaint.choose         wrong        .   .   .   .   .   .   .   .   .   x   .   .   .
complaint.second         wrong        .   .   .   .   .   .   .   .   .   .   .   .   .
complaint.second         wrong_of_helena .   .   .   .   .   .   .   .   .   x   .   .   .
complaint.write          kept_apart   x   .   .   .   .   .   .   .   .   .   x   .   .
complaint.appoint        about_iris   .   .   .   .   .   .   .   .   .   .   .   .   .
duty.owe                 gwen         .   .   .   .   .   .   .   .   .   .   x   x   .
duty.go_away             gwen         .   .   .   .   .   .   .   .   .   x   x   x   .
duty.show                gwen         .   .   .   .   .   .   .   .   .   .   x   x   .
"""
_HEAD, *_ROWS = (line.split() for line in TABLE.strip().splitlines())
MEMBERS = ("julian", "piotr", "marian")
NAMES, ROWS = _HEAD[2:], [(verb, thing, marks) for verb, thing, *marks in _ROWS]


@pytest.fixture
def things(database: Database, cast: Any) -> dict[str, Callable[[], Any]]:
    """What is asked about, by its name in the table."""
    coat = playing.begin(database, cast.julian, cast.okoro)
    letter = {"name": "Ines", "email": house.email("stranger"), "side": "customer"}
    about = {"account_id": cast.okoro.id, "subject_id": cast.julian.id}
    weeks = Quest(account_id=cast.okoro.id, account=cast.okoro, person_id=cast.piotr.id)
    learned = Finding(stream=f"clan:{cast.okoro.id}", author_id=cast.piotr.id, **about)
    in_room = Finding(stream=f"clanside:{cast.okoro.id}", author_id=cast.marian.id, **about)
    met = _meeting(cast, ["agenda", "ideas", "decided"])
    idea = Idea(account_id=cast.okoro.id, meeting=met, author_id=cast.piotr.id, owner_id=cast.julian.id)
    used = {"account_id": cast.okoro.id, "claimant_id": cast.piotr.id}
    proposed = {"workflow": playing.workflow().key, "account_id": cast.okoro.id, "shared": False}
    return {
        "met": lambda: met,
        "met_for_agenda": lambda: _meeting(cast, ["agenda"]),
        "idea": lambda: idea,
        "weeks": lambda: weeks,
        "rivals": lambda: Pair(cast.okoro.id, cast.northmoor.id),
        "proposed": lambda: ProcessChange(author_id=cast.julian.id, **proposed),
        "proposed_to_julian": lambda: ProcessChange(author_id=cast.piotr.id, **proposed),
        "proposed_to_all": lambda: ProcessChange(
            author_id=cast.tom.id, **proposed | {"account_id": None, "shared": True}
        ),
        "gift": lambda: Gift(account_id=cast.okoro.id, giver_id=cast.piotr.id),
        "receipt": lambda: Receipt(account_id=cast.okoro.id, person_id=cast.julian.id),
        "of_no_use": lambda: Question(cast.okoro.id, cast.julian, 7, (), cast.piotr.id),
        "left_alone": lambda: Question(cast.okoro.id, cast.julian, 7, (), cast.tom.id),
        "on_the_map": lambda: Actor(account_id=cast.okoro.id),
        "step": lambda: QuestStep(quest=weeks, contact_id=cast.julian.id),
        "offer": lambda: QuestOffer(quest=weeks, by_id=cast.julian.id),
        "seen_by_piotr": lambda: Signal(account_id=cast.okoro.id, author_id=cast.piotr.id),
        "drum": lambda: Drum(account_id=cast.okoro.id),
        "help": lambda: Offer(account_id=cast.okoro.id, person_id=cast.piotr.id),
        "pulled": lambda: _cord(cast, clock.now()),
        "pulled_long_ago": lambda: _cord(cast, clock.now() - timedelta(days=2)),
        "asked": lambda: LeaderAsk(
            leader_id=cast.gwen.id, person_id=cast.piotr.id, person=by_handle("piotr")
        ),
        "asked_by_felix": lambda: LeaderAsk(person_id=cast.felix.id, person=by_handle("felix")),
        "heard": lambda: Listening(person_id=cast.gwen.id, beside_id=cast.priya.id, owner_id=cast.tom.id),
        "wrong": lambda: _complaint(cast, owner_id=cast.gwen.id),
        "owned_by_iris": lambda: _complaint(cast, owner_id=cast.iris.id),
        "wrong_of_helena": lambda: _complaint(cast, owner_id=4_711),
        "happened": lambda: Event(owner_id=cast.gwen.id),
        "of_event": lambda: _complaint(cast, owner_id=4_711, event=Event(owner_id=cast.gwen.id)),
        "kept_apart": lambda: _complaint(cast, only_me=True, restricted=True),
        "about_iris": lambda: _complaint(cast, about_id=cast.iris.id),
        "objected": lambda: Objection(
            account_id=cast.okoro.id, author_id=cast.priya.id, answerer_id=cast.piotr.id
        ),
        "used": lambda: Use(finding=learned, **used),
        "used_in_room": lambda: Use(finding=in_room, **used | {"claimant_id": cast.marian.id}),
        "hunted": lambda: Hunt(account_id=cast.okoro.id, noter_id=cast.piotr.id),
        "hunted_by_marian": lambda: Hunt(account_id=cast.okoro.id, noter_id=cast.marian.id),
        "shown": lambda: ShownHunt(account_id=cast.okoro.id, asked_id=cast.julian.id),
        "shown_to_ruth": lambda: ShownHunt(account_id=cast.northmoor.id, asked_id=cast.ruth.id),
        "learned": lambda: learned,
        "in_room": lambda: in_room,
        "nothing": lambda: None,
        "okoro": lambda: account_by_handle("okoro"),
        "northmoor": lambda: account_by_handle("northmoor"),
        "harrow": lambda: account_by_handle("harrow"),
        **{f"as_{name}": lambda name=name: Member(cast.okoro.id, getattr(cast, name)) for name in MEMBERS},
        "coat": lambda: queries.get(cast.julian, coat.ref),
        "house": lambda: house.the_house(database),
        **{
            f"noted_by_{one.handle}": lambda one=one: SimpleNamespace(account_id=cast.okoro.id, by_id=one.id)
            for one in (cast.piotr, cast.julian)
        },
        "by_julian": lambda: Invitation(by_id=cast.julian.id, **letter),
        "to_julian": lambda: Mail(for_id=cast.julian.id),
        "to_iris": lambda: Mail(for_id=cast.iris.id),
        "to_stranger": lambda: Invitation(by_id=cast.ruth.id, **letter),
        **{name: lambda name=name: getattr(cast, name) for name in NAMES},
    }


def _complaint(cast: Any, **said: Any) -> Complaint:
    """What Julian said is wrong."""
    held = {"needs_second": False, "only_me": False, "restricted": False, "legal": False, **said}
    row = Complaint(account_id=cast.okoro.id, complainant_id=cast.julian.id, **held)
    set_committed_value(row, "complainant", cast.julian)
    return row


def _cord(cast: Any, pulled: datetime) -> Cord:
    """A red cord about Julian that Piotr pulled; Gwen answers it, Iris is its steward."""
    who = {"person_id": cast.piotr.id, "executive_id": cast.gwen.id, "account_id": cast.okoro.id}
    return Cord(**who, pulled=pulled, stewards=[CordSteward(person_id=cast.iris.id)])


def _meeting(cast: Any, parts: list[str]) -> ClanMeeting:
    """A meeting about Julian to which he is called, who is there, Piotr, and Tom from outside of the clan."""
    called = [Call(person_id=cast.julian.id, parts=parts, present=True, colleague=False)]
    for one, outside in ((cast.piotr, False), (cast.tom, True)):
        called.append(Call(person_id=one.id, parts=parts, present=False, colleague=outside))
    return ClanMeeting(account_id=cast.okoro.id, calls=called)


def test_every_verb_has_its_row_and_every_row_its_verb():
    assert {verb for verb, _, _ in ROWS} == VERBS.keys()
    assert set(NAMES) == set(house.Cast._fields) - house.ACCOUNTS.keys()
    assert all(len(marks) == len(NAMES) and set(marks) <= {"x", "."} for _, _, marks in ROWS)


def test_everybody_may_do_what_the_table_says_and_nothing_else(database, cast, things):
    wrong = []
    with database.unit(write=False):
        for verb, thing, marks in ROWS:
            it = things[thing]()
            allowed = ["x" if may(getattr(cast, name), verb, it) else "." for name in NAMES]
            wrong += [
                f"{name} {verb} {thing}" for name, a, b in zip(NAMES, allowed, marks, strict=True) if a != b
            ]
    assert wrong == []


def test_a_seat_that_is_given_and_taken_is_felt_at_once(as_, cast, database):
    coat = playing.begin(database, cast.julian, cast.okoro)
    tom, ada = as_(cast.tom), as_(cast.ada)
    tom.get(coat.at(), status=404)
    ada.post("/people/tom/seats", data={"account": "okoro", "seat": "member"}, status=303)
    tom.get(coat.at(), status=200)
    tom.post(coat.at("/say"), data={"text": "Good morning"}, status=303)
    ada.post("/people/tom/seats", data={"account": "okoro", "seat": "none"}, status=303)
    tom.get(coat.at(), status=404)
    tom.post(coat.at("/say"), data={"text": "Good night"}, status=404)
    assert "Tom Hale wrote" in coat.last
