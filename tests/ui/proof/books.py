"""Small playbooks, one for every verdict, and how each is proven."""

from __future__ import annotations

from dataclasses import replace

from crisis_cli.domain.playbook import Playbook, Promise, Role
from crisis_cli.ui.proof.proven import Proof, prove
from tests.proof.plans import fact, minutes, playbook, promise, repeats, step, when

ROLES = {"lead": Role("lead", "Comms lead", "coo"), "coo": Role("coo", "Operations chief", "lead")}


def named(book: Playbook, *promises: Promise) -> Playbook:
    """The playbook with its roles and these promises."""
    return replace(book, title="Bad oats", roles=ROLES, promises={one.name: one for one in promises})


def kept(draft: int = 8, yes: int = 3, within: int = 30) -> Playbook:
    """The sample of the design: 27 of 30 minutes."""
    book = playbook(
        step("size-up", "ask", 5, choices="isolated growing crisis"),
        step("answer", "do", None, when=when({"size-up": "isolated"}), ends="handled in person"),
        step("write", "draft", draft, target="holding", when=when({"size-up": ("growing", "crisis")})),
        step("yes", "approve", yes, target="holding", rungs=[(1, 3)]),
        step("publish", "publish", 2, target="holding"),
        noticed=5,
    )
    return named(book, promise("publish", within)._replace(name="first_statement"))


def waits() -> Playbook:
    """Nobody begins to write before minute 20; what comes after is due in minute 25."""
    book = playbook(
        step("call", "do", 4),
        step("write", "draft", 6, target="holding", not_before=20),
        step("publish", "publish", 5, target="holding"),
        noticed=1,
    )
    return named(book, promise("publish", 25)._replace(name="first_statement"))


def endless() -> Playbook:
    """On one answer nobody says until when the laboratory has to be called."""
    book = playbook(
        step("size-up", "ask", 5, choices="mild bad"),
        step("laboratory", "do", None, when=when({"size-up": "bad"})),
        step("publish", "publish", 5, target="holding"),
    )
    return named(book, promise("publish", 30)._replace(name="first_statement"))


def waiting_for_ever() -> Playbook:
    """It waits for the end of a repetition that nothing ends."""
    book = playbook(
        step("watch", "do", 5, repeat=repeats(20)),
        step("publish", "publish", 5, target="holding", after=("watch",)),
    )
    return named(book, promise("publish", 30)._replace(name="first_statement"))


def ladder_without_time() -> Playbook:
    book = playbook(
        step("yes", "approve", None, target="holding", by=10, rungs=[(1, None)]),
        step("publish", "publish", 5, target="holding"),
    )
    return named(book, promise("publish", 30)._replace(name="first_statement"))


def never_owed() -> Playbook:
    book = playbook(
        step("size-up", "ask", 5, choices="mild bad"),
        step("publish", "publish", 5, target="holding", when=when({"size-up": "mild", "ill": {"at_least": 9}})),
        facts=(fact("ill", "integer", max=8),),
    )
    return named(book, promise("publish", 30)._replace(name="first_statement"))


def tangled() -> Playbook:
    early = [step(f"a{n}", when=when({f"f{n}": True})) for n in range(30)]
    late = [step(f"b{n}", when=when({f"f{n}": False})) for n in range(30)]
    book = playbook(*early, *late, step("publish"), facts=tuple(fact(f"f{n}") for n in range(30)))
    return named(book, promise("publish", 30)._replace(name="first_statement"))


def uncounted() -> Playbook:
    """From a change, and by a step that is not there."""
    correction = promise("publish", 60)._replace(name="correction", counts_from="change")
    lost = promise("gone", 60)._replace(name="lost")
    return named(playbook(step("publish", "publish", 5, target="holding")), correction, lost)


def corrected() -> Playbook:
    """That of the design, which promises to correct as well, without a step that would."""
    book = kept()
    correction = promise("", 15)._replace(name="correction", counts_from="change")
    return named(book, *book.promises.values(), correction)


def closed_before() -> Playbook:
    """One answer closes the run before the promise is owed; on another a fact decides."""
    book = playbook(
        step("size-up", "ask", 5, choices="isolated crisis"),
        step("answer", "do", 5, when=when({"size-up": "isolated"}), ends="handled in person"),
        step("publish", "publish", 5, target="holding", when=when({"press": True})),
        facts=(fact("press"),),
    )
    return named(book, promise("publish", 30)._replace(name="first_statement"))


def days() -> Playbook:
    """Two days and a bit, counted from the end of a step."""
    book = playbook(
        step("size-up", "ask", 5, choices="a b"),
        step("find-out", "do", 2 * 24 * 60),
        step("publish", "publish", 90, target="outcome", when=when({"size-up": "a"})),
    )
    found = promise("publish", 3 * 24 * 60)._replace(name="what_we_found", counts_from="size-up")
    return named(book, found)


def hostile() -> Playbook:
    """A title and roles that try everything a terminal or GitHub would obey."""
    book = kept()
    title = "Oats \x1b[2J\u202e <script>|`x`| @everyone [l](http://evil.example) #12"
    roles = {"lead": Role("lead", "Lead\r\n| x | ```\x9b31m", "coo"), "coo": ROLES["coo"]}
    steps = {id_: one._replace(title="``` \x1b]0;t\x07 危機管理の長いタイトル") for id_, one in book.steps.items()}
    return replace(book, title=title, roles=roles, steps=steps)


BOOKS = {
    "kept": kept(),
    "late": kept(draft=18),
    "waits": waits(),
    "endless": endless(),
    "waiting-for-ever": waiting_for_ever(),
    "ladder-without-time": ladder_without_time(),
    "never-owed": never_owed(),
    "tangled": tangled(),
    "uncounted": uncounted(),
    "corrected": corrected(),
    "closed-before": closed_before(),
    "days": days(),
    "hostile": hostile(),
}


def proven(name: str) -> Proof:
    return prove(BOOKS[name])


__all__ = ["BOOKS", "kept", "minutes", "proven"]
