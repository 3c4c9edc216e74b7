"""Scans of replayed exchanges by the shipped binaries."""
import csv
import io
import json
import resource
import time
import unittest

import harness

SIGNAL_FIELDS = {"id", "symbol", "exchange", "timeframe", "interval", "signal", "label", "strength", "price",
                 "change", "volume", "timestamp", "indicators", "advanced", "risk_reward", "market_regime",
                 "reasons"}
PARALLEL_FIELDS = {"mode", "count", "exchanges", "exchange_details", "timeframe", "timestamp",
                   "duration_seconds", "performance", "filters_applied", "job_id", "request_id", "seq",
                   "epoch", "status", "total_scanned", "truncated", "ignored_fields"}
DETAIL_FIELDS = {"duration_seconds", "success", "error", "signals_found", "error_kind", "init_seconds",
                 "scan_seconds", "filter_seconds", "queue_seconds", "rate_limit_wait_seconds",
                 "network_seconds", "compute_seconds", "symbols_listed", "symbols_eligible",
                 "symbols_scanned", "symbols_skipped", "symbols_failed", "symbols_not_listed", "requests", "retries", "attempts",
                 "bytes_received", "cache_hits", "data_age_seconds", "shared"}
PERFORMANCE_FIELDS = {"parallel_duration", "sequential_duration_estimated", "speedup", "time_saved_seconds",
                      "filtering_seconds", "successful_scans", "failed_scans"}


class ScanTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # Limits are enforced as published: a scan that exceeds one gets the exchange's refusal.
        cls.replay = harness.Replay("--freeze-time", harness.FROZEN, "--markets-for", "kraken=40")
        cls.daemon = harness.Daemon(cls.replay.base_urls, harness.FAST)

    @classmethod
    def tearDownClass(cls):
        cls.daemon.stop()
        cls.replay.stop()

    def setUp(self):
        self.replay.control("DELETE", "/_control/faults")

    def assert_adds_up(self, name, detail):
        self.assertEqual(set(), DETAIL_FIELDS - set(detail), name)
        parts = sum(detail[part] for part in ("rate_limit_wait_seconds", "network_seconds", "compute_seconds"))
        self.assertAlmostEqual(parts, detail["duration_seconds"], delta=0.01 * detail["duration_seconds"])
        self.assertAlmostEqual(detail["init_seconds"] + detail["scan_seconds"], detail["duration_seconds"],
                               delta=0.01 * detail["duration_seconds"])
        self.assertEqual(detail["symbols_listed"], detail["symbols_scanned"] + detail["symbols_failed"] +
                         sum(detail["symbols_skipped"].values()), name)

    def test_all_ten_exchanges_in_one_job(self):
        code, result = self.daemon.scan("--exchange", ",".join(harness.ALL), "--market", "spot",
                                        "--limit", "0", "--min-strength", "0")
        meta = result["metadata"]
        errors = {name: detail["error"] for name, detail in meta["exchange_details"].items()}
        self.assertEqual((code, meta["status"]), (0, "complete"), errors)
        self.assertEqual(meta["exchanges"], harness.ALL)
        self.assertEqual(set(), PARALLEL_FIELDS - set(meta))
        self.assertEqual(set(), PERFORMANCE_FIELDS - set(meta["performance"]))
        for name, detail in meta["exchange_details"].items():
            self.assert_adds_up(name, detail)
            markets = 40 if name == "kraken" else 150
            self.assertEqual(detail["symbols_eligible"], markets, name)
            self.assertEqual(detail["symbols_scanned"], markets, (name, detail["symbols_skipped"]))
            self.assertEqual(detail["signals_found"], markets, name)
        performance = meta["performance"]
        total = sum(detail["duration_seconds"] for detail in meta["exchange_details"].values())
        self.assertAlmostEqual(performance["sequential_duration_estimated"], total, places=3)
        self.assertAlmostEqual(performance["speedup"], total / performance["parallel_duration"], places=2)
        strengths = [signal["strength"] for signal in result["signals"]]
        self.assertEqual(strengths, sorted(strengths, reverse=True))
        self.assertEqual(meta["count"], len(strengths))
        self.assertEqual(meta["count"], 9 * 150 + 40)
        for signal in result["signals"]:
            self.assertEqual(set(), SIGNAL_FIELDS - set(signal))
            self.assertEqual(signal["timestamp"], "2026-03-04T10:00:00.000Z")
            self.assertAlmostEqual(abs(sum(reason["contribution"] for reason in signal["reasons"])),
                                   signal["strength"], delta=0.5 + 1e-9)

    def test_swaps_too(self):
        exchanges = [name for name in harness.ALL if name not in ("kraken", "kucoin")]
        code, result = self.daemon.scan("--exchange", ",".join(exchanges), "--market", "swap", "--top-n", "5")
        meta = result["metadata"]
        self.assertEqual((code, meta["status"]), (0, "complete"),
                         {name: detail["error"] for name, detail in meta["exchange_details"].items()})
        for name, detail in meta["exchange_details"].items():
            self.assertEqual(detail["symbols_scanned"], 5, name)

    def test_the_same_candles_give_the_same_signal_as_analyze(self):
        """No number changes on the way through wire formats, limiter and broker."""
        _, result = self.daemon.scan("--exchange", "binance,okx,kraken", "--symbols", "BTC/USDT,ETH/USDT",
                                     "--min-strength", "0")
        self.assertGreaterEqual(len(result["signals"]), 4)
        for signal in result["signals"]:
            if signal["exchange"] != "binance":
                continue
            rows = self.replay.control("GET", f"/binance/api/v3/klines?symbol={signal['symbol'].replace('/', '')}"
                                              "&interval=1h&limit=291")
            text = io.StringIO()
            writer = csv.writer(text)
            writer.writerow(["time_ms", "open", "high", "low", "close", "volume"])
            writer.writerows(row[:6] for row in rows[:-1])
            with harness.tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
                file.write(text.getvalue())
                file.flush()
                done = harness.scanctl("analyze", file.name, "--timeframe", "medium")
            self.assertEqual(done.returncode, 0, done.stderr)
            analysed = json.loads(done.stdout)
            for field in ("signal", "label", "strength", "indicators", "reasons", "risk_reward"):
                self.assertEqual(signal[field], analysed[field], (signal["symbol"], field))

    def test_a_symbol_that_is_not_listed_is_named(self):
        code, result = self.daemon.scan("--exchange", "binance,okx", "--symbols", "BTC/USDT,NOPE/USDT")
        self.assertEqual(code, 0)
        for detail in result["metadata"]["exchange_details"].values():
            self.assertEqual(detail["symbols_not_listed"], ["NOPE/USDT"])
            self.assertEqual(detail["symbols_scanned"], 1)

    def test_a_failed_exchange_is_one_bad_entry(self):
        self.replay.fault("okx", "*", {"kind": "black_hole"})
        self.replay.fault("gate", "*", {"kind": "status", "status": 500})
        code, result = self.daemon.scan("--exchange", "binance,okx,bybit,kucoin,gateio", "--top-n", "10",
                                        "--deadline", "6")
        meta = result["metadata"]
        self.assertEqual((code, meta["status"]), (3, "partial"))
        details = meta["exchange_details"]
        self.assertEqual([details[name]["success"] for name in ("binance", "bybit", "kucoin")], [True] * 3)
        self.assertEqual(details["okx"]["error_kind"], "timeout")
        self.assertEqual(details["gateio"]["error_kind"], "transient")
        self.assertIn("500", details["gateio"]["error"])
        self.assertEqual((meta["performance"]["successful_scans"], meta["performance"]["failed_scans"]), (3, 2))
        for name in ("okx", "gateio"):
            self.assertEqual(details[name]["signals_found"], 0)

    def test_scanctl_sleeps_while_it_waits(self):
        self.replay.fault("mexc", "*", {"kind": "black_hole"})
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        self.daemon.scan("--exchange", "mexc", "--deadline", "6")
        waited, used = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
        self.assertGreater(waited, 5)
        self.assertLess(used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime, waited / 2)

    def test_single_mode_and_aliases(self):
        code, result = self.daemon.scan("--exchange", "gateio", "--single", "--top-n", "3")
        meta = result["metadata"]
        self.assertEqual(code, 0)
        self.assertEqual((meta["mode"], meta["exchange"]), ("single", "gateio"))
        performance = meta["performance"]
        self.assertAlmostEqual(performance["total_seconds"], sum(
            performance[part] for part in ("initialization_seconds", "scan_execution_seconds",
                                           "filtering_seconds")), places=6)
        self.assertTrue(all(signal["exchange"] == "gate" for signal in result["signals"]))

    def test_built_intervals(self):
        code, result = self.daemon.scan("--exchange", "coinbase", "--timeframe", "4h", "--top-n", "3",
                                        "--min-strength", "0")
        detail = result["metadata"]["exchange_details"]["coinbase"] if "exchange_details" in result["metadata"] \
            else None
        self.assertEqual(code, 0, result["metadata"])
        self.assertTrue(result["signals"])
        self.assertTrue(all(signal["interval"] == "4h" for signal in result["signals"]), detail)


if __name__ == "__main__":
    unittest.main()
