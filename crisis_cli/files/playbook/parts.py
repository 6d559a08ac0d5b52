"""Builds the parts of a Playbook from the values that the table of fields has read."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from crisis_cli.domain.conditions import ALWAYS
from crisis_cli.domain.language import DEFAULT_LANGUAGE
from crisis_cli.domain.parts import SHARE_BLOCK, SHARE_WARN
from crisis_cli.domain.playbook import (
    ACK_FOR,
    Approval,
    Cadence,
    Checks,
    FactSpec,
    FactType,
    Kind,
    Playbook,
    Preapproved,
    Promise,
    Repeat,
    Role,
    Rung,
    StatementSpec,
    Step,
)

Values = dict[str, Any]
_KINDS = {kind.value: kind for kind in Kind}
_OF_STATEMENTS = frozenset(("draft", "approve", "publish"))
_TYPES = {type_.value: type_ for type_ in FactType}
_NO_TIME = timedelta()
_CHECKS = Checks()


def playbook_from(values: Values, text: str) -> Playbook:
    """The playbook; what is missing or broken in the values is left out."""
    language = values.get("language", DEFAULT_LANGUAGE)
    roles = {id_: _role(id_, role, language) for id_, role in values.get("roles", {}).items()}
    facts = {name: _fact(name, fact, language) for name, fact in values.get("facts", {}).items()}
    statements: dict[str, StatementSpec] = {}
    for name, found in values.get("statements", {}).items():
        if statement := _statement(name, found, roles):
            statements[name] = statement
    steps: dict[str, Step] = {}
    for found in values.get("steps", ()):
        step = _step(found, roles, statements)
        if step is not None:
            steps.setdefault(step.id, step)
    id_: str = values.get("playbook", "unnamed")
    return Playbook(
        id=id_,
        title=values.get("title", id_),
        owner=values.get("owner", ""),
        company=values.get("company", ""),
        language=language,
        review_by=values.get("review_by"),
        per_item="per" in values,
        crisis_when=values.get("crisis_when", ALWAYS),
        noticed_within=values.get("noticed_within", _NO_TIME),
        checks=_checks(values["checks"]) if "checks" in values else _CHECKS,
        promises=_promises(values.get("promises", {}), steps),
        roles=roles,
        facts=facts,
        statements=statements,
        steps=_with_steps_that_exist(steps),
        text=text,
    )


def _promises(found: dict[str, Values], steps: dict[str, Step]) -> dict[str, Promise]:
    promises: dict[str, Promise] = {}
    for name, values in found.items():
        kept_by, from_ = values.get("kept_by", ""), values.get("from", "seen")
        if "within" in values and (kept_by in steps or (not kept_by and from_ == "change")):
            if from_ not in steps and from_ not in ("seen", "start", "change"):
                from_ = "seen"
            promises[name] = Promise(name, values["within"], kept_by, from_)
    return promises


def _checks(values: Values) -> Checks:
    share = values.get("template_share", {})
    warn, block = share.get("warn", SHARE_WARN), share.get("block", SHARE_BLOCK)
    return Checks(min(warn, block), block, values.get("limits", {}))


def _said(words: str | dict[str, str], language: str, otherwise: str) -> tuple[str, dict[str, str]]:
    """A text in the playbook's language, and the same in others."""
    if isinstance(words, str):
        return words, {}
    others = dict(words)
    own = others.pop(language, None)
    return own or next(iter(others.values()), otherwise), others


def _role(id_: str, values: Values, language: str) -> Role:
    deputy = values.get("deputy")
    title, titles = _said(values.get("title", id_), language, id_)
    return Role(id_, title, deputy if deputy != id_ else None, titles)


def _fact(name: str, values: Values, language: str) -> FactSpec:
    ask, asks = _said(values.get("ask", name), language, name)
    type_ = values.get("type", "text")
    choices = values.get("choices") or {}
    return FactSpec(
        name,
        ask,
        _TYPES["text" if type_ == "choice" and not choices else type_],
        values.get("required", False),
        values.get("min"),
        values.get("max"),
        choices,
        asks,
    )


def _statement(name: str, values: Values, roles: dict[str, Role]) -> StatementSpec | None:
    """A statement always needs a yes: one that cannot be read falls to the speaker."""
    speaker = values.get("speaker") or next(iter(roles), "")
    if not speaker:
        return None
    approvals = tuple(_approval(found, speaker) for found in values.get("approvals", ()))
    if all(approval.consult for approval in approvals):
        approvals = (*approvals, Approval((speaker,)))
    found = values.get("preapproved", {})
    whole = all(part in found for part in ("by", "until", "sha256"))
    standing = Preapproved(found["by"], found["until"], found["sha256"], found.get("slots", ())) if whole else None
    template, channels = values.get("template", name), values.get("channels") or ("website",)
    return StatementSpec(name, template, speaker, approvals, channels, standing)


def _approval(found: str | Values, speaker: str) -> Approval:
    if isinstance(found, str):
        return Approval((found,))
    if found.get("any"):
        return Approval(found["any"])
    if found.get("consult"):
        return Approval(found["consult"], consult=True, within=found.get("within"))
    return Approval((speaker,))


def _step(values: Values, roles: dict[str, Role], statements: dict[str, StatementSpec]) -> Step | None:
    for kind in values:
        if kind in _KINDS:
            break
    else:
        return None
    if "id" not in values:
        return None
    get = values.get
    said = values[kind]
    choices = get("choices", {}) if kind == "ask" else {}
    about_statement = kind in _OF_STATEMENTS
    if (kind == "ask" and not choices) or (about_statement and said not in statements):
        return None
    if kind == "notify" and not said:
        return None
    guidance = get("guidance", "")
    if "title" in values and kind in ("do", "ask"):
        guidance = f"{said}\n\n{guidance}".rstrip()  # the title took the place of these words on the board
    return Step(
        id=values["id"],
        kind=_KINDS[kind],
        role=get("role"),
        title=get("title") or _title(kind, said, roles, statements),
        target=said if about_statement else "",
        choices=choices,
        notify=said if kind == "notify" else (),
        after=get("after"),
        when=get("when", ALWAYS),
        within=get("within"),
        by=get("by"),
        not_before=get("not_before"),
        repeat=_repeat(values["repeat"]) if "repeat" in values else None,
        ladder=_ladder(values["ladder"]) if "ladder" in values else (),
        ack_for=get("ack_for", ACK_FOR),
        checklist=get("checklist", ()),
        guidance=guidance,
        required=get("required", False),
        ends=get("ends"),
        leads_to=get("leads_to"),
        phase=get("phase", ""),
    )


def _title(kind: str, said: Any, roles: dict[str, Role], statements: dict[str, StatementSpec]) -> str:
    if kind == "draft":
        return f"Write the {said} statement"
    if kind == "approve":
        return f"Say yes to the {said} statement"
    if kind == "publish":
        return f"Publish the {said} statement: {', '.join(statements[said].channels)}"
    if kind == "notify":
        return f"Tell {', '.join(roles[role].title for role in said)}"
    return str(said)


def _ladder(found: tuple[Values, ...]) -> tuple[Rung, ...]:
    return tuple(
        [
            Rung(rung["after"], rung["page"], rung.get("within"))
            for rung in found
            if "after" in rung and "page" in rung
        ]
    )


def _repeat(values: Values) -> Repeat | None:
    """A repeat whose rhythm or end cannot be read is left out: better once than for ever."""
    every = values.get("every")
    if isinstance(every, timedelta):
        cadences: tuple[Cadence, ...] = (Cadence(every),)
    else:
        cadences = tuple(Cadence(one["every"], one.get("for")) for one in every or () if "every" in one)
    if not cadences or "until" not in values:
        return None
    return Repeat(cadences, values["until"], values.get("on_change", ()))


def _with_steps_that_exist(steps: dict[str, Step]) -> dict[str, Step]:
    """The steps, none of which follows one that was left out."""
    for step in list(steps.values()):
        if step.after and not steps.keys() >= set(step.after):
            kept = tuple(name for name in step.after if name in steps)
            steps[step.id] = step._replace(after=kept or None)
    return steps
