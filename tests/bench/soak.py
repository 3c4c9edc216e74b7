#!/usr/bin/env python3
"""Whether scand grows: thousands of scans in one life, with the process watched from outside.

Each scan is of two replayed exchanges, through the durable journal. The bounds of what is kept are set
so low that they are reached before the first look, so that what grows after it is a leak. Prints RSS,
descriptors and threads; fails when RSS at the end is more than 5 % above RSS after scan 500, when threads
differ, or descriptors by more than the journal's tables that wait to be merged.

The journal's buffer fills with results and is written as a table every 640 scans or so, and RSS goes up and
down by its 4 MiB, a tenth of the whole. So RSS is the mean of looks over about as many scans.

    SCAND_BIN=build/release/bin tests/bench/soak.py [--scans 10000] [--first-look 500]
"""
import argparse
import pathlib
import statistics
import sys
import time

import msgpack
import zmq

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "integration"))
import harness  # noqa: E402

EXCHANGES = ["bybit", "gate"]  # whose own limits leave room for dozens of scans a second
COINS = ["BTC", "ETH", "SOL", "XRP", "ADA", "DOGE", "LTC", "LINK"]
IN_FLIGHT = 8
TOLERANCE = 0.05
EVERY, LOOKS = 80, 8  # scans between looks, and looks at either end
TABLES = 16  # of the journal, each a descriptor; so many are merged into one (broker/record_store.cc)
# Reached within the first 500 scans: 400 results are kept, a job's record lives as long as its result.
SETTINGS = "rate: {share: 0.95, assume_spent: 0}\nlimits: {results_kept: 400}\n"


class Figures:
    """What the kernel says of a process now."""

    def __init__(self, pid):
        proc = pathlib.Path(f"/proc/{pid}")
        status = dict(line.split(":", 1) for line in (proc / "status").read_text().splitlines())
        self.rss_kib = int(status["VmRSS"].split()[0])
        self.threads = int(status["Threads"])
        self.descriptors = len(list((proc / "fd").iterdir()))

    def __str__(self):
        return f"RSS {self.rss_kib / 1024:.1f} MiB, {self.descriptors} descriptors, {self.threads} threads"


def mean_rss(looks):
    return statistics.mean(look.rss_kib for look in looks) / 1024


class Scans:
    """Keeps so many jobs in flight; each is submitted, then waited for."""

    def __init__(self, endpoint):
        self.context = zmq.Context()
        self.dealer = self.context.socket(zmq.DEALER)
        self.dealer.linger = 0
        self.dealer.connect(endpoint)
        self.submitted = self.finished = 0
        self.not_complete = 0

    def send(self, kind, **fields):
        self.dealer.send(msgpack.packb({"v": 1, "type": kind, "id": kind, **fields}))

    def submit(self):
        self.submitted += 1
        coin = COINS[self.submitted % len(COINS)]
        self.send("scan.submit", exchange=EXCHANGES, symbols=[f"{coin}/USDT"], minStrength=0)

    def run(self, until):
        """Until so many have finished; none is in flight then, so that looks are of equal states."""
        while self.submitted < until and self.submitted - self.finished < IN_FLIGHT:
            self.submit()
        while self.finished < until:
            if not self.dealer.poll(harness.PATIENCE_SECONDS * 1000):
                raise SystemExit(f"no answer after {self.finished} scans")
            self.take(msgpack.unpackb(self.dealer.recv()), until)

    def take(self, reply, until):
        if reply["type"] in ("scan.accepted", "ok"):
            self.send("scan.wait", job_id=reply["job_id"], timeout_ms=60_000)
        elif reply["type"] == "scan.result":
            self.finished += 1
            self.not_complete += reply["result"]["metadata"]["status"] != "complete"
            if self.submitted < until:
                self.submit()
        else:
            raise SystemExit(f"refused: {reply['code']}: {reply['message']}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--scans", type=int, default=10_000)
    parser.add_argument("--first-look", type=int, default=500)
    options = parser.parse_args()
    replay = harness.Replay("--limits", "off", "--freeze-time", "2026-03-04T10:17:30Z")
    daemon = harness.Daemon({name: replay.base_urls[name] for name in EXCHANGES}, SETTINGS, durable=True)
    scans = Scans(daemon.server)
    began = time.monotonic()
    looks = []
    for goal in [*range(options.first_look, options.scans, EVERY), options.scans]:
        scans.run(goal)
        looks.append(Figures(daemon.child.pid))
        if len(looks) % LOOKS == 1:
            print(f"after {goal} scans: {looks[-1]}", flush=True)
    seconds = time.monotonic() - began
    daemon.stop()
    replay.stop()
    first, last = looks[0], looks[-1]
    before, after = mean_rss(looks[:LOOKS]), mean_rss(looks[-LOOKS:])
    growth = after / before - 1
    print(f"{scans.finished} scans in {seconds:.0f} s, {scans.not_complete} not complete; RSS {before:.1f} and "
          f"{after:.1f} MiB, {growth:+.1%} (bar {TOLERANCE:.0%}), single looks between "
          f"{min(look.rss_kib for look in looks) / 1024:.1f} and {max(look.rss_kib for look in looks) / 1024:.1f}; "
          f"descriptors between {min(look.descriptors for look in looks)} and "
          f"{max(look.descriptors for look in looks)}, threads {first.threads} and {last.threads}")
    steady = (growth <= TOLERANCE and max(look.descriptors for look in looks) - first.descriptors <= TABLES
              and last.threads == first.threads and scans.not_complete == 0)
    return 0 if steady else 1


if __name__ == "__main__":
    sys.exit(main())
