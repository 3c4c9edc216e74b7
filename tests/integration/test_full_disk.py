"""The shipped scand on a disk that is full, and on one that cannot be written.

The disk is a small tmpfs in a mount namespace of scand's own, which the test reaches through
/proc/<pid>/root. Where such a mount is not possible, the tests are skipped and say why.
"""
import pathlib
import signal
import subprocess
import tempfile
import time
import unittest

import msgpack
import zmq

import harness
from books import Books
from mounts import NO_MOUNT

# The test fills and then frees it: more than the 16 MiB that scand waits for.
DISK = "48m"
LITTLE = 4 << 20
SETTINGS = "rate: {share: 0.95, assume_spent: 0}\nlimits: {results_kept: 1000000}\n"
PAIRS = ["BTC/USDT", "ETH/USDT"]
# Symbols that no exchange lists. They make a job and its result large, so that RocksDB soon needs more
# than it has reserved for its log.
BALLAST = [f"{'N' * 27}{number:05}/{'O' * 32}" for number in range(1900)]


class SmallDisk:
    """A tmpfs of this size, in the mount namespace of a sleeping process, so that it outlives each scand
    that uses it."""

    def __init__(self, folder):
        self.folder = folder
        self.holder = subprocess.Popen(
            ["unshare", "-m", "sh", "-c",
             f'mount -t tmpfs -o size={DISK} tmpfs "$0" && echo mounted && exec cat', folder],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if self.holder.stdout.readline().strip() != "mounted":
            raise AssertionError("the small disk could not be mounted")
        self.inside = pathlib.Path(f"/proc/{self.holder.pid}/root{folder}")

    def enter(self):
        """The start of a command line that makes the rest see the disk."""
        return ["nsenter", f"--mount=/proc/{self.holder.pid}/ns/mnt", "--"]

    def fill(self, leave=0):
        """Fills the disk until no byte more can be written, or leaves this many free."""
        with open(self.inside / "filler", "ab", buffering=0) as filler:
            for size in (65536, 4096, 1):
                try:
                    while True:
                        filler.write(bytes(size))
                except OSError:
                    continue
            filler.truncate(filler.tell() - leave)

    def free(self):
        (self.inside / "filler").unlink()

    def remount(self, how):
        subprocess.run([*self.enter(), "mount", "-o", f"remount,{how}", self.folder], check=True)

    def close(self):
        self.holder.communicate("")


class Client:
    """Submits jobs and records what came of them. Fetches results; follows no publications."""

    def __init__(self, daemon):
        self.daemon = daemon
        self.books = Books()
        self.context = zmq.Context()
        self.dealer = self.context.socket(zmq.DEALER)
        self.dealer.linger = 0
        self.dealer.reconnect_ivl, self.dealer.reconnect_ivl_max = 10, 50
        self.dealer.connect(daemon.server)
        self.made = 0

    def ask(self, kind, **fields):
        self.made += 1
        self.dealer.send(msgpack.packb({"v": 1, "type": kind, "id": self.made, **fields}))
        until = time.monotonic() + harness.PATIENCE_SECONDS
        while time.monotonic() < until:
            if self.dealer.poll(1000):
                reply = msgpack.unpackb(self.dealer.recv())
                if reply["id"] == self.made:
                    return reply
            elif self.daemon.child.poll() is not None:
                raise AssertionError(f"scand ended with {self.daemon.child.returncode}: {self.daemon.errors()[-500:]}")
        raise AssertionError(f"no answer to {kind}")

    def submit(self, key, ballast=()):
        reply = self.ask("scan.submit", requestId=key, exchange=["binance"], symbols=[PAIRS[self.made % 2], *ballast],
                         fullAnalysis=False, minStrength=0, deadlineSeconds=600)
        if reply["type"] == "scan.accepted":
            self.books.acknowledged(key, reply["job_id"])
        return reply

    def until(self, key, wanted):
        """Submits large jobs, one after the other, until one has this answer."""
        until = time.monotonic() + harness.PATIENCE_SECONDS
        number = 0
        while time.monotonic() < until:
            reply = self.submit(f"{key}-{number}", BALLAST)
            if reply["type"] == wanted:
                return reply
            if reply["type"] == "scan.accepted":
                # A full disk may refuse the result first; then this wait ends without one.
                self.ask("scan.wait", job_id=reply["job_id"], timeout_ms=100)
            number += 1
        raise AssertionError(f"never answered by {wanted}: {reply}")

    def collect(self):
        for key, job in self.books.jobs.items():
            reply = self.ask("scan.wait", job_id=job, timeout_ms=60_000)
            if reply["type"] == "scan.result":
                self.books.result(reply["result"])
            else:
                self.books.breaches.append(f"{key}: {reply}")
        return self.books.balance()

    def close(self):
        self.context.destroy(linger=0)


@unittest.skipIf(NO_MOUNT, f"no small disk can be mounted here: {NO_MOUNT}")
class FullDiskTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.replay = harness.Replay("--limits", "off", "--freeze-time", "2026-03-04T10:17:30Z")

    @classmethod
    def tearDownClass(cls):
        cls.replay.stop()

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.disk = SmallDisk(self.folder.name)
        self.addCleanup(self.disk.close)
        self.settings = SETTINGS + f'journal: {{directory: "{self.folder.name}/journal"}}\n'

    def daemon(self):
        daemon = harness.Daemon({"binance": self.replay.base_urls["binance"]}, self.settings,
                                before=self.disk.enter())
        self.addCleanup(daemon.stop, signal.SIGKILL)
        self.client = Client(daemon)
        self.addCleanup(self.client.close)
        return daemon

    def first_result(self, kind, **fields):
        return self.client.ask(kind, job_id=self.client.books.jobs["before-0"], **fields)["type"]

    def fill_under_load(self):
        """Submits jobs before the disk is full and until it is; expects the refusal that says so."""
        for number in range(20):
            self.assertEqual(self.client.submit(f"before-{number}")["type"], "scan.accepted")
        self.assertEqual(self.first_result("scan.wait", timeout_ms=60_000), "scan.result")
        self.disk.fill()
        refusal = self.client.until("into", "error")
        self.assertEqual(refusal["code"], "unavailable", refusal)
        self.assertIn(f"{self.folder.name}/journal", refusal["message"])
        self.assertIn("No space left", refusal["message"])
        self.assertIn("free or repair it", refusal["message"])

    def gauge(self, name):
        status = self.client.ask("status")
        return (status["gauges"] | status["counters"])[name]

    def check_the_end(self, least):
        self.assertFalse(self.client.collect())
        self.assertGreaterEqual(len(self.client.books.results), least)

    def stop_acknowledging(self):
        daemon = self.daemon()
        self.fill_under_load()
        self.assertEqual(self.gauge("journal_failing"), 1)
        for number in range(5):  # it stays so while the disk is full
            self.assertEqual(self.client.submit(f"full-{number}")["code"], "unavailable")
        return daemon

    def test_it_stops_acknowledging(self):
        self.stop_acknowledging()

    def test_it_mends_itself(self):
        """scand accepts jobs again once there is enough room, not earlier; kept results are read meanwhile."""
        daemon = self.stop_acknowledging()
        self.assertEqual(self.first_result("scan.get"), "scan.result")
        self.disk.fill(leave=LITTLE)
        self.assertIn("it takes 16 to go on", self.client.submit("little")["message"])
        self.disk.free()
        self.client.until("after", "scan.accepted")
        self.check_the_end(21)
        self.assertEqual(self.gauge("journal_failing"), 0)
        self.assertGreater(self.gauge("journal_commits_failed"), 0)
        books = self.client.books
        daemon.stop(signal.SIGKILL)
        daemon.start()
        self.client.books = Books()
        self.client.books.jobs = books.jobs
        self.check_the_end(21)
        self.assertEqual(self.client.books.results, books.results)

    def test_killed_while_full(self):
        daemon = self.daemon()
        self.fill_under_load()
        daemon.stop(signal.SIGKILL)
        self.disk.free()
        daemon.start()
        self.client.until("after", "scan.accepted")
        self.check_the_end(21)

    def test_a_start_on_a_full_disk_is_refused_or_serves_what_it_has(self):
        """RocksDB needs room to start. Nothing acknowledged is lost, and the message says what to do."""
        daemon = self.daemon()
        self.fill_under_load()
        daemon.stop(signal.SIGKILL)
        self.disk.fill()
        try:
            daemon.start()
        except AssertionError as refused:
            self.assertIn("No space left", str(refused))
            self.assertIn("free space", str(refused))
        else:
            self.assertEqual(self.client.submit("full-start")["code"], "unavailable")
            daemon.stop(signal.SIGKILL)
        self.disk.free()
        daemon.start()
        self.check_the_end(20)

    def test_a_directory_that_cannot_be_written(self):
        self.daemon().stop()
        self.disk.remount("ro")
        with self.assertRaises(AssertionError) as refused:
            self.daemon()
        self.assertIn("Read-only file system", str(refused.exception))
        self.assertIn("give scand a directory it can write to (journal.directory)", str(refused.exception))
        self.disk.remount("rw")
        self.daemon()


if __name__ == "__main__":
    unittest.main()
