"""The fault matrix: one exchange of three fails in each known way, and the other two are delivered whole.
Each case has a scand of its own, so that its ban or hold does not reach the next case."""
import pathlib
import socket
import tempfile
import unittest

import harness
from mounts import NO_MOUNT, with_file_over

DEADLINE_SECONDS = 4
RETRY_SECONDS = 20  # leaves time to try a whole scan again
STATUS = "status"


def status(code, body="", **headers):
    return {"kind": STATUS, "status": code, "body": body,
            "headers": {name.replace("_", "-"): value for name, value in headers.items()}}


# name: (fault, route, acceptable error kinds; none: the result must be right)
FAULTS = {
    "one byte a second": ({"kind": "one_byte_a_second"}, "*", {"timeout"}),
    "never answers": ({"kind": "black_hole"}, "*", {"timeout"}),
    "endless body": ({"kind": "endless_body"}, "*", {"bad_response", "timeout"}),
    "dropped": ({"kind": "drop", "when": "middle"}, "*", {"network"}),
    "wrong length": ({"kind": "wrong_content_length", "delta": 100}, "*", {"network", "bad_response", "timeout"}),
    "truncated JSON": ({"kind": "truncated_json"}, "*", {"bad_response"}),
    "invalid JSON": ({"kind": "invalid_json"}, "*", {"bad_response"}),
    "HTML page": ({"kind": "html"}, "*", {"blocked", "bad_response"}),
    "wrong types": ({"kind": "wrong_types"}, "candles", {"bad_response"}),
    "NaN-like strings": ({"kind": "nan_strings"}, "candles", {"bad_response"}),
    "shuffled rows": ({"kind": "shuffled"}, "candles", None),
    "reversed rows": ({"kind": "reversed"}, "candles", None),
    "duplicate rows": ({"kind": "duplicates", "count": 5}, "candles", None),
    "429 with Retry-After": (status(429, Retry_After="60"), "*", {"rate_limited"}),
    "429 without": (status(429), "*", {"rate_limited"}),
    "418": (status(418), "*", {"banned"}),
    "403": ({"kind": "blocked"}, "*", {"blocked", "banned"}),
    "451": (status(451), "*", {"geo_blocked"}),
    "500": (status(500), "*", {"transient"}),
    "503": (status(503), "*", {"transient"}),
    "maintenance": ({"kind": "maintenance"}, "*", {"maintenance", "transient"}),
    "error in a 200 body": ({"kind": "error_in_200"}, "*", {"transient", "maintenance"}),
}
GOOD = ("bybit", "kucoin")


def warm(replay):
    """The first scan makes the server compute its candles, which can exceed the deadline of a case."""
    daemon = harness.Daemon({name: replay.base_urls[name] for name in ("binance", *GOOD)}, "rate: {assume_spent: 0}\n")
    daemon.scan("--exchange", ",".join(("binance", *GOOD)), "--top-n", "5", "--deadline", "120")
    daemon.stop()
    return replay


class FaultMatrix(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.replay = warm(harness.Replay("--limits", "off"))

    @classmethod
    def tearDownClass(cls):
        cls.replay.stop()

    def setUp(self):
        self.replay.control("POST", "/_control/reset")
        self.replay.control("POST", "/_control/limits", {"on": False})

    def scan(self, daemon, faulty, deadline_seconds=DEADLINE_SECONDS):
        _, result = daemon.scan("--exchange", ",".join((faulty, *GOOD)), "--top-n", "5", "--min-strength", "0",
                                "--limit", "0", "--deadline", str(deadline_seconds))
        return result["metadata"]

    def check(self, meta, faulty, kinds, deadline_seconds=DEADLINE_SECONDS):
        details = meta["exchange_details"]
        for name in GOOD:
            self.assertTrue(details[name]["success"], details[name]["error"])
            self.assertEqual((details[name]["symbols_scanned"], details[name]["signals_found"]), (5, 5), name)
        self.assertLess(meta["performance"]["parallel_duration"], deadline_seconds + 1)
        detail = details[faulty]
        self.assertLess(detail["duration_seconds"], deadline_seconds + 1)
        if kinds is None:
            self.assertEqual((detail["success"], detail["symbols_scanned"]), (True, 5), detail)
        else:
            self.assertFalse(detail["success"], detail)
            self.assertIn(detail["error_kind"], kinds, detail["error"])
            self.assertTrue(detail["error"])

    def daemon(self, urls, settings="", before=()):
        daemon = harness.Daemon({name: self.replay.base_urls[name] for name in GOOD} | urls,
                                "rate: {assume_spent: 0}\n" + settings, before=before)
        self.addCleanup(daemon.stop)
        return daemon

    def test_answers(self):
        for name, (fault, route, kinds) in FAULTS.items():
            with self.subTest(name):
                self.setUp()
                daemon = self.daemon({"binance": self.replay.base_urls["binance"]})
                self.replay.fault("binance", route, fault)
                self.check(self.scan(daemon, "binance"), "binance", kinds)
                daemon.stop()

    def check_empty_list(self, route):
        self.replay.fault("binance", route, {"kind": "empty_list"})
        daemon = self.daemon({"binance": self.replay.base_urls["binance"]})
        meta = self.scan(daemon, "binance", RETRY_SECONDS)
        self.check(meta, "binance", {"bad_response"}, RETRY_SECONDS)
        detail = meta["exchange_details"]["binance"]
        self.assertIn(f"{route}: binance's list", detail["error"])
        self.assertGreater(detail["attempts"], 1, "as after any answer that cannot be read")

    def test_an_empty_list_of_markets(self):
        self.check_empty_list("markets")

    def test_an_empty_list_of_tickers(self):
        self.check_empty_list("tickers")

    def test_empty_lists_of_candles(self):
        self.check_empty_list("candles")

    def test_a_skewed_clock_changes_nothing(self):
        skewed = harness.Replay("--limits", "off", "--clock-skew-seconds", "-30")
        self.addCleanup(skewed.stop)
        warm(skewed)
        self.check(self.scan(self.daemon({"binance": skewed.base_urls["binance"]}), "binance"), "binance", None)

    def test_a_refused_connection(self):
        daemon = self.daemon({"binance": f"http://127.0.0.1:{harness.free_port()}"})
        self.check(self.scan(daemon, "binance"), "binance", {"network"})

    def test_a_connection_that_is_never_taken(self):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            listener.listen(0)
            fillers = [socket.socket() for _ in range(4)]
            for filler in fillers:
                filler.setblocking(False)
                filler.connect_ex(listener.getsockname())
            daemon = self.daemon({"binance": f"http://127.0.0.1:{listener.getsockname()[1]}"})
            self.check(self.scan(daemon, "binance"), "binance", {"timeout", "network"})
            for filler in fillers:
                filler.close()

    @unittest.skipIf(NO_MOUNT, f"no name server can be put in place here: {NO_MOUNT}")
    def test_a_name_server_that_never_answers(self):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server, tempfile.NamedTemporaryFile("w") as file:
            server.bind(("127.0.0.83", 53))  # and is never read
            file.write("nameserver 127.0.0.83\noptions timeout:30 attempts:5\n")
            file.flush()
            daemon = self.daemon({"binance": "http://exchange.example"},
                                 before=with_file_over(file.name, "/etc/resolv.conf"))
            self.check(self.scan(daemon, "binance"), "binance", {"timeout", "network"})
            server.setblocking(False)
            self.assertIn(b"exchange", server.recv(512), "nobody asked for the name")

    def test_certificates(self):
        import sys
        sys.path.insert(0, str(harness.ROOT / "tests/kit/support"))
        import certificates
        with tempfile.TemporaryDirectory() as holder:
            folder = pathlib.Path(holder)
            certificates.make(folder)
            for name in ("wrong_name", "expired", "unknown_ca"):
                with self.subTest(name):
                    tls = harness.Replay("--limits", "off", "--tls-port", "0", "--cert", folder / f"{name}.pem",
                                         "--key", folder / f"{name}.key")
                    daemon = self.daemon({"binance": tls.tls_base_urls["binance"]},
                                         f"http: {{ca_file: \"{folder}/ca.pem\"}}\n")
                    self.check(self.scan(daemon, "binance"), "binance", {"tls"})
                    daemon.stop()
                    tls.stop()


if __name__ == "__main__":
    unittest.main()
