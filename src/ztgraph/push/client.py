"""A small HTTP client: one address, credentials that go nowhere else, no redirects, patience with a server that is busy."""

from __future__ import annotations

import base64
import hashlib
import http.client
import re
import secrets
import ssl
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from urllib.request import parse_http_list, parse_keqv_list

from ztgraph.errors import UsageError, WriteError

TRIES = 5
BUSY = frozenset({429, 502, 503, 504})
PAUSES = (0.5, 1.0, 2.0, 4.0)  # seconds between the tries
LONGEST_PAUSE = 60.0
SHOWN = 300  # characters of a server's explanation
_LOOPBACK = re.compile(r"localhost|127(?:\.[0-9]{1,3}){3}|::1")


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """A user's name and password, or a token; not shown when printed."""

    user: str | None = None
    password: str | None = None
    token: str | None = None

    def __bool__(self) -> bool:
        return self.user is not None or self.token is not None

    def __repr__(self) -> str:
        return "Credentials(…)" if self else "Credentials()"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def good(self) -> bool:
        """Whether it did what was asked."""
        return 200 <= self.status < 300

    @property
    def explanation(self) -> str:
        """Its status and the beginning of what it says, on one line."""
        text = " ".join(self.body[: 4 * SHOWN].decode("utf-8", "replace").split())
        shown = "".join(each if each.isprintable() else "\ufffd" for each in text[:SHOWN])
        return f"{self.status} {http.client.responses.get(self.status, '')}: {shown}".rstrip(": ")


class Connection:
    """Requests to one server. ``close`` it."""

    def __init__(self, url: str, credentials: Credentials, *, seconds: float = 300.0, insecure: bool = False) -> None:
        """Raises UsageError where the address is none of http or https, holds a password, or would send one in the clear."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as error:
            raise UsageError(f"not an address: {error}", place=url) from error
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageError("not an address of the web", place=url, remedy="it begins with https:// or http://")
        if parts.username is not None or parts.password is not None:
            raise UsageError("credentials do not belong into an address", place=parts.hostname, remedy="use the environment")
        if credentials and parts.scheme == "http" and not insecure and _LOOPBACK.fullmatch(parts.hostname) is None:
            raise UsageError("a password would go over the network in the clear", place=url, remedy="use https, or --insecure")
        self.url, self._parts, self._port = url, parts, port
        self._credentials, self._seconds = credentials, seconds
        self._challenge: dict[str, str] | None = None
        self._count = 0
        self._link: http.client.HTTPConnection | None = None

    def close(self) -> None:
        """Close the connection."""
        if self._link is not None:
            self._link.close()
            self._link = None

    def path(self, query: str = "") -> str:
        """The path of the address with ``query`` added to its own."""
        both = "&".join(filter(None, (self._parts.query, query)))
        return (self._parts.path or "/") + (f"?{both}" if both else "")

    def send(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Reply:
        """Send a request, again where the server is busy or the line broke: what is sent may safely arrive twice.

        Raises WriteError where the server cannot be reached or sends elsewhere.
        """
        for number in range(TRIES):
            try:
                reply = self._authorised(method, path, body, headers)
            except (OSError, http.client.HTTPException) as error:
                self.close()
                if number + 1 == TRIES or isinstance(error, ssl.SSLCertVerificationError):
                    raise WriteError(f"the server cannot be reached: {error or type(error).__name__}", place=self.url) from error
                time.sleep(PAUSES[number])
                continue
            if reply.status in BUSY and number + 1 < TRIES:
                time.sleep(_pause(reply, PAUSES[number]))
                continue
            if 300 <= reply.status < 400:
                raise WriteError(
                    f"the server sends elsewhere: {reply.headers.get('Location', '?')[:SHOWN]}", place=self.url, remedy="name that address"
                )
            return reply
        raise AssertionError("unreachable")

    def _authorised(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        """One request, and a second where the server wants to be answered a challenge first."""
        reply = self._once(method, path, body, headers)
        if reply.status != 401 or self._credentials.user is None:
            return reply
        challenge = _digest_challenge(reply.headers.get_all("WWW-Authenticate") or [])
        if challenge is None or (self._challenge is not None and challenge.get("stale", "").lower() != "true" and self._count > 1):
            return reply
        self._challenge, self._count = challenge, 0
        return self._once(method, path, body, headers)

    def _once(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        if self._link is None:
            host = self._parts.hostname or ""
            if self._parts.scheme == "https":
                context = ssl.create_default_context()
                self._link = http.client.HTTPSConnection(host, self._port, timeout=self._seconds, context=context)
            else:
                self._link = http.client.HTTPConnection(host, self._port, timeout=self._seconds)
        sent = {"User-Agent": "ztgraph", **{name.replace("_", "-"): value for name, value in headers.items()}}
        authorization = self._authorization(method, path)
        if authorization is not None:
            sent["Authorization"] = authorization
        self._link.request(method, path, body, sent)
        response = self._link.getresponse()
        reply = Reply(response.status, response.headers, response.read())
        if response.will_close:
            self.close()
        return reply

    def _authorization(self, method: str, path: str) -> str | None:
        given = self._credentials
        if given.token is not None:
            return f"Bearer {given.token}"
        if given.user is None:
            return None
        if self._challenge is not None:
            self._count += 1
            return _digest(self._challenge, given, method, path, self._count)
        pair = f"{given.user}:{given.password or ''}".encode()
        return f"Basic {base64.b64encode(pair).decode('ascii')}"


def _pause(reply: Reply, usual: float) -> float:
    """How long to wait before the next try: what the server says, within reason."""
    said = reply.headers.get("Retry-After", "").strip()
    if re.fullmatch("[0-9]{1,6}", said):
        return min(float(said), LONGEST_PAUSE)
    try:
        return min(max(0.0, parsedate_to_datetime(said).timestamp() - time.time()), LONGEST_PAUSE) if said else usual
    except ValueError:
        return usual


_HASHES = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}


def _digest_challenge(offers: list[str]) -> dict[str, str] | None:
    """The first challenge of RFC 7616 that we can answer."""
    for offer in offers:
        scheme, _, rest = offer.partition(" ")
        if scheme.lower() == "digest":
            fields = parse_keqv_list(parse_http_list(rest))
            qop = fields.get("qop")
            if fields.get("algorithm", "MD5").upper() in _HASHES and (qop is None or "auth" in [each.strip() for each in qop.split(",")]):
                return fields
    return None


def _digest(challenge: dict[str, str], given: Credentials, method: str, path: str, count: int) -> str:
    """The answer to a challenge."""
    name = challenge.get("algorithm", "MD5").upper()

    def hashed(text: str) -> str:
        return _HASHES[name](text.encode()).hexdigest()

    realm, nonce, client, number = challenge.get("realm", ""), challenge.get("nonce", ""), secrets.token_hex(8), f"{count:08x}"
    user = hashed(f"{given.user}:{realm}:{given.password or ''}")
    request = hashed(f"{method}:{path}")
    with_quality = "qop" in challenge
    response = hashed(f"{user}:{nonce}:{number}:{client}:auth:{request}" if with_quality else f"{user}:{nonce}:{request}")
    fields = {"username": given.user or "", "realm": realm, "nonce": nonce, "uri": path, "response": response}
    if "opaque" in challenge:
        fields["opaque"] = challenge["opaque"]
    parts = [f'{key}="{value}"' for key, value in fields.items()] + [f"algorithm={name}"]
    return "Digest " + ", ".join(parts + ([f"qop=auth, nc={number}", f'cnonce="{client}"'] if with_quality else []))
