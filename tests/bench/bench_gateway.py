#!/usr/bin/env python3
"""What the HTTP server costs beside the least that Beast needs to send the same bytes.

A body of 400 kB (a result of 250 signals) and one of 1 kB are asked for by wrk at 1, 64 and 1,000
connections, in turn from the gateway's server and from a bare Beast handler; prints requests a second,
p99 and the ratio (median of the runs), and what 1,000 idle connections add to the server's memory.
Fails below RATIO_MIN at any of them, or beyond IDLE_BYTES_MAX.

    SCAND_BIN=build/release/bin tests/bench/bench_gateway.py [--seconds 4] [--runs 3]
"""
import argparse
import os
import pathlib
import re
import resource
import socket
import statistics
import subprocess
import sys

RATIO_MIN = 0.7
IDLE_BYTES_MAX = 20_000_000
BODIES = (400_000, 1_000)
CONNECTIONS = (1, 64, 1_000)
UNITS = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0}


class Server:
    def __init__(self, kind, body_bytes):
        binary = pathlib.Path(os.environ["SCAND_BIN"]) / "gateway_server"
        self.process = subprocess.Popen([binary, kind, str(body_bytes), "2"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    def stop(self):
        self.process.stdin.close()
        self.process.wait(timeout=30)
        self.process.stdout.close()

    def resident_bytes(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) * 1024


def load(port, connections, seconds):
    """(requests a second, p99 in seconds)"""
    told = subprocess.run(["wrk", "-t", str(min(2, connections)), "-c", str(connections), "-d", f"{seconds}s",
                           "--latency", f"http://127.0.0.1:{port}/"], capture_output=True, text=True, check=True)
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", told.stdout)[1])
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s|m)", told.stdout).groups()
    wrong = re.search(r"Non-2xx.*|Socket errors: .*(?:read|write) [1-9].*", told.stdout)
    if wrong:
        print(f"  wrk says: {wrong[0]}")
    return rate, float(number) * UNITS[unit]


def compare(body_bytes, connections, seconds, runs):
    servers = {kind: Server(kind, body_bytes) for kind in ("ours", "bare")}
    rates, tails = {"ours": [], "bare": []}, {"ours": [], "bare": []}
    for run in range(runs):
        for kind in ("ours", "bare") if run % 2 == 0 else ("bare", "ours"):
            rate, tail = load(servers[kind].port, connections, seconds)
            rates[kind].append(rate)
            tails[kind].append(tail)
    for server in servers.values():
        server.stop()
    ratio = statistics.median(ours / bare for ours, bare in zip(rates["ours"], rates["bare"]))
    ours, bare = (f"{statistics.median(rates[kind]):9,.0f}/s p99 {statistics.median(tails[kind]) * 1e3:8.2f} ms"
                  for kind in ("ours", "bare"))
    print(f"{body_bytes:7,} bytes, {connections:5,} connections: ours {ours}; bare {bare}; ratio {ratio:.2f}")
    return ratio


def idle_bytes(connections):
    """What so many connections that have asked once and stay open add to the server's memory."""
    server = Server("ours", 100)
    request = b"GET / HTTP/1.1\r\nHost: s\r\n\r\n"

    def connect():
        peer = socket.create_connection(("127.0.0.1", server.port))
        peer.sendall(request)
        assert peer.recv(4096).startswith(b"HTTP/1.1 200")
        return peer

    peers = [connect()]
    before = server.resident_bytes()
    peers += [connect() for _ in range(connections)]
    added = server.resident_bytes() - before
    for peer in peers:
        peer.close()
    server.stop()
    return added


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    added = idle_bytes(1_000)
    print(f"1,000 idle connections: {added / 1e6:.2f} MB; bar {IDLE_BYTES_MAX / 1e6:.0f} MB")
    ratios = [compare(body, connections, options.seconds, options.runs)
              for body in BODIES for connections in CONNECTIONS]
    print(f"lowest ratio {min(ratios):.2f}; bar {RATIO_MIN}")
    return 0 if min(ratios) >= RATIO_MIN and added <= IDLE_BYTES_MAX else 1


if __name__ == "__main__":
    sys.exit(main())
