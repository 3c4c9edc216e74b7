"""After a cancel, scand stops calling the exchanges: within a second it sends no more requests, and none
is in flight, as the exchanges count them. The result comes once and says `cancelled`."""
import os
import sys
import time
import unittest

import harness

sys.path.insert(0, str(harness.ROOT / "tests/clients"))
from python_client import Client  # noqa: E402

STOPS_WITHIN_SECONDS = float(os.environ.get("SCAND_STOPS_WITHIN_SECONDS", "1"))  # sanitizers get more
QUIET_SECONDS = 3.0  # so long nothing may come after that
EXCHANGES = ("binance", "bybit", "okx")
# Each fault keeps a scan busy for far longer than the test.
CASES = {
    "one byte a second": ({"kind": "one_byte_a_second"}, "candles"),
    "never answers": ({"kind": "black_hole"}, "candles"),
    "endless body": ({"kind": "endless_body"}, "candles"),
    "slow answers, one after the other": ({"kind": "delay", "ms": 300}, "candles"),
    "lists that drip": ({"kind": "one_byte_a_second"}, "*"),
    "5xx, tried again": ({"kind": "status", "status": 503}, "candles"),
}


class Cancel(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.replay = harness.Replay("--limits", "off", "--markets", "150")

    @classmethod
    def tearDownClass(cls):
        cls.replay.stop()

    def seen(self):
        """(requests so far, in flight now) at all exchanges together."""
        exchanges = [self.replay.stats()["exchanges"][name] for name in EXCHANGES]
        return (sum(exchange["requests"] for exchange in exchanges),
                sum(exchange["concurrent_requests"] for exchange in exchanges))

    def until(self, what, seconds):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if what():
                return True
            time.sleep(0.02)
        return False

    def follow_until_quiet(self, client, job, asked):
        """What came after the cancel: results, answers, when the last request arrived, and when one was last
        in flight. Both times are those of the look before, so that a slow look does not fail the test."""
        results, answers = [], []
        last_request = last_in_flight = 0.0
        looked = time.monotonic()
        began, (requests, _) = looked, self.seen()
        until, patience = began + STOPS_WITHIN_SECONDS + QUIET_SECONDS, began + harness.PATIENCE_SECONDS
        while looked < until or (looked < patience and not (results and answers)):
            for source, _, body in client.events(20):
                if source == f"scan.result.{job}":
                    results.append(body)
                elif source == "reply" and body["id"] == asked:
                    answers.append(body)
            before, looked = looked, time.monotonic()
            so_far, in_flight = self.seen()
            if so_far != requests:
                requests, last_request = so_far, before - began
            if in_flight > 0:
                last_in_flight = looked - began
        return results, answers, last_request, last_in_flight

    def check(self, fault, route):
        self.replay.control("POST", "/_control/reset")
        self.replay.control("POST", "/_control/limits", {"on": False})
        for name in EXCHANGES:
            self.replay.fault(name, route, fault)
        daemon = harness.Daemon({name: self.replay.base_urls[name] for name in EXCHANGES},
                                "rate: {assume_spent: 0}\n")
        self.addCleanup(daemon.stop)
        client = Client(daemon.server, daemon.publisher)
        self.addCleanup(client.close)
        job = client.call("scan.submit", exchange=list(EXCHANGES), deadlineSeconds=60, topN=150)["job_id"]
        client.follow(f"scan.result.{job}")
        started = 3 * len(EXCHANGES) if route == "candles" else len(EXCHANGES)
        self.assertTrue(self.until(lambda: self.seen()[0] >= started, harness.PATIENCE_SECONDS), "no requests")

        asked = client.send("scan.cancel", job_id=job)
        results, answers, last_request, last_in_flight = self.follow_until_quiet(client, job, asked)
        self.assertEqual([answer["status"] for answer in answers], ["cancelled"])
        self.assertEqual(len(results), 1, "a job ends once")
        self.assertEqual(results[0]["metadata"]["status"], "cancelled")
        self.assertLess(last_request, STOPS_WITHIN_SECONDS, "a request after the cancel")
        self.assertLess(last_in_flight, STOPS_WITHIN_SECONDS, "requests in flight are not aborted")
        self.check_that_it_stays(client, job)
        print(f"{fault['kind']} at {route}: last request {last_request * 1000:.0f} ms after the cancel, "
              f"last one in flight {last_in_flight * 1000:.0f} ms after it", file=sys.stderr)
        daemon.stop()

    def check_that_it_stays(self, client, job):
        kept = client.call("scan.get", job_id=job)
        self.assertEqual(kept["result"]["metadata"]["status"], "cancelled")
        self.assertEqual(client.call("scan.cancel", job_id=job)["status"], "cancelled", "and again: the same")
        counters = client.call("status")["counters"]
        self.assertEqual(counters["jobs_cancelled"], 1)

    def test_cancel(self):
        for name, (fault, route) in CASES.items():
            with self.subTest(name):
                self.check(fault, route)


if __name__ == "__main__":
    unittest.main()
