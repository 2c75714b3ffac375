"""Hosts that are not as ours are: what they answer is told with what to do, nothing that stands is lost, and what can be done is done."""
import socket
from pathlib import Path

import pytest
from editions import contents, edition, which
from paramiko import SFTP_PERMISSION_DENIED
from stubs import FAILED, PASSWORD, UNSUPPORTED, Ftp, Sftp, Storage, ftp_server, sftp_server, storage_server

from disclosure.deliver import destination
from disclosure.deliver.fault import Refused
from disclosure.deliver.manifest import Entry, Manifest


class Office:
    """A machine that publishes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "build"

    def publish(self, target: str, number: int, extra: dict[str, bytes] | None = None, replace: bool = False) -> list[str]:
        manifest, files = edition(number)
        files = {**files, **(extra or {})}
        manifest = Manifest.of((Entry.of(path, data) for path, data in files.items()), manifest.edition, manifest.sequence)
        with destination.opened(target, None, False, self.folder, replace) as there:
            there.publish(manifest, lambda entry: (files[entry.path],), lambda *told: None)
            return there.notes

    def rollback(self, target: str) -> Manifest | None:
        with destination.opened(target, None, False, self.folder) as there:
            return there.rollback(lambda *told: None)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    for name in ("DISCLOSURE_SFTP_PASSWORD", "DISCLOSURE_FTP_PASSWORD", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, PASSWORD)
    monkeypatch.setenv("DISCLOSURE_SFTP_KNOWN_HOSTS", str(tmp_path / "known"))
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "x")
    for name in ("DISCLOSURE_FTP_ENCODING", "DISCLOSURE_S3_ADDRESSING", "AWS_ENDPOINT_URL_S3"):
        monkeypatch.delenv(name, raising=False)
    return Office(tmp_path)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "root").mkdir()
    return tmp_path / "root"


# FTP: names and words are bytes


@pytest.mark.parametrize("greeting", ["某市政务云文件交换".encode("gbk"), b"\xff\xfe\x00", "中文".encode("utf-16"), "政务".encode()])
def test_a_server_may_say_what_it_likes(greeting: bytes, office: Office, root: Path) -> None:
    with ftp_server(Ftp(root, greeting=greeting.replace(b"\n", b"").replace(b"\r", b""), replies={"OPTS": "501 不认识"}, names="gbk")) as host:
        office.publish(f"ftp://u@{host}/a/b", 1)
    assert which(contents(root / "a" / "b")) == 1


@pytest.mark.parametrize(("path", "extra"), [("专题/zwgk", {}), ("zwgk", {"办事指南.html": b"x"})])
def test_names_that_a_server_would_garble_are_not_sent(path: str, extra: dict[str, bytes], office: Office, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "专题" / "zwgk").mkdir(parents=True)
    before = sorted(root.rglob("*"))
    ftp = Ftp(root, names="gbk", promises="501 what?")
    with ftp_server(ftp) as host:
        with pytest.raises(Refused, match="没有传任何东西.*DISCLOSURE_FTP_ENCODING"):
            office.publish(f"ftp://u@{host}/{path}", 1, extra)
        assert sorted(root.rglob("*")) == before
        monkeypatch.setenv("DISCLOSURE_FTP_ENCODING", "gbk")
        office.publish(f"ftp://u@{host}/{path}", 1, extra)
        assert contents(root / path).keys() == edition(1)[1].keys() | extra.keys() | {"manifest.json"} and len(list(root.iterdir())) == 1 + (not path.startswith("专"))
        with pytest.raises(Refused, match="gbk 编码写不出"):
            office.publish(f"ftp://u@{host}/zwgk2", 1, {"𠮷.html": b"x"})
        monkeypatch.setenv("DISCLOSURE_FTP_ENCODING", "nonsense")
        with pytest.raises(Refused, match="不认识"):
            office.publish(f"ftp://u@{host}/{path}", 2)


@pytest.mark.parametrize("features", ["502 unknown", "211-Features:\r\n MDTM\r\n UTF8\r\n211 End", "211-Extensions\r\n utf-8\r\n211 End"])
def test_a_server_that_promises_utf8_gets_it(features: str, office: Office, root: Path) -> None:
    ftp = Ftp(root, features=features)
    with ftp_server(ftp) as host:
        office.publish(f"ftp://u@{host}/网站", 1, {"指南.html": b"x"})
    assert "OPTS UTF8 ON" in ftp.asked and (root / "网站" / "指南.html").read_bytes() == b"x"


def test_a_promise_of_utf8_is_held_against_what_is_listed(office: Office, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Old servers promise it and keep names as they always did."""
    (root / "门户" / "公开").mkdir(parents=True)
    before = sorted(root.rglob("*"))
    with ftp_server(Ftp(root, names="gbk")) as host:
        with pytest.raises(Refused, match="没有传任何东西.*“门户”却不是 UTF-8.*DISCLOSURE_FTP_ENCODING"):
            office.publish(f"ftp://u@{host}/门户/公开", 1)
        assert sorted(root.rglob("*")) == before
        monkeypatch.setenv("DISCLOSURE_FTP_ENCODING", "gbk")
        office.publish(f"ftp://u@{host}/门户/公开", 1)
    assert which(contents(root / "门户" / "公开")) == 1 and len(list(root.iterdir())) == 1


@pytest.mark.parametrize("features", ["211-Features:\r\n MDTM\r\n SIZE\r\n211 End", "211 no features"])
def test_a_promise_of_utf8_is_held_against_the_features(features: str, office: Office, root: Path) -> None:
    """Where nothing is listed yet, a server that says yes to any option has not said that it knows this one."""
    with ftp_server(Ftp(root, names="gbk", features=features)) as host, pytest.raises(Refused, match="没有传任何东西.*DISCLOSURE_FTP_ENCODING"):
        office.publish(f"ftp://u@{host}/专栏/公开", 1)
    assert not list(root.iterdir())


@pytest.mark.parametrize("missing", [450, 550, 551])
@pytest.mark.parametrize("size", [True, False])
def test_servers_say_in_many_ways_that_there_is_no_file(missing: int, size: bool, office: Office, root: Path) -> None:
    with ftp_server(Ftp(root, missing=missing, replies={} if size else {"SIZE": "500 what?"})) as host:
        for number in (1, 2):
            office.publish(f"ftp://u@{host}/x/zwgk", number)
            assert which(contents(root / "x" / "zwgk")) == number
        assert office.rollback(f"ftp://u@{host}/x/zwgk") == edition(1)[0]


def test_a_manifest_that_may_not_be_read_is_no_missing_one(office: Office, root: Path) -> None:
    """A first publication over it would forget what is there."""
    with ftp_server(ftp := Ftp(root)) as host:
        office.publish(f"ftp://u@{host}/zwgk", 1)
        before = contents(root)
        ftp.replies["RETR /zwgk/manifest.json"] = "550 Permission denied."
        with pytest.raises(Refused, match="读 manifest.json.*550 Permission denied"):
            office.publish(f"ftp://u@{host}/zwgk", 2)
        assert contents(root) == before


def test_a_server_that_renames_to_free_names_only(office: Office, root: Path) -> None:
    with ftp_server(ftp := Ftp(root, over=False)) as host:
        for number in (1, 2, 3):
            office.publish(f"ftp://u@{host}/zwgk", number)
            assert which(contents(root / "zwgk")) == number
        ftp.replies["RNTO /zwgk/domains/a.html"] = "553 busy"
        with pytest.raises(Refused, match="写 domains/a.html.*553 busy"):
            office.publish(f"ftp://u@{host}/zwgk", 4)
        assert (root / "zwgk/domains/a.html").read_bytes() == edition(3)[1]["domains/a.html"]
        del ftp.replies["RNTO /zwgk/domains/a.html"]
        office.publish(f"ftp://u@{host}/zwgk", 4)
        assert which(contents(root / "zwgk")) == 4


def test_a_full_disk_is_told_as_one(office: Office, root: Path) -> None:
    with ftp_server(ftp := Ftp(root, replies={"STOR": "552 配额已满"}, names="gbk", promises="501")) as host:
        with pytest.raises(Refused, match="552 配额已满.*磁盘满了.*这一次没有传任何东西") as refused:
            office.publish(f"ftp://u@{host}/zwgk", 1)
        assert "接着传" not in str(refused.value)
        ftp.replies.clear()
        ftp.replies["STOR /zwgk/index.html"] = "552 配额已满"
        with pytest.raises(Refused, match="写 index.html.*接着传"):
            office.publish(f"ftp://u@{host}/zwgk", 1)


def test_a_password_that_a_server_repeats_is_not_told(office: Office, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ftp_server(Ftp(root, replies={"STOR": f"550 no room for {PASSWORD}"})) as host:
        with pytest.raises(Refused) as refused:
            office.publish(f"ftp://u@{host}/zwgk", 1)
        assert PASSWORD not in str(refused.value) and "550 no room" in str(refused.value)


# SFTP: what stands goes on standing


LIVE = "/zwgk/domains/a.html"


@pytest.mark.parametrize(("answers", "says"), [
    (lambda name, path: FAILED if (name, path) == ("posix_rename", LIVE) else None, "写 domains/a.html.*4 Failure"),
    (lambda name, path: SFTP_PERMISSION_DENIED if (name, path) == ("posix_rename", LIVE) else None, "写 domains/a.html.*没有做这件事的权限"),
    (lambda name, path: UNSUPPORTED if name == "posix_rename" else FAILED if (name, path) == ("rename", LIVE) and first_time(path) else None, "4 Failure"),
    (lambda name, path: FAILED if name == "write" and path.startswith(LIVE) else None, "写 domains/a.html.*磁盘满了、配额用完了"),
    (lambda name, path: UNSUPPORTED if name in ("posix_rename", "rename") else None, "不会这种操作"),
])
def test_the_page_before_stays_whatever_the_server_answers(answers, says: str, office: Office, root: Path, tmp_path: Path) -> None:
    sftp = Sftp(root)
    with sftp_server(sftp, tmp_path / "known") as host:
        office.publish(f"sftp://u@{host}/zwgk", 1)
        TIMES.clear()
        sftp.answers = answers
        with pytest.raises(Refused, match=says):
            office.publish(f"sftp://u@{host}/zwgk", 2)
        assert (root / "zwgk/domains/a.html").read_bytes() == edition(1)[1]["domains/a.html"]
        sftp.answers = lambda name, path: None
        office.publish(f"sftp://u@{host}/zwgk", 2)
        assert which(contents(root / "zwgk")) == 2, "and nothing is left half-way"


TIMES: list[str] = []


def first_time(path: str) -> bool:
    TIMES.append(path)
    return len(TIMES) == 1


def test_a_server_without_that_extension(office: Office, root: Path, tmp_path: Path) -> None:
    with sftp_server(Sftp(root, lambda name, path: UNSUPPORTED if name == "posix_rename" else None), tmp_path / "known") as host:
        for number in (1, 2, 3):
            office.publish(f"sftp://u@{host}/zwgk", number)
            assert which(contents(root / "zwgk")) == number


def test_parents_that_one_may_not_look_at(office: Office, root: Path, tmp_path: Path) -> None:
    (root / "srv" / "www").mkdir(parents=True)
    hidden = ("/", "/srv")
    with sftp_server(Sftp(root, lambda name, path: SFTP_PERMISSION_DENIED if path in hidden and name in ("stat", "mkdir") else None), tmp_path / "known") as host:
        office.publish(f"sftp://u@{host}/srv/www/zwgk", 1)
    assert which(contents(root / "srv/www/zwgk")) == 1


# What others have there


def test_pages_of_others_are_kept_and_come_back(office: Office, root: Path, tmp_path: Path) -> None:
    theirs = {"search.html": b"theirs", "domains/a.html": b"theirs, too", "logo.png": b"p", "index.jsp": b"home"}
    for path, data in theirs.items():
        (root / "zwgk" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "zwgk" / path).write_bytes(data)
    with sftp_server(Sftp(root), tmp_path / "known") as host:
        target = f"sftp://u@{host}/zwgk"
        with pytest.raises(Refused, match="domains/a.html、index.jsp、search.html（3 个）.*--replace"):
            office.publish(target, 1)
        assert contents(root / "zwgk") == theirs
        (note,) = office.publish(target, 1, replace=True)
        assert "2 个文件不是本程序发布的" in note
        there = contents(root / "zwgk")
        assert (there.pop("logo.png"), there.pop("index.jsp")) == (b"p", b"home") and which(there) == 1
        assert office.rollback(target) is None and contents(root / "zwgk") == theirs
        office.rollback(target)
        there = contents(root / "zwgk")
        assert which({path: data for path, data in there.items() if path not in ("logo.png", "index.jsp")}) == 1
        assert office.rollback(target) is None and contents(root / "zwgk") == theirs


def test_a_page_of_ours_that_somebody_has_altered_is_kept(office: Office, root: Path, tmp_path: Path) -> None:
    with sftp_server(Sftp(root), tmp_path / "known") as host:
        target = f"sftp://u@{host}/zwgk"
        office.publish(target, 1)
        (root / "zwgk/index.html").write_bytes(b"altered on the portal")
        (note,) = office.publish(target, 2)
        assert "index.html" in note and which(contents(root / "zwgk")) == 2
    assert b"altered on the portal" in contents(office.folder).values()


def test_what_is_withdrawn_is_nowhere_below_the_web_root(office: Office, root: Path, tmp_path: Path) -> None:
    """Nor after an earlier version of this program, which kept it there."""
    with sftp_server(Sftp(root), tmp_path / "known") as host:
        target = f"sftp://u@{host}/zwgk"
        office.publish(target, 1, {"误发.html": b"not for you"})
        old = Manifest.read(root / "zwgk")
        office.publish(target, 2)
        assert b"not for you" not in contents(root).values() and not (root / "zwgk/.disclosure").exists()
        legacy = root / "zwgk/.disclosure/former"
        legacy.mkdir(parents=True)
        (legacy / old.hashes["误发.html"]).write_bytes(b"not for you")
        (legacy.parent / "former.json").write_bytes(old.data)
        office.publish(target, 3)
        assert b"not for you" not in contents(root).values() and not (root / "zwgk/.disclosure").exists()
        assert office.rollback(target) == edition(2)[0]
        with destination.opened(target, None, False, office.folder) as there:
            assert there.forget() > 0
        with pytest.raises(Refused, match="没有前一版可以退回"):
            office.rollback(target)
        assert which(contents(root / "zwgk")) == 2


def test_another_machine_does_not_go_back_to_what_it_knew(office: Office, root: Path, tmp_path: Path) -> None:
    with sftp_server(Sftp(root), tmp_path / "known") as host:
        target, other = f"sftp://u@{host}/zwgk", Office(tmp_path / "other")
        office.publish(target, 1)
        office.publish(target, 2)
        other.publish(target, 3)
        with pytest.raises(Refused, match="留在发布它的那台电脑上"):
            office.rollback(target)
        assert other.rollback(target) == edition(2)[0] and which(contents(root / "zwgk")) == 2


# Storage


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names below storage.test lead to this machine."""
    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *more, **others: real("127.0.0.1" if str(host).endswith("storage.test") else host, *more, **others))


def stored(storage: Storage) -> dict[str, bytes]:
    return {path.removeprefix("/portal/zwgk/"): data for path, data in storage.files.items()}


@pytest.mark.parametrize("code", ["SecondLevelDomainForbidden", "PathStyleDomainForbidden"])
@pytest.mark.parametrize("style", ["", "virtual"])
def test_storage_that_wants_the_bucket_in_the_host(code: str, style: str, office: Office, named: None, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = Storage(lambda method, host, key: "" if host.startswith("portal.") else code)
    with storage_server(storage) as port:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://storage.test:{port}")
        monkeypatch.setenv("DISCLOSURE_S3_ADDRESSING", style)
        for number in (1, 2):
            office.publish("s3://portal/zwgk", number)
            assert which(stored(storage)) == number
        monkeypatch.setenv("DISCLOSURE_S3_ADDRESSING", "path")
        with pytest.raises(Refused, match=f"读 manifest.json）：{code}.*DISCLOSURE_S3_ADDRESSING=virtual"):
            office.publish("s3://portal/zwgk", 3)


def test_a_name_that_cannot_be_found_is_told_with_what_came_before(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The storage wants the bucket in the host name, and there is no such name."""
    def no_such(host: object, *more: object, **others: object) -> list:
        if str(host).startswith("portal."):
            raise socket.gaierror(-2, "Name or service not known")
        return real("127.0.0.1" if str(host).endswith("storage.test") else host, *more, **others)
    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", no_such)
    with storage_server(Storage(lambda method, host, key: "SecondLevelDomainForbidden")) as port:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://storage.test:{port}")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a")
        with pytest.raises(Refused, match="读 manifest.json）：SecondLevelDomainForbidden.*连不上"):
            office.publish("s3://portal/zwgk", 1)


def test_a_key_that_may_not_list(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = Storage(lists=False)
    with storage_server(storage) as port:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
        with destination.opened("s3://portal/zwgk", None, True, office.folder) as there:
            assert there.changes(edition(1)[0]).added and storage.files == {}, "a dry run writes nothing, not even to try"
        for number in (1, 2):
            office.publish("s3://portal/zwgk", number)
            assert which(stored(storage)) == number
        assert office.rollback("s3://portal/zwgk") == edition(1)[0]


@pytest.mark.parametrize(("code", "method", "says"), [
    ("RequestTimeTooSkewed", "PUT", "写 .disclosure/journal.json.*RequestTimeTooSkewed.*校准"), ("SignatureDoesNotMatch", "GET", "读 manifest.json.*SignatureDoesNotMatch.*密钥"),
    ("InvalidAccessKeyId", "GET", "不认识这个 AWS_ACCESS_KEY_ID"), ("AccessDenied", "PUT", "写 .disclosure/journal.json.*AccessDenied.*PutObject"),
    ("NoSuchBucket", "GET", "NoSuchBucket.*桶的名字"), ("WormHold", "PUT", "WormHold.*告诉存储的管理员")])
def test_the_storages_own_code_is_told(code: str, method: str, says: str, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = Storage(lambda asked, host, key: code if asked == method else "")
    with storage_server(storage) as port:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
        with pytest.raises(Refused, match=says) as refused:
            office.publish("s3://portal/zwgk", 1)
        assert "这一次没有传任何东西" in str(refused.value) and "接着传" not in str(refused.value) and PASSWORD not in str(refused.value)


def test_a_key_that_may_do_nothing_is_not_taken_for_a_first_time(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = Storage(lambda asked, host, key: "AccessDenied")
    with storage_server(storage) as port:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
        with pytest.raises(Refused, match="试写.*AccessDenied.*权限"):
            office.publish("s3://portal/zwgk", 1)


