"""The HTTP API of the shipped binary, over replayed exchanges."""
import http.client
import json
import threading
import unittest

import harness

FAST = "rate: {share: 0.95, assume_spent: 0}\n"
SMALL = {"symbols": ["BTC/USDT", "ETH/USDT"], "minStrength": 0, "fullAnalysis": False}


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.text = response.read().decode()
        self.type = self.headers.get("Content-Type", "")

    @property
    def json(self):
        return json.loads(self.text)


def ask(daemon, method, path, body=None, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", daemon.http_port, timeout=harness.PATIENCE_SECONDS)
    try:
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if isinstance(body, (dict, list)):
            body, headers = json.dumps(body), {"Content-Type": "application/json", **headers}
        connection.request(method, path, body, headers)
        return Answer(connection.getresponse())
    finally:
        connection.close()


class HttpTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.replay = harness.Replay("--freeze-time", "2026-03-04T10:17:30Z")
        cls.daemon = harness.Daemon(cls.replay.base_urls, FAST)

    @classmethod
    def tearDownClass(cls):
        cls.daemon.stop()
        cls.replay.stop()

    def setUp(self):
        self.replay.control("DELETE", "/_control/faults")

    def ask(self, method, path, body=None, **headers):
        return ask(self.daemon, method, path, body, **headers)

    def scan(self, body, path="/api/scanner/scan", **headers):
        return self.ask("POST", path, body, **headers)

    def test_a_post_waits_and_is_the_result_of_scanctl(self):
        parallel = self.scan({"exchange": ["binance", "okx"], **SMALL})
        self.assertEqual((parallel.status, parallel.type), (200, "application/json"), parallel.text)
        meta = parallel.json["metadata"]
        self.assertEqual((meta["mode"], meta["status"], meta["exchanges"]),
                         ("parallel", "complete", ["binance", "okx"]))
        self.assertEqual(len(parallel.json["signals"]), 4)
        single = self.scan({"exchange": "binance", **SMALL}).json["metadata"]
        self.assertEqual((single["mode"], single["exchange"]), ("single", "binance"))
        got = self.daemon.scanctl("get", "--json", meta["job_id"])
        self.assertEqual(json.loads(got.stdout), parallel.json)

    def test_a_job_is_left_and_found_again(self):
        for path, headers in (("/api/scanner/scan", {"Prefer": "respond-async"}),
                              ("/api/scanner/scan?async=true", {}), ("/api/scanner/scan", {"Prefer": "wait=0"})):
            left = self.scan({"exchange": ["binance"], **SMALL}, path, **headers)
            self.assertEqual(left.status, 202, left.text)
            where = left.headers["Location"]
            self.assertEqual(where, "/api/scanner/scans/" + left.json["job_id"])
            self.assertEqual(left.headers.get("Preference-Applied"), headers.get("Prefer"))
            self.wait_finished(where)

    def wait_finished(self, where):
        """A repeated key waits for the job's end; here the job is known, so it is read until it is there."""
        for _ in range(2000):
            found = self.ask("GET", where)
            self.assertEqual(found.status, 200)
            if "metadata" in found.json:
                return found
            self.assertIn(found.json["status"], ("queued", "running"))
            self.assertEqual(found.headers["Cache-Control"], "no-store")
        raise AssertionError("the job did not finish")

    def test_a_finished_scan_is_read_conditionally(self):
        job = self.scan({"exchange": "binance", **SMALL}).json["metadata"]["job_id"]
        where = f"/api/scanner/scans/{job}"
        first = self.ask("GET", where)
        tag = first.headers["ETag"]
        again = self.ask("GET", where, If_None_Match=tag)
        self.assertEqual((again.status, again.text), (304, ""))
        self.assertEqual(self.ask("GET", where, If_None_Match='"other"').text, first.text)
        head = self.ask("HEAD", where)
        self.assertEqual((head.status, head.text, head.headers["ETag"]), (200, "", tag))
        packed = self.ask("GET", where, Accept_Encoding="identity")
        self.assertEqual(packed.text, first.text)

    def test_a_key_gives_one_job(self):
        body = {"exchange": "binance", **SMALL}
        first = self.scan(body, Idempotency_Key='"http-1"')
        same = self.scan({**body, "requestId": "http-1"})
        self.assertEqual(first.json, same.json)
        other = self.scan({**body, "minStrength": 1}, Idempotency_Key="http-1")
        self.assertEqual((other.status, other.json["type"]), (422, "/problems/request-id-conflict"))
        self.assertEqual(self.scan({**body, "requestId": "x"}, Idempotency_Key="y").status, 422)

    def test_what_is_wrong_is_a_problem_that_says_so(self):
        for answer, status in (
                (self.scan("{"), 400), (self.scan("[]"), 400), (self.scan("", Content_Length="0"), 400),
                (self.scan({"exchange": "nowhere"}), 422), (self.scan({"minStrength": 101}), 422),
                (self.scan({"exchange": "fastest:3"}), 422),
                (self.scan("{}", Content_Type="text/plain"), 415), (self.scan("[" + " " * 300_000 + "]"), 413),
                (self.ask("GET", "/api/scanner/scan"), 405), (self.ask("PUT", "/health"), 405),
                (self.ask("GET", "/nothing"), 404), (self.ask("GET", "/api/scanner/scans/nothing"), 404),
                (self.ask("GET", "/api/scanner/scans/01k8b0m4x7zq3v5n9c2d6f8g1h"), 404),
                (self.ask("GET", "/version", Accept="text/html"), 406),
                (self.ask("GET", "/api/scanner/signals?minStrength=lots"), 422),
                (self.ask("GET", "/api/scanner/signals?exchange=nowhere"), 422)):
            self.assertEqual((answer.status, answer.type), (status, "application/problem+json"), answer.text)
            self.assertEqual(answer.json["status"], status)
            self.assertTrue(answer.json["detail"])
            self.assertRegex(answer.json["type"], r"^/problems/[a-z-]+$")
        self.assertEqual(self.scan({"minStrength": 101}).json["field"], "minStrength")
        self.assertEqual(self.ask("GET", "/api/scanner/scan").headers["Allow"], "POST, OPTIONS")

    def test_a_failed_single_scan_is_an_error_and_a_parallel_one_is_not(self):
        self.replay.fault("mexc", "*", {"kind": "status", "status": 403})
        single = self.scan({"exchange": "mexc", **SMALL})
        self.assertEqual((single.status, single.type), (502, "application/problem+json"), single.text)
        self.assertEqual(single.json["signals"], [])
        self.assertEqual(single.json["metadata"]["status"], "failed")
        job = single.json["metadata"]["job_id"]
        self.assertEqual(self.ask("GET", f"/api/scanner/scans/{job}").status, 200)
        parallel = self.scan({"exchange": ["mexc"], **SMALL})
        self.assertEqual((parallel.status, parallel.json["metadata"]["status"]), (200, "failed"))

    def test_a_deadline_and_a_cancel_have_their_status(self):
        self.replay.fault("okx", "*", {"kind": "black_hole"})
        late = self.scan({"exchange": "okx", "deadlineSeconds": 1, **SMALL})
        self.assertEqual(late.status, 504, late.text)
        job = self.scan({"exchange": "okx", "deadlineSeconds": 90, "requestId": "c", **SMALL},
                        Prefer="respond-async").json["job_id"]
        self.assertEqual(self.scan({"exchange": "okx", "deadlineSeconds": 90, "requestId": "c", **SMALL},
                                   Prefer="wait=1").status, 202)
        waiting = []
        waiter = threading.Thread(target=lambda: waiting.append(self.scan(
            {"exchange": "okx", "deadlineSeconds": 90, "requestId": "c", **SMALL})))
        waiter.start()
        cancelled = self.ask("DELETE", f"/api/scanner/scans/{job}")
        self.assertEqual((cancelled.status, cancelled.json), (200, {"job_id": job, "status": "cancelled"}))
        waiter.join(harness.PATIENCE_SECONDS)
        self.assertEqual(waiting[0].status, 409)
        self.assertEqual(self.ask("DELETE", f"/api/scanner/scans/{job}").json["status"], "cancelled")

    def test_a_client_that_leaves_cancels_nothing(self):
        self.replay.fault("okx", "*", {"kind": "delay", "ms": 1500})
        body = {"exchange": ["okx"], "requestId": "leaver", **SMALL}
        leaver = http.client.HTTPConnection("127.0.0.1", self.daemon.http_port, timeout=30)
        leaver.request("POST", "/api/scanner/scan", json.dumps(body), {"Content-Type": "application/json"})
        leaver.close()
        stays = self.scan(body)
        self.assertEqual((stays.status, stays.json["metadata"]["status"]), (200, "complete"), stays.text)

    def test_what_the_daemon_says_of_itself(self):
        self.assertEqual(self.ask("GET", "/health").json, {"status": "ok"})
        self.assertEqual(self.ask("GET", "/health/ready").json, {"status": "ready"})
        self.assertEqual(self.ask("GET", "/version").json["name"], "scand")
        self.assertEqual(self.ask("GET", "/api/scanner/status").json["state"], "ready")
        names = {one["id"] for one in self.ask("GET", "/api/scanner/exchanges").json["exchanges"]}
        self.assertEqual(names, set(harness.ALL))
        self.scan({"exchange": ["binance"], **SMALL})
        latest = self.ask("GET", "/api/scanner/signals?exchange=binance&minStrength=0").json
        self.assertGreaterEqual(latest["count"], 2)
        self.assertEqual({one["exchange"] for one in latest["signals"]}, {"binance"})


class BoundsTest(unittest.TestCase):
    def test_a_full_daemon_is_a_503_and_a_drain_answers_who_waits(self):
        replay = harness.Replay()
        daemon = harness.Daemon(replay.base_urls, FAST + "jobs_max: 1\nshutdown: {drain_seconds: 0}\n")
        try:
            replay.fault("okx", "*", {"kind": "black_hole"})
            job = ask(daemon, "POST", "/api/scanner/scan?async=true", {"exchange": "okx", **SMALL})
            self.assertEqual(job.status, 202)
            full = ask(daemon, "POST", "/api/scanner/scan", {"exchange": "binance", **SMALL})
            self.assertEqual(full.status, 503, full.text)
            self.assertGreaterEqual(int(full.headers["Retry-After"]), 1)
            self.assertEqual(daemon.stop(), 0)
        finally:
            daemon.stop()
            replay.stop()


if __name__ == "__main__":
    unittest.main()
