# ruff: noqa: S608  conditions are made of each other, and of nothing that anybody says
"""The wall between customers, held by PostgreSQL itself: a policy on every table with their content.

`thread.reach` says of a transaction how far it reaches: `house` everything, `clan` what the people of the
house work with, a number the rows of that customer, `door` who people are. Unset it reaches nothing. Every
condition asks the setting inside a SELECT of its own, so that it is read once in a statement. Nothing to do
on SQLite.

Revision ID: 0054
Revises: 0053
Created: 2026-11-24
"""

from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None

SAID = "coalesce(current_setting('thread.reach', true), '')"
FUNCTIONS = {
    "thread_clan": ("boolean", f"{SAID} IN ('house', 'clan')"),
    "thread_door": ("boolean", f"{SAID} IN ('house', 'clan', 'door')"),
    "thread_account": ("integer", f"CASE WHEN {SAID} ~ '^[0-9]+$' THEN {SAID}::integer END"),
}
CLAN, DOOR, ACCOUNT = "(SELECT thread_clan())", "(SELECT thread_door())", "(SELECT thread_account())"

OF_ACCOUNT = f"{CLAN} OR account_id = {ACCOUNT}"
OF_CASE = f'{CLAN} OR EXISTS (SELECT 1 FROM "case" AS c WHERE c.id = case_id)'
OF_COMPLAINT = f"{CLAN} OR EXISTS (SELECT 1 FROM complaint AS c WHERE c.id = complaint_id)"
THEIRS = f"(SELECT 1 FROM person AS p WHERE p.account_id = {ACCOUNT} AND p.%s)"
OF_PERSON = f"{DOOR} OR EXISTS {THEIRS % 'id = person_id'}"
OF_HANDLE = f"{DOOR} OR EXISTS {THEIRS % 'handle = person'}"
OF_ACCOUNT_OR_PERSON = f"{OF_ACCOUNT} OR account_id IS NULL AND EXISTS {THEIRS % 'id = person_id'}"
OF_EVENT = "EXISTS (SELECT 1 FROM complaint AS c WHERE c.event_id = complaint_event.id)"


def within(table: str, key: str) -> str:
    """Whoever reaches the row of another table that this row belongs to."""
    return f"{CLAN} OR EXISTS (SELECT 1 FROM {table} AS of WHERE of.id = {key})"


def of_stream(name: str) -> str:
    """A stream belongs to the customer whom its name names, or to the case or complaint that it names."""
    kind, number = f"split_part({name}, ':', 1)", f"split_part({name}, ':', 2)::integer"
    case = f'EXISTS (SELECT 1 FROM "case" AS c WHERE c.id = {number})'
    complaint = f"EXISTS (SELECT 1 FROM complaint AS c WHERE c.id = {number})"
    event = f"EXISTS (SELECT 1 FROM complaint AS c WHERE c.event_id = {number})"
    own, person = f"{number} = {ACCOUNT}", f"EXISTS {THEIRS % f'id = {number}'}"
    change = f"EXISTS (SELECT 1 FROM process_change AS c WHERE c.id = {number})"
    return f"""{CLAN} OR CASE {kind}
        WHEN 'case' THEN {case} WHEN 'customerroom' THEN {case}
        WHEN 'account' THEN {own} WHEN 'clan' THEN {own}
        WHEN 'complaint' THEN {complaint} WHEN 'complaintevent' THEN {event}
        WHEN 'change' THEN {change} WHEN 'copies' THEN {person} ELSE false END"""


BY_ACCOUNT = (
    "actor asking calling card case clan_meeting complaint complaint_letter contact day_there drum file "
    "findable finding footing gift halt help_offer hunt hunt_answer leader_ask listening meeting "
    "meeting_call meeting_idea message objection open_seat quest quest_offer question receipt seat serving "
    "shown_hunt signal spelling touch use"
)
BY_CASE = "build_up case_card order_letters order_news presence room_visit visit"
BY_COMPLAINT = "complaint_assignment complaint_clan_word complaint_lesson complaint_reading complaint_text"
BY_PERSON = "api_token calendar_feed device passkey push saved_view signed_in"
BY_HANDLE = "draft kept"
OF_HOUSE = "complaint_duty cord cord_question cord_reading cord_steward rivalry"

WALLS = {
    **dict.fromkeys(BY_ACCOUNT.split(), OF_ACCOUNT),
    **dict.fromkeys(BY_CASE.split(), OF_CASE),
    **dict.fromkeys(BY_COMPLAINT.split(), OF_COMPLAINT),
    **dict.fromkeys(BY_PERSON.split(), OF_PERSON),
    **dict.fromkeys(BY_HANDLE.split(), OF_HANDLE),
    **dict.fromkeys(OF_HOUSE.split(), CLAN),
    "account": f"{DOOR} OR id = {ACCOUNT}",
    "answered": f"person = '-' AND {DOOR} OR person = '-' AND {ACCOUNT} IS NOT NULL OR {OF_HANDLE}",
    "attendance": within("meeting", "meeting_id"),
    "complaint_event": f"{CLAN} OR offered AND {ACCOUNT} IS NOT NULL OR {OF_EVENT}",
    "drum_voice": within("drum", "drum_id"),
    "errand": OF_ACCOUNT_OR_PERSON,
    "invitation": f"{DOOR} OR account_id = {ACCOUNT}",
    "journal": of_stream("journal.stream"),
    "letter": f'{DOOR} OR EXISTS {THEIRS % "email = letter.to"}',
    "mail_in": f"{CLAN} OR EXISTS {THEIRS % 'id IN (person_id, for_id)'}",
    "meeting_dot": within("meeting_idea", "idea_id"),
    "mention": within("message", "message_id"),
    "passkey_challenge": f"{DOOR} OR person_id IS NULL AND {ACCOUNT} IS NOT NULL OR {OF_PERSON}",
    "personal_copy": OF_ACCOUNT_OR_PERSON,
    "person": f"{DOOR} OR account_id = {ACCOUNT} OR account_id IS NULL AND {ACCOUNT} IS NOT NULL",
    "process_change": f"{OF_ACCOUNT} OR (shared OR account_id IS NULL) AND {ACCOUNT} IS NOT NULL",
    "process_word": within("process_change", "change_id"),
    "quest_step": within("quest", "quest_id"),
    "sign_in_key": f"{DOOR} OR person_id IS NULL AND {ACCOUNT} IS NOT NULL OR {OF_PERSON}",
    "stream": of_stream("stream.name"),
}  # fmt: skip


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for name, (kind, body) in FUNCTIONS.items():
        made = f"CREATE FUNCTION {name}() RETURNS {kind} LANGUAGE sql STABLE PARALLEL SAFE"
        op.execute(f"{made} AS $$ SELECT {body} $$")
    for table, condition in WALLS.items():
        op.execute(f'CREATE POLICY wall ON "{table}" USING ({condition})')
        op.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
        op.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in WALLS:
        op.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
        op.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')
        op.execute(f'DROP POLICY wall ON "{table}"')
    for name in FUNCTIONS:
        op.execute(f"DROP FUNCTION {name}()")
