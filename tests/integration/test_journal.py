"""The journal under the shipped scand: kill -9, a second scand on the directory, scanctl journal."""
import json
import pathlib
import signal
import tempfile
import unittest

import harness


class RestartTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.replay = harness.Replay()

    @classmethod
    def tearDownClass(cls):
        cls.replay.stop()

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.journal = f'journal: {{directory: "{self.folder.name}/journal"}}\n'

    def daemon(self):
        daemon = harness.Daemon(self.replay.base_urls, self.journal)
        self.addCleanup(daemon.stop, signal.SIGKILL)
        return daemon

    def test_results_and_numbers_go_on_after_kill_9(self):
        daemon = self.daemon()
        _, first = daemon.scan("--exchange", "binance")
        daemon.stop(signal.SIGKILL)
        daemon = self.daemon()
        again = daemon.scanctl("get", first["metadata"]["job_id"], "--json")
        self.assertEqual(json.loads(again.stdout), first)
        _, second = daemon.scan("--exchange", "binance")
        self.assertEqual(second["metadata"]["seq"], first["metadata"]["seq"] + 1)
        self.assertEqual(second["metadata"]["epoch"], first["metadata"]["epoch"])

    def test_a_second_scand_on_the_directory_is_refused(self):
        daemon = self.daemon()
        with self.assertRaises(AssertionError) as refused:
            harness.Daemon(self.replay.base_urls, self.journal)
        self.assertIn(f"process {daemon.child.pid}", str(refused.exception))

    def test_scanctl_reads_it(self):
        daemon = self.daemon()
        _, result = daemon.scan("--exchange", "binance")
        where = f"{self.folder.name}/journal"
        in_use = harness.scanctl("journal", "check", "--directory", where)
        self.assertNotEqual(in_use.returncode, 0)
        self.assertIn("in use", in_use.stderr)
        daemon.stop()
        self.assertEqual(harness.scanctl("journal", "check", "--directory", where).returncode, 0)
        self.assertIn(result["metadata"]["job_id"],
                      harness.scanctl("journal", "dump", "--directory", where).stdout)
        stat = json.loads(harness.scanctl("journal", "stat", "--json", "--directory", where).stdout)
        self.assertEqual((stat["results"], stat["unfinished_jobs"]), (1, 0))
        seal = pathlib.Path(where) / "commit.seal"
        seal.write_bytes(bytes(8192))
        damaged = harness.scanctl("journal", "check", "--directory", where)
        self.assertEqual(damaged.returncode, 65)
        self.assertIn("commit.seal", damaged.stderr)
        none = harness.scanctl("journal", "check", "--directory", self.folder.name)
        self.assertEqual(none.returncode, 64)
        self.assertIn("journal.directory", none.stderr)
