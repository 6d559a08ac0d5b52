"""Servers on loopback that speak as Mastodon, Bluesky and X do, so far as an account needs it."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple, TypeVar
from urllib.parse import parse_qs, urlsplit

Fault = Callable[[BaseHTTPRequestHandler], None]
"""Answers in place of the server; see tests.reach.receivers."""


S = TypeVar("S", bound="Service")


class Asked(NamedTuple):
    """A request. `fields`: of the query and of the body, whichever way it was encoded."""

    method: str
    path: str
    headers: Mapping[str, str]
    fields: Mapping[str, Any]


class Service(ABC):
    """`faults`: by method and path, what happens in place of the answer; with `taken`, after the request was
    carried out."""

    def __init__(self) -> None:
        self.heard: list[Asked] = []
        self.faults: dict[tuple[str, str], Fault] = {}
        self.taken = False
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                there = urlsplit(self.path)
                fields: dict[str, Any] = {name: values[0] for name, values in parse_qs(there.query).items()}
                if "json" in self.headers.get("Content-Type", ""):
                    fields |= json.loads(body)
                else:
                    fields |= {name: values[0] for name, values in parse_qs(body).items()}
                asked = Asked(self.command, there.path, dict(self.headers), fields)
                service.heard.append(asked)
                fault = service.faults.get((asked.method, asked.path))
                if fault is not None and not service.taken:
                    fault(self)
                    return
                status, said = service.answer(asked)
                if fault is not None:
                    fault(self)
                    return
                answer = json.dumps(said).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json; charset=utf-8")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            do_GET = do_POST

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    @abstractmethod
    def answer(self, asked: Asked) -> tuple[int, Any]:
        """The status, and what is sent as JSON."""

    def posts(self, path: str) -> list[Asked]:
        """What was posted to that path."""
        return [asked for asked in self.heard if (asked.method, asked.path) == ("POST", path)]


class MastodonServer(Service):
    """Keeps each key with the status that it made."""

    TOKEN = "mast0don-t0ken-9f2c"

    def __init__(self) -> None:
        super().__init__()
        self.acct = "news"
        self.statuses: dict[str, dict[str, Any]] = {}
        self.keys: dict[str, str] = {}

    def answer(self, asked: Asked) -> tuple[int, Any]:
        path = asked.path.rstrip("/")
        if path == "/api/v2/instance":
            statuses = {"max_characters": 700, "characters_reserved_per_url": 23}
            return 200, {"domain": "walrus.example", "configuration": {"statuses": statuses}}
        if asked.headers.get("Authorization") != f"Bearer {self.TOKEN}":
            return 401, {"error": f"The access token {self.TOKEN} is invalid"}
        if path == "/api/v1/accounts/verify_credentials":
            return 200, self.account()
        if path == "/api/v1/statuses":
            return 200, self.statuses[self.made(asked)]
        if path.startswith("/api/v1/statuses/"):
            found = self.statuses.get(path.rsplit("/", 1)[1])
            return (200, found) if found else (404, {"error": "Record not found"})
        if path == "/api/v1/accounts/7/statuses":
            return 200, list(reversed(self.statuses.values()))
        return 404, {"error": "Not found"}

    def made(self, asked: Asked) -> str:
        key = asked.headers["Idempotency-Key"]
        if key in self.keys:
            return self.keys[key]
        number = str(1000 + len(self.statuses))
        self.keys[key] = number
        paragraphs = html.escape(asked.fields["status"]).split("\n\n")
        self.statuses[number] = {
            "id": number,
            "url": f"https://walrus.example/@news/{number}",
            "uri": f"https://walrus.example/users/news/statuses/{number}",
            "content": "".join(f"<p>{paragraph.replace(chr(10), '<br />')}</p>" for paragraph in paragraphs),
            "created_at": datetime.now(UTC).isoformat().replace("+00:00", "Z"),
            "in_reply_to_id": asked.fields.get("in_reply_to_id"),
            "visibility": asked.fields["visibility"],
            "language": asked.fields.get("language"),
            "account": self.account(),
        }
        return number

    def account(self) -> dict[str, Any]:
        return {"id": "7", "acct": self.acct, "username": self.acct, "url": f"https://walrus.example/@{self.acct}"}


class BlueskyServer(Service):
    """A personal data server; a record key is taken once."""

    PASSWORD = "abcd-ef01-2345-6789"
    DID = "did:plc:walruswalruswalruswalrus"

    def __init__(self) -> None:
        super().__init__()
        self.handle = "walrus.example"
        self.records: dict[str, dict[str, Any]] = {}
        self.token = _token(self.DID)

    def answer(self, asked: Asked) -> tuple[int, Any]:
        method, fields = asked.path.removeprefix("/xrpc/"), asked.fields
        if method == "com.atproto.server.createSession":
            if fields["password"] != self.PASSWORD:
                return 401, {"error": "AuthenticationRequired", "message": f"Invalid {fields['password']}"}
            tokens = {"accessJwt": self.token, "refreshJwt": self.token}
            return 200, {"did": self.DID, "handle": self.handle, "active": True, **tokens}
        if asked.headers.get("Authorization", asked.headers.get("authorization")) != f"Bearer {self.token}":
            return 401, {"error": "AuthMissing", "message": "Authentication Required"}
        if method == "com.atproto.repo.getRecord":
            found = self.records.get(fields["rkey"])
            return (200, found) if found else (400, {"error": "RecordNotFound", "message": "Could not locate it"})
        if method == "com.atproto.repo.createRecord":
            if fields["rkey"] in self.records:
                return 500, {"error": "InternalServerError", "message": "There is already a value at key"}
            cid = _cid(fields["record"])
            uri = f"at://{self.DID}/{fields['collection']}/{fields['rkey']}"
            self.records[fields["rkey"]] = {"uri": uri, "cid": cid, "value": fields["record"]}
            return 200, {"uri": uri, "cid": cid}
        return 501, {"error": "MethodNotImplemented", "message": "Method Not Implemented"}


class XServer(Service):
    """Version 2 of X's interface; refuses a text that stands there."""

    SECRETS = ("c0nsumer-key", "c0nsumer-secret", "acc3ss-token", "acc3ss-token-secret")

    def __init__(self) -> None:
        super().__init__()
        self.username = "WalrusFoods"
        self.tweets: dict[str, dict[str, Any]] = {}

    def answer(self, asked: Asked) -> tuple[int, Any]:
        if f'oauth_consumer_key="{self.SECRETS[0]}"' not in asked.headers.get("Authorization", ""):
            return 401, {"title": "Unauthorized", "detail": self.SECRETS[0], "status": 401}
        if asked.path == "/2/users/me":
            return 200, {"data": {"id": "5", "name": "Walrus", "username": self.username}}
        if asked.path == "/2/tweets":
            text = asked.fields["text"]
            if any(tweet["text"] == text for tweet in self.tweets.values()):
                detail = "You are not allowed to create a Tweet with duplicate content."
                return 403, {"title": "Forbidden", "detail": detail, "status": 403}
            number = str(18_000_000_000_000_000_00 + len(self.tweets))
            reply = asked.fields.get("reply", {}).get("in_reply_to_tweet_id")
            self.tweets[number] = {"id": number, "text": text, "reply_to": reply}
            return 201, {"data": {"id": number, "text": text}}
        found = self.tweets.get(asked.path.removeprefix("/2/tweets/"))
        if found is None:
            return 200, {"errors": [{"title": "Not Found Error", "detail": "Could not find tweet"}]}
        link = {"url": "https://t.co/abc", "expanded_url": "https://walrus.example/a", "start": 0, "end": 16}
        text = html.escape(found["text"], quote=False).replace(link["expanded_url"], link["url"])
        return 200, {"data": {"id": found["id"], "text": text, "entities": {"urls": [link]}}}


def _token(did: str) -> str:
    """Shaped as a JWT is; nobody checks the signature."""
    parts = ({"typ": "at+jwt", "alg": "HS256"}, {"sub": did, "iat": 1, "exp": 4_102_444_800, "aud": did})
    head, body = (base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts)
    return f"{head}.{body}.c2lnbmF0dXJl"


def _cid(record: Any) -> str:
    digest = hashlib.sha256(json.dumps(record, sort_keys=True).encode()).digest()
    return f"bafyrei{base64.b32encode(digest).decode().lower().rstrip('=')}"


@contextmanager
def serving(service: S) -> Iterator[S]:
    """The server, in a thread."""
    thread = threading.Thread(target=service.server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.server.shutdown()
        service.server.server_close()
        thread.join()
