#!/usr/bin/env python3
"""The HTTP gateway under load, by wrk, beside the least that Beast needs to send the same bytes.

get      GET of a finished scan of 250 signals, and of one of one signal, at 1, 64 and 1,000 connections, in
         turn from the gateway and from a bare Beast handler: requests a second, p99 and the ratio of the
         former (median of the runs). Bar: RATIO_MIN.
post     POST of a scan of one exchange that answers at once, waited for; the same way. No bar: the bare
         handler does no work, it shows what HTTP alone costs.
hostile  p99 of well-behaved GETs at a moderate rate, with and without 200 clients that are slow, wrong or
         silent: nobody else there, the same clients at another gateway (what they cost the machine), and at
         this one. Bar: HOSTILE_RATIO_MAX between the last two.
idle     what 1,000 idle connections add to the memory. Bar: IDLE_BYTES_MAX.

    SCAND_BIN=build/release/bin tests/bench/bench_gateway.py [get|post|hostile|idle ...] [--seconds 4] [--runs 3]
"""
import argparse
import http.client
import json
import os
import pathlib
import re
import resource
import socket
import statistics
import subprocess
import sys
import tempfile

RATIO_MIN = 0.7
HOSTILE_RATIO_MAX = 1.1
IDLE_BYTES_MAX = 20_000_000
CONNECTIONS = (1, 64, 1_000)
HOSTILE_CLIENTS = 200
UNITS = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0}
REQUEST = json.dumps({"exchange": ["binance"], "minStrength": 0, "limit": 0})
POST_SCRIPT = f"""wrk.method = "POST"
wrk.path = "/api/scanner/scan"
wrk.body = '{REQUEST}'
wrk.headers["Content-Type"] = "application/json"
"""
# Eight connections, a request each about every two milliseconds.
PACED_SCRIPT = "function delay() return 2 end\n"


class Server:
    """`what`: a number of signals (ours), or the bytes to answer (bare)."""

    def __init__(self, what):
        self.file = tempfile.NamedTemporaryFile()
        if isinstance(what, bytes):
            self.file.write(what)
            self.file.flush()
        kind = ["bare", self.file.name] if isinstance(what, bytes) else ["ours", str(what)]
        self.process = subprocess.Popen([pathlib.Path(os.environ["SCAND_BIN"]) / "gateway_server", *kind, "2"],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    def stop(self):
        self.process.stdin.close()
        self.process.wait(timeout=60)
        self.process.stdout.close()
        self.file.close()

    def resident_bytes(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) * 1024

    def ask(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        assert answer.status == 200, (answer.status, data[:500])
        return data

    def finished_scan(self):
        """(path, body) of one."""
        job = json.loads(self.ask("POST", "/api/scanner/scan", REQUEST))["metadata"]["job_id"]
        path = f"/api/scanner/scans/{job}"
        return path, self.ask("GET", path)


def load(port, connections, seconds, path="/", script=""):
    """(requests a second, p99 in seconds)"""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        told = subprocess.run(["wrk", "-t", str(min(2, connections)), "-c", str(connections), "-d", f"{seconds}s",
                               "--latency", "-s", file.name, f"http://127.0.0.1:{port}{path}"],
                              capture_output=True, text=True, check=True)
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", told.stdout)[1])
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s|m)", told.stdout).groups()
    wrong = re.search(r"Non-2xx.*|Socket errors: .*", told.stdout)
    if wrong:
        print(f"  wrk says: {wrong[0]}")
    return rate, float(number) * UNITS[unit]


def compare(name, signals, connections, options, script=""):
    """The ratio of the rates, ours to bare; the servers take turns."""
    ours = Server(signals)
    path, body = ours.finished_scan()
    servers = {"ours": ours, "bare": Server(body)}
    rates, tails = {"ours": [], "bare": []}, {"ours": [], "bare": []}
    for run in range(options.runs):
        for kind in ("ours", "bare") if run % 2 == 0 else ("bare", "ours"):
            rate, tail = load(servers[kind].port, connections, options.seconds, path, script)
            rates[kind].append(rate)
            tails[kind].append(tail)
    for server in servers.values():
        server.stop()
    ratio = statistics.median(ours / bare for ours, bare in zip(rates["ours"], rates["bare"]))
    ours, bare = (f"{statistics.median(rates[kind]):9,.0f}/s p99 {statistics.median(tails[kind]) * 1e3:8.2f} ms"
                  for kind in ("ours", "bare"))
    print(f"{name} {len(body):7,} bytes, {connections:5,} connections: ours {ours}; bare {bare}; "
          f"ratio {ratio:.2f}", flush=True)
    return ratio


def bench_get(options):
    lowest = min(compare("GET ", signals, connections, options) for signals in (250, 1)
                 for connections in CONNECTIONS)
    print(f"GET: lowest ratio {lowest:.2f}; bar {RATIO_MIN}")
    return lowest >= RATIO_MIN


def bench_post(options):
    for connections in CONNECTIONS:
        compare("POST", 0, connections, options, POST_SCRIPT)
    return True


class HostileClients:
    def __init__(self, port):
        script = pathlib.Path(__file__).parent / "hostile_clients.py"
        self.process = subprocess.Popen([sys.executable, script, str(port), str(HOSTILE_CLIENTS)],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline() == "ready\n"

    def stop(self):
        """How often each kind acted."""
        return json.loads(self.process.communicate(timeout=60)[0])


def bench_hostile(options):
    here, elsewhere = Server(1), Server(1)
    path, _ = here.finished_scan()
    tails = {"alone": [], "elsewhere": [], "here": []}
    for run in range(options.runs):
        order = list(tails)
        for phase in order[run % 3:] + order[:run % 3]:
            hostile = None if phase == "alone" else HostileClients(here.port if phase == "here" else elsewhere.port)
            rate, tail = load(here.port, 8, options.seconds, path, PACED_SCRIPT)
            tails[phase].append(tail)
            acts = hostile.stop() if hostile else {}
            assert not hostile or len(acts) == 5, acts
            print(f"  {phase:9}: {rate:7,.0f}/s p99 {tail * 1e3:6.2f} ms {acts or ''}", flush=True)
    here.stop()
    elsewhere.stop()
    alone, elsewhere, here = (statistics.median(tails[phase]) for phase in ("alone", "elsewhere", "here"))
    print(f"GET beside {HOSTILE_CLIENTS} hostile clients: p99 alone {alone * 1e3:.2f} ms, they at another gateway "
          f"{elsewhere * 1e3:.2f} ms, at this one {here * 1e3:.2f} ms; here/elsewhere {here / elsewhere:.2f} "
          f"(bar {HOSTILE_RATIO_MAX}), here/alone {here / alone:.2f}")
    return here / elsewhere < HOSTILE_RATIO_MAX


def bench_idle(options):
    """Connections that have asked once and stay open."""
    server = Server(1)
    request = b"GET /version HTTP/1.1\r\nHost: s\r\n\r\n"

    def connect():
        peer = socket.create_connection(("127.0.0.1", server.port))
        peer.sendall(request)
        assert peer.recv(4096).startswith(b"HTTP/1.1 200")
        return peer

    peers = [connect()]
    before = server.resident_bytes()
    peers += [connect() for _ in range(1_000)]
    added = server.resident_bytes() - before
    for peer in peers:
        peer.close()
    server.stop()
    print(f"1,000 idle connections: {added / 1e6:.2f} MB; bar {IDLE_BYTES_MAX / 1e6:.0f} MB")
    return added <= IDLE_BYTES_MAX


PARTS = {"idle": bench_idle, "get": bench_get, "post": bench_post, "hostile": bench_hostile}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    kept = [PARTS[part](options) for part in options.parts or PARTS]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
