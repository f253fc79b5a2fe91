"""Downloads from a real server on loopback, which only these tests' rules allow."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest

from kinoloom.errors import AskError, Cancelled, KinoloomError, MachineError
from kinoloom.media.addresses import AddressRefused, AddressRules
from kinoloom.media.fetching import FetchFailed, fetch
from kinoloom.media.limits import FileTooLarge
from kinoloom.watch import Watch

LOOPBACK = AddressRules((ip_network("127.0.0.1/32"), ip_network("::1/128")))
BODY = bytes(range(256)) * 40
Talk = Callable[[socket.socket], None]


def answers(head: str, body: bytes = b"") -> Talk:
    """A server's side of the talk: one head, one body."""
    return lambda peer: peer.sendall(head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body)


def ok(*headers: str, body: bytes = BODY) -> Talk:
    return answers("\n".join(["HTTP/1.1 200 OK", "Connection: close", *headers]), body)


def to(address: str, status: int = 302) -> Talk:
    return answers(f"HTTP/1.1 {status} Moved\nContent-Length: 0\nLocation: {address}")


class Site:
    """A server of pages by path; it counts its visits and keeps the last request."""

    def __init__(self, family: socket.AddressFamily, host: str) -> None:
        self.pages: dict[str, Talk] = {}
        self.visits = 0
        self.request = ""
        self.ended = threading.Event()
        self._socket = socket.create_server((host, 0), family=family)
        self.port: int = self._socket.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        self.url = f"http://{shown}:{self.port}"
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self.ended.set()
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                peer, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(peer,), daemon=True).start()

    def _talk(self, peer: socket.socket) -> None:
        with peer, contextlib.suppress(OSError):
            data = b""
            while b"\r\n\r\n" not in data:
                received = peer.recv(4096)
                if not received:
                    return
                data += received
            self.visits += 1
            self.request = data.decode("latin-1")
            self.pages[self.request.split()[1]](peer)


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site(socket.AF_INET, "127.0.0.1")
    yield served
    served.close()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "in" / "target"


def get(url: str, target: Path, **more: Any) -> str:
    given: dict[str, Any] = {"limit_bytes": 1 << 20, "rules": LOOPBACK, "timeout_s": 10, **more}
    return fetch(url, target, **given)


def refused(kind: type[KinoloomError], url: str, target: Path, **more: Any) -> str:
    """The sentence of a refusal that leaves nothing on the disk."""
    with pytest.raises(kind) as error:
        get(url, target, **more)
    assert type(error.value) is kind
    assert not target.parent.exists() or not list(target.parent.iterdir())
    return str(error.value)


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Names and their addresses; every lookup takes the name out, so that a second one fails."""
    names: dict[str, list[str]] = {}
    ask = socket.getaddrinfo

    def resolve(host: str, port: int, *rest: Any, **more: Any) -> list[Any]:
        if host[0].isdigit():
            # An address on its way to a connection.
            return ask(host, port, *rest, **more)
        try:
            addresses = names.pop(host)
        except KeyError:
            raise socket.gaierror(socket.EAI_NONAME, "unknown") from None
        return [(0, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return names


class TestWhatComes:
    @pytest.mark.parametrize(
        "page",
        [
            ok(f"Content-Length: {len(BODY)}"),
            ok(),
            ok("Transfer-Encoding: chunked", body=b"%x\r\n%b\r\n0\r\n\r\n" % (len(BODY), BODY)),
        ],
    )
    def test_a_file(self, site: Site, target: Path, page: Talk) -> None:
        site.pages["/a/film.mp4?x=1"] = page
        assert get(f"{site.url}/a/film.mp4?x=1", target) == "film.mp4"
        assert target.read_bytes() == BODY
        assert list(target.parent.iterdir()) == [target]
        assert f"Host: 127.0.0.1:{site.port}\r\n" in site.request
        assert "Accept-Encoding: identity\r\n" in site.request

    @pytest.mark.parametrize(
        ("header", "name"),
        [
            ('attachment; filename="my film.mp4"', "my film.mp4"),
            ("attachment; filename*=UTF-8''f%C3%BCr%20dich.mp4", "für dich.mp4"),
            ('attachment; filename="../../etc/passwd"', "passwd"),
            ('attachment; filename="..\\\\..\\\\boot.ini"', "boot.ini"),
            ('attachment; filename=".bashrc"', "bashrc"),
            ("attachment; filename*=UTF-8''a%00%0Ab%E2%80%AEgpj.exe", "a b gpj.exe"),
            ("inline", "with space.mp4"),
            (f'attachment; filename="{"x" * 300}.mp4"', "x" * 116 + ".mp4"),
        ],
    )
    def test_its_name_is_harmless(self, site: Site, target: Path, header: str, name: str) -> None:
        site.pages["/with%20space.mp4"] = ok(f"Content-Disposition: {header}")
        assert get(f"{site.url}/with%20space.mp4", target) == name

    def test_a_path_without_a_name(self, site: Site, target: Path) -> None:
        site.pages["/"] = ok()
        assert get(site.url, target) == "file"

    def test_redirects_are_followed(self, site: Site, target: Path) -> None:
        site.pages |= {"/0": to("/1"), "/1": to(f"{site.url}/2", 307), "/2": to("x/3", 301)}
        site.pages |= {"/x/3": to("4", 308), "/x/4": to("?5", 303), "/x/4?5": ok()}
        assert get(f"{site.url}/0", target) == "4"
        assert target.read_bytes() == BODY

    def test_a_name_is_looked_up_once_and_kept_in_the_header(
        self, site: Site, target: Path, resolver: dict[str, list[str]]
    ) -> None:
        resolver["films.example"] = ["127.0.0.1"]
        site.pages["/f"] = ok()
        get(f"http://films.example:{site.port}/f", target)
        assert f"Host: films.example:{site.port}\r\n" in site.request

    def test_the_next_address_is_tried(
        self, site: Site, target: Path, resolver: dict[str, list[str]]
    ) -> None:
        resolver["films.example"] = ["127.0.0.9", "127.0.0.1"]
        site.pages["/f"] = ok()
        rules = AddressRules((ip_network("127.0.0.0/8"),))
        get(f"http://films.example:{site.port}/f", target, rules=rules)
        assert target.read_bytes() == BODY

    def test_version_six(self, target: Path) -> None:
        try:
            six = Site(socket.AF_INET6, "::1")
        except OSError:
            pytest.skip("no IPv6 here")
        six.pages["/f"] = ok()
        get(f"{six.url}/f", target)
        six.close()
        assert target.read_bytes() == BODY

    def test_proxies_of_the_environment_are_not_asked(
        self, site: Site, target: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, "http://127.0.0.1:9")
        site.pages["/f"] = ok()
        get(f"{site.url}/f", target)


class TestEncryption:
    """The connection goes to a number, and still the certificate must be for the name."""

    @pytest.mark.parametrize(
        ("host", "is_trusted"), [("films.example", True), ("other.example", False)]
    )
    def test_the_certificate_is_checked_for_the_name(
        self,
        target: Path,
        tmp_path: Path,
        resolver: dict[str, list[str]],
        monkeypatch: pytest.MonkeyPatch,
        host: str,
        is_trusted: bool,
    ) -> None:
        certificate = self_signed(tmp_path / "cert.pem", "films.example")
        monkeypatch.setattr("certifi.where", lambda: str(certificate))
        resolver[host] = ["127.0.0.1"]
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        with socket.create_server(("127.0.0.1", 0)) as plain:

            def serve() -> None:
                peer, _ = plain.accept()
                with contextlib.suppress(ssl.SSLError), context.wrap_socket(peer, True) as safe:
                    safe.recv(4096)
                    ok(f"Content-Length: {len(BODY)}")(safe)

            thread = threading.Thread(target=serve)
            thread.start()
            url = f"https://{host}:{plain.getsockname()[1]}/f"
            if is_trusted:
                get(url, target)
                assert target.read_bytes() == BODY
            else:
                assert "safely" in refused(FetchFailed, url, target)
            thread.join()


def self_signed(path: Path, name: str) -> Path:
    """A certificate for a name, with its key, that vouches for itself."""
    pytest.importorskip("cryptography")
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return path


class TestAddresses:
    @pytest.mark.parametrize(
        "host",
        [
            *("127.0.0.1", "10.0.0.1", "172.16.9.9", "192.168.1.1", "169.254.169.254"),
            *("100.64.0.1", "0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
            *("192.0.0.8", "192.0.2.1", "198.18.0.1", "192.88.99.1"),
            *("2130706433", "0x7f000001", "0x7f.0.0.1", "127.1", "127.0.0.1."),
            *("134744072", "8.8.0x808", "0x8.8.8.8", "1.2.3.4.5", "010.1"),
            *("[::1]", "[::]", "[fe80::1]", "[fc00::1]", "[ff02::1]", "[fec0::1]"),
            *("[::ffff:127.0.0.1]", "[::ffff:8.8.8.8]", "[::127.0.0.1]", "[64:ff9b::8.8.8.8]"),
            *("[2002:7f00:1::]", "[2001:0:1::1]", "[2001:db8::1]", "[64:ff9b:1::1]"),
            *("[fe80::1%25lo]", "[2606:4700::1%25lo]"),
        ],
    )
    def test_what_is_not_public_is_refused(self, target: Path, host: str) -> None:
        refused(AddressRefused, f"http://{host}/x", target, rules=AddressRules())

    @pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111"])
    def test_what_is_public_is_permitted(self, address: str) -> None:
        assert AddressRules().permits(ip_address(address))

    @pytest.mark.parametrize(
        "addresses",
        [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::1"], ["::ffff:10.0.0.1"], ["fe80::1%lo"]],
    )
    def test_a_name_for_a_private_address(
        self, target: Path, resolver: dict[str, list[str]], addresses: list[str]
    ) -> None:
        resolver["films.example"] = addresses
        refused(AddressRefused, "https://films.example/x", target, rules=AddressRules())

    def test_the_real_resolver_too(self, target: Path) -> None:
        refused(AddressRefused, "http://localhost/x", target, rules=AddressRules())

    def test_a_name_that_is_none(self, target: Path, resolver: dict[str, list[str]]) -> None:
        assert "films.example" in refused(FetchFailed, "http://films.example/x", target)

    @pytest.mark.parametrize(
        "where",
        [
            "http://169.254.169.254/latest/meta-data/",
            "//10.0.0.1/",
            "http://127.0.0.2/",
            "https://[::ffff:127.0.0.1]/",
            "http://2130706433/",
        ],
    )
    def test_a_redirect_is_checked_again(self, site: Site, target: Path, where: str) -> None:
        site.pages["/r"] = to(where)
        refused(AddressRefused, f"{site.url}/r", target)
        assert site.visits == 1

    @pytest.mark.parametrize(
        "where", ["file:///etc/passwd", "ftp://127.0.0.1/", "http://a:b@127.0.0.1/", ""]
    )
    def test_a_redirect_to_something_else(self, site: Site, target: Path, where: str) -> None:
        site.pages["/r"] = to(where)
        refused(FetchFailed, f"{site.url}/r", target)

    @pytest.mark.parametrize(
        "url",
        [
            *(
                "file:///etc/passwd",
                "ftp://example.com/x",
                "gopher://x/",
                "example.com",
                "",
                "http:",
            ),
            *(
                "http://user:secret@example.com/",
                "http://x@127.0.0.1/",
                "http://a\nb/",
                "http://:8/",
            ),
        ],
    )
    def test_what_is_no_web_address(self, target: Path, url: str) -> None:
        assert "secret" not in refused(FetchFailed, url, target)


class TestOtherSidesFaults:
    def test_a_page_that_is_not_there(self, site: Site, target: Path) -> None:
        site.pages["/x"] = answers("HTTP/1.1 404 Not Found\nContent-Length: 3", b"no!")
        assert "404 Not Found" in refused(FetchFailed, f"{site.url}/x", target)

    @pytest.mark.parametrize("status", ["206 Partial", "304 Not Modified", "500 Oh"])
    def test_other_answers(self, site: Site, target: Path, status: str) -> None:
        site.pages["/x"] = answers(f"HTTP/1.1 {status}\nConnection: close", b"half")
        refused(FetchFailed, f"{site.url}/x", target)

    def test_redirects_without_end(self, site: Site, target: Path) -> None:
        site.pages["/r"] = to("/r")
        assert "without end" in refused(FetchFailed, f"{site.url}/r", target)
        assert site.visits == 6

    def test_a_claim_over_the_limit_is_not_read(self, site: Site, target: Path) -> None:
        site.pages["/x"] = ok("Content-Length: 999999999999", body=b"")
        refused(FileTooLarge, f"{site.url}/x", target)

    def test_a_body_without_end(self, site: Site, target: Path) -> None:
        def endless(peer: socket.socket) -> None:
            ok(body=b"")(peer)
            while not site.ended.is_set():
                peer.sendall(BODY)

        site.pages["/x"] = endless
        refused(FileTooLarge, f"{site.url}/x", target)

    def test_a_claim_larger_than_the_body(self, site: Site, target: Path) -> None:
        site.pages["/x"] = ok(f"Content-Length: {len(BODY) + 1}")
        assert "broke off" in refused(FetchFailed, f"{site.url}/x", target)

    def test_a_claim_smaller_than_the_body(self, site: Site, target: Path) -> None:
        site.pages["/x"] = ok("Content-Length: 100")
        get(f"{site.url}/x", target)
        assert target.read_bytes() == BODY[:100]

    def test_a_compressed_body(self, site: Site, target: Path) -> None:
        site.pages["/x"] = ok("Content-Encoding: gzip")
        assert "compressed" in refused(FetchFailed, f"{site.url}/x", target)

    @pytest.mark.parametrize(
        "first",
        [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n"],
        ids=["silent", "head", "body"],
    )
    def test_a_slow_drip(self, site: Site, target: Path, first: bytes) -> None:
        def drips(peer: socket.socket) -> None:
            peer.sendall(first)
            while first and not site.ended.wait(0.05):
                peer.sendall(b"x")
            site.ended.wait()

        site.pages["/x"] = drips
        started = time.monotonic()
        assert "too long" in refused(FetchFailed, f"{site.url}/x", target, timeout_s=0.8).replace(
            "does not answer in time", "took too long"
        )
        assert time.monotonic() - started < 2

    def test_a_port_where_nobody_listens(self, target: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as once:
            port = once.getsockname()[1]
        assert "cannot be reached" in refused(FetchFailed, f"http://127.0.0.1:{port}/", target)

    def test_no_encryption_where_it_belongs(self, target: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as plain:

            def answer() -> None:
                peer, _ = plain.accept()
                with peer:
                    peer.recv(4096)
                    peer.sendall(b"HTTP/1.1 400 Bad\r\n\r\n")

            thread = threading.Thread(target=answer)
            thread.start()
            url = f"https://127.0.0.1:{plain.getsockname()[1]}/"
            assert "safely" in refused(FetchFailed, url, target)
            thread.join()

    def test_nonsense(self, site: Site, target: Path) -> None:
        site.pages["/x"] = lambda peer: peer.sendall(b"\0\1\2 hello\r\n\r\n")
        refused(FetchFailed, f"{site.url}/x", target)


class TestOurSide:
    def test_someone_stops_it(self, site: Site, target: Path) -> None:
        watch = Watch()

        def endless(peer: socket.socket) -> None:
            ok(body=b"")(peer)
            while not site.ended.is_set():
                peer.sendall(b"x" * 1000)
                watch.cancel()

        site.pages["/x"] = endless
        refused(Cancelled, f"{site.url}/x", target, watch=watch, limit_bytes=1 << 40)

    def test_a_place_that_cannot_be_written(self, site: Site, tmp_path: Path) -> None:
        (tmp_path / "target").mkdir()
        site.pages["/x"] = ok()
        with pytest.raises(MachineError):
            get(f"{site.url}/x", tmp_path / "target")
        assert list(tmp_path.iterdir()) == [tmp_path / "target"]

    def test_who_acts_next(self) -> None:
        assert FileTooLarge(1).wire_code == 4002
        assert issubclass(AddressRefused, AskError)
        assert issubclass(FetchFailed, AskError)
