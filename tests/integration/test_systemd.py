"""The systemd files are correct, and the unit is as closed as the guide says."""
import contextlib
import ctypes
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time
import unittest
import urllib.request

import harness

ROOT = pathlib.Path(__file__).resolve().parents[2]
UNIT = ROOT / "systemd" / "scand.service"
EXPOSURE_MAX = 15  # tenths, as systemd-analyze takes it


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


@unittest.skipUnless(shutil.which("systemd-analyze"), "systemd-analyze is not installed")
class Unit(unittest.TestCase):
    def verify(self, text):
        with tempfile.TemporaryDirectory() as directory:
            path = pathlib.Path(directory) / "scand.service"
            path.write_text(text)
            return run("systemd-analyze", "verify", "--man=no", str(path))

    def unit_for_this_build(self):
        return UNIT.read_text().replace("/usr/bin/scand", os.environ["SCAND_BIN"] + "/scand")

    def test_systemd_takes_every_line(self):
        done = self.verify(self.unit_for_this_build())
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_a_misspelt_line_would_be_seen(self):
        done = self.verify(self.unit_for_this_build().replace("ProtectHome=", "ProtectHoem="))
        self.assertIn("ProtectHoem", done.stderr)

    def test_exposure_stays_low(self):
        done = run("systemd-analyze", "security", "--offline=true",
                   f"--threshold={EXPOSURE_MAX}", str(UNIT))
        self.assertEqual(done.returncode, 0, done.stdout[-200:])

    def test_a_wrong_configuration_is_not_retried(self):
        self.assertIn("RestartPreventExitStatus=64 78", UNIT.read_text())


@unittest.skipUnless(shutil.which("systemd-sysusers"), "systemd-sysusers is not installed")
class Sysusers(unittest.TestCase):
    def test_makes_the_user_of_the_unit(self):
        with tempfile.TemporaryDirectory() as root:
            (pathlib.Path(root) / "etc").mkdir()
            done = run("systemd-sysusers", f"--root={root}", str(ROOT / "systemd/scand.sysusers.conf"))
            self.assertEqual(done.returncode, 0, done.stderr)
            passwd = (pathlib.Path(root) / "etc/passwd").read_text()
        self.assertIn("_scand:", passwd)
        self.assertIn("\nUser=_scand\n", UNIT.read_text())


class NotifySocket:
    """The notify socket, where systemd would listen."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = f"{self.folder.name}/notify"
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(self.path)

    def close(self):
        self.socket.close()
        self.folder.cleanup()

    def heard(self, seconds, until=None):
        """The messages within this time, or up to the one that is asked for."""
        messages, deadline = [], time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0 and (until is None or until not in messages):
            self.socket.settimeout(left)
            try:
                messages.append(self.socket.recv(4096).decode())
            except TimeoutError:
                break
        return messages


class OneThread:
    """Stops one thread of a child, as a debugger does, and lets it continue."""
    ATTACH, DETACH, WALL = 16, 17, 0x40000000

    def __init__(self, pid, name):
        self.ptrace = ctypes.CDLL(None, use_errno=True).ptrace
        self.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
        tasks = pathlib.Path(f"/proc/{pid}/task")
        self.id = next(int(task.name) for task in tasks.iterdir()
                       if (task / "comm").read_text().strip() == name)

    def __enter__(self):
        if self.ptrace(self.ATTACH, self.id, None, None) != 0:
            raise unittest.SkipTest(f"no thread can be stopped here: {os.strerror(ctypes.get_errno())}")
        os.waitpid(self.id, self.WALL)

    def __exit__(self, *what):
        self.ptrace(self.DETACH, self.id, None, None)


class Watchdog(unittest.TestCase):
    """The shipped scand feeds the watchdog while, and only while, all its loops turn."""
    LIMIT_SECONDS = 3
    FED = "WATCHDOG=1"
    LOOPS = ("broker", "journal", "collector", "gateway-link", "http 0")

    def setUp(self):
        self.notify = NotifySocket()
        self.addCleanup(self.notify.close)
        self.start({})

    def start(self, base_urls, settings=""):
        self.daemon = harness.Daemon(base_urls, settings, before=(
            "env", f"NOTIFY_SOCKET={self.notify.path}", f"WATCHDOG_USEC={self.LIMIT_SECONDS * 1_000_000}"))
        self.addCleanup(self.daemon.stop)

    def ages(self):
        with urllib.request.urlopen(f"{self.daemon.http_url}/metrics", timeout=10) as page:
            lines = page.read().decode().splitlines()
        return {line.split('"')[1]: float(line.split()[-1]) for line in lines
                if line.startswith("scand_watchdog_age_seconds{")}

    def test_it_is_fed_while_nothing_happens(self):
        messages = self.notify.heard(2 * self.LIMIT_SECONDS)
        self.assertTrue(any(message.startswith("READY=1") for message in messages), messages)
        self.assertGreaterEqual(messages.count(self.FED), 4)
        ages = self.ages()
        self.assertEqual(set(ages), set(self.LOOPS) | {name for name in ages if name.startswith("http ")})
        self.assertLess(max(ages.values()), self.LIMIT_SECONDS)
        self.assertNotIn("loop.stopped", self.daemon.errors())

    def test_a_loop_that_stands_still_is_named_and_the_watchdog_hungry(self):
        for loop in self.LOOPS:
            with self.subTest(loop):
                named = f"the {loop} loop has not turned for"
                with OneThread(self.daemon.child.pid, loop):
                    self.notify.heard(self.LIMIT_SECONDS + 1.5)
                    self.assertIn(named, self.daemon.errors())
                    self.assertNotIn(self.FED, self.notify.heard(self.LIMIT_SECONDS))
                self.assertIn(self.FED, self.notify.heard(harness.PATIENCE_SECONDS, until=self.FED))
                self.assertEqual(self.daemon.errors().count(named), 1)
                self.assertIn(f"the {loop} loop turns again", self.daemon.errors())

    def test_three_workers_that_never_come_back_leave_it_hungry(self):
        self.daemon.stop()
        replay = harness.Replay()
        self.addCleanup(replay.stop)
        three = ["binance", "okx", "bybit"]
        self.start({name: replay.base_urls[name] for name in three}, "workers: 3\n")
        with contextlib.ExitStack() as standing:
            for number in range(3):
                standing.enter_context(OneThread(self.daemon.child.pid, f"worker-{number}"))
            _, result = self.daemon.scan("--exchange", ",".join(three), "--deadline", "2")
            self.assertEqual(result["metadata"]["performance"]["failed_scans"], 3, result["metadata"])
            told = "3 workers did not come back"
            until = time.monotonic() + harness.PATIENCE_SECONDS
            while told not in self.daemon.errors() and time.monotonic() < until:
                self.notify.heard(0.5)
            self.assertIn(told, self.daemon.errors())
            self.assertNotIn(self.FED, self.notify.heard(self.LIMIT_SECONDS))
        self.assertIn(self.FED, self.notify.heard(harness.PATIENCE_SECONDS, until=self.FED))
        self.assertEqual(self.daemon.errors().count(told), 1)
        self.assertIn("workers.recovered", self.daemon.errors())

    def test_the_unit_asks_for_it(self):
        self.assertIn("\nWatchdogSec=", UNIT.read_text())


class MessageIds(unittest.TestCase):
    def test_the_guide_names_the_ids_of_the_code(self):
        guide = (ROOT / "systemd/README.md").read_text()
        code = (ROOT / "daemon/scand/log/journal_sink.cc").read_text()
        listed = [line.split("|") for line in guide.splitlines() if line.count("|") == 3]
        ids = {cells[1].strip(): cells[2].strip() for cells in listed if "." in cells[1]}
        ids.pop("`scand.service`", None)
        ids.pop("`scand.sysusers.conf`", None)
        self.assertEqual(len(ids), 6)
        for event, message_id in ids.items():
            self.assertIn(f'{{"{event}", "{message_id}"}}', code)


if __name__ == "__main__":
    unittest.main()
