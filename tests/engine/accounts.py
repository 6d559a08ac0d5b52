"""An account whose answers are scripted, on a service that remembers what arrived."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from crisis_cli.domain.posting import Answer, Checked, Looked, Outgoing

Script = Callable[[Outgoing], Answer]


class Killed(BaseException):
    """The process ends here."""


class FakeAccount:
    """`posts`: what stands there, by id. With `remembers` two tries with one key are one post; with `finds` an
    earlier try is found by its text. `keyless`: it takes a key, as its interface says, and forgets it. `script`:
    what happens at the next tries, in order, in place of an answer."""

    def __init__(
        self,
        service: str = "mastodon",
        *,
        remembers: timedelta | None = None,
        finds: bool = False,
        keyless: bool = False,
    ) -> None:
        self._keeps_keys = remembers is not None and not keyless
        self.service = service
        self.account = f"@walrus@{service}.example"
        self.remembers = remembers
        self.finds = finds
        self.script: list[Script] = []
        self.tried: list[Outgoing] = []
        self.looked_for: list[Outgoing] = []
        self.posts: dict[str, Outgoing] = {}
        self.cannot_find = False

    def post(self, outgoing: Outgoing) -> Answer:
        self.tried.append(outgoing)
        if self.script:
            return self.script.pop(0)(outgoing)
        return self.arrive(outgoing)

    def arrive(self, outgoing: Outgoing) -> Answer:
        """The service takes it."""
        known = [name for name, post in self.posts.items() if post.key == outgoing.key]
        name = known[0] if known and self._keeps_keys else f"{self.service}-{len(self.posts) + 1}"
        self.posts[name] = outgoing
        return self._answer(name)

    def find(self, outgoing: Outgoing, since: datetime) -> Answer:
        self.looked_for.append(outgoing)
        if self.cannot_find:
            return Answer(unknown=True, why="the service does not answer")
        assert since < outgoing.begun_at
        found = [name for name, post in self.posts.items() if post.text == outgoing.text]
        return self._answer(found[0]) if found else Answer()

    def look(self, post_id: str, url: str) -> Looked:
        found = self.posts.get(post_id) if url.endswith(post_id) else None
        return Looked(found.text) if found is not None else Looked(gone=True)

    def check(self) -> Checked:
        return Checked(self.account)

    def _answer(self, name: str) -> Answer:
        return Answer(name, f"https://{self.service}.example/{name}")

    # --- what may happen ---------------------------------------------------------------------------------

    def says_no(self, _: Outgoing) -> Answer:
        return Answer(failed_as="refused", why="HTTP 422: too long")

    def falls_silent(self, outgoing: Outgoing) -> Answer:
        """It arrived, and the answer was lost."""
        self.arrive(outgoing)
        return Answer(unknown=True, why="no answer within 20 s")

    def loses_it(self, _: Outgoing) -> Answer:
        """It did not arrive, and nobody can tell."""
        return Answer(unknown=True, why="no answer within 20 s")

    def dies_before(self, _: Outgoing) -> Answer:
        raise Killed

    def dies_after(self, outgoing: Outgoing) -> Answer:
        self.arrive(outgoing)
        raise Killed
