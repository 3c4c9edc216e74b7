"""The shipped scand with keys, against clients with the right key, a wrong one and none."""
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import time
import unittest
import urllib.request

import msgpack
import zmq

import harness

ROLES = {"boss": "admin", "desk": "submit", "screen": "subscribe"}
# (type, fields, who may)
REQUESTS = [
    ("ping", {}, {"boss", "desk", "screen"}),
    ("status", {}, {"boss", "desk", "screen"}),
    ("exchanges.list", {}, {"boss", "desk", "screen"}),
    ("scan.get", {"job_id": "0" * 26}, {"boss", "desk", "screen"}),
    ("scan.wait", {"job_id": "0" * 26, "timeout_ms": 1}, {"boss", "desk", "screen"}),
    ("scan.submit", {"exchange": "binance", "topN": 1}, {"boss", "desk"}),
    ("scan.cancel", {"job_id": "0" * 26}, {"boss", "desk"}),
    ("scan.list", {}, {"boss", "screen"}),
    ("scan.replay", {"epoch": "0", "from_seq": 1}, {"boss", "screen"}),
    ("signals.latest", {}, {"boss", "screen"}),
]


class Keys:
    """A client's key pair, in memory and in a file."""

    def __init__(self, folder, name):
        self.public, self.secret = (key.decode() for key in zmq.curve_keypair())
        self.file = pathlib.Path(folder) / f"{name}.key"
        self.file.touch(mode=0o600)
        self.file.write_text(self.secret + "\n")


class SecureDaemon(harness.Daemon):
    """scand with CURVE; `clients` is its file of clients."""

    def __init__(self, base_urls, level="debug"):
        self.keys_folder = tempfile.TemporaryDirectory()
        folder = pathlib.Path(self.keys_folder.name)
        self.server_keys = Keys(folder, "server")
        self.of = {name: Keys(folder, name) for name in [*ROLES, "stranger"]}
        self.clients = folder / "clients"
        self.allow(ROLES)
        super().__init__(base_urls, f"security:\n  server_key_file: {self.server_keys.file}\n"
                                    f"  clients_file: {self.clients}\n", log_format=f"json, level: {level}")

    def allow(self, roles):
        self.clients.write_text("# who may come in\n\n" + "".join(
            f"{name} {role} {self.of[name].public}\n" for name, role in roles.items()))

    def reload(self):
        """Sends SIGHUP and waits until scand logs that the reload is done."""
        word = "scand.reloaded"
        before = self.errors().count(word)
        self.child.send_signal(signal.SIGHUP)
        deadline = time.monotonic() + harness.PATIENCE_SECONDS
        while self.errors().count(word) == before:
            if time.monotonic() > deadline:
                raise AssertionError(f"scand never said {word}: {self.errors()[-3000:]}")
            select_for(0.05)

    def scanctl(self, *args, who="boss", server=None, **kwargs):
        return super().scanctl("--key-file", self.of[who].file, "--server-key",
                               server or self.server_keys.public, *args, **kwargs)

    def socket(self, kind, who):
        made = zmq.Context.instance().socket(kind)
        made.linger = 0
        if who is not None:
            made.curve_publickey = self.of[who].public.encode()
            made.curve_secretkey = self.of[who].secret.encode()
            made.curve_serverkey = self.server_keys.public.encode()
        if kind == zmq.SUB:
            made.subscribe(b"scand.health")
        made.connect(self.publisher if kind == zmq.SUB else self.server)
        return made


def select_for(seconds):
    """Lets other processes run; the caller waits only for its own condition."""
    import select
    select.select([], [], [], seconds)


def ask(client, **message):
    client.send(msgpack.packb({"v": 1, "id": 1, **message}))
    if not client.poll(harness.PATIENCE_SECONDS * 1000):
        raise AssertionError(f"no answer to {message}")
    return msgpack.unpackb(client.recv())


class SecurityTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.replay = harness.Replay("--limits", "off")
        cls.began = time.monotonic()
        cls.daemon = SecureDaemon(cls.replay.base_urls)

    @classmethod
    def tearDownClass(cls):
        cls.daemon.stop()
        cls.replay.stop()

    def setUp(self):
        self.open = []
        self.addCleanup(lambda: [one.close(0) for one in self.open])

    def socket(self, kind, who):
        self.open.append(self.daemon.socket(kind, who))
        return self.open[-1]

    def counters(self):
        return ask(self.socket(zmq.DEALER, "boss"), type="status")["counters"]

    def test_each_role_may_do_what_the_table_says_and_no_more(self):
        for who in ROLES:
            client = self.socket(zmq.DEALER, who)
            for kind, fields, allowed in REQUESTS:
                with self.subTest(who=who, type=kind):
                    answer = ask(client, type=kind, **fields)
                    self.assertEqual(answer.get("code") == "not_authorised", who not in allowed, answer)

    def test_publications_come_to_subscribers_and_the_admin_alone(self):
        subscribers = {who: self.socket(zmq.SUB, who) for who in [*ROLES, "stranger", None]}
        for who in ("boss", "screen"):
            self.assertTrue(subscribers[who].poll(harness.PATIENCE_SECONDS * 1000), who)
        for _ in range(2):  # two heartbeats more for those who are let in, none for the others
            subscribers["boss"].recv_multipart()
            self.assertTrue(subscribers["boss"].poll(harness.PATIENCE_SECONDS * 1000))
        for who in ("desk", "stranger", None):
            self.assertFalse(subscribers[who].poll(0), who)

    def test_an_unknown_key_gets_no_answer_and_is_counted_and_logged_once_with_its_fingerprint(self):
        before = self.counters().get("zap_denied_frontend", 0)
        for _ in range(5):
            done = self.daemon.scanctl("status", who="stranger")
            self.assertEqual(done.returncode, 6, done.stderr)
            self.assertIn("not authorised", done.stderr)
        after = self.counters()
        self.assertGreaterEqual(after["zap_denied_frontend"], before + 5)
        self.assertGreaterEqual(after["zap_denied_unlogged"], 3)
        self.assertRegex(self.daemon.errors(), r"client\.denied.*sha256:[0-9a-f]{16}")
        minutes = (time.monotonic() - self.began) / 60
        self.assertLessEqual(self.daemon.errors().count('"client.denied"'), 1 + minutes)

    def test_scanctl_says_not_authorised_within_three_seconds(self):
        other = zmq.curve_keypair()[0].decode()
        plain = ("--server", self.daemon.server, "--publisher", self.daemon.publisher, "status")
        for done in (self.daemon.scanctl("--timeout", "3", "status", who="stranger"),
                     self.daemon.scanctl("--timeout", "3", "status", server=other),
                     harness.scanctl("--timeout", "3", *plain)):
            self.assertEqual(done.returncode, 6, done.stderr)
            self.assertIn("not authorised", done.stderr)
        self.assertEqual(self.daemon.scanctl("status", who="desk").returncode, 0)
        self.assertEqual(self.daemon.scanctl("scan", "--exchange", "binance", who="screen").returncode, 6)
        code = self.daemon.scanctl("scan", "--exchange", "binance", "--top-n", "1", "--json", who="boss")
        self.assertEqual(code.returncode, 0, code.stderr)

    def test_nobody_there_is_still_nobody_there(self):
        dead = f"tcp://127.0.0.1:{harness.free_port()}"
        done = harness.scanctl("--server", dead, "--timeout", "1", "--key-file", self.daemon.of["boss"].file,
                               "--server-key", self.daemon.server_keys.public, "status")
        self.assertEqual(done.returncode, 7, done.stderr)

    def test_a_hostile_peer_loses_its_own_connection_only(self):
        friend = self.socket(zmq.DEALER, "boss")
        port = int(self.daemon.server.rsplit(":", 1)[1])
        greeting = b"\xff" + bytes(8) + b"\x7f\x03\x00CURVE" + bytes(15) + b"\x00" + bytes(31)
        for garbage in (b"GET / HTTP/1.1\r\n\r\n", os.urandom(4096), b"\xff" * 64, greeting,
                        greeting + b"\x04\xc8\x05HELLO" + os.urandom(194), greeting + b"\x06" + b"\xff" * 8):
            with socket.create_connection(("127.0.0.1", port)) as raw:
                raw.sendall(garbage)
                self.assertEqual(ask(friend, type="ping")["type"], "ok")
        flood = [self.socket(zmq.DEALER, "stranger") for _ in range(50)]
        self.assertEqual(len(flood), 50)
        null = self.socket(zmq.DEALER, None)
        null.send(msgpack.packb({"v": 1, "type": "ping", "id": 1}))
        self.assertEqual(ask(friend, type="ping")["type"], "ok")
        known = self.socket(zmq.DEALER, "desk")
        known.send(b"x" * 300_000)  # past limits.message_bytes
        self.assertEqual(ask(self.socket(zmq.DEALER, "desk"), type="ping")["type"], "ok")
        self.assertEqual(ask(friend, type="ping")["type"], "ok")
        self.assertFalse(null.poll(0))

    def test_a_revoked_key_is_out_at_once_and_a_bad_file_changes_nothing(self):
        clients = {who: self.socket(zmq.DEALER, who) for who in ROLES}
        subscribers = {who: self.socket(zmq.SUB, who) for who in ("boss", "screen")}
        for one in subscribers.values():
            self.assertTrue(one.poll(harness.PATIENCE_SECONDS * 1000))
        self.daemon.clients.write_text("nonsense\n")
        self.daemon.reload()
        self.assertIn("reload.failed", self.daemon.errors())
        self.assertIn("clients:1:", self.daemon.errors())
        self.assertEqual(ask(clients["screen"], type="ping")["type"], "ok")
        self.addCleanup(lambda: (self.daemon.allow(ROLES), self.daemon.reload()))
        self.daemon.allow({"boss": "admin", "desk": "submit"})
        self.daemon.reload()
        answer = ask(clients["screen"], type="ping")
        self.assertEqual(answer.get("code"), "not_authorised", answer)
        for who in ("boss", "desk"):
            self.assertEqual(ask(clients[who], type="ping")["type"], "ok")
        # The admin's subscription comes back by itself. By then the revoked client gets nothing any more.
        while subscribers["boss"].poll(0):
            subscribers["boss"].recv_multipart()
        for beats in (3, 2):
            while subscribers["screen"].poll(0):
                subscribers["screen"].recv_multipart()
            for _ in range(beats):
                self.assertTrue(subscribers["boss"].poll(harness.PATIENCE_SECONDS * 1000))
                subscribers["boss"].recv_multipart()
        self.assertFalse(subscribers["screen"].poll(0))

    def test_the_watchdog_looks_at_who_lets_clients_in(self):
        with urllib.request.urlopen(f"{self.daemon.http_url}/metrics", timeout=10) as page:
            ages = [line for line in page.read().decode().splitlines() if 'loop="zap"' in line]
        self.assertEqual(len(ages), 1)
        self.assertLess(float(ages[0].split()[-1]), 30)

    def test_no_key_is_ever_in_the_log(self):
        self.daemon.scanctl("status", who="stranger")
        log = self.daemon.errors()
        for keys in [self.daemon.server_keys, *self.daemon.of.values()]:
            self.assertNotIn(keys.secret, log)
            self.assertNotIn(keys.public, log)


class StartTest(unittest.TestCase):
    def check(self, text):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "scand.yaml"
            path.write_text(text.replace("FOLDER", folder))
            return subprocess.run([harness.BIN / "scand", "--config", path, "--check-config"],
                                  capture_output=True, text=True)

    def test_it_does_not_listen_beyond_loopback_without_keys_unless_told_to(self):
        for endpoint in ("tcp://0.0.0.0:*", "tcp://*:5555", "tcp://[::]:5555", "tcp://192.168.7.1:5555"):
            text = f"publisher: {{endpoint: \"{endpoint}\"}}\n"
            done = self.check(text)
            self.assertEqual(done.returncode, 78, done.stderr)
            self.assertIn("scand.yaml:1:", done.stderr)
            for word in ("publisher.endpoint", "security.server_key_file", "security.insecure_beyond_loopback"):
                self.assertIn(word, done.stderr)
            self.assertEqual(self.check(text + "security: {insecure_beyond_loopback: true}\n").returncode, 0)

    def test_keys_that_cannot_be_used_are_named(self):
        for files, word in (("server_key_file: FOLDER/none", "security.clients_file"),
                            ("server_key_file: FOLDER/none\n  clients_file: FOLDER/none", "cannot be read")):
            done = self.check(f"security:\n  {files}\n")
            self.assertEqual(done.returncode, 78, done.stderr)
            self.assertIn(word, done.stderr)

    def test_new_keys_are_for_their_owner_only_and_never_written_over(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "me.key"
            done = harness.scanctl("keys", "new", "--out", path)
            self.assertEqual(done.returncode, 0, done.stderr)
            secret = path.read_text().strip()
            self.assertEqual((len(secret), path.stat().st_mode & 0o777), (40, 0o600))
            self.assertIn(zmq.curve_public(secret.encode()).decode(), done.stdout)
            self.assertNotIn(secret, done.stdout + done.stderr)
            self.assertEqual(harness.scanctl("keys", "show", path).stdout, done.stdout)
            self.assertNotEqual(harness.scanctl("keys", "new", "--out", path).returncode, 0)
            self.assertEqual(path.read_text().strip(), secret)
            path.chmod(0o644)
            self.assertEqual(harness.scanctl("keys", "show", path).returncode, 65)


if __name__ == "__main__":
    unittest.main()
