"""The real server over sockets: start and stop, keep-alive, gzip, TLS, clock, pace, faults on the wire."""
import gzip
import http.client
import json
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
import time
import unittest
import zlib

from lab import FROZEN, Server

PATH = "/okx/api/v5/market/candles?instId=BTC-USDT&bar=1H&limit=100"


class Wire(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server("--freeze-time", FROZEN, "--limits", "off", "--markets", "5")

    @classmethod
    def tearDownClass(cls):
        cls.server.close()

    def setUp(self):
        self.client = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=5)
        self.addCleanup(self.client.close)
        self.control("POST", "reset")

    def control(self, method, action, body=None):
        other = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=5)
        other.request(method, "/_control/" + action, None if body is None else json.dumps(body))
        answer = json.loads(other.getresponse().read())
        other.close()
        return answer

    def ask(self, path=PATH, headers=None):
        self.client.request("GET", path, headers=headers or {})
        answer = self.client.getresponse()
        return answer, answer.read()

    def fault(self, **fault):
        self.assertIn("added", self.control("POST", "faults", {"fault": fault}))

    def test_keep_alive_and_date(self):
        self.ask()
        first = self.client.sock
        answer, _ = self.ask()
        self.assertIs(self.client.sock, first)
        self.assertEqual(answer.headers["Date"], "Thu, 05 Mar 2026 13:37:21 GMT")
        stats = self.control("GET", "stats")["exchanges"]["okx"]
        self.assertEqual((stats["connections_accepted"], stats["requests"]), (1, 2))

    def test_gzip(self):
        plain = self.ask()[1]
        answer, body = self.ask(headers={"Accept-Encoding": "gzip, deflate"})
        self.assertEqual(answer.headers["Content-Encoding"], "gzip")
        self.assertEqual(gzip.decompress(body), plain)

    def test_pipelined_requests_are_answered_in_order(self):
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=5) as raw:
            line = b"GET /_control/stats HTTP/1.1\r\nHost: x\r\n\r\n"
            last = b"GET /binance/zzz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
            raw.sendall(line + last[:10])
            time.sleep(0.05)
            raw.sendall(last[10:])
            data = b""
            while chunk := raw.recv(65536):
                data += chunk
        self.assertEqual([part[:3] for part in data.split(b"HTTP/1.1 ")[1:]], [b"200", b"404"])

    def test_clock_is_movable(self):
        self.control("POST", "clock", {"advance_ms": 3_600_000})
        answer, body = self.ask()
        self.assertIn("14:37:21", answer.headers["Date"])
        self.assertEqual(int(json.loads(body)["data"][0][0]) % 86_400_000 // 3_600_000, 14)
        self.assertTrue(self.control("POST", "clock", {"freeze": FROZEN})["frozen"])

    def test_drop(self):
        self.fault(kind="drop")
        with self.assertRaises((http.client.RemoteDisconnected, ConnectionResetError)):
            self.ask()

    def test_drop_in_the_middle(self):
        self.fault(kind="drop", when="middle")
        with self.assertRaises((http.client.IncompleteRead, ConnectionResetError)):
            self.ask()

    def test_wrong_length(self):
        self.fault(kind="wrong_content_length", delta=50)
        with self.assertRaises(http.client.IncompleteRead):
            self.ask()

    def test_black_hole_holds_only_its_own_connection(self):
        self.control("POST", "faults", {"fault": {"kind": "black_hole"}, "times": 1})
        hole = socket.create_connection(("127.0.0.1", self.server.port), timeout=0.3)
        self.addCleanup(hole.close)
        hole.sendall(f"GET {PATH} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        with self.assertRaises(TimeoutError):
            hole.recv(1)
        self.assertEqual(self.ask()[0].status, 200)
        self.assertEqual(self.control("GET", "stats")["exchanges"]["okx"]["concurrent_requests"], 1)

    def test_slow_bodies(self):
        self.fault(kind="delay", ms=150)
        start = time.monotonic()
        self.ask()
        self.assertGreaterEqual(time.monotonic() - start, 0.15)
        self.control("DELETE", "faults")
        self.fault(kind="delay", bytes_per_second=20_000)
        start = time.monotonic()
        _, body = self.ask()
        self.assertGreater(time.monotonic() - start, len(body) / 20_000 * 0.5)
        self.control("DELETE", "faults")
        self.fault(kind="one_byte_a_second")
        self.client.timeout = 0.4
        self.client.close()
        with self.assertRaises(TimeoutError):
            self.ask()

    def test_endless_body(self):
        self.fault(kind="endless_body")
        self.client.request("GET", PATH)
        answer = self.client.getresponse()
        self.assertEqual(len(answer.read(3_000_000)), 3_000_000)

    def test_gzip_bomb(self):
        self.fault(kind="gzip_bomb", megabytes=30)
        answer, body = self.ask()
        self.assertLess(len(body), 60_000)
        whole = zlib.decompress(body, 31)
        self.assertEqual((len(whole), json.loads(whole)), ((30 << 20) + 2, []))

    def test_pace_of_a_scan(self):
        self.control("POST", "durations", {"durations": "okx=0.6", "requests": "12"})
        for workers in (1, 4):
            queue, start = list(range(12)), time.monotonic()

            def work():
                mine = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=5)
                while queue:
                    queue.pop()
                    mine.request("GET", PATH)
                    mine.getresponse().read()
                mine.close()

            threads = [threading.Thread(target=work) for _ in range(workers)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self.assertAlmostEqual(time.monotonic() - start, 0.6, delta=0.15)
        self.control("POST", "durations", {})


class Life(unittest.TestCase):
    def test_ready_line_and_sigterm(self):
        start = time.monotonic()
        server = Server("--exchanges", "gate,kraken")
        self.assertLess(time.monotonic() - start, 2.0)
        self.assertEqual(server.ready["base_urls"], {
            "gate": f"http://127.0.0.1:{server.port}/gate/api/v4", "kraken": f"http://127.0.0.1:{server.port}/kraken"})
        server.process.send_signal(signal.SIGTERM)
        self.assertEqual(server.process.wait(2), 0)
        server.close()

    def test_parent_watch(self):
        server = Server("--exchanges", "okx", "--markets", "3")
        server.process.stdin.close()
        self.assertEqual(server.process.wait(2), 0)
        server.process.stdout.close()

    def test_clock_skew(self):
        server = Server("--exchanges", "okx", "--markets", "3", "--clock-skew-seconds", "-5000")
        self.addCleanup(server.close)
        with socket.create_connection(("127.0.0.1", server.port)) as raw:
            raw.sendall(b"GET /_control/stats HTTP/1.1\r\nConnection: close\r\n\r\n")
            body = raw.makefile("rb").read().split(b"\r\n\r\n", 1)[1]
        self.assertAlmostEqual(json.loads(body)["now_ms"] / 1000, time.time() - 5000, delta=5)

    @unittest.skipUnless(shutil.which("openssl"), "needs openssl to make a certificate")
    def test_tls(self):
        with tempfile.TemporaryDirectory() as folder:
            cert, key = folder + "/cert.pem", folder + "/key.pem"
            subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                            "-keyout", key, "-out", cert, "-days", "2", "-subj", "/CN=localhost", "-addext",
                            "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
            server = Server("--exchanges", "okx", "--markets", "3", "--tls-port", "0", "--cert", cert, "--key", key)
            self.addCleanup(server.close)
            context = ssl.create_default_context(cafile=cert)
            client = http.client.HTTPSConnection("127.0.0.1", server.ready["tls_port"], context=context, timeout=5)
            client.request("GET", PATH)
            self.assertEqual(client.getresponse().status, 200)
            client.close()
            self.assertTrue(server.ready["tls_base_urls"]["okx"].startswith("https://"))


if __name__ == "__main__":
    unittest.main()
