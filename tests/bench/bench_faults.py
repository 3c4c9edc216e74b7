#!/usr/bin/env python3
"""How little a faulty exchange costs the others.

Five exchanges are scanned in parallel, each paced as a whole scan of a known length. Beside the run in
which all are well stand runs in which one or two of them drip, never answer, answer without end, or
refuse with 429. Printed for each is duration of a good exchange / its duration when all are well, each
the median over the runs; the bar is 5 %. The faulty ones have a server process of their own, so that
what is measured is scand and not the server. Each run has a new scand: no circuit or hold of an earlier
one keeps the fault away. Runs of all kinds take turns, so that a slow minute of the machine hits all.

    SCAND_BIN=build/release/bin tests/bench/bench_faults.py [--scale 0.04] [--runs 5]
"""
import argparse
import pathlib
import statistics
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "integration"))
import harness  # noqa: E402

UNITS = {"binance": 50, "okx": 55, "bybit": 48, "kucoin": 62, "gate": 60}
FAULTS = {
    "drips": {"kind": "one_byte_a_second"},
    "never answers": {"kind": "black_hole"},
    "never ends": {"kind": "endless_body"},
    "429": {"kind": "status", "status": 429},
}
FAULTY = ("binance", "okx")
MARKETS = 20
TOLERANCE = 0.05


class Bench:
    def __init__(self, scale):
        seconds = ",".join(f"{name}={units * scale}" for name, units in UNITS.items())
        options = ("--limits", "off", "--durations", seconds, "--duration-requests", str(MARKETS + 2))
        self.good, self.bad = harness.Replay(*options), harness.Replay(*options)
        self.deadline = round(max(UNITS.values()) * scale * 2, 1)  # of what is faulty; the others need half
        self.run(None, (), deadline=60)  # the servers make their candles now

    def run(self, fault, faulty, deadline=None):
        """Duration by exchange, of those that are well."""
        for replay in (self.good, self.bad):
            replay.control("POST", "/_control/reset")
        for name in faulty:
            self.bad.fault(name, "*", fault)
        urls = {name: (self.bad if name in FAULTY else self.good).base_urls[name] for name in UNITS}
        daemon = harness.Daemon(urls, "rate: {assume_spent: 0}\n")
        _, result = daemon.scan("--exchange", ",".join(UNITS), "--top-n", str(MARKETS), "--deadline",
                                str(deadline or self.deadline))
        daemon.stop()
        details = result["metadata"]["exchange_details"]
        for name, detail in details.items():
            assert detail["success"] == (name not in faulty), (name, detail)
        return {name: detail["duration_seconds"] for name, detail in details.items() if name not in faulty}

    def stop(self):
        self.good.stop()
        self.bad.stop()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", type=float, default=0.04, help="seconds a unit")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    cases = {("all are well", 0): (None, ())}
    cases |= {(name, count): (fault, FAULTY[:count]) for name, fault in FAULTS.items() for count in (1, 2)}
    bench = Bench(options.scale)
    seen = {case: [] for case in cases}
    for number in range(options.runs):
        for case, (fault, faulty) in cases.items():
            seen[case].append(bench.run(fault, faulty))
        print(f"round {number + 1} of {options.runs}", file=sys.stderr)
    bench.stop()

    well = {name: statistics.median(run[name] for run in seen["all are well", 0]) for name in UNITS}
    noise = max(abs(run[name] / well[name] - 1) for run in seen["all are well", 0] for name in UNITS)
    print(f"all are well: single runs within {noise:.2%} of their medians")
    worst = 0
    for case, runs in seen.items():
        if case[1] == 0:
            continue
        ratios = {name: statistics.median(run[name] for run in runs) / well[name] for name in runs[0]}
        worst = max(worst, *(abs(ratio - 1) for ratio in ratios.values()))
        print(f"{case[1]} of 5 {case[0]}: " + ", ".join(f"{name} {ratio:.4f}" for name, ratio in ratios.items()))
    print(f"furthest from 1: {worst:.2%}; bar {TOLERANCE:.0%}")
    return 0 if worst <= TOLERANCE else 1


if __name__ == "__main__":
    sys.exit(main())
