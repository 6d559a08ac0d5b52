"""Builds a Scenario from the values that the table of fields has read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from crisis_cli.domain.scenario import (
    Delay,
    Growth,
    Inject,
    InjectKind,
    Objective,
    ObjectiveKind,
    Player,
    Scenario,
    Told,
    in_language,
)

Values = dict[str, Any]

AS_FAST_AS_IT_GOES = 0.0
"""The speed that a scenario writes as `max`."""


def scenario_from(values: Values, text: str) -> Scenario:
    """The scenario; what is missing or broken in the values is left out."""
    delays = values.get("delays") or {}
    speed = values.get("speed", 1.0)
    titles = values.get("title", {})
    return Scenario(
        id=values.get("scenario", "unnamed"),
        title=in_language(titles, "en") or values.get("scenario", "unnamed"),
        playbook=values.get("playbook", ""),
        starts=values.get("starts", datetime(2026, 1, 1, tzinfo=UTC)),
        length=values.get("length", timedelta(hours=1)),
        summary=values.get("summary", {}),
        seen_before=values.get("seen_before", timedelta()),
        speed=AS_FAST_AS_IT_GOES if speed == "max" else float(speed),
        seed=values.get("seed", 0),
        languages=tuple(values.get("languages", ("en",))),
        objectives=tuple(filter(None, map(_objective, values.get("objectives", ())))),
        ack=_delay(delays.get("ack")),
        act=_delay(delays.get("act")),
        players={role: _player(role, found or {}) for role, found in values.get("players", {}).items()},
        answers=values.get("answers", {}),
        texts={
            name: said if isinstance(said, tuple) else (said,) for name, said in values.get("texts", {}).items()
        },
        injects={one.id: one for one in filter(None, map(_inject, values.get("injects", ())))},
        text=text,
        titles=titles,
    )


def _delay(found: timedelta | Values | None) -> Delay | None:
    if found is None:
        return None
    if isinstance(found, timedelta):
        return Delay(found, found)
    least: timedelta = found.get("least", timedelta())
    return Delay(least, found.get("most", least), found.get("usual"))


def _player(role: str, values: Values) -> Player:
    silent = values.get("silent")
    if silent is True:
        silent = {}
    return Player(
        role,
        values.get("name", ""),
        values.get("absent", False),
        (silent.get("from", timedelta()), silent.get("until")) if silent is not None else None,
        _delay(values.get("ack")),
        _delay(values.get("act")),
    )


def _objective(values: Values) -> Objective | None:
    kind = next((kind for kind in ObjectiveKind if kind in values), None)
    if kind is None or "id" not in values:
        return None
    target = values[kind]
    titles = values.get("title", {})
    watch_for = target if kind is ObjectiveKind.OBSERVED else {}
    return Objective(
        values["id"],
        in_language(titles, "en") or values["id"],
        kind,
        target if isinstance(target, str) else in_language(watch_for, "en"),
        values.get("capability", ""),
        tuple(values.get("by", ())),
        values.get("within"),
        values.get("with", ""),
        titles,
        watch_for,
    )


def _inject(values: Values) -> Inject | None:
    kind = next((kind for kind in InjectKind if kind in values), None)
    if kind is None or "id" not in values:
        return None
    off = kind is InjectKind.OFF
    senders = values.get("from", {})
    growth = values.get("growth")
    return Inject(
        values["id"],
        kind,
        {} if off else values[kind],
        at=values.get("at"),
        when=values.get("when", {}),
        by=values.get("by"),
        after=values.get("after"),
        by_hand=values.get("by_hand", False),
        sender=in_language(senders, "en"),
        senders=senders,
        to=tuple(values.get("to", ())),
        subject=values.get("subject", {}),
        network=values.get("network", ""),
        reach=values.get("reach", 0),
        growth=_growth(growth) if growth else None,
        echoes=tuple(values.get("echoes", ())),
        reply_to=values.get("reply_to", ""),
        deadline=values.get("deadline"),
        facts={name: _told(found) for name, found in values.get("facts", {}).items()},
        role=values[kind] if off else "",
        lasts=values.get("for"),
        about=values.get("about", ""),
        options=values.get("options", {}),
        owner=values.get("owner", ""),
        expected=values.get("expected", {}),
        note=values.get("note", {}),
    )


def _growth(values: Values) -> Growth | None:
    if "peak" not in values or "mentions_per_hour" not in values:
        return None
    return Growth(values["peak"], values["mentions_per_hour"], values.get("halves"))


def _told(found: str | Values) -> Told:
    if isinstance(found, str):
        return Told(found)
    return Told(found.get("value", ""), found.get("status", "unconfirmed"), found.get("source", ""))
