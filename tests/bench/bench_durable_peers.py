#!/usr/bin/env python3
"""Durable jobs, five no-op tasks each, beside other brokers: one run, one machine, in turn.

Each broker is started on loopback, in a directory of its own, without its service, and ended by its
process id. The drivers that speak to them are read from SCAND_SHARED and compiled beside our programs.
Prints medians over the rounds and what they are to scand's; fails when a broker that syncs before it
acknowledges is ahead of it.

    deploy/install-deps peers
    cmake --preset release -DSCAND_BENCH=ON && cmake --build --preset release --target bench_durable
    SCAND_SHARED=DIR SCAND_BIN=$PWD/build/release/bin tests/bench/bench_durable_peers.py
        [--seconds 10] [--rounds 3] [--only redis,rabbitmq-classic] [--directory build]
"""
import argparse
import os
import pathlib
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field

LIBRARIES = {"redis": ["-lhiredis"], "beanstalk": [], "gearman": [], "rabbit": ["-lrabbitmq"],
             "natsq": ["-lnats"], "zmqfloor": ["-lzmq"]}
MODES = {"lat": ("1", "5000"), "thr": ("64", "60000")}
LINE = re.compile(r"n=(\d+) p50=(\d+) p99=(\d+) us (\d+) jobs/s(.*)")
START_LIMIT, END_LIMIT = 120, 60


@dataclass
class Contestant:
    name: str
    driver: str
    variant: str = "dur"
    server: str = ""  # as srv.sh has it; "rabbit": rmq.sh; empty: it needs none
    syncs: bool = True
    runs: dict = field(default_factory=lambda: {mode: [] for mode in MODES})

    def median(self, mode, column):
        return statistics.median(run[column] for run in self.runs[mode])


CONTESTANTS = [
    Contestant("scand", "bench_durable", syncs=False),
    Contestant("redis", "redis", server="redis"),
    Contestant("rabbitmq-classic", "rabbit", "durc", "rabbit"),
    Contestant("rabbitmq-quorum", "rabbit", "durq", "rabbit"),
    Contestant("beanstalkd", "beanstalk", server="beanstalk"),
    Contestant("gearman-sqlite", "gearman", server="gearman"),
    Contestant("nats-jetstream", "natsq", "durf", "nats", syncs=False),
    Contestant("floor", "zmqfloor", syncs=False),
]


def compile_drivers(sources, folder):
    folder.mkdir(exist_ok=True)
    for name, libraries in LIBRARIES.items():
        source, program = sources / f"{name}.cpp", folder / name
        newest = max(source.stat().st_mtime, (sources / "common.hpp").stat().st_mtime)
        if not program.exists() or program.stat().st_mtime < newest:
            subprocess.run(["g++", "-std=c++20", "-O2", "-w", source, "-o", program, "-pthread", *libraries],
                           check=True)


def end(pid_file):
    """Ends what a start script left running, and waits until it has."""
    try:
        pid = int(pid_file.read_text())
        os.kill(pid, signal.SIGTERM)
    except (OSError, ValueError):
        return
    until = time.monotonic() + END_LIMIT
    while pathlib.Path(f"/proc/{pid}/stat").exists() and not is_zombie(pid):
        if time.monotonic() > until:
            os.kill(pid, signal.SIGKILL)
            return
        time.sleep(0.05)


def is_zombie(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True


class Server:
    port = 27000

    def __init__(self, contestant, scripts, parent):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="peer-", dir=parent))
        Server.port += 10
        if contestant.server == "rabbit":
            command = [scripts / "rmq.sh", "start", self.folder, str(Server.port)]
        elif contestant.server:
            command = [scripts / "srv.sh", "start", contestant.server, "dur", self.folder, str(Server.port)]
        else:
            return
        with open(self.folder / "start.log", "w") as log:
            subprocess.run(command, check=True, stdout=log, stderr=log, timeout=START_LIMIT)

    def stop(self):
        for name in ("pid", "epmd"):
            end(self.folder / name)
        shutil.rmtree(self.folder, ignore_errors=True)


def command_of(contestant, mode, options, folder):
    window, jobs = MODES[mode]
    seconds = str(options.seconds)
    if contestant.name == "scand":
        return [options.bin / "bench_durable", "--window", window, "--jobs", jobs, "--seconds", seconds,
                "--directory", folder]
    program = options.bin.parent / "peers" / contestant.driver
    if contestant.name == "floor":
        return [program, mode, jobs, window, seconds]
    return [program, mode, contestant.variant, str(Server.port), jobs, window, seconds]


def measure(contestant, mode, options):
    server = Server(contestant, options.scripts, options.directory)
    try:
        done = subprocess.run(command_of(contestant, mode, options, server.folder), text=True, timeout=300,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    finally:
        server.stop()
    found = LINE.search(done.stdout)
    if not found:
        raise SystemExit(f"{contestant.name} {mode}: {done.stdout} {done.stderr}")
    jobs, p50, p99, rate = (int(found[i]) for i in range(1, 5))
    contestant.runs[mode].append({"jobs": jobs, "p50": p50, "p99": p99, "rate": rate})
    print(f"{contestant.name:18} {mode} n={jobs} p50={p50} us p99={p99} us {rate} jobs/s{found[5]}", flush=True)


def report(contestants, rounds):
    """True: scand is ahead of all that sync before they acknowledge."""
    ours, ahead = contestants[0], True
    print(f"\nMedians of {rounds} rounds; in brackets: scand is so many times better.\n")
    print("| | jobs/s, 64 in flight | p50 of one, us | p99 of one, us |\n|---|---|---|---|")
    for one in contestants:
        cells = []
        for mode, column in (("thr", "rate"), ("lat", "p50"), ("lat", "p99")):
            theirs, mine = one.median(mode, column), ours.median(mode, column)
            better = mine / max(theirs, 1) if column == "rate" else theirs / max(mine, 1)
            cells.append(f"{theirs:.0f}" if one is ours else f"{theirs:.0f} ({better:.2f})")
            ahead = ahead and (not one.syncs or better > 1)
        remark = "" if one.syncs or one is ours else ", acknowledges before it syncs" \
            if one.server else ", nothing kept"
        print(f"| {one.name}{remark} | {' | '.join(cells)} |")
    return ahead


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="")
    parser.add_argument("--directory", default="build", help="on the disk to measure")
    options = parser.parse_args()
    options.bin = pathlib.Path(os.environ["SCAND_BIN"]).resolve()
    options.scripts = pathlib.Path(os.environ["SCAND_SHARED"]).resolve() / "peers" / "mq"
    options.directory = pathlib.Path(options.directory).resolve()
    options.directory.mkdir(parents=True, exist_ok=True)
    compile_drivers(options.scripts, options.bin.parent / "peers")
    only = options.only.split(",") if options.only else [one.name for one in CONTESTANTS]
    contestants = [one for one in CONTESTANTS if one.name in only or one.name == "scand"]
    for _ in range(options.rounds):
        for mode in MODES:
            for contestant in contestants:
                measure(contestant, mode, options)
    return 0 if report(contestants, options.rounds) else 1


if __name__ == "__main__":
    sys.exit(main())
