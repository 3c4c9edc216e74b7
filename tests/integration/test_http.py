"""The HTTP API of the shipped binary, over replayed exchanges."""
import hashlib
import http.client
import json
import tempfile
import threading
import unittest

import harness

SMALL = {"symbols": ["BTC/USDT", "ETH/USDT"], "minStrength": 0, "fullAnalysis": False}


class HttpTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.replay = harness.Replay("--freeze-time", harness.FROZEN)
        cls.daemon = harness.Daemon(cls.replay.base_urls, harness.FAST)

    @classmethod
    def tearDownClass(cls):
        cls.daemon.stop()
        cls.replay.stop()

    def setUp(self):
        self.replay.control("DELETE", "/_control/faults")

    def ask(self, method, path, body=None, **headers):
        return self.daemon.ask(method, path, body, **headers)

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
        self.replay.fault("okx", "*", {"kind": "delay", "ms": 300})
        for key, path, headers in (("left-1", "/api/scanner/scan", {"Prefer": "respond-async"}),
                                   ("left-2", "/api/scanner/scan?async=true", {}),
                                   ("left-3", "/api/scanner/scan", {"Prefer": "wait=0"})):
            body = {"exchange": ["okx"], "requestId": key, **SMALL}
            left = self.scan(body, path, **headers)
            self.assertEqual(left.status, 202, left.text)
            where = left.headers["Location"]
            self.assertEqual(where, "/api/scanner/scans/" + left.json["job_id"])
            self.assertEqual(left.headers.get("Preference-Applied"), headers.get("Prefer"))
            early = self.ask("GET", where)
            self.assertEqual((early.status, early.headers["Cache-Control"]), (200, "no-store"), early.text)
            self.assertIn(early.json["status"], ("queued", "running"))
            waited = self.scan(body)  # the same job, waited for
            found = self.ask("GET", where)
            self.assertEqual((found.status, found.json), (200, waited.json))
            self.assertEqual(found.json["metadata"]["job_id"], left.json["job_id"])

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
                (self.scan({"exchange": "fastest:0"}), 422),
                (self.scan("{}", Content_Type="text/plain"), 415), (self.scan("[" + " " * 300_000 + "]"), 413),
                (self.ask("GET", "/api/scanner/scan"), 405), (self.ask("PUT", "/health"), 405),
                (self.ask("GET", "/nothing"), 404), (self.ask("GET", "/api/scanner/scans/nothing"), 404),
                (self.ask("GET", "/api/scanner/scans/01k8b0m4x7zq3v5n9c2d6f8g1h"), 404),
                (self.ask("GET", "/version", Accept="text/html"), 406),
                (self.ask("GET", "/api/scanner/signals?minStrength=lots"), 422),
                (self.ask("GET", "/api/scanner/signals?exchange=nowhere"), 422)):
            self.assertEqual((answer.status, answer.type), (status, "application/problem+json"), answer.text[:500])
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
    def assert_told_to_come_back(self, answer, status, slug):
        self.assertEqual((answer.status, answer.type), (status, "application/problem+json"), answer.text[:500])
        self.assertEqual((answer.json["status"], answer.json["type"]), (status, f"/problems/{slug}"))
        self.assertTrue(answer.json["detail"])
        self.assertRegex(answer.headers["Retry-After"], r"^[1-9][0-9]*$")

    def test_who_has_too_many_jobs_is_a_429_and_a_full_daemon_a_503(self):
        replay = harness.Replay()
        tokens = tempfile.NamedTemporaryFile("w")
        for name in ("anna", "bert"):
            tokens.write(f"{name} submit,read sha256:{hashlib.sha256(name.encode()).hexdigest()}\n")
        tokens.flush()
        daemon = harness.Daemon(replay.base_urls, harness.FAST + "jobs_max: 3\njobs_per_client: 2\n"
                                "shutdown: {drain_seconds: 0}\n", http_api=f"token_file: {tokens.name}")

        def ask(token, method, path, body=None):
            return daemon.ask(method, path, body, Authorization=f"Bearer {token}")

        def submit(token, path="/api/scanner/scan?async=true", **more):
            return ask(token, "POST", path, {"exchange": "okx", **SMALL, **more})

        try:
            replay.fault("okx", "*", {"kind": "black_hole"})
            first = submit("anna", requestId="first")
            self.assertEqual((first.status, submit("anna").status), (202, 202))
            self.assert_told_to_come_back(submit("anna"), 429, "too-many-requests")
            self.assertEqual(submit("bert").status, 202, "another client has its own bound")
            self.assert_told_to_come_back(submit("bert"), 503, "service-unavailable")
            self.assert_told_to_come_back(submit("anna"), 429, "too-many-requests")
            self.assertEqual(ask("anna", "DELETE", first.headers["Location"]).status, 200)
            ended = submit("anna", "/api/scanner/scan", requestId="first")
            self.assertEqual((ended.status, ended.json["type"]), (409, "/problems/scan-cancelled"))
            self.assertEqual(submit("anna").status, 202, "one has ended")
            page = ask("anna", "GET", "/metrics").text
            for line in ('scand_gateway_requests_total{route="scan",class="2xx"} 4',
                         'scand_gateway_requests_total{route="scan",class="4xx"} 3',
                         'scand_gateway_requests_total{route="scan",class="5xx"} 1',
                         'scand_gateway_requests_total{route="job",class="2xx"} 1'):
                self.assertIn("\n" + line + "\n", page)
            for loop in ("broker", "collector", "journal", "gateway-link", "http 0"):
                self.assertIn(f'\nscand_watchdog_age_seconds{{loop="{loop}"}} ', page)
        finally:
            daemon.stop()
            replay.stop()
            tokens.close()

    def test_a_full_daemon_is_a_503_and_a_drain_answers_who_waits(self):
        replay = harness.Replay()
        daemon = harness.Daemon(replay.base_urls, harness.FAST + "jobs_max: 1\nshutdown: {drain_seconds: 0}\n")
        try:
            replay.fault("okx", "*", {"kind": "black_hole"})
            job = daemon.ask("POST", "/api/scanner/scan?async=true", {"exchange": "okx", **SMALL})
            self.assertEqual(job.status, 202)
            full = daemon.ask("POST", "/api/scanner/scan", {"exchange": "binance", **SMALL})
            self.assertEqual(full.status, 503, full.text)
            self.assertGreaterEqual(int(full.headers["Retry-After"]), 1)
            self.assertEqual(daemon.stop(), 0)
        finally:
            daemon.stop()
            replay.stop()


if __name__ == "__main__":
    unittest.main()
