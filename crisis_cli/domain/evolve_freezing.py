"""The fold of events about what is held still while a crisis lasts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from crisis_cli.domain import events as e
from crisis_cli.domain.freezing import Held
from crisis_cli.domain.incident import Incident


def _begun(body: e.FreezeBegun, incident: Incident, event: e.Event) -> None:
    held = incident.frozen.get(body.name) or Held(body.name, body.title)
    incident.frozen[body.name] = replace(held, title=body.title, trying=body.act, until=body.until_at)


def _settled(body: e.Frozen | e.Unfrozen, incident: Incident, event: e.Event) -> None:
    frozen = isinstance(body, e.Frozen)
    incident.frozen[body.name] = Held(body.name, body.title, frozen, event.moment, event.actor, body.way)


def _failed(body: e.FreezeFailed, incident: Incident, event: e.Event) -> None:
    """What somebody has said of it since the try began stands."""
    held = incident.frozen.get(body.name)
    if held is None or held.trying != body.act:
        return
    unsure = body.unknown or held.unsure
    incident.frozen[body.name] = replace(held, trying="", until=None, failed=body.act, why=body.why, unsure=unsure)


FREEZING: Mapping[type[e.Body], Callable[[Any, Incident, e.Event], None]] = {
    e.FreezeBegun: _begun,
    e.Frozen: _settled,
    e.Unfrozen: _settled,
    e.FreezeFailed: _failed,
}
