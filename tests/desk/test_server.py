"""Who may come in: nobody without the token of this run, no page from elsewhere, and nothing but our own script writes."""
import http.client
import json
from collections.abc import Iterator
from threading import Thread

import pytest
from desks import COUNTY, copied, opened

from disclosure.desk.saving import Saving
from disclosure.desk.server import OWN, POLICY, ROUTES, around
from disclosure.host.preview.server import Handler, opened as listening

DOMAIN = "catalogues/domains/shehui-jiuzhu.yml"

FORM = {"who": "a" * 32, "turn": 1}
"""Which form asks, and the number of its request."""


class Client:
    """Requests as somebody sends them, and what is answered: status, heads, body."""

    def __init__(self, port: int, saving: Saving) -> None:
        self.port, self.saving = port, saving
        self.mine = {"Host": f"127.0.0.1:{port}", "Cookie": f"desk-{port}=secret"}
        self.own = self.mine | {"Origin": f"http://127.0.0.1:{port}", "Content-Type": "application/json"}

    def ask(self, way: str, heads: dict[str, str], sent: bytes | dict | None = None) -> tuple[int, dict, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        data = json.dumps(sent).encode() if isinstance(sent, dict) else sent
        connection.putrequest("GET" if sent is None else "POST", way, skip_host=True)
        for name, value in (({} if data is None else {"Content-Length": str(len(data))}) | heads).items():
            connection.putheader(name, value)
        connection.endheaders(data)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    saving = opened(copied(COUNTY, tmp_path_factory.mktemp("county")))
    handler = type("Tried", (around(saving.preview, "secret"),), {"preview": saving.preview, "hosts": frozenset()})
    with listening(0, handler) as server:
        port = server.server_port
        handler.hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
        Thread(target=server.serve_forever, daemon=True).start()
        yield Client(port, saving)
        server.shutdown()


def test_the_token_becomes_a_cookie_that_no_other_page_sends(client: Client) -> None:
    status, heads, _ = client.ask("/-desk/?token=secret", {"Host": client.mine["Host"]})
    assert status == 303 and heads["Location"] == "/-desk/"
    assert heads["Set-Cookie"] == f"desk-{client.port}=secret; Path=/; HttpOnly; SameSite=Strict"
    status, heads, body = client.ask("/-desk/records", client.mine)
    assert status == 200 and heads["Content-Security-Policy"] == POLICY and "unsafe" not in POLICY and "编辑台".encode() in body
    assert b"style=" not in body and b"onclick=" not in body and b"<script>" not in body and b"<!--" not in body and b"secret" not in body


@pytest.mark.parametrize("heads", [{"Cookie": ""}, {"Cookie": "desk-1=secret"}, {"Cookie": "desk-{port}=wrong"}, {"Cookie": "desk-{port}=秘"}, {"Host": "evil.example"}, {"Host": "127.0.0.1:1"}, {"Host": ""}])
@pytest.mark.parametrize("way", ["/-desk/", "/-desk/start", f"/-desk/record?file={DOMAIN}&at=[]", "/index.html", "/-preview/news", "/-desk/?token=wrong", "/-desk/?token=%E7%A7%98", "/-desk/form.js"])
def test_nobody_else_sees_anything(client: Client, way: str, heads: dict) -> None:
    heads = client.mine | {name: value.replace("{port}", str(client.port)).encode().decode("latin-1") for name, value in heads.items()}
    status, _, body = client.ask(way, heads)
    assert status == 403 and "低保".encode() not in body


FOREIGN = [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": ""}, {"Origin": "http://127.0.0.1:1"}, {"Origin": "http://localhost:{port}"}, {"Content-Type": "text/plain"}, {"Cookie": ""},
           {"Host": "evil.example", "Origin": "http://evil.example"}, {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "cross-site"}]


@pytest.mark.parametrize("heads", FOREIGN)
def test_nothing_but_our_own_page_writes(client: Client, heads: dict) -> None:
    before = (client.saving.site / DOMAIN).read_bytes()
    stamp = client.saving.sight.record(DOMAIN, [])["stamp"]
    heads = client.own | {name: value.replace("{port}", str(client.port)) for name, value in heads.items()}
    for way, sent in (("save", FORM | {"file": DOMAIN, "at": [], "stamp": stamp, "changes": {"说明": "改"}}), ("undo", {}), ("new", FORM | {"kind": "units", "id": "x", "values": {"名称": "一"}})):
        assert client.ask(f"/-desk/{way}", heads, sent)[0] == 403
    assert (client.saving.site / DOMAIN).read_bytes() == before


def test_our_own_page_writes_and_is_told_what_was_refused(client: Client) -> None:
    stamp = client.saving.sight.record(DOMAIN, [])["stamp"]
    sent = FORM | {"file": DOMAIN, "at": [], "stamp": stamp, "changes": {"说明": "改过"}}
    status, _, body = client.ask("/-desk/save", client.own, sent)
    assert status == 200 and json.loads(body)["undo"], body
    status, _, body = client.ask("/-desk/save", client.own, sent)
    told = json.loads(body)
    assert status == 409 and told["moved"] and told["now"]["values"]["说明"] == "改过"
    for file in ("../county.yml", "mkdocs.yml", "content/about.md", "catalogues/../../x.yml", "/etc/hosts", "build.py"):
        for way in ("save", "new", "mend"):
            status, _, body = client.ask(f"/-desk/{way}", client.own, sent | {"file": file, "kind": "matter", "values": {"编号": "1"}, "finding": {}})
            assert status == 422 and json.loads(body)["message"], (way, file)
    assert client.ask("/-desk/undo", client.own, {})[0] == 200
    assert (client.saving.site / DOMAIN).read_bytes() == (COUNTY / DOMAIN).read_bytes()


def test_a_file_is_taken_from_our_own_page_alone_and_only_as_a_file(client: Client) -> None:
    octets = {"Content-Type": "application/octet-stream"}
    for heads in ({}, *({name: value.replace("{port}", str(client.port)) for name, value in one.items()} for one in FOREIGN)):  # JSON is no file either
        assert client.ask("/-desk/attach?name=x.txt", client.own | (octets if heads and "Content-Type" not in heads else {}) | heads, b"x")[0] == 403
    assert client.ask("/-desk/save", client.own | octets, b"{}")[0] == 403, "and a file is no JSON"
    for name in ("..%2F..%2Fbuild.py~", "%2e%2e", "a%00.txt", ""):
        assert client.ask(f"/-desk/attach?name={name}", client.own | octets, b"x")[0] == 422
    assert not (client.saving.site / "content/files/x.txt").exists()


@pytest.mark.parametrize("sent", [b"", b"[]", b"{", b"\xff", b"[" * 100_000, b'{"file": 1, "at": []}', b'{"file": "x", "at": [1], "stamp": "", "changes": {}}', b'{"changes": []}'])
@pytest.mark.parametrize("way", ["save", "new", "mend", "remove", "typed", "remedy", "rest", "rendered", "none", "../x", ""])
def test_what_cannot_be_understood_changes_nothing(client: Client, way: str, sent: bytes) -> None:
    status, _, body = client.ask(f"/-desk/{way}", client.own, sent)
    assert status == 422 and json.loads(body)["message"]
    assert client.saving.journal.last() is None


def test_too_much_is_not_read(client: Client) -> None:
    status, heads, _ = client.ask("/-desk/save", client.own | {"Content-Length": "2000001"}, b"")
    assert status == 413 and heads["Connection"] == "close"


def test_the_plain_preview_stays_as_it_was() -> None:
    assert not hasattr(Handler, "do_POST")


def test_no_page_has_the_name_of_a_request() -> None:
    assert not set(OWN) & set(ROUTES)
