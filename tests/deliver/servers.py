"""Real servers on this machine for a test: nginx, OpenSSH's sshd, vsftpd, and storage that speaks S3.  Each is started on a free port and ended again."""
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def program(name: str) -> str:
    """Where a server program is.  Linux has to have it: the test fails without; on other systems nobody publishes from, it is skipped, saying so."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin:/sbin")
    if not found and sys.platform != "linux":
        pytest.skip(f"{name} is not to be had on {sys.platform}")
    assert found, f"这个测试要用真的 {name}。Debian、Ubuntu 请运行：sudo apt-get install nginx-light openssh-server vsftpd"
    return found


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def running(command: list[str], port: int, folder: Path, **environment: str) -> Iterator[None]:
    """A server process for as long as the block runs; its words go to a file beside its configuration."""
    with (folder / "server.log").open("ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=folder, env=os.environ | environment)
    try:
        for _ in range(300):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, (folder / "server.log").read_text("utf-8", "replace")
            time.sleep(0.1)
        else:
            raise AssertionError(f"{command[0]} does not listen: {(folder / 'server.log').read_text('utf-8', 'replace')}")
        yield
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def nginx(root: Path, folder: Path, more: str = "", below: str = "/zwgk/") -> Iterator[str]:
    """nginx that serves a folder `below` a path, with `more` in its location; gives its address."""
    port = free_port()
    folder.mkdir()
    root.parent.chmod(0o755)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(f"""{user} daemon off; worker_processes 2; pid {folder}/pid; error_log {folder}/error.log;
        events {{ worker_connections 64; }}
        http {{ access_log off; types {{ text/html html; text/css css; text/javascript js; image/svg+xml svg; application/json json; }}
          client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
          server {{ listen 127.0.0.1:{port}; location {below} {{ alias {root}/; {more} }} }} }}""", encoding="utf-8")
    with running([program("nginx"), "-p", str(folder), "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"], port, folder):
        yield f"http://127.0.0.1:{port}{below}"


@contextmanager
def sshd(folder: Path) -> Iterator[tuple[int, Path, Path]]:
    """sshd that lets the present user in with a key; gives its port, the key and a known_hosts file."""
    port = free_port()
    folder.mkdir(mode=0o700)
    for name in ("host", "user"):
        subprocess.run([program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    shutil.copy(folder / "user.pub", folder / "authorized")
    host = (folder / "host.pub").read_text("ascii").split()
    (folder / "known").write_text(f"[127.0.0.1]:{port} {host[0]} {host[1]}\n", encoding="ascii")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    (folder / "config").write_text(f"""Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nPidFile {folder}/pid\nAuthorizedKeysFile {folder}/authorized
PasswordAuthentication no\nKbdInteractiveAuthentication no\nUsePAM no\nStrictModes no\nPermitRootLogin yes\nSubsystem sftp internal-sftp\n""", encoding="ascii")
    with running([program("sshd"), "-D", "-e", "-f", f"{folder}/config"], port, folder):
        yield port, folder / "user", folder / "known"


@contextmanager
def vsftpd(root: Path, folder: Path, certificate: Path | None = None) -> Iterator[int]:
    """vsftpd on a folder, for the user `ftp` with the password `geheim@example`; encrypted only, where there is a certificate.  Gives its port."""
    port = free_port()
    folder.mkdir()
    (folder / "passwords").write_text("geheim@example\n", encoding="ascii")
    options = {"listen": "YES", "listen_address": "127.0.0.1", "listen_port": port, "run_as_launching_user": "YES", "background": "NO", "anonymous_enable": "YES",
               "local_enable": "NO", "write_enable": "YES", "anon_root": root, "anon_upload_enable": "YES", "anon_mkdir_write_enable": "YES",
               "anon_other_write_enable": "YES", "anon_umask": "022", "secure_email_list_enable": "YES", "email_password_file": folder / "passwords",
               "pasv_address": "127.0.0.1", "seccomp_sandbox": "NO", "xferlog_enable": "NO", "anon_world_readable_only": "NO", "secure_chroot_dir": folder,
               "allow_writeable_chroot": "YES"}
    if certificate:
        options |= {"ssl_enable": "YES", "allow_anon_ssl": "YES", "force_anon_logins_ssl": "YES", "force_anon_data_ssl": "YES", "require_ssl_reuse": "YES",
                    "rsa_cert_file": certificate, "rsa_private_key_file": certificate, "ssl_ciphers": "HIGH"}
    (folder / "vsftpd.conf").write_text("".join(f"{name}={value}\n" for name, value in options.items()), encoding="utf-8")
    with running([program("vsftpd"), str(folder / "vsftpd.conf")], port, folder):
        yield port


def certificate(folder: Path) -> Path:
    """A certificate for 127.0.0.1, signed by itself, with its key."""
    import datetime
    import ipaddress

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    made = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
            .not_valid_before(now - datetime.timedelta(1)).not_valid_after(now + datetime.timedelta(1))
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
            .add_extension(x509.BasicConstraints(True, None), True).sign(key, hashes.SHA256()))
    path = folder / "server.pem"
    path.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
                     + made.public_bytes(serialization.Encoding.PEM))
    (folder / "ca.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return path


@contextmanager
def s3() -> Iterator[str]:
    """Storage that speaks S3; gives its address."""
    from moto.server import ThreadedMotoServer
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    try:
        yield "http://{}:{}".format(*server.get_host_and_port())
    finally:
        server.stop()


class Readers:
    """Visitors who fetch pages all the while and keep what they get."""

    def __init__(self, address: str, paths: tuple[str, ...], count: int = 8) -> None:
        self.address, self.paths, self.seen, self.faults = address, paths, [], []
        self.stopped = threading.Event()
        self.threads = [threading.Thread(target=self.read, args=(n,)) for n in range(count)]

    def read(self, number: int) -> None:
        import http.client
        from urllib.parse import urlsplit
        parts = urlsplit(self.address)
        line = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
        turn = number
        while not self.stopped.is_set():
            path = self.paths[turn % len(self.paths)]
            turn += 1
            try:
                line.request("GET", parts.path + path)
                answer = line.getresponse()
                body = answer.read()
                (self.seen if answer.status == 200 else self.faults).append((path, answer.status, body))
            except (OSError, http.client.HTTPException) as error:
                self.faults.append((path, 0, repr(error).encode()))
                line.close()

    def __enter__(self) -> "Readers":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *stopped: object) -> None:
        self.stopped.set()
        for thread in self.threads:
            thread.join()
