"""A small editor: speaks to the real YAML language server over stdio, as editors do."""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

import pytest

from tests.parts import program

SETTING = "CRISIS_YAML_LANGUAGE_SERVER"
PATIENCE = 60.0
"""Seconds for one answer: a cold start of the server on a loaded machine takes five."""


def server_program() -> str:
    """Where the server is: named in the environment, on the PATH, or installed into this checkout."""
    if named := os.environ.get(SETTING):
        return named
    if found := shutil.which("yaml-language-server"):
        return found
    root = Path(__file__).parents[2]
    for folder in (root / ".venv/node_modules/.bin", root / "node_modules/.bin"):
        if found := shutil.which("yaml-language-server", path=str(folder)):
            return found
    return program("yaml-language-server")


class Editor:
    """One server with one schema for each file name in `schemas` (a glob to the schema's file)."""

    def __init__(self, folder: Path, schemas: Mapping[str, Path]) -> None:
        self._folder = folder
        self._settings = {
            "yaml": {
                "validate": True,
                "hover": True,
                "completion": True,
                "schemaStore": {"enable": False},
                "schemas": {path.as_uri(): glob for glob, path in schemas.items()},
            }
        }
        self._process = subprocess.Popen(
            [server_program(), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._came: queue.Queue[dict[str, Any]] = queue.Queue()
        assert self._process.stdout is not None
        self._reader = threading.Thread(target=self._listen, args=(self._process.stdout,), daemon=True)
        self._reader.start()
        self._number = 0
        self._opened = 0
        self._diagnostics: dict[str, list[dict[str, Any]]] = {}
        able = {
            "workspace": {"configuration": True},
            "textDocument": {
                "hover": {"contentFormat": ["plaintext"]},
                "completion": {"completionItem": {"documentationFormat": ["plaintext"]}},
            },
        }
        self.request("initialize", {"processId": os.getpid(), "rootUri": folder.as_uri(), "capabilities": able})
        self._send({"method": "initialized", "params": {}})
        self._send({"method": "workspace/didChangeConfiguration", "params": {"settings": self._settings}})

    def close(self) -> None:
        """End the server."""
        self._process.terminate()
        self._process.wait(timeout=PATIENCE)
        self._reader.join(timeout=PATIENCE)
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()

    def open(self, text: str, name: str) -> str:
        """Open the text in a new file whose name ends so; returns its address."""
        self._opened += 1
        uri = (self._folder / f"{self._opened}-{name}").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        return uri

    def red_lines(self, text: str, name: str) -> list[str]:
        """What the server says is wrong, as `line: message` counted from 1."""
        uri = self.open(text, name)
        while uri not in self._diagnostics:
            self._handle(self._next())
        return [f"{one['range']['start']['line'] + 1}: {one['message']}" for one in self._diagnostics[uri]]

    def hover(self, text: str, name: str) -> str:
        """What is shown when the mouse rests where the text has a `|`."""
        answer = self.request("textDocument/hover", self._at(text, name))
        contents = answer["contents"] if answer else ""
        return str(contents["value"] if isinstance(contents, dict) else contents)

    def completions(self, text: str, name: str) -> dict[str, str]:
        """What is offered where the text has a `|`, each with its words."""
        answer = self.request("textDocument/completion", self._at(text, name))
        items = answer["items"] if isinstance(answer, dict) else answer or []
        return {item["label"]: _words(item.get("documentation")) for item in items}

    def _at(self, text: str, name: str) -> dict[str, Any]:
        before, after = text.split("|", 1)
        uri = self.open(before + after, name)
        lines = before.split("\n")
        return {"textDocument": {"uri": uri}, "position": {"line": len(lines) - 1, "character": len(lines[-1])}}

    def request(self, method: str, parameters: dict[str, Any]) -> Any:
        """Ask, and wait for the answer."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": parameters})
        while True:
            came = self._next()
            if came.get("id") == self._number and "method" not in came:
                assert "error" not in came, came["error"]
                return came["result"]
            self._handle(came)

    def _handle(self, came: dict[str, Any]) -> None:
        method = came.get("method", "")
        if method == "textDocument/publishDiagnostics":
            self._diagnostics[came["params"]["uri"]] = came["params"]["diagnostics"]
        elif "id" in came and method == "workspace/configuration":
            wanted = [item.get("section", "") for item in came["params"]["items"]]
            self._send({"id": came["id"], "result": [self._settings.get(section) for section in wanted]})
        elif "id" in came and method:
            self._send({"id": came["id"], "result": None})

    def _next(self) -> dict[str, Any]:
        try:
            return self._came.get(timeout=PATIENCE)
        except queue.Empty:
            return pytest.fail(f"the language server said nothing for {PATIENCE:.0f} s")

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        pipe = self._process.stdin
        assert pipe is not None
        pipe.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        pipe.flush()

    def _listen(self, pipe: IO[bytes]) -> None:
        while header := pipe.readline():
            if header.lower().startswith(b"content-length:"):
                length = int(header.split(b":")[1])
                while pipe.readline().strip():
                    pass
                self._came.put(json.loads(pipe.read(length)))


def _words(documentation: Any) -> str:
    return str(documentation["value"] if isinstance(documentation, dict) else documentation or "")
