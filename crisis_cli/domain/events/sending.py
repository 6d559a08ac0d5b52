"""Posts on their way to an account: tried, out, failed, looked for by a person."""

from __future__ import annotations

from datetime import datetime

from crisis_cli.domain.events.body import Body, said


@said
class PostAttempted(Body):
    """Somebody sends one post of a round and has until `lease_at` to say how it went. `part` of `parts`, from 1;
    `sha256`: of the statement's whole text; `key`: the same for every try of this post, first tried at
    `begun_at`."""

    statement: str
    round: int
    channel: str
    part: int
    parts: int
    sha256: str
    service: str
    account: str
    key: str
    begun_at: datetime
    lease_at: datetime


@said
class PartPosted(Body):
    """The service took it. `post_id`: what the service calls it; `url`: where it can be read."""

    statement: str
    round: int
    channel: str
    part: int
    post_id: str
    url: str = ""


@said
class PostFailed(Body):
    """It did not go out (`failed_as`: a class of domain.delivery), or, when `unknown`, nobody can tell."""

    statement: str
    round: int
    channel: str
    part: int
    why: str
    failed_as: str = ""
    unknown: bool = False


@said
class PostLookedFor(Body):
    """A person says what became of a post. `state`, and `before` what it was until then: of domain.posting."""

    PROSE = ("url",)
    statement: str
    round: int
    channel: str
    part: int
    state: str
    before: str
    url: str = ""
