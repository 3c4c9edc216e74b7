"""The shipped binary refuses wrong requests and configurations at once, and names the field or line."""
import pathlib
import signal
import subprocess
import tempfile
import unittest

import msgpack
import zmq

import harness

# (fields of scan.submit, the field at fault, code)
BAD_REQUESTS = [
    ({"exchange": "nowhere"}, "exchange", "bad_request"),
    ({"exchange": []}, "exchange", "bad_request"),
    ({"exchange": 7}, "exchange", "bad_request"),
    ({"exchange": ["binance", 7]}, "exchange", "bad_request"),
    ({"exchange": "fastest:0"}, "exchange", "bad_request"),
    ({"timeframe": "hourly"}, "timeframe", "bad_request"),
    ({"timeframe": 60}, "timeframe", "bad_request"),
    ({"signal": "LONG"}, "signal", "bad_request"),
    ({"minStrength": 101}, "minStrength", "bad_request"),
    ({"minStrength": "60"}, "minStrength", "bad_request"),
    ({"fullAnalysis": "yes"}, "fullAnalysis", "bad_request"),
    ({"parallel": 1}, "parallel", "bad_request"),
    ({"market": "future"}, "market", "bad_request"),
    ({"exchange": "kraken", "market": "swap"}, "market", "bad_request"),
    ({"symbols": ["BTCUSDT"]}, "symbols", "bad_request"),
    ({"symbols": "BTC/USDT"}, "symbols", "bad_request"),
    ({"quote": 5}, "quote", "bad_request"),
    ({"topN": -1}, "topN", "bad_request"),
    ({"topN": {"nowhere": 5}}, "topN", "bad_request"),
    ({"minVolumeUsd": -5}, "minVolumeUsd", "bad_request"),
    ({"limit": 1.5}, "limit", "bad_request"),
    ({"deadlineSeconds": 0}, "deadlineSeconds", "bad_request"),
    ({"deadlineSeconds": 3601}, "deadlineSeconds", "bad_request"),
    ({"requestId": "x" * 129}, "requestId", "bad_request"),
    ({"priority": "urgent"}, "priority", "bad_request"),
]
# (configuration, line, key)
BAD_CONFIGURATIONS = [
    ("wokers: 3\n", 1, "wokers"),
    ("rate:\n  share: 2\n", 2, "rate.share"),
    ("rate:\n  share: lots\n", 2, "rate.share"),
    ("log:\n  format: json\n  formt: json\n", 3, "log.formt"),
    ("exchanges:\n  nowhere: {enabled: false}\n", 2, "nowhere"),
    ("exchanges:\n  okx: {base_url: nonsense}\n", 2, "base_url"),
    ("frontend: {endpoint: \"tcp://0.0.0.0:5555\"}\n", 1, "frontend.endpoint"),
    ("rate: [1, 2\n", None, ""),
]


class RequestTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.replay = harness.Replay()
        cls.daemon = harness.Daemon(cls.replay.base_urls)
        cls.socket = zmq.Context.instance().socket(zmq.DEALER)
        cls.socket.connect(cls.daemon.server)

    @classmethod
    def tearDownClass(cls):
        cls.socket.close(0)
        cls.daemon.stop()
        cls.replay.stop()

    def ask(self, **message):
        self.socket.send(msgpack.packb({"v": 1, "id": 5, **message}))
        self.assertTrue(self.socket.poll(harness.PATIENCE_SECONDS * 1000))
        return msgpack.unpackb(self.socket.recv())

    def test_each_bad_request_names_its_field(self):
        for fields, field, code in BAD_REQUESTS:
            with self.subTest(fields=str(fields)[:60]):
                answer = self.ask(type="scan.submit", **fields)
                self.assertEqual((answer["type"], answer["id"]), ("error", 5), answer)
                self.assertEqual(answer["code"], code, answer)
                self.assertTrue(answer["field"].startswith(field), answer)
                self.assertTrue(answer["message"])
        self.assertEqual(self.ask(type="scan.list")["jobs"], [])

    def test_a_replay_of_another_epoch_says_what_is_held(self):
        answer = self.ask(type="scan.replay", epoch="0", from_seq=1)
        self.assertEqual((answer["type"], answer["code"]), ("error", "too_old"))
        self.assertNotEqual(answer["epoch"], "0")
        self.assertEqual(answer["oldest_seq"], 1)

    def test_the_same_key_is_the_same_job_and_another_body_a_conflict(self):
        first = self.ask(type="scan.submit", exchange="binance", topN=2, requestId="once")
        again = self.ask(type="scan.submit", exchange="binance", timeframe="medium", topN=2, requestId="once")
        other = self.ask(type="scan.submit", exchange="binance", topN=3, requestId="once")
        self.assertEqual(first["job_id"], again["job_id"])
        self.assertEqual((other["type"], other["code"]), ("error", "conflict"))


class ProgramTest(unittest.TestCase):
    def test_each_bad_configuration_names_line_and_key(self):
        for text, line, key in BAD_CONFIGURATIONS:
            with self.subTest(text=text), tempfile.TemporaryDirectory() as folder:
                path = pathlib.Path(folder) / "scand.yaml"
                path.write_text(text)
                done = subprocess.run([harness.BIN / "scand", "--config", path, "--check-config"],
                                      capture_output=True, text=True)
                self.assertEqual(done.returncode, 78, done.stderr)
                self.assertIn(key, done.stderr)
                if line is not None:
                    self.assertIn(f"scand.yaml:{line}:", done.stderr)

    def test_a_usage_error_is_64_and_a_dead_server_7(self):
        self.assertEqual(harness.scanctl("scan", "--no-such-option").returncode, 64)
        dead = f"tcp://127.0.0.1:{harness.free_port()}"
        done = harness.scanctl("--server", dead, "--timeout", "1", "status")
        self.assertEqual(done.returncode, 7, done.stderr)

    def test_sigterm_lets_a_running_job_end(self):
        replay = harness.Replay("--limits", "off")
        daemon = harness.Daemon(replay.base_urls)
        replay.fault("binance", "tickers", {"kind": "delay", "ms": 1500})
        socket = zmq.Context.instance().socket(zmq.SUB)
        socket.subscribe(b"scan.result.")
        socket.connect(daemon.publisher)
        client = zmq.Context.instance().socket(zmq.DEALER)
        client.connect(daemon.server)
        try:
            client.send(msgpack.packb({"v": 1, "id": 1, "type": "scan.submit", "exchange": "binance", "topN": 3}))
            self.assertTrue(client.poll(harness.PATIENCE_SECONDS * 1000))
            job = msgpack.unpackb(client.recv())["job_id"]
            daemon.child.send_signal(signal.SIGTERM)
            self.assertTrue(socket.poll(harness.PATIENCE_SECONDS * 1000), daemon.errors())
            topic, seq, body = socket.recv_multipart()
            self.assertEqual(topic.decode(), f"scan.result.{job}")
            self.assertEqual(int.from_bytes(seq, "big"), 1)
            self.assertEqual(msgpack.unpackb(body)["metadata"]["status"], "complete")
            self.assertEqual(daemon.stop(), 0, daemon.errors())
        finally:
            socket.close(0)
            client.close(0)
            replay.stop()


if __name__ == "__main__":
    unittest.main()
