"""Every statement on its way: its texts with hashes and word diffs, who said yes to which, where it went."""

from __future__ import annotations

from collections.abc import Sequence

from crisis_cli.domain import events as e
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.playbook import StatementSpec
from crisis_cli.review.diffs import word_diff
from crisis_cli.review.reading import BLANK, InForce, blanked, role_title
from crisis_cli.review.rows_said import NoRow, PostRow, StatementRow, VersionRow, YesRow

Text = e.StatementDrafted | e.StatementEdited


def statement_rows(incident: Incident, history: Sequence[e.Event], in_force: InForce) -> tuple[StatementRow, ...]:
    """The statements that something was written for, in the order of their first texts."""
    texts: dict[str, list[e.Event]] = {}
    for event in history:
        if isinstance(event.data, Text):
            texts.setdefault(event.data.statement, []).append(event)
    gone = _blank_hashes(history)
    rows: list[StatementRow] = []
    for name, events in texts.items():
        spec = incident.playbook.statements.get(name)
        versions = _versions(incident, history, name, events, gone, in_force)
        speaker = role_title(incident, spec.speaker) if spec is not None else ""
        rows.append(StatementRow(name, speaker, versions, _posts(incident, history, name)))
    return tuple(rows)


def _blank_hashes(history: Sequence[e.Event]) -> frozenset[str]:
    """The hashes of blanked texts: the same text under another event stays blank too."""
    gone = blanked(history)
    texts = (event for event in history if event.seq in gone and isinstance(event.data, Text))
    return frozenset(event.data.sha256 for event in texts if isinstance(event.data, Text))


def _versions(
    incident: Incident,
    history: Sequence[e.Event],
    name: str,
    events: Sequence[e.Event],
    gone: frozenset[str],
    in_force: InForce,
) -> tuple[VersionRow, ...]:
    spec = incident.playbook.statements.get(name)
    yeses, noes = _yeses(incident, history, name, in_force), _noes(history, name)
    rows: list[VersionRow] = []
    for event in events:
        body = event.data
        assert isinstance(body, Text)
        key = (body.round, body.sha256)
        redacted = body.sha256 in gone
        before = rows[-1] if rows and rows[-1].round == body.round else None
        comparable = before is not None and not before.redacted and not redacted
        rows.append(
            VersionRow(
                number=len(rows) + 1,
                round=body.round,
                seq=event.seq,
                sha256=body.sha256,
                by=event.actor,
                moment=event.moment,
                typed_at=event.at,
                drafted=isinstance(body, e.StatementDrafted),
                text=BLANK if redacted else body.text,
                redacted=redacted,
                facts=body.facts if isinstance(body, e.StatementDrafted) else (),
                standing_approval=_standing_approval(spec, event),
                diff=word_diff(before.text, body.text) if before is not None and comparable else None,
                yeses=tuple(row for found, row in yeses if found == key),
                noes=tuple(row for found, row in noes if found == key),
            )
        )
    return tuple(rows)


def _standing_approval(spec: StatementSpec | None, event: e.Event) -> str:
    """Who had approved the template beforehand, when this text is that template with only its slots filled."""
    before = spec.preapproved if spec is not None else None
    body = event.data
    if before is None or not isinstance(body, e.StatementDrafted) or body.template_sha256 != before.sha256:
        return ""
    in_time = event.moment.date() <= before.until
    return before.by if in_time and set(body.facts) <= set(before.slots) else ""


def _yeses(
    incident: Incident, history: Sequence[e.Event], name: str, in_force: InForce
) -> list[tuple[tuple[int, str], YesRow]]:
    rows: list[tuple[tuple[int, str], YesRow]] = []
    for event in history:
        body = event.data
        if isinstance(body, e.StatementApproved) and body.statement == name:
            kind = "countersignature" if body.entry < 0 else "yes"
            role = in_force.role(body.role, event.seq)
            back = event.seq in incident.undone
            row = YesRow(kind, role, body.giver, body.via, event.actor, event.moment, back)
            key = (body.round, body.sha256)
            if (key, row) not in rows:  # one yes may fill several entries of `approvals`
                rows.append((key, row))
    return rows


def _noes(history: Sequence[e.Event], name: str) -> list[tuple[tuple[int, str], NoRow]]:
    rows: list[tuple[tuple[int, str], NoRow]] = []
    for event in history:
        body = event.data
        if isinstance(body, e.StatementRejected) and body.statement == name:
            kind = "objection" if body.objection else "no"
            row = NoRow(kind, body.giver, body.via, event.actor, event.moment, body.reason)
            rows.append(((body.round, body.sha256), row))
    return rows


def _posts(incident: Incident, history: Sequence[e.Event], name: str) -> tuple[PostRow, ...]:
    rows: list[PostRow] = []
    for event in history:
        body = event.data
        if not isinstance(body, e.StatementPosted | e.ChannelSkipped) or body.statement != name:
            continue
        posted = isinstance(body, e.StatementPosted)
        rows.append(
            PostRow(
                statement=name,
                round=body.round,
                channel=body.channel,
                url=body.url if isinstance(body, e.StatementPosted) else "",
                sha256=body.sha256 if isinstance(body, e.StatementPosted) else "",
                by=event.actor,
                moment=event.moment,
                typed_at=event.at,
                skipped="" if posted else (body.reason if isinstance(body, e.ChannelSkipped) else ""),
                taken_back=event.seq in incident.undone,
            )
        )
    return tuple(rows)
