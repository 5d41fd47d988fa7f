"""Fetches feeds and their pages, politely; nothing else in the program opens a connection.

A site's robots.txt is obeyed, a site is asked one thing at a time with a pause between, an answer may take only so
long and be only so big. Addresses that are not of the public internet are refused: a name is resolved once, its
addresses are checked, and the connection goes to the one that was checked; every redirect goes through the same gate.
No proxy, no cookie, no script.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import metadata
from typing import Any
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from provenance import robots
from provenance.errors import InputError
from provenance.unpack import Unpacker

_PIECE = 1 << 16
_REDIRECTS = (301, 302, 303, 307, 308)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Resolve = Callable[[str, int], Sequence[str]]
Connect = Callable[[str, int, float], socket.socket]


class FetchError(InputError):
    """Something could not or may not be fetched."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How to behave."""

    pause: float = 2.0
    """Seconds between two requests to one host; a longer Crawl-delay counts instead."""
    timeout: float = 20.0
    """Seconds that a single wait may take."""
    longest: float = 60.0
    """Seconds that one answer may take in all."""
    size: int = 10_000_000
    """Bytes of an answer, as it comes and unpacked."""
    redirects: int = 5
    private: bool = False
    """Whether addresses of the own machine and network may be asked."""
    obey: bool = True
    """Whether robots.txt is obeyed."""
    contact: str = ""
    """An address or page that the sites may turn to; it stands in the name given to them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; ``url`` is where it came from after redirects, ``head`` the answer's head as it came."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    reason: str = ""

    def header(self, name: str) -> str:
        """A header's value; empty where it is not there."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    @property
    def media(self) -> str:
        """The media type, without parameters."""
        return self.header("content-type").split(";")[0].strip().lower()


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of ``host``, by the system's resolver."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{host}: no such host ({getattr(error, 'strerror', None) or error})") from None
    return list(dict.fromkeys(str(item[4][0]) for item in found))


def connect(address: str, port: int, timeout: float) -> socket.socket:
    """A connection to an address that was checked."""
    return socket.create_connection((address, port), timeout)


def is_public(address: str) -> bool:
    """Whether an address is of the public internet, also where it hides an older one in itself.

    >>> [is_public(one) for one in ("93.184.215.14", "127.0.0.1", "::ffff:10.0.0.1", "169.254.169.254", "fe80::1%eth0")]
    [True, False, False, False, False]
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast


@dataclass(slots=True)
class Fetcher:
    """Asks sites for pages. The functions that touch the world can be changed, for tests."""

    manners: Manners = Manners()
    resolve: Resolve = resolve
    connect: Connect = connect
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _robots: dict[str, robots.Robots] = field(default_factory=dict, init=False)
    _free: dict[str, float] = field(default_factory=dict, init=False)

    @property
    def agent(self) -> str:
        """The name given to sites."""
        contact = f" (+{self.manners.contact})" if self.manners.contact else ""
        return f"translation-provenance/{_version()}{contact}"

    def get(self, url: str) -> Answer:
        """The page at ``url``, through redirects. Raises FetchError for all that keeps it from being had."""
        return self._follow(url, self.manners.obey)

    def _follow(self, url: str, obey: bool) -> Answer:
        began = url
        for _ in range(self.manners.redirects + 1):
            url = proper(url)
            if obey and not self._rules(url).allows(url):
                raise FetchError(f"{url}: robots.txt of the site does not allow it")
            answer = self._ask(url, self._rules(url).delay if obey else 0.0)
            target = answer.header("location")
            if answer.status not in _REDIRECTS or not target:
                return answer
            url = urljoin(url, target)
        raise FetchError(f"{began}: more than {self.manners.redirects} redirects")

    def _rules(self, url: str) -> robots.Robots:
        """The site's rules, asked for once. No file: all is allowed; site in trouble: nothing is (RFC 9309, 2.3)."""
        site = urlunsplit((*urlsplit(url)[:2], "", "", ""))
        if site not in self._robots:
            self._robots[site] = robots.NOTHING
            answer = self._follow(f"{site}/robots.txt", obey=False)
            if answer.status < 300:
                text = answer.body[: robots.LONGEST].decode("utf-8", "replace")
                self._robots[site] = robots.parse(text, self.agent)
            elif answer.status < 500:
                self._robots[site] = robots.Robots()
        return self._robots[site]

    def _ask(self, url: str, delay: float) -> Answer:
        """One request to one address that was checked, after the pause that the host is owed."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        address = self._address(host, port)
        wait = self._free.get(host, 0.0) - self.clock()
        if wait > 0:
            self.sleep(wait)
        began = self.clock()
        try:
            return self._request(url, address, port)
        except (OSError, http.client.HTTPException, zlib.error) as error:
            what = str(error) or type(error).__name__
            if isinstance(error, TimeoutError) or self.clock() - began > self.manners.longest:
                what = "no answer in time"
            elif isinstance(error, http.client.IncompleteRead):
                what = "the answer breaks off"
            raise FetchError(f"{url}: {what}") from None
        finally:
            self._free[host] = self.clock() + max(self.manners.pause, delay)

    def _address(self, host: str, port: int) -> str:
        found = self.resolve(host, port)
        if not found:
            raise FetchError(f"{host}: no address")
        if not self.manners.private:
            for one in found:
                if not is_public(one):
                    raise FetchError(
                        f"{host}: {one} is not of the public internet; --allow-private asks it all the same"
                    )
        return found[0]

    def _request(self, url: str, address: str, port: int) -> Answer:
        parts = urlsplit(url)
        deadline = self.clock() + self.manners.longest
        link = _Link(parts.hostname or "", port, self.manners.timeout, address, self.connect, parts.scheme == "https")
        alarm = threading.Timer(self.manners.longest, link.abort)
        alarm.start()
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            link.request("GET", target, headers={
                "User-Agent": self.agent, "Accept-Encoding": "gzip", "Connection": "close",
                "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5",
            })  # fmt: skip
            answer = link.getresponse()
            body = self._body(answer, deadline)
            return Answer(url, answer.status, tuple(answer.getheaders()), body, answer.reason)
        finally:
            alarm.cancel()
            link.close()

    def _body(self, answer: http.client.HTTPResponse, deadline: float) -> bytes:
        """The answer's body, whole and unpacked, within size and time."""
        packing = (answer.getheader("Content-Encoding") or "").lower()
        unpacker = Unpacker() if packing in ("gzip", "x-gzip") else None
        found: list[bytes] = []
        size = came = 0
        told = answer.length
        while piece := answer.read1(_PIECE):
            came += len(piece)
            for plain in unpacker.unpack(piece) if unpacker else (piece,):
                found.append(plain)
                size += len(plain)
                if max(size, came) > self.manners.size:
                    raise OSError(f"more than {self.manners.size} bytes")
        if self.clock() > deadline:
            raise TimeoutError
        if came < (told or 0) or (came and unpacker and not unpacker.whole):
            raise http.client.IncompleteRead(b"")
        return b"".join(found)


class _Link(http.client.HTTPConnection):
    """A connection to ``address``, whatever the name says; the certificate must be the name's."""

    def __init__(self, host: str, port: int, timeout: float, address: str, connect: Connect, secure: bool) -> None:
        super().__init__(host, port, timeout)
        self._address, self._open, self._secure = address, connect, secure
        self._held: socket.socket | None = None
        """Stays when the answer has taken the connection over."""
        self.default_port = 443 if secure else 80

    def connect(self) -> None:
        sock: Any = self._open(self._address, self.port, self.timeout or 20.0)
        if self._secure:
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=self.host)
        self.sock = self._held = sock

    def abort(self) -> None:
        """End the connection from outside: the answer has taken too long."""
        if self._held is not None:
            with contextlib.suppress(OSError):
                self._held.shutdown(socket.SHUT_RDWR)


def proper(url: str) -> str:
    """``url`` as it may be asked for: http or https, without user, password and fragment, in ASCII. Raises FetchError.

    >>> proper("HTTPS://Exämple.org/a b#c")
    'https://xn--exmple-cua.org/a%20b'
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except (ValueError, UnicodeError):
        raise FetchError(f"{url[:200]}: not an address") from None
    if parts.scheme not in ("http", "https") or not host:
        raise FetchError(f"{url[:200]}: only http and https are fetched")
    if parts.username is not None or parts.password is not None:
        raise FetchError(f"{url[:200]}: a user's name or password in an address is not sent")
    place = f"[{host}]" if ":" in host else host
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]")
    return urlunsplit((parts.scheme, f"{place}:{port}" if port else place, path, query, ""))


def _version() -> str:
    try:
        return metadata.version("translation-provenance")
    except metadata.PackageNotFoundError:
        return "0"


__all__ = ["Answer", "FetchError", "Fetcher", "Manners", "is_public", "proper"]
