"""What every event has: the envelope that a journal keeps, and the class that all kinds of event are of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, TypeVar, dataclass_transform

VERSION = 1
"""The version of the event format that this program writes; it refuses to write after a higher one."""


class Body:
    """What an event says; `kind` is how the journal names it.

    Two are equal when they say the same. That, and how one shows itself, is written here once: made anew for
    each of fifty classes it would cost every command a sixth of its start.
    """

    __slots__: tuple[str, ...] = ()
    kind: ClassVar[str] = ""
    PROSE: ClassVar[tuple[str, ...]] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Body) and type(self) is type(other) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash((self.kind, self._values()))

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={value!r}" for name, value in zip(self.__slots__, self._values(), strict=True))
        return f"{type(self).__name__}({said})"

    def _values(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__slots__)

    def __init_subclass__(cls) -> None:
        name = cls.__name__
        cls.kind = "".join("_" + letter.lower() if letter.isupper() else letter for letter in name).lstrip("_")


_T = TypeVar("_T")


@dataclass_transform(frozen_default=True)
def said(body: type[_T]) -> type[_T]:
    """A frozen class of what happened; equality and looks come from Body."""
    return dataclass(frozen=True, slots=True, eq=False, repr=False)(body)


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the journal. `at`: recorded (UTC, never going back); `happened_at`: when somebody said so."""

    incident: str
    seq: int
    id: str
    v: int
    at: datetime
    happened_at: datetime | None
    actor: str
    data: Body
    hash: str

    @property
    def kind(self) -> str:
        """The name of what happened, such as `step_done`."""
        return self.data.kind

    @property
    def moment(self) -> datetime:
        """When it took place, as far as anybody said: `happened_at`, else `at`."""
        return self.happened_at or self.at


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event not yet in the journal; `id` is made by the caller, so that a retry stores nothing twice."""

    id: str
    at: datetime
    actor: str
    data: Body
    happened_at: datetime | None = None


@said
class UnknownEvent(Body):
    """A kind that this version does not know, kept as its JSON text: readable, and a reason not to write."""

    kind_name: str
    json: str
