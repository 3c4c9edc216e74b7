"""The shipped scand, killed at random moments under load and started again: no promise is broken.

Environment: SCAND_KILLS, how many lives end in SIGKILL (100); SCAND_KILL_SEED (printed when it fails).
"""
import os
import random
import signal
import sys
import time
import unittest

import msgpack
import zmq

import harness
from books import Books

sys.path.insert(0, str(harness.ROOT / "tests/clients"))
from python_client import VERSION  # noqa: E402

KILLS = int(os.environ.get("SCAND_KILLS", "100"))
SEED = int(os.environ.get("SCAND_KILL_SEED", str(int(time.time()))))
LIFE_SECONDS = (0.02, 0.5)  # after it is up
IN_FLIGHT = 16
REPEATS = 4  # requestIds of earlier lives that each life submits again
# A request without an answer is sent again after this time.
ANSWER_SECONDS = 0.5
PAIRS = ["BTC/USDT", "ETH/USDT"]
# Keeps every result of a run, because a requestId is known as long as its result.
SETTINGS = "rate: {share: 0.95, assume_spent: 0}\nlimits: {results_kept: 1000000}\n"


class Load:
    """Submits small jobs with requestIds, follows results by SUB, and asks for what it missed."""

    def __init__(self, daemon, chance):
        self.chance = chance
        self.books = Books()
        self.asked = {}    # correlation -> (request_id, when)
        self.made = 0
        self.context = zmq.Context()
        self.dealer = self.socket(zmq.DEALER, daemon.server)
        self.sub = self.socket(zmq.SUB, daemon.publisher)
        self.sub.subscribe("scan.result.")

    def socket(self, kind, endpoint):
        made = self.context.socket(kind)
        made.linger = 0
        made.reconnect_ivl, made.reconnect_ivl_max = 10, 50
        made.connect(endpoint)
        return made

    def close(self):
        self.context.destroy(linger=0)

    def resubscribe(self, endpoint):
        """Subscribes anew. It misses what is published in between."""
        self.sub.close()
        self.sub = self.socket(zmq.SUB, endpoint)
        self.sub.subscribe("scan.result.")

    def submit(self, request_id):
        correlation = f"{request_id}#{self.made}"
        self.made += 1
        self.asked[correlation] = (request_id, time.monotonic())
        number = int(request_id.split("-")[1])
        self.dealer.send(msgpack.packb({
            "v": VERSION, "type": "scan.submit", "id": correlation, "requestId": request_id,
            "exchange": ["binance"], "timeframe": "medium", "symbols": [PAIRS[number % len(PAIRS)]], "fullAnalysis": False,
            "minStrength": number % 100, "deadlineSeconds": 600}))

    def top_up(self):
        """Keeps this many requests open. One without an answer in time is sent again, with the same key."""
        now = time.monotonic()
        for correlation, (request_id, when) in list(self.asked.items()):
            if now - when > ANSWER_SECONDS:
                del self.asked[correlation]
                if request_id not in self.books.jobs:
                    self.submit(request_id)
        while len(self.asked) < IN_FLIGHT:
            self.submit(f"r-{self.made}")

    def repeat(self):
        known = list(self.books.jobs)
        for request_id in self.chance.sample(known, min(REPEATS, len(known))):
            self.submit(request_id)

    def take(self, limit_ms=5):
        """Reads the replies and publications that have arrived."""
        zmq.select([self.dealer, self.sub], [], [], limit_ms / 1000)
        while self.dealer.poll(0):
            self.reply(msgpack.unpackb(self.dealer.recv_multipart()[-1]))
        while self.sub.poll(0):
            _, seq, body = self.sub.recv_multipart()
            self.books.published(int.from_bytes(seq, "big"), msgpack.unpackb(body))

    def reply(self, body):
        request_id, _ = self.asked.pop(body["id"], (None, 0))
        if body["type"] == "scan.accepted" and request_id is not None:
            self.books.acknowledged(request_id, body["job_id"])
        elif body["type"] == "scan.result":
            self.books.result(body["result"])
        elif body["type"] == "error" and body["code"] in ("conflict", "bad_request", "not_found"):
            self.books.breaches.append(f"{body['id']}: {body['code']}: {body['message']}")

    def live(self, seconds):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.top_up()
            self.take()

    def settle(self, patience_seconds):
        """Fetches every result, also of jobs whose publication was lost, until all are there."""
        until = time.monotonic() + patience_seconds
        while time.monotonic() < until:
            missing = [job for job in self.books.jobs.values() if job not in self.books.results]
            open_keys = {request_id for request_id, _ in self.asked.values() if request_id}
            unsure = [key for key in open_keys if key not in self.books.jobs]
            if not missing and not unsure:
                break
            for key in unsure[:IN_FLIGHT]:
                self.submit(key)  # accepted or not, before a death: now it is one job
            for job in missing[:200]:
                self.dealer.send(msgpack.packb({"v": VERSION, "type": "scan.get", "id": job, "job_id": job}))
            pause = time.monotonic() + 0.3
            while time.monotonic() < pause:
                self.take()
        for job in list(self.books.jobs.values()):  # the kept bytes are the published ones
            self.dealer.send(msgpack.packb({"v": VERSION, "type": "scan.get", "id": job, "job_id": job}))
            self.take(0)
        quiet = time.monotonic() + 1
        while time.monotonic() < quiet:
            self.take()


class KillTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.replay = harness.Replay("--limits", "off", "--freeze-time", "2026-03-04T10:17:30Z")

    @classmethod
    def tearDownClass(cls):
        cls.replay.stop()

    def setUp(self):
        self.chance = random.Random(SEED)
        self.daemon = harness.Daemon({"binance": self.replay.base_urls["binance"]}, SETTINGS, durable=True)
        self.load = Load(self.daemon, self.chance)

    def tearDown(self):
        self.load.close()
        self.daemon.stop()

    def lives(self, rounds, end):
        for number in range(rounds):
            self.load.live(self.chance.uniform(*LIFE_SECONDS))
            end(number)
            self.load.repeat()
        self.load.live(0.5)
        self.load.settle(30)
        books = self.load.books
        wrong = books.balance()
        self.assertFalse(wrong, f"seed {SEED}, {len(books.jobs)} jobs:\n" + "\n".join(wrong[:20]))
        self.assertGreater(len(books.jobs), rounds, "there was no load")
        print(f"{rounds} ends, {len(books.jobs)} jobs, {len(books.owners)} results: balanced (seed {SEED})",
              file=sys.stderr)

    def again(self, how):
        self.daemon.stop(how)
        self.daemon.start()

    def test_sigkill_at_any_instant(self):
        self.lives(KILLS, lambda _: self.again(signal.SIGKILL))

    def test_sigterm(self):
        self.lives(max(2, KILLS // 20), lambda _: self.again(signal.SIGTERM))

    def test_stopped_and_continued(self):
        def pause(_):
            self.daemon.child.send_signal(signal.SIGSTOP)
            self.load.live(self.chance.uniform(0.1, 0.4))
            self.daemon.child.send_signal(signal.SIGCONT)

        self.lives(max(2, KILLS // 20), pause)

    def test_a_subscriber_comes_and_goes(self):
        def away(number):
            self.load.resubscribe(self.daemon.publisher)
            if number % 4 == 0:
                self.again(signal.SIGKILL)

        self.lives(max(4, KILLS // 10), away)


if __name__ == "__main__":
    unittest.main()
