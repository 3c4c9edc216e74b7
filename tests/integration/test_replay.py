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
# Makes each result some 20 KiB: the buffers of the kernel hold a few hundred of them at the most.
BALLAST = [f"{'N' * 27}{number:05}/{'O' * 32}" for number in range(300)]
SETTINGS = "rate: {share: 0.95, assume_spent: 0}\nlimits: {results_kept: 2000}\n"


class Sleepy(Client):
    """A subscriber with little room of its own: what PUB cannot hand over, it drops."""

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
        self.daemon = harness.Daemon({"bybit": self.replay.base_urls["bybit"]}, SETTINGS, durable=True)
        self.addCleanup(self.daemon.stop)

    def client(self, kind):
        made = kind(self.daemon.server, self.daemon.publisher)
        self.addCleanup(made.close)
        return made

    def follower(self, kind):
        """One that has heard scand already: its subscription is in force."""
        results = Results.from_now(client := self.client(kind))
        for source, _, _ in client.events(harness.PATIENCE_SECONDS * 1000):
            if source == Results.HEALTH:
                return results
        raise AssertionError("no heartbeat")

    def flood(self, reader):
        """So many results, which `reader` reads as they come: {seq: body}."""
        had, submitted = {}, 0
        dealer = self.client(Client).dealer
        until = time.monotonic() + harness.PATIENCE_SECONDS
        while len(had) < FLOOD and time.monotonic() < until:
            while submitted < FLOOD and submitted - len(had) < IN_FLIGHT:
                dealer.send(msgpack.packb({"v": 1, "type": "scan.submit", "id": submitted, "exchange": ["bybit"],
                                           "symbols": ["BTC/USDT", *BALLAST], "minStrength": 0}))
                submitted += 1
            for body in reader.within(20):
                self.assertNotIn(body["metadata"]["seq"], had)
                had[body["metadata"]["seq"]] = body
            while dealer.poll(0):
                reply = msgpack.unpackb(dealer.recv())
                self.assertEqual(reply["type"], "scan.accepted", reply)
        self.assertEqual(sorted(had), list(range(1, FLOOD + 1)))
        return had

    def test_a_loss_is_seen_and_repaired(self):
        sleepy = self.follower(Sleepy)
        reader = self.follower(Client)
        had = self.flood(reader)
        self.assertEqual((reader.losses_seen, reader.replayed, reader.repeated), (0, 0, 0))
        repaired = {}
        until = time.monotonic() + harness.PATIENCE_SECONDS
        while sleepy.last < FLOOD and time.monotonic() < until:
            for body in sleepy.within(100):
                self.assertNotIn(body["metadata"]["seq"], repaired)
                repaired[body["metadata"]["seq"]] = body
        self.assertGreater(sleepy.replayed, 0, "nothing was lost: the flood was too small")
        self.assertEqual(sleepy.lost, [])
        self.assertEqual(repaired.keys(), had.keys())
        self.assertEqual(repaired, had)
        counters = sleepy.client.ask("status")["counters"]
        self.assertEqual(counters["results_replayed"], sleepy.replayed)
        self.assertGreaterEqual(counters["replays"], 1)
        print(f"{FLOOD} results; lost {sleepy.replayed} in {sleepy.losses_seen} gaps and had them by "
              f"{counters['replays']} replays", file=sys.stderr)


if __name__ == "__main__":
    unittest.main()
