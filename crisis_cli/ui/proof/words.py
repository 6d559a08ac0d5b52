"""The proof in words: lengths and moments, verdicts with their marks, the model, what to do about a verdict."""

from __future__ import annotations

from datetime import datetime, timedelta

from crisis_cli.domain.playbook import Kind, Playbook, Promise
from crisis_cli.domain.timing import show_duration
from crisis_cli.proof.bounds import NEVER, ends_at
from crisis_cli.proof.worst import LIMIT, Verdict, Worst
from crisis_cli.ui.proof.proven import SEEN, Proof, Proven, since_seen

LONG = timedelta(hours=3)
"""From here on minutes are no longer read at a glance: `5d10h30m`."""

_CHOICES = 4
"""How many answers and facts of a path are named above its picture."""

_WORDS = {
    Verdict.UNBOUNDED: "! NO END",
    Verdict.RELEASED: "- not owed",
    Verdict.NOT_COUNTED: "? not counted",
    Verdict.TANGLED: "! TANGLED",
}


def length(span: timedelta) -> str:
    """`27 min`, `45 s`, `1 min 30 s`, `5d10h30m`: exact, never rounded."""
    minutes, seconds = divmod(int(span.total_seconds()), 60)
    if span >= LONG:
        return show_duration(span)
    if not minutes:
        return f"{seconds} s" if seconds else "0 min"
    return f"{minutes} min {seconds} s" if seconds else f"{minutes} min"


def figure(span: timedelta) -> str:
    """`27`, `27:30`, `5d10h30m`: the same without its unit, where minutes are understood."""
    minutes, seconds = divmod(int(span.total_seconds()), 60)
    if span >= LONG:
        return show_duration(span)
    return f"{minutes}:{seconds:02}" if seconds else str(minutes)


def moment(at: datetime) -> str:
    """`T+27`: so long after the first sighting."""
    return f"T+{figure(since_seen(at))}"


def verdict(worst: Worst) -> str:
    """A mark and a word: `+ kept`, `! LATE`, `- not owed` …"""
    if worst.verdict is Verdict.BOUNDED:
        return "! LATE" if worst.late else "+ kept"
    return _WORDS[worst.verdict]


def slack(worst: Worst) -> str:
    """`3 min to spare`, `nothing to spare`, `7 min TOO LATE`; empty without a bound."""
    found = worst.slack
    if found is None:
        return ""
    if found < timedelta():
        return f"{length(-found)} TOO LATE"
    return f"{length(found)} to spare" if found else "nothing to spare"


def counted(promise: Promise) -> str:
    """`within 30 min of the first sighting`."""
    start = {
        "seen": "of the first sighting",
        "start": "of the start of the run",
        "change": "of a change of what was said",
    }.get(promise.counts_from, f"of the end of {promise.counts_from}")
    return f"within {length(promise.within)} {start}"


def kept_by(playbook: Playbook, promise: Promise) -> str:
    """`publish-holding (Comms lead)`: the step with which every path of the promise ends, and whose it is; or what
    else keeps it."""
    if not promise.kept_by:
        return "a correction at every address"
    step = playbook.steps.get(promise.kept_by)
    role = step.role if step is not None else None
    if role is None:
        return promise.kept_by
    return f"{promise.kept_by} ({playbook.roles[role].title if role in playbook.roles else role})"


def chosen(found: Worst) -> str:
    """The answers and facts on its path, the first few of them."""
    shown = [str(choice) for choice in found.choices[:_CHOICES]]
    left = len(found.choices) - len(shown)
    return ", ".join([*shown, *([f"and {left} more"] if left else [])])


def headline(proof: Proof) -> str:
    """The one line to read when there is time for one."""
    count, broken = len(proof.promises), proof.broken
    if broken:
        names = ", ".join(proven.promise.name for proven in broken)
        some = "the promise" if count == 1 else f"{len(broken)} of {count} promises"
        return f"! NOT PROVEN: {some} may not be kept: {names}."
    if proof.problems:
        return "! NOT PROVEN: the file has errors."
    tested = proof.tested
    if not tested:
        return "? NOTHING TO PROVE: no promise is owed on any path that can be counted."
    tightest = min(tested, key=lambda proven: proven.spare)
    plannable = [proven for proven in proof.promises if proven.promise.counts_from != "change"]
    later = ", ".join(proven.promise.name for proven in proof.promises if proven not in plannable)
    if later:
        count, later = len(plannable), f" Counted from a change, so nothing to prove beforehand: {later}."
    if count == 1:
        return f"+ PROVEN: the promise is kept on every path, {slack(tightest.worst)}.{later}"
    kept = {2: "both promises are"}.get(count, f"all {count} promises are")
    if len(tested) < count:
        kept = f"{len(tested)} of {count} promises {'is' if len(tested) == 1 else 'are'}"
    others = ", ".join(proven.promise.name for proven in plannable if proven not in tested)
    untested = f" Not put to the test: {others}." if others else ""
    most = f"{tightest.promise.name}, {slack(tightest.worst)}"
    return f"+ PROVEN: {kept} kept on every path. Tightest: {most}.{untested}{later}"


def model(playbook: Playbook) -> str:
    """What the proof assumes, in plain sentences."""
    starts = f"{length(playbook.noticed_within)} after" if playbook.noticed_within else "at"
    return (
        f"The run starts {starts} the first public sighting (noticed_within); "
        "times are minutes from that sighting, T+0. "
        "Every step ends when it is due; an approval ends when the last person on its ladder has had their time, "
        "however many yeses it needs. "
        "Nobody acknowledges early, says no, edits a text or skips a step. "
        "Each answer and fact has one value on a path, and every path is walked. "
        "So this is the worst that the plan allows when nobody is late."
    )


def problems(proof: Proof) -> str:
    """That the file has errors, and what that means; empty when it has none."""
    if not proof.problems:
        return ""
    errors = f"{proof.problems} error{'s'[: proof.problems > 1]}"
    return f"The file has {errors}: this is a proof of what can be run without. crisis validate lists them."


def advice(playbook: Playbook, proven: Proven) -> str:
    """Why a verdict is not a time, and what to do; empty for a promise that is kept or late."""
    found = proven.worst
    if found.verdict is Verdict.UNBOUNDED:
        return _no_end(playbook, found)
    if found.verdict is Verdict.TANGLED:
        return (
            f"Too many answers and facts hang on each other: over {LIMIT:,} cases at once, so nothing is proven. "
            "Let fewer steps before it have a `when`, or let them ask about fewer different things."
        )
    if found.verdict is Verdict.RELEASED:
        return (
            f"Nobody ever owes this promise: {proven.promise.kept_by} is needed on no path. "
            "Look at its `when`, and at what closes the run before it."
        )
    if found.verdict is Verdict.NOT_COUNTED:
        return _not_counted(playbook, proven.promise)
    return ""


def _no_end(playbook: Playbook, found: Worst) -> str:
    step, opens = playbook.steps[found.unbounded], found.legs[-1].start
    sentence = f"No telling when: {step.id} may never end, and the promise waits for it. "
    if ends_at(step, opens, SEEN) < NEVER:
        return sentence + "It waits for something that may never come: look at its `after`, `when` and `repeat`."
    if step.kind is Kind.APPROVE and step.ladder and step.within is None:
        return sentence + "The last person on its ladder has no time: give that rung, or the step, a `within`."
    return sentence + "It has no time limit: give it a `within` or a `by`."


def _not_counted(playbook: Playbook, promise: Promise) -> str:
    if promise.counts_from == "change":
        return "No plan can know when what was said will change. The run measures it."
    missing = promise.kept_by if promise.kept_by not in playbook.steps else promise.counts_from
    return f"There is no step {missing} that can be run. Name one that there is, or mend that step."
