"""scanctl's commands that talk to scand, against a scripted one: its requests, output and exit codes."""
import json
import os
import pathlib
import signal
import socket
import subprocess
import threading
import unittest

from fake_scand import JOB, FakeScand, detail, refusal, result

SCANCTL = str(pathlib.Path(os.environ["SCAND_BIN"]) / "scanctl")
PATIENCE_SECONDS = float(os.environ.get("SCAND_TEST_PATIENCE_SECONDS", "120"))


def run(fake, *arguments, **environment):
    return subprocess.run([SCANCTL, "--server", fake.server, "--publisher", fake.published, *arguments],
                          capture_output=True, text=True, timeout=PATIENCE_SECONDS,
                          env={**os.environ, **environment}, stdin=subprocess.DEVNULL)


class Scan(unittest.TestCase):
    def test_prints_the_tables_on_standard_output_and_the_rest_beside(self):
        with FakeScand() as fake:
            done = run(fake, "scan", "-e", "okx,gateio", "--top-n", "5")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("okx       BTC/USDT  1h  Buy           60    1.5    -   2.00M", done.stdout)
        self.assertIn("complete: 1 signals of 3 markets in 1.60s", done.stdout)
        self.assertEqual(done.stderr, f"job {JOB} accepted\n"
                                      "okx: done in 1.50s, 3 markets scanned, 2 signals\n")
        submitted = fake.asked[1]
        self.assertEqual((submitted["type"], submitted["exchange"], submitted["topN"]),
                         ("scan.submit", ["okx", "gateio"], 5))

    def test_json_is_the_result_alone(self):
        with FakeScand() as fake:
            done = run(fake, "scan", "--json", "-q")
        self.assertEqual(json.loads(done.stdout), result())
        self.assertEqual(done.stderr, "")

    def test_jsonl_is_a_line_an_event(self):
        def told(fake, request):
            fake.publish(f"scan.progress.{JOB}", {"job_id": JOB, "exchanges": []})
            fake.publish(f"scan.partial.{JOB}.okx", {"job_id": JOB, "name": "okx", **detail()})
            return {"type": "ok", "job_id": JOB, "status": "running"} if len(fake.asked) < 6 else {
                "type": "scan.result", "result": result()}

        with FakeScand(scan_wait=told) as fake:
            done = run(fake, "scan", "--jsonl")
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(lines[0], {"event": "accepted", "job_id": JOB, "status": "queued"})
        self.assertEqual(lines[-1], {"event": "result", "result": result()})
        self.assertLessEqual({line["event"] for line in lines[1:-1]}, {"progress", "partial"})

    def test_no_colour_and_no_bars_in_a_pipe(self):
        with FakeScand() as fake:
            done = run(fake, "scan")
        self.assertNotIn("\x1b", done.stdout + done.stderr)

    def test_a_failed_exchange_is_told_in_one_line(self):
        partial = result("partial", {"okx": detail(False)})
        with FakeScand(scan_wait={"type": "scan.result", "result": partial}) as fake:
            done = run(fake, "scan")
        self.assertIn("okx: failed after 1.50s: no answer (timeout)\n", done.stderr)


class ExitCodes(unittest.TestCase):
    def test_follow_the_status(self):
        for status, code in (("complete", 0), ("partial", 3), ("failed", 4), ("cancelled", 4), ("timeout", 8)):
            with FakeScand(scan_wait={"type": "scan.result", "result": result(status)}) as fake:
                self.assertEqual(run(fake, "scan").returncode, code, status)

    def test_follow_the_refusal(self):
        for code, number in (("bad_request", 64), ("unsupported", 64), ("unsupported_timeframe", 64),
                             ("conflict", 64), ("busy", 5), ("unavailable", 5), ("not_authorised", 6)):
            with FakeScand(scan_submit=refusal(code, "given 'x'", "signal", 1500)) as fake:
                done = run(fake, "scan")
            self.assertEqual(done.returncode, number, code)
            self.assertEqual(done.stderr, "scanctl: signal: given 'x'; try again in 1.5 s\n")
            self.assertEqual(done.stdout, "")

    def test_nobody_listens(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            endpoint = f"tcp://127.0.0.1:{probe.getsockname()[1]}"
            done = subprocess.run([SCANCTL, "--server", endpoint, "--timeout", "0.2", "scan"],
                                  capture_output=True, text=True, timeout=PATIENCE_SECONDS)
        self.assertEqual(done.returncode, 7)
        self.assertIn(f"nobody listens at {endpoint}", done.stderr)

    def test_no_answer(self):
        with FakeScand(ping=None) as fake:
            done = run(fake, "--timeout", "3", "status")
        self.assertEqual(done.returncode, 8)
        self.assertIn("gives no answer", done.stderr)

    def test_own_limit(self):
        with FakeScand(scan_wait={"type": "ok", "job_id": JOB, "status": "running"}) as fake:
            done = run(fake, "--timeout", "0.3", "scan")
        self.assertEqual(done.returncode, 8)
        self.assertIn(f"the job goes on: scanctl watch {JOB}", done.stderr)

    def test_an_answer_that_is_none(self):
        with FakeScand(scan_submit=lambda fake, request: b"\xc1") as fake:
            self.assertEqual(run(fake, "scan").returncode, 65)

    def test_usage(self):
        with FakeScand() as fake:
            for arguments in ([], ["scna"], ["scan", "--colour"], ["scan", "--top-n", "x"], ["get"],
                              ["scan", "--json", "--jsonl"], ["--timeout", "x", "status"]):
                self.assertEqual(run(fake, *arguments).returncode, 64, arguments)
            self.assertEqual(run(fake, "--help").returncode, 0)
            self.assertEqual(fake.asked, [])


class Interrupted(unittest.TestCase):
    """Ctrl-C is sent when scand sees a known request, so the test need not sleep or guess."""

    def start(self, fake, *arguments):
        return subprocess.Popen([SCANCTL, "--server", fake.server, "--publisher", fake.published, *arguments],
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run_with_ctrl_c(self, arguments, **answers):
        started = {}

        def running(fake, request):
            started["child"].send_signal(signal.SIGINT)
            return None  # the answer comes after the cancelling, if at all

        waits = answers.pop("then", [])
        with FakeScand(**{"scan_wait": [running, *waits], **answers}) as fake:
            ready = threading.Event()
            fake.answers["ping"] = lambda f, r: (ready.wait(PATIENCE_SECONDS), {"type": "ok", "version": "0"})[1]
            started["child"] = child = self.start(fake, *arguments)
            ready.set()
            out, err = child.communicate(timeout=PATIENCE_SECONDS)
        return child.returncode, out, err, fake

    def test_once_cancels_the_job_and_waits(self):
        code, out, err, fake = self.run_with_ctrl_c(
            ["scan"], then=[{"type": "scan.result", "result": result("cancelled")}],
            scan_cancel={"type": "ok", "job_id": JOB, "status": "cancelled"})
        self.assertEqual(code, 130, err)
        self.assertIn("scan.cancel", fake.types())
        self.assertIn(f"cancelling job {JOB}; Ctrl-C again leaves at once", err)
        self.assertIn("cancelled: 1 signals", out)

    def test_twice_leaves(self):
        started = {}

        def interrupt(fake, request):
            started["child"].send_signal(signal.SIGINT)

        with FakeScand(scan_wait=interrupt, scan_cancel=interrupt) as fake:
            ready = threading.Event()
            fake.answers["ping"] = lambda f, r: (ready.wait(PATIENCE_SECONDS), {"type": "ok", "version": "0"})[1]
            started["child"] = child = self.start(fake, "scan")
            ready.set()
            out, err = child.communicate(timeout=PATIENCE_SECONDS)
        self.assertEqual((child.returncode, out), (130, ""), err)

    def test_watching_does_not_cancel(self):
        code, _, err, fake = self.run_with_ctrl_c(["watch", JOB])
        self.assertEqual(code, 130, err)
        self.assertNotIn("scan.cancel", fake.types())


class OtherCommands(unittest.TestCase):
    def test_get_and_cancel(self):
        running = {"type": "ok", "job_id": JOB, "status": "running"}
        with FakeScand(scan_get=running, scan_cancel=running) as fake:
            done = run(fake, "get", JOB)
            self.assertEqual((done.returncode, done.stdout), (0, f"job {JOB} is running\n"))
            done = run(fake, "cancel", JOB, "--json")
            self.assertEqual(json.loads(done.stdout), {"job_id": JOB, "status": "running"})
        with FakeScand(scan_get={"type": "scan.result", "result": result("partial")}) as fake:
            done = run(fake, "get", JOB, "--json")
            self.assertEqual((done.returncode, json.loads(done.stdout)), (3, result("partial")))
        with FakeScand(scan_get=refusal("not_found", "unknown job")) as fake:
            self.assertEqual(run(fake, "get", JOB).returncode, 64)

    def test_status_and_exchanges(self):
        jobs = [{"job_id": JOB, "status": "running", "exchanges": 2, "done": 1, "failed": 0}]
        with FakeScand(status={"type": "ok", "version": "9", "state": "ready"},
                       scan_list={"type": "ok", "jobs": jobs, "more": False},
                       exchanges_list={"type": "ok", "exchanges": [{"id": "okx", "rank": 1}]}) as fake:
            self.assertIn("scand 9 is ready", run(fake, "status").stdout)
            self.assertEqual(json.loads(run(fake, "status", "--json").stdout),
                             {"version": "9", "state": "ready", "jobs": jobs})
            self.assertIn("   1  okx", run(fake, "exchanges").stdout)
            self.assertEqual(json.loads(run(fake, "exchanges", "--json").stdout),
                             {"exchanges": [{"id": "okx", "rank": 1}]})

    def test_watch_all_tells_results_and_gaps(self):
        with FakeScand() as fake:
            child = subprocess.Popen(
                [SCANCTL, "--server", fake.server, "--publisher", fake.published, "watch"],
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            # Publishes again and again, until the subscription has arrived and all was seen.
            seen, watcher = [], threading.Thread(
                target=lambda: seen.append(child.stdout.readline()))
            watcher.start()
            while watcher.is_alive():
                fake.publish(f"scan.result.{JOB}", result(), seq=7)
                watcher.join(0.02)
            fake.publish(f"scan.result.{JOB}", result("failed"), seq=10)
            while "failed" not in seen[-1]:
                seen.append(child.stdout.readline())
            child.send_signal(signal.SIGINT)
            _, err = child.communicate(timeout=PATIENCE_SECONDS)
        self.assertEqual(child.returncode, 130)
        self.assertEqual(seen[0], f"{JOB} complete: 1 signals of 3 markets in 1.60s, result 7\n")
        self.assertIn("2 results were missed on the way", err)

    def test_servers_from_the_environment(self):
        with FakeScand(exchanges_list={"type": "ok", "exchanges": []}) as fake:
            done = subprocess.run([SCANCTL, "exchanges"], capture_output=True, text=True,
                                  env={**os.environ, "SCAND_SERVER": fake.server}, timeout=PATIENCE_SECONDS)
        self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main()
