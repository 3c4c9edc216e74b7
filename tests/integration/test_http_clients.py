"""Typical HTTP clients, as people write them, against the shipped binary."""
import json
import re
import subprocess
import unittest

import harness
import npm

CLIENTS = harness.ROOT / "tests/clients"


def run(*args):
    return subprocess.run(list(map(str, args)), capture_output=True, text=True, timeout=harness.PATIENCE_SECONDS)


class HttpClientsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.replay = harness.Replay()
        cls.daemon = harness.Daemon(cls.replay.base_urls, harness.FAST + "scan: {top_n: 20}\n")

    @classmethod
    def tearDownClass(cls):
        cls.daemon.stop()
        cls.replay.stop()

    def curl(self, body):
        done = run(harness.need("curl"), "-sS", "--fail-with-body", f"{self.daemon.http_url}/api/scanner/scan",
                   "-H", "Content-Type: application/json", "-d", body)
        self.assertEqual(done.returncode, 0, done.stderr + done.stdout)
        return json.loads(done.stdout)

    def test_curl_with_three_exchanges(self):
        result = self.curl('{"exchange": ["binance","okx","bybit"], "timeframe": "medium", "minStrength": 60}')
        meta = result["metadata"]
        self.assertEqual((meta["mode"], meta["exchanges"]), ("parallel", ["binance", "okx", "bybit"]))
        self.assertEqual(meta["filters_applied"]["minStrength"], 60)
        self.assertTrue(all(signal["strength"] >= 60 for signal in result["signals"]))
        self.assertEqual(meta["count"], len(result["signals"]))

    def test_curl_with_the_old_single_form(self):
        meta = self.curl('{"exchange":"binance","timeframe":"medium"}')["metadata"]
        self.assertEqual((meta["mode"], meta["exchange"], meta["timeframe"]), ("single", "binance", "medium"))
        self.assertIn("total_seconds", meta["performance"])

    def test_the_curl_line_of_the_readme(self):
        line = re.search(r"^    (curl .*?[^\\])\n", (harness.ROOT / "README.md").read_text(), re.M | re.S).group(1)
        self.assertIn("http://127.0.0.1:5001/", line)
        done = run("bash", "-c", line.replace("http://127.0.0.1:5001", self.daemon.http_url))
        self.assertEqual(json.loads(done.stdout)["metadata"]["exchanges"], ["binance", "okx", "bybit"], done.stderr)

    def test_python_requests(self):
        done = run("/usr/bin/python3", CLIENTS / "http_client.py", self.daemon.http_url)
        self.assertEqual(done.returncode, 0, done.stderr)
        speedup, saved, *exchanges = done.stdout.splitlines()
        self.assertRegex(speedup, r"^speedup: \d+\.\d\dx$")
        self.assertRegex(saved, r"^time saved: -?\d+\.\d\d s \(-?\d+\.\d %\)$")
        self.assertEqual([line.split(":")[0] for line in exchanges], ["binance", "okx", "bybit", "kucoin"])
        for line in exchanges:
            self.assertRegex(line, r"\d+\.\d\d s, \d+ signals$")

    def test_javascript_fetch(self):
        done = npm.node(CLIENTS, "http_client.mjs", self.daemon.http_url)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertGreater(float(done.stdout), 0)

    def test_python_over_zeromq(self):
        done = run("/usr/bin/python3", CLIENTS / "python_client.py", self.daemon.server, self.daemon.publisher,
                   "binance,okx", "minStrength=0")
        self.assertEqual(done.returncode, 0, done.stderr)
        last = json.loads(done.stdout.splitlines()[-1])
        self.assertEqual((last["event"], last["body"]["metadata"]["status"]), ("result", "complete"))

    def test_node_over_zeromq(self):
        folder = npm.install(CLIENTS / "node")
        done = npm.node(folder, "zmq_client.js", self.daemon.server, "binance,okx")
        self.assertEqual(done.returncode, 0, done.stderr)
        told = json.loads(done.stdout)
        self.assertEqual(told["status"], "complete")
        self.assertEqual(told["signals"], 40)


if __name__ == "__main__":
    unittest.main()
