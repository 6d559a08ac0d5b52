"""An account that is reached over the network: every call in a child process of its own, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from crisis_cli.clocks import Clock
from crisis_cli.domain.accounts import AccountSpec
from crisis_cli.domain.delivery import FAULT
from crisis_cli.domain.posting import Answer, Checked, Looked, Outgoing
from crisis_cli.reach.process import Child

LIMIT = 20.0
"""Seconds after which the child ends itself. Shorter than a lease (30), so that nobody else posts it meanwhile."""

_LONGER = 2.0
"""Seconds that it is given beyond that before it is killed."""

_LONGEST = 500
"""Characters of what a service calls a post, and of where it stands."""

_UNREADABLE = "what it calls the post cannot be read"


class RemoteAccount:
    """`remembers`, `finds`: as engine.ports.Account says; `limit`: seconds that one call may take."""

    def __init__(
        self,
        spec: AccountSpec,
        clock: Clock,
        *,
        remembers: timedelta | None = None,
        finds: bool = False,
        limit: float = LIMIT,
    ) -> None:
        self.service, self.account = spec.service, spec.account
        self.remembers, self.finds = remembers, finds
        self._spec, self._clock, self._limit = spec, clock, limit

    def __repr__(self) -> str:
        return f"RemoteAccount({self._spec.channel!r}, {self.service!r})"  # without the spec: it holds secrets

    def post(self, outgoing: Outgoing) -> Answer:
        """Try it once, for at most `limit` seconds."""
        return self._answer(self._ask("post", outgoing=_plain(outgoing)))

    def find(self, outgoing: Outgoing, since: datetime) -> Answer:
        """An earlier try of it, among what was posted since; `unknown` when that cannot be told."""
        said = self._ask("find", outgoing=_plain(outgoing), since=since.isoformat())
        return self._answer({**said, "unknown": said.get("unknown", False) or "failed_as" in said})

    def look(self, post_id: str, url: str) -> Looked:
        """What stands there now."""
        said = self._ask("look", post_id=post_id, url=url)
        if "failed_as" in said:
            return Looked(why=_why(said))
        return Looked(said.get("text"), said.get("gone", False), said.get("why", ""))

    def check(self) -> Checked:
        """Who is logged in, and the limits that the service gives."""
        said = self._ask("check")
        if "failed_as" in said:
            return Checked(failed_as=said["failed_as"], why=_why(said))
        return Checked(said["account"], said.get("limit"), said.get("link"), "", said.get("why", ""))

    def _ask(self, act: str, **more: object) -> dict[str, Any]:
        spec = self._spec
        job: dict[str, object] = {
            "service": spec.service,
            "act": act,
            "account": spec.account,
            "server": spec.server,
            "secrets": dict(spec.secrets),
            "address": spec.address,
            "channel": spec.channel,
            "limit": self._limit,
        }
        return Child(job | more, self._clock, self._limit + _LONGER).wait()

    @staticmethod
    def _answer(said: Mapping[str, Any]) -> Answer:
        name = said.get("post_id", "")
        if name and name.isprintable() and len(name) <= _LONGEST:
            return Answer(name, _address(said.get("url", "")))
        if "failed_as" not in said:
            return Answer() if said.get("absent") else Answer(failed_as=FAULT, why=_UNREADABLE, unknown=True)
        return Answer("", "", said["failed_as"], _why(said), bool(said.get("unknown", False)))


def _address(url: str) -> str:
    """The address when it is one that a browser opens, else nothing: it comes from a service."""
    return url if url.startswith(("http://", "https://")) and len(url) <= _LONGEST and url.isprintable() else ""


def _plain(outgoing: Outgoing) -> dict[str, object]:
    return outgoing._asdict() | {"begun_at": outgoing.begun_at.isoformat()}


def _why(said: Mapping[str, Any]) -> str:
    wait = said.get("again_after", 0)
    return f"{said['why']}; it asks for {wait} s" if wait else str(said["why"])
