"""A subscriber that loses results and repairs the loss by replay, through the shipped scand.

One subscriber does not read while a flood of results passes, far more than its queues and the kernel's
buffers hold; another reads. Both are the example client, written from the specification alone.
"""
import sys
import time
import unittest

import msgpack
import zmq

import harness

sys.path.insert(0, str(harness.ROOT / "tests/clients"))
from python_client import Client, Results  # noqa: E402

FLOOD = 800
IN_FLIGHT = 32
# Makes each result about 20 KiB, so the kernel's buffers hold a few hundred at most.
BALLAST = [f"{'N' * 27}{number:05}/{'O' * 32}" for number in range(300)]
SETTINGS = "rate: {{share: 0.95, assume_spent: 0}}\nlimits: {{results_kept: 2000{}}}\n"


class Sleepy(Client):
    """A subscriber with small buffers: PUB drops what it cannot hand over."""

    def __init__(self, frontend, publisher):
        super().__init__(frontend, publisher)
        self.sub.disconnect(publisher)
        self.sub.rcvhwm = 5
        self.sub.rcvbuf = 4096
        self.sub.connect(publisher)


class ReplayTest(unittest.TestCase):
    def setUp(self):
        self.replay = harness.Replay("--limits", "off", "--freeze-time", "2026-03-04T10:17:30Z")
        self.addCleanup(self.replay.stop)

    def start(self, limits=""):
        self.daemon = harness.Daemon({"bybit": self.replay.base_urls["bybit"]}, SETTINGS.format(limits), durable=True)
        self.addCleanup(self.daemon.stop)

    def client(self, kind):
        made = kind(self.daemon.server, self.daemon.publisher)
        self.addCleanup(made.close)
        return made

    def follower(self, kind):
        """A subscriber that has received a message, so its subscription is in force."""
        results = Results.from_now(client := self.client(kind))
        for source, _, _ in client.events(harness.PATIENCE_SECONDS * 1000):
            if source == Results.HEALTH:
                return results
        raise AssertionError("no heartbeat")

    def flood(self, reader, count=FLOOD):
        """Makes this many results, which `reader` reads as they come: {seq: body}."""
        had, submitted = {}, 0
        dealer = self.client(Client).dealer
        until = time.monotonic() + harness.PATIENCE_SECONDS
        while len(had) < count and time.monotonic() < until:
            while submitted < count and submitted - len(had) < IN_FLIGHT:
                dealer.send(msgpack.packb({"v": 1, "type": "scan.submit", "id": submitted, "exchange": ["bybit"],
                                           "symbols": ["BTC/USDT", *BALLAST], "minStrength": 0}))
                submitted += 1
            for body in reader.within(20):
                self.assertNotIn(body["metadata"]["seq"], had)
                had[body["metadata"]["seq"]] = body
                until = time.monotonic() + harness.PATIENCE_SECONDS
            while dealer.poll(0):
                reply = msgpack.unpackb(dealer.recv())
                self.assertEqual(reply["type"], "scan.accepted", reply)
        self.assertEqual(sorted(had), list(range(1, count + 1)))
        return had

    def repair(self, results, last):
        """The results it has, {seq: body}, once it has got this far."""
        had = {}
        until = time.monotonic() + harness.PATIENCE_SECONDS
        while results.last < last and time.monotonic() < until:
            for body in results.within(100):
                self.assertNotIn(body["metadata"]["seq"], had)
                had[body["metadata"]["seq"]] = body
        self.assertGreater(results.replayed, 0, "nothing was lost: the flood was too small")
        self.assertEqual(results.lost, [])
        return had

    def test_what_sleepers_hold_is_bounded(self):
        self.start(", subscribers_unread_bytes: 1048576")
        sleeper, reader = self.follower(Sleepy), self.follower(Client)
        had = self.flood(reader, count=450)
        counters = reader.client.ask("status")["counters"]
        self.assertGreaterEqual(counters["publisher_overflows"], 1, "the flood was too small")
        self.assertIn("subscribers.sent_away", self.daemon.errors())
        # A subscriber disconnected with the sleeper has lost nothing in the end; nor has the sleeper.
        self.assertEqual(reader.lost, [])
        self.assertEqual(self.repair(sleeper, 450), had)

    def test_a_loss_is_seen_and_repaired(self):
        self.start()
        by_heartbeat, by_number = self.follower(Sleepy), self.follower(Sleepy)
        by_number.client.sub.unsubscribe(Results.HEALTH)
        reader = self.follower(Client)
        had = self.flood(reader)
        self.assertEqual((reader.losses_seen, reader.replayed, reader.repeated), (0, 0, 0))
        self.assertEqual(self.repair(by_heartbeat, FLOOD), had)
        # Without a heartbeat a subscriber notices only at the next result, by its number.
        first = {body["metadata"]["seq"]: body for body in by_number.within(3_000)}
        self.assertLess(by_number.last, FLOOD, "nothing was lost: the flood was too small")
        _, newest = self.daemon.scan("--exchange", "bybit", "--symbols", "BTC/USDT")
        self.assertEqual(first | self.repair(by_number, FLOOD + 1), had | {FLOOD + 1: newest})
        counters = reader.client.ask("status")["counters"]
        self.assertEqual(counters["results_replayed"], by_heartbeat.replayed + by_number.replayed)
        self.assertGreaterEqual(counters["replays"], 2)
        print(f"{FLOOD} results; lost and repaired: {by_heartbeat.replayed} seen by the heartbeat, {by_number.replayed} "
              f"by the next number; {counters['replays']} replays", file=sys.stderr)


if __name__ == "__main__":
    unittest.main()
