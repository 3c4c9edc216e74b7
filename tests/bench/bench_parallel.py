#!/usr/bin/env python3
"""How near a parallel scan comes to its slowest exchange.

Five exchanges are replayed so that a whole scan of each takes 50, 55, 48, 62 and 60 units; a unit is
SCALE seconds. The floor of the parallel scan is the slowest of them, the ceiling of the speed-up their
sum over it. Prints both as ratios and fails beyond 3 %.

    SCAND_BIN=build/release/bin tests/bench/bench_parallel.py [--scale 0.05] [--runs 5]
"""
import argparse
import pathlib
import statistics
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "integration"))
import harness  # noqa: E402

UNITS = {"binance": 50, "okx": 55, "bybit": 48, "kucoin": 62, "gate": 60}
MARKETS = 20
TOLERANCE = 0.03


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", type=float, default=0.05, help="seconds a unit")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    seconds = {name: units * options.scale for name, units in UNITS.items()}
    replay = harness.Replay("--limits", "off", "--durations",
                            ",".join(f"{name}={value}" for name, value in seconds.items()),
                            "--duration-requests", str(MARKETS + 2))
    daemon = harness.Daemon(replay.base_urls, "rate: {assume_spent: 0}\n")
    slowest, best_speedup = max(seconds.values()), sum(seconds.values()) / max(seconds.values())
    parallel, speedup = [], []
    for run in range(options.runs):
        code, result = daemon.scan("--exchange", ",".join(UNITS), "--top-n", str(MARKETS))
        assert code == 0, result["metadata"]
        performance = result["metadata"]["performance"]
        parallel.append(performance["parallel_duration"] / slowest)
        speedup.append(performance["speedup"] / best_speedup)
        print(f"run {run + 1}: parallel {performance['parallel_duration']:.3f} s, slowest {slowest:.3f} s, "
              f"ratio {parallel[-1]:.4f}; speed-up {performance['speedup']:.3f} of {best_speedup:.3f}, "
              f"ratio {speedup[-1]:.4f}")
    daemon.stop()
    replay.stop()
    worst = max(abs(statistics.median(parallel) - 1), abs(statistics.median(speedup) - 1))
    print(f"median ratios: parallel/slowest {statistics.median(parallel):.4f}, "
          f"speed-up/(sum/max) {statistics.median(speedup):.4f}; bar 1 +- {TOLERANCE}")
    return 0 if worst <= TOLERANCE else 1


if __name__ == "__main__":
    sys.exit(main())
