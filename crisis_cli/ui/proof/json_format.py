"""The proof as JSON, version 1, for scripts.

`{"version": 1, "playbook", "title", "holds", "errors", "noticed_within_seconds", "promises": [...], "against"}`.
Each promise: `{"name", "within_seconds", "counts_from", "kept_by", "role", "verdict", "holds", "rows", "worst",
"savings", "advice"}`; each row: `{"answer": {"name", "values", "words"} or null, "verdict", "at_seconds",
"promised_seconds", "slack_seconds", "unbounded", "released": [{"choices", "why"}]}`. `worst` has the same figures,
`choices` and `legs`: `{"step", "title", "kind", "role", "start_seconds", "end_seconds", "rungs": [{"at_seconds",
"page"}]}`; a saving is `{"step", "gain_seconds", "at_seconds", "slack_seconds"}`.
`kept_by` is null where any correction keeps it.
Verdicts: `kept`, `late`, `no end`, `not owed`, `not counted`, `tangled`. Seconds count from the first sighting;
`promised_seconds` is when the promise is due, `slack_seconds` negative when it is late; what there is not is null.
`against` is null or `{"name", "why", "changes": [...]}`, a change `{"name", "before", "now", "gained_seconds",
"worse", "answers": [{"answer", "owed"}]}`, where `before` and `now` are null or `{"verdict", "within_seconds",
"at_seconds", "slack_seconds"}`.
Within a version names are added, never renamed or removed.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from crisis_cli.domain.conditions import Known, Unknown
from crisis_cli.proof.choices import Choice
from crisis_cli.proof.paths import Leg
from crisis_cli.proof.savings import Saving
from crisis_cli.proof.worst import Worst
from crisis_cli.ui.proof.against import Against, Change
from crisis_cli.ui.proof.picture import rungs
from crisis_cli.ui.proof.proven import Proof, Proven, Row, reason, since_seen
from crisis_cli.ui.proof.words import advice, verdict

VERSION = 1


def as_json(proof: Proof, against: Against | None = None) -> str:
    """The whole proof as indented JSON with every character beyond ASCII escaped, ending with a newline."""
    found = {
        "version": VERSION,
        "playbook": proof.playbook.id,
        "title": proof.playbook.title,
        "holds": proof.holds,
        "errors": proof.problems,
        "noticed_within_seconds": _seconds(proof.playbook.noticed_within),
        "promises": [_promise(proof, proven) for proven in proof.promises],
        "against": _against(against) if against is not None else None,
    }
    return json.dumps(found, indent=2) + "\n"


def _promise(proof: Proof, proven: Proven) -> dict[str, object]:
    promise, playbook = proven.promise, proof.playbook
    step = playbook.steps.get(promise.kept_by)
    return {
        "name": promise.name,
        "within_seconds": _seconds(promise.within),
        "counts_from": promise.counts_from,
        "kept_by": promise.kept_by or None,
        "role": step.role if step is not None else None,
        "verdict": _verdict(proven.worst),
        "holds": not proven.broken,
        "rows": [_row(proof, row) for row in proven.rows],
        "worst": {
            **_figures(proven.worst),
            "choices": [_choice(choice) for choice in proven.worst.choices],
            "legs": [_leg(proof, leg) for leg in proven.worst.legs],
        },
        "savings": [_saving(saving) for saving in proven.savings],
        "advice": advice(playbook, proven),
    }


def _row(proof: Proof, row: Row) -> dict[str, object]:
    released = [
        {"choices": [_choice(choice) for choice in release.choices], "why": reason(proof.playbook, release)}
        for release in row.releases.found
    ]
    return {
        "answer": _choice(row.answer) if row.answer is not None else None,
        **_figures(row.worst),
        "released": released,
    }


def _figures(found: Worst) -> dict[str, object]:
    return {
        "verdict": _verdict(found),
        "at_seconds": _moment(found.at),
        "promised_seconds": _moment(found.due_at),
        "slack_seconds": _seconds(found.slack),
        "unbounded": found.unbounded or None,
    }


def _choice(choice: Choice) -> dict[str, object]:
    return {"name": choice.name, "values": [_value(value) for value in choice.values], "words": choice.words}


def _value(value: Known) -> object:
    return None if isinstance(value, Unknown) else value


def _leg(proof: Proof, leg: Leg) -> dict[str, object]:
    step = proof.playbook.steps[leg.step]
    return {
        "step": step.id,
        "title": step.title,
        "kind": step.kind.value,
        "role": step.role,
        "start_seconds": _moment(leg.start),
        "end_seconds": _moment(leg.end),
        "rungs": [{"at_seconds": _moment(at), "page": page} for at, page in rungs(step, leg)],
    }


def _saving(saving: Saving) -> dict[str, object]:
    return {
        "step": saving.step,
        "gain_seconds": _seconds(saving.gain),
        "at_seconds": _moment(saving.worst.at),
        "slack_seconds": _seconds(saving.worst.slack),
    }


def _against(against: Against) -> dict[str, object]:
    changes = [_change(change) for change in against.changes]
    return {"name": against.name, "why": against.why, "changes": changes}


def _change(change: Change) -> dict[str, object]:
    return {
        "name": change.name,
        "before": _outcome(change.before),
        "now": _outcome(change.now),
        "gained_seconds": _seconds(change.gained),
        "worse": change.worse,
        "answers": [{"answer": answer, "owed": owed} for answer, owed in change.answers],
    }


def _outcome(found: Worst | None) -> dict[str, object] | None:
    if found is None:
        return None
    return {
        "verdict": _verdict(found),
        "within_seconds": _seconds(found.promise.within),
        "at_seconds": _moment(found.at),
        "slack_seconds": _seconds(found.slack),
    }


def _verdict(found: Worst) -> str:
    return verdict(found).split(maxsplit=1)[1].lower()


def _moment(at: datetime | None) -> int | None:
    return _seconds(since_seen(at)) if at is not None else None


def _seconds(span: timedelta | None) -> int | None:
    return int(span.total_seconds()) if span is not None else None
