"""Logs in to every account without posting, side by side: who is there, how long a post may be, what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from threading import Thread
from typing import NamedTuple
from urllib.parse import urlsplit

from crisis_cli.commands import wiring
from crisis_cli.commands.publishing.accounts import opened
from crisis_cli.commands.publishing.channels_known import WITHOUT_A_FILE, Known
from crisis_cli.domain.accounts import AccountSpec
from crisis_cli.domain.delivery import BUSY, FAULT, NOT_SET_UP, SILENT
from crisis_cli.domain.posting import Checked
from crisis_cli.engine.words import nearest
from crisis_cli.errors import CrisisError, UsageError
from crisis_cli.statements.channels.counting import count
from crisis_cli.ui.accounts import limit_words
from crisis_cli.ui.safe import json_text, safe_line

BOUND = 30.0
"""Seconds for all of them together; one account's own limit is shorter."""

WRONG_ACCOUNT, TOO_LONG = "wrong account", "limit"
UNREACHED = (FAULT, SILENT, BUSY)
"""What another try may put right."""


class Result(NamedTuple):
    """What became of one account. `failed_as`: empty when all is well. `notes`: what to write into which playbook,
    and what counts in another way there."""

    spec: AccountSpec
    checked: Checked
    failed_as: str
    why: str
    notes: tuple[str, ...]


def check_channels(found: Known, only: Sequence[str], *, as_json: bool) -> int:
    """Print one line an account; returns the exit code. Raises UsageError where there is nothing to check."""
    if found.file is None:
        raise UsageError("There is no account to check.", WITHOUT_A_FILE)
    accounts = found.file.channels.accounts
    for channel in only:
        if channel not in accounts:
            raise UsageError(f'There is no account for "{safe_line(channel, 60)}".', nearest(channel, accounts))
    wanted = {channel: accounts[channel] for channel in dict.fromkeys(only or accounts)}
    if not wanted:
        raise UsageError(f"{found.file.path} has no account.", "crisis schema channels has the fields of one.")
    checks = {channel: _check_of(found, channel) for channel in wanted}
    results = [_result(found, wanted[channel], said) for channel, said in _side_by_side(checks).items()]
    if as_json:
        print(json_text({"file": str(found.file.path), "accounts": list(map(_row, results))}))
    else:
        for result in results:
            print("\n".join(_lines(result, max(map(len, wanted)))))
    if all(not result.failed_as or result.failed_as in UNREACHED for result in results):
        return 4 if any(result.failed_as for result in results) else 0
    return 1


def _check_of(found: Known, channel: str) -> Callable[[], Checked]:
    assert found.file is not None
    try:
        return opened(found.file, channel).check
    except CrisisError as failed:
        said = Checked(failed_as=NOT_SET_UP, why=f"{failed.message}: {failed.hint}")
        return lambda: said


def _side_by_side(checks: Mapping[str, Callable[[], Checked]]) -> dict[str, Checked]:
    """What each said, those that say nothing in time included."""
    said = {channel: Checked(failed_as=SILENT, why="no word in time") for channel in checks}

    def ask(channel: str) -> None:
        try:
            said[channel] = checks[channel]()
        except Exception as failed:  # a thread would print where it broke, with whatever it held
            said[channel] = Checked(failed_as=FAULT, why=f"a fault in crisis-cli itself: {type(failed).__name__}")

    until = wiring.clock().monotonic() + BOUND
    threads = [Thread(target=ask, args=(channel,), daemon=True) for channel in checks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, until - wiring.clock().monotonic()))
    return dict(said)


def _result(found: Known, spec: AccountSpec, checked: Checked) -> Result:
    if checked.failed_as:
        return Result(spec, checked, checked.failed_as, checked.why, ())
    if not _is(spec, checked.account):
        why = f"{checked.account} is logged in, not {spec.account}: correct account:, or take the key of that one"
        return Result(spec, checked, WRONG_ACCOUNT, why, ())
    notes, too_long = _limits(found, spec.channel, checked)
    return Result(spec, checked, TOO_LONG if too_long else "", checked.why, tuple(notes))


def _is(spec: AccountSpec, logged_in: str) -> bool:
    """Whether that is who the file names: with or without @, on the server's own name or on its address."""
    name = _plain(logged_in)
    local = name.partition("@")[0] if spec.service == "mastodon" else name
    names = {name, local, f"{local}@{urlsplit(spec.server).hostname}"}
    return spec.account.startswith("did:") or _plain(spec.account) in names


def _plain(account: str) -> str:
    return account.strip().lstrip("@").casefold()


def _limits(found: Known, channel: str, checked: Checked) -> tuple[list[str], bool]:
    """What the playbooks count in another way than the server, with the line to write; whether one of them lets
    through what the server refuses."""
    notes: list[str] = []
    limit = checked.limit
    others = {
        name: assumed for name, assumed in found.assumed.get(channel, {}).items() if limit not in (None, assumed)
    }
    for name, assumed in others.items():
        counts = limit_words([assumed]) or "no limit"
        notes.append(
            f"playbook {name} counts by {counts}; write there: checks: {{limits: {{{channel}: {limit}}}}}"
        )
    link = count(channel, "https://example.com").length
    if checked.link not in (None, link):
        notes.append(f"a link costs {checked.link} there, and crisis check counts {link}")
    return notes, limit is not None and any(assumed is None or assumed > limit for assumed in others.values())


def _lines(result: Result, width: int) -> list[str]:
    spec, checked = result.spec, result.checked
    who = safe_line(checked.account or spec.account, 80)
    head = f"{'BAD' if result.failed_as else 'ok '}  {spec.channel:<{width}}  {who}"
    size = limit_words([checked.limit])
    reached = "cannot be reached: " if result.failed_as in UNREACHED else ""
    why = safe_line(f"{reached}{result.why}", 300) if result.why else ""
    tail = "  ".join(part for part in (size, why) if part)
    return [f"{head}  {tail}".rstrip(), *(f"     {'':<{width}}  {safe_line(note)}" for note in result.notes)]


def _row(result: Result) -> dict[str, object]:
    spec, checked = result.spec, result.checked
    return {
        "channel": spec.channel,
        "service": spec.service,
        "account": spec.account,
        "ok": not result.failed_as,
        "logged_in": checked.account or None,
        "limit": checked.limit,
        "link": checked.link,
        "failed_as": result.failed_as or None,
        "why": result.why or None,
        "notes": list(result.notes),
    }
