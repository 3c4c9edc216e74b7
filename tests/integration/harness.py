"""Runs the shipped binaries against replayed exchanges. Every integration test uses it.

Environment: SCAND_BIN is the directory of scand and scanctl; SCAND_SHARED, optional, has real candles.
"""
import contextlib
import http.client
import json
import os
import pathlib
import random
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("SCAND_BIN", ROOT / "build/dev/bin"))
ALL = ["binance", "okx", "bybit", "kucoin", "kucoinfutures", "gate", "coinbase", "kraken", "mexc", "htx"]
# A bound against hanging, not a measure of speed: sanitizers make everything slower.
PATIENCE_SECONDS = float(os.environ.get("SCAND_TEST_PATIENCE_SECONDS", "120"))
# Settings for replayed exchanges, whose limits nobody has used before.
FAST = "rate: {share: 0.95, assume_spent: 0}\n"
PORTS = (10_000, 32_000)
# Just after the last recorded candle closed.
FROZEN = "2026-03-04T10:17:30Z"


def free_ports(count):
    """`count` different ports, below those that the system gives to outgoing connections: so a scand that
    is started again finds its port free, whatever other tests connect meanwhile."""
    with contextlib.ExitStack() as held:
        ports = []
        while len(ports) < count:
            one = held.enter_context(socket.socket())
            port = random.randrange(*PORTS)
            with contextlib.suppress(OSError):
                one.bind(("127.0.0.1", port))
                ports.append(port)
        return ports


def free_port():
    return free_ports(1)[0]


class Process:
    """A child that never outlives its test."""

    def __init__(self, args, **kwargs):
        self.log = tempfile.TemporaryFile("w+")
        self.run(args, **kwargs)

    def run(self, args, **kwargs):
        self.child = subprocess.Popen([str(arg) for arg in args], stdin=subprocess.PIPE,
                                      stdout=subprocess.PIPE, stderr=self.log, text=True, **kwargs)

    def read_line(self, patience_seconds=PATIENCE_SECONDS):
        ready, _, _ = select.select([self.child.stdout], [], [], patience_seconds)
        line = self.child.stdout.readline() if ready else ""
        if not line:
            raise AssertionError(f"no word from {self.child.args[0]}: {self.errors()}")
        return line

    def __del__(self):
        self.log.close()  # not in stop(): tests read errors() afterwards

    def errors(self):
        self.log.seek(0)
        return self.log.read()

    def stop(self, how=signal.SIGTERM):
        if self.child.poll() is None:
            self.child.send_signal(how)
        try:
            self.child.communicate(timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.communicate()
            raise AssertionError(f"{self.child.args[0]} did not stop: {self.errors()[-2000:]}")
        return self.child.returncode


class Replay(Process):
    """The exchanges, replayed. `base_urls` by exchange."""

    def __init__(self, *options):
        data = os.environ.get("SCAND_SHARED")
        source = ["--data", os.path.join(data, "data")] if data and os.path.isdir(f"{data}/data") else []
        super().__init__(["/usr/bin/python3", ROOT / "tests/replay/server.py", "--port", "0",
                          "--parent-watch", *source, *options])
        ready = json.loads(self.read_line())
        self.port = ready["port"]
        self.base_urls = ready["base_urls"]
        self.tls_base_urls = ready.get("tls_base_urls") or {}

    def control(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.closing(connection):
            connection.request(method, path, json.dumps(body) if body is not None else None,
                               {"Content-Type": "application/json"})
            answer = connection.getresponse()
            text = answer.read().decode()
        assert answer.status < 300, (answer.status, text)
        return json.loads(text) if text else None

    def fault(self, exchange, route, fault, **more):
        self.control("POST", "/_control/faults",
                     {"exchange": exchange, "route": route, "fault": fault, **more})

    def stats(self):
        return self.control("GET", "/_control/stats")


class Answer:
    """The whole answer of an HTTP server."""

    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.text = response.read().decode()
        self.type = self.headers.get("Content-Type", "")

    @property
    def json(self):
        return json.loads(self.text)


class Daemon(Process):
    """scand with a configuration of its own. `settings` are lines of YAML, `http_api` are members of that
    mapping. `durable`: with a journal on disk. `before`: a command that scand's command line is given to;
    it must exec scand, because signals go to it.

    After stop(), start() starts scand again with the same ports and journal.
    """

    def __init__(self, base_urls, settings="", log_format="json", durable=False, before=(), http_api=""):
        front, published, self.http_port = free_ports(3)
        self.server, self.publisher = f"tcp://127.0.0.1:{front}", f"tcp://127.0.0.1:{published}"
        self.http_url = f"http://127.0.0.1:{self.http_port}"
        self.folder = tempfile.TemporaryDirectory()
        self.config = pathlib.Path(self.folder.name) / "scand.yaml"
        if durable:
            settings += f"journal: {{mode: durable, directory: {self.folder.name}/journal}}\n"
        urls = "".join(f'  {name}: {{base_url: "{url}"}}\n' for name, url in base_urls.items())
        self.config.write_text(f"frontend: {{endpoint: \"{self.server}\"}}\n"
                          f"publisher: {{endpoint: \"{self.publisher}\"}}\n"
                          f"log: {{format: {log_format}}}\n"
                          f"http_api: {{endpoint: \"127.0.0.1:{self.http_port}\", {http_api}}}\n"
                          + ("" if "journal:" in settings else f"journal: {{directory: \"{self.folder.name}/journal\"}}\n")
                          + (f"exchanges:\n{urls}" if urls else "") + settings)
        self.command = [*before, BIN / "scand", "--config", self.config]
        super().__init__(self.command)
        self.wait_until_up()

    def __del__(self):
        super().__del__()
        self.folder.cleanup()

    def start(self):
        self.run(self.command)
        self.wait_until_up()

    def stop(self, how=signal.SIGTERM):
        """Fails if a scand that was asked to stop ends with an error, such as a sanitizer's report."""
        code = super().stop(how)
        if how == signal.SIGTERM and code != 0:
            raise AssertionError(f"scand ended with {code}: {self.errors()[-5000:]}")
        return code

    def wait_until_up(self):
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            if self.child.poll() is not None:
                raise AssertionError(f"scand ended with {self.child.returncode}: {self.errors()}")
            if self.scanctl("--timeout", "2", "status", "--json").returncode == 0 and self.http_answers():
                return
        raise AssertionError(f"scand does not answer: {self.errors()}")

    def http_answers(self):
        """HTTP starts after the ZeroMQ sockets. True also where HTTP is off."""
        if "enabled: false" in self.config.read_text():
            return True
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.http_port)) == 0

    def ask(self, method, path, body=None, **headers):
        """One HTTP request, on a connection of its own; `_` in a header's name becomes `-`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.http_port, timeout=PATIENCE_SECONDS)
        with contextlib.closing(connection):
            headers = {name.replace("_", "-"): value for name, value in headers.items()}
            if isinstance(body, (dict, list)):
                body, headers = json.dumps(body), {"Content-Type": "application/json", **headers}
            connection.request(method, path, body, headers)
            return Answer(connection.getresponse())

    def scanctl(self, *args, **kwargs):
        return scanctl("--server", self.server, "--publisher", self.publisher, *args, **kwargs)

    def scan(self, *args):
        """A scan as JSON: (exit code, result)."""
        done = self.scanctl("scan", "--json", *args)
        if not done.stdout.strip():
            raise AssertionError(f"scanctl said nothing but: {done.stderr}\nscand: {self.errors()[-3000:]}")
        return done.returncode, json.loads(done.stdout)


def scanctl(*args, stdin=None, patience_seconds=PATIENCE_SECONDS):
    return subprocess.run([str(BIN / "scanctl"), *map(str, args)], input=stdin, text=True,
                          capture_output=True, timeout=patience_seconds)


def need(what):
    """The path of a program that the tests need. Its absence is a failure, not a skip."""
    import shutil
    path = shutil.which(what) or shutil.which(what, path="/usr/sbin:/sbin")
    if path is None:
        sys.exit(f"{what} is missing: run deploy/install-deps test")
    return path
