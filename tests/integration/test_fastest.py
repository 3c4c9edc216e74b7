"""fastest:N, the ranking behind it, and open circuits, with the shipped binaries."""
import json
import unittest

import harness

SMALL = ("--top-n", "3", "--min-strength", "0")


class Fastest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.replay = harness.Replay("--limits", "off")

    @classmethod
    def tearDownClass(cls):
        cls.replay.stop()

    def daemon(self, urls, durable=True):
        daemon = harness.Daemon(urls, "rate: {assume_spent: 0}\n", durable=durable)
        self.addCleanup(daemon.stop)
        return daemon

    def exchanges(self, daemon):
        rows = json.loads(daemon.scanctl("exchanges", "--json").stdout)
        return rows["exchanges"] if isinstance(rows, dict) else rows

    def test_the_choice_and_the_ranking_outlive_the_daemon(self):
        daemon = self.daemon({name: self.replay.base_urls[name] for name in ("okx", "bybit", "kucoin")})
        daemon.scan("--exchange", "okx,bybit,kucoin", *SMALL)
        before = [row for row in self.exchanges(daemon) if row["answers"]]
        self.assertEqual({row["id"] for row in before}, {"okx", "bybit", "kucoin"})
        key = ("--exchange", "Fastest:2", "--request-id", "again", *SMALL)
        _, result = daemon.scan(*key)
        first = result["metadata"]
        self.assertEqual(first["exchanges"], [row["id"] for row in before[:2]])
        self.assertEqual(list(first["exchange_details"]), first["exchanges"])
        self.assertEqual((first["mode"], first["filters_applied"]["exchange"]), ("parallel", "Fastest:2"))
        before = [row for row in self.exchanges(daemon) if row["answers"]]

        daemon.stop()
        daemon.start()
        after = [row for row in self.exchanges(daemon) if row["answers"]]
        for old, new in zip(before, after, strict=True):
            for field in ("id", "rank", "answers", "success_rate", "duration_seconds"):
                self.assertEqual(new[field], old[field], field)
        _, result = daemon.scan(*key)
        self.assertEqual(result["metadata"]["job_id"], first["job_id"])

    def test_an_exchange_that_is_down_is_left_alone_and_the_others_are_not(self):
        port = harness.free_port()
        daemon = self.daemon({"okx": f"http://127.0.0.1:{port}", "bybit": self.replay.base_urls["bybit"]})
        for _ in range(3):
            _, result = daemon.scan("--exchange", "okx,bybit", *SMALL, "--deadline", "10")
            details = result["metadata"]["exchange_details"]
            self.assertTrue(details["bybit"]["success"], details["bybit"])
            self.assertEqual(details["okx"]["error_kind"], "network")
            if details["okx"]["attempts"] == 0:
                break
        self.assertIn("not tried", details["okx"]["error"])
        okx = next(row for row in self.exchanges(daemon) if row["id"] == "okx")
        self.assertIn(okx["circuits"]["spot"]["state"], ("open", "half_open"))
        self.assertEqual(okx["circuits"]["spot"]["error_kind"], "network")
        self.assertIn("circuit.open", daemon.errors())


if __name__ == "__main__":
    unittest.main()
