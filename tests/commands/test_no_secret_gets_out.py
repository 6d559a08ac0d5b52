"""What opens an address stays out of every place that somebody reads; what somebody typed opens nothing in a page.

(The list of processes: tests/reach/test_sending.py.)
"""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any, NoReturn

import pytest

from crisis_cli.commands.reaching import team_test
from tests.commands.conftest import Crisis
from tests.commands.test_paging import until
from tests.reach.receivers import Mail, Web, status

pytestmark = pytest.mark.usefixtures("warm")

SECRET = "correct-horse-42"

LADDER = """\
playbook: ladder
title: A ladder
roles:
  lead: {title: Lead, deputy: second}
  second: {title: Second, deputy: lead}
facts:
  product: {ask: "Which product?", type: text}
steps:
  - {id: call, role: lead, do: Call the plant, within: 10m, ladder: [{after: 1m, page: second}]}
"""

HOSTILE = "<!channel> @everyone [all](http://evil.example)\r\nBcc: all@walrus.example\r\n\r\nCall back"


@pytest.fixture(autouse=True)
def team(tmp_path: Path, receiver: Web, post: tuple[Mail, int], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Ana has her password in the environment, Ben in a file, Cy written out."""
    monkeypatch.setenv("KEY", SECRET)
    (tmp_path / "key").write_text(f"{SECRET}\n", encoding="utf-8")
    (tmp_path / "key").chmod(0o600)
    web_at = f"127.0.0.1:{receiver.port}"
    path = tmp_path / "team.yaml"
    path.write_text(
        f"""\
team: walrus
zone: Europe/Berlin
people:
  ana: {{name: Ana, loud: "json://me:${{KEY}}@{web_at}/ana"}}
  ben: {{name: Ben, loud: "mailto://127.0.0.1:{post[1]}/?from=c@walrus.example&to=ben@walrus.example"}}
  cy: {{name: Cy, loud: ["json://me:{SECRET}@{web_at}/cy", "json://me:${{file:key}}@{web_at}/cy"]}}
roles: {{lead: ana, second: cy}}
""",
        encoding="utf-8",
    )
    return path


def everything(crisis: Crisis, *folders: Path) -> str:
    """All files there, and the journal's rows as they are stored."""
    files = [path for folder in (crisis.home, *folders) for path in folder.rglob("*") if path.is_file()]
    assert files
    found = [path.read_bytes().decode("utf-8", "replace") for path in files]
    with sqlite3.connect(crisis.home / "journal.db") as db:
        found += [
            str(row) for table in ("events", "prose", "heads") for row in db.execute(f"SELECT * FROM {table}")
        ]
    db.close()
    return "\n".join(found)


def test_not_into_journal_log_report_or_screen_whether_a_page_goes_out_or_not(
    crisis: Crisis, write: Any, tmp_path: Path, receiver: Web
) -> None:
    name = crisis.begin(write("ladder", LADDER))
    said = [crisis("keep", "--once")]
    receiver.answer = status(401)
    crisis("handoff", "lead", "cy", "--as", "ana")
    said += [crisis("keep", "--once"), crisis("keep", "--once")]
    assert crisis.kinds().count("page_failed") == 2
    crisis("close", "--reason", "over", "--yes")
    (tmp_path / "out").mkdir()
    said += [crisis("report", "-i", name, "--output", str(tmp_path / "out"))]
    said += [crisis(*words, "-i", name) for words in (["log"], ["log", "--json"], ["status"], ["brief"])]
    said += [crisis("oncall"), crisis("doctor", code=None), crisis("team", "check", code=None)]
    assert len(list((tmp_path / "out").iterdir())) == 3
    shown = everything(crisis, tmp_path / "out") + "".join(ran.out + ran.err for ran in said)
    assert SECRET not in shown
    assert receiver.heard
    assert SECRET not in str(receiver.heard)


def test_not_into_the_traceback_of_a_fault(
    crisis: Crisis, write: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trips(job: dict[str, str], *_: object, **__: object) -> NoReturn:
        raise ValueError(f"no such address: {job['address']}")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    crisis.begin(write("ladder", LADDER))
    monkeypatch.setattr(team_test, "Sending", trips)
    failed = crisis("team", "test", "ana", code=4)
    assert SECRET not in failed.out + failed.err
    (kept,) = tmp_path.glob("crisis-fault-*.txt")
    traceback = kept.read_text(encoding="utf-8")
    assert "no such address: json://me:" in traceback
    assert SECRET not in traceback


def test_nothing_that_is_typed_calls_a_channel_or_adds_a_header(
    crisis: Crisis, write: Any, receiver: Web, post: tuple[Mail, int]
) -> None:
    server, _ = post
    crisis.begin(write("ladder", LADDER))
    crisis("fact", "product", HOSTILE, "--status", "confirmed", "--source", HOSTILE)
    crisis("add", HOSTILE, "--to", "ana")
    crisis("handoff", "lead", "ben", "--as", "ana")
    crisis("handoff", "--accept", "--as", "ben")
    crisis("add", f"{HOSTILE} again", "--to", "ben")
    crisis("handoff", "second", "ana", "--as", "cy")
    until(
        lambda: crisis("keep", "--once") and any("evil" in str(message["Subject"]) for message in server.messages)
    )
    until(lambda: crisis("keep", "--once") and any("evil" in said["title"] for said in receiver.said))
    for message in server.messages:
        assert message.get_all("To") == ["ben@walrus.example"]
        assert [name for name in message if name.lower() in ("bcc", "cc")] == []
    assert {address for each in server.recipients for address in each} == {"ben@walrus.example"}
    texts = [f"{said['title']}\n{said['message']}" for said in receiver.said]
    for message in server.messages:
        body = message.get_body(("plain",))
        assert body is not None
        texts.append(f"{message['Subject']}\n{body.get_content()}")
    assert len([text for text in texts if "‹!channel›" in text]) == 2
    assert not [text for text in texts if re.search(r"<!|@everyone", text)]
