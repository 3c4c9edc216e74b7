"""The service as the guide installs it, under a real systemd: it starts, scans, keeps its results, restarts
by itself, reads its key as a credential and stops in order."""
import json
import os
import pathlib
import re
import shutil
import tempfile
import time
import unittest

import booted
import harness

ROOT = pathlib.Path(__file__).resolve().parents[2]
GUIDE = ROOT / "systemd/README.md"
CONFIG, CLIENTS = "/etc/scand/scand.yaml", "/etc/scand/clients"
DROP_IN = "/etc/systemd/system/scand.service.d/test.conf"


def commands(heading):
    """The commands of a section of the guide, without sudo, which root does not need."""
    section = GUIDE.read_text().split(heading, 1)[1].split("\n#", 1)[0]
    return [line.strip().removeprefix("sudo ") for line in re.findall(r"^    (\S.*)$", section, re.M)]


def checkout(folder):
    """What the guide's commands expect: built binaries and files."""
    (folder / "build/release/bin").mkdir(parents=True)
    for name in ("scand", "scanctl"):
        shutil.copy(pathlib.Path(os.environ["SCAND_BIN"]) / name, folder / "build/release/bin")
    for name in ("systemd", "deploy"):
        shutil.copytree(ROOT / name, folder / name)


@unittest.skipIf(booted.WHY_NOT, booted.WHY_NOT)
class Service(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        checkout(pathlib.Path(folder.name))
        cls.system = booted.BootedSystem(folder.name)
        cls.addClassCleanup(cls.system.stop)
        cls.replay = booted.ReplayInside(cls.system)
        cls.addClassCleanup(cls.replay.stop)
        for command in commands("# Running scand under systemd"):
            done = cls.system.run_inside("sh", "-c", command)
            if done.returncode != 0:
                log = cls.system.run_inside("journalctl", "-u", "scand", "-n", "30", "--no-pager").stdout
                raise AssertionError(f"{command}: {done.stdout}{done.stderr}\n{log}")

    def setUp(self):
        self.addCleanup(self.shell, f"rm -f {DROP_IN}")
        self.configure()

    def shell(self, command, expect=0):
        done = self.system.run_inside("sh", "-c", command)
        if expect is not None:
            self.assertEqual(done.returncode, expect, f"{command}: {done.stdout}{done.stderr}\n{self.log()}")
        return done.stdout

    def log(self, *options):
        return self.system.run_inside("journalctl", "-u", "scand", "-n", "200", "--no-pager", *options).stdout

    def configure(self, settings="", drop_in=""):
        """Starts the service anew, with the replayed exchanges."""
        urls = "".join(f'  {name}: {{base_url: "{url}"}}\n' for name, url in self.replay.base_urls.items())
        self.write(CONFIG, f"exchanges:\n{urls}{harness.FAST}{settings}")
        if drop_in:
            self.write(DROP_IN, f"[Service]\n{drop_in}\n")
        self.shell("systemctl daemon-reload && systemctl reset-failed scand; systemctl restart scand")

    def write(self, path, text):
        done = self.system.run_inside("sh", "-c", f"mkdir -p $(dirname {path}) && printf %s \"$TEXT\" > {path}",
                                      env={**os.environ, "TEXT": text})
        self.assertEqual(done.returncode, 0, done.stderr)

    def shown(self, name):
        return self.shell(f"systemctl show scand --value -p {name}").strip()

    def until(self, name, value):
        deadline = time.monotonic() + harness.PATIENCE_SECONDS
        while self.shown(name) != value:
            self.assertLess(time.monotonic(), deadline, f"{name} is {self.shown(name)}, not {value}: {self.log()}")
            time.sleep(0.2)

    def scan(self):
        text = self.shell("scanctl scan --exchange binance,okx --timeframe medium --deadline 60 --json")
        return json.loads(text)

    def test_starts_as_its_own_user_and_says_what_it_does(self):
        self.assertEqual(self.shown("ActiveState"), "active")
        self.assertEqual(self.shown("StatusText"), "10 exchanges, 16 workers")
        self.assertEqual(self.shell(f"stat -c %U /proc/{self.shown('MainPID')}").strip(), "_scand")
        self.assertEqual(self.shell("stat -c '%U %a' /var/lib/scand").strip(), "_scand 700")
        self.assertIn("takes jobs at tcp://127.0.0.1:5555", self.log())

    def test_a_scan_is_found_by_its_job_in_the_log(self):
        result = self.scan()
        self.assertEqual(result["metadata"]["status"], "complete", result["metadata"])
        self.assertGreater(result["metadata"]["total_scanned"], 0)
        self.shell("journalctl --sync")
        lines = self.log("-o", "json", f"SCAND_JOB_ID={result['metadata']['job_id']}").splitlines()
        ids = {json.loads(line).get("MESSAGE_ID") for line in lines}
        self.assertIn("2212a2e4a33244739aacbf8f01a96647", ids)  # job.finished, as the guide has it

    def test_comes_back_after_a_kill_with_its_results(self):
        result = self.scan()
        before = self.shown("MainPID")
        self.shell(f"kill -KILL {before}")
        self.until("NRestarts", "1")
        self.until("ActiveState", "active")
        self.assertNotEqual(self.shown("MainPID"), before)
        again = json.loads(self.shell(f"scanctl get {result['metadata']['job_id']} --json"))
        self.assertEqual(again, result)

    def test_is_started_anew_when_it_hangs(self):
        self.configure(drop_in="WatchdogSec=2")
        self.shell(f"kill -STOP {self.shown('MainPID')}")
        self.until("NRestarts", "1")
        self.until("ActiveState", "active")
        self.assertIn("Watchdog timeout", self.log())

    def test_a_wrong_configuration_is_not_tried_again(self):
        self.shell(f"echo 'wrokers: 3' >> {CONFIG}")
        self.shell("systemctl restart scand", expect=1)
        self.assertEqual((self.shown("ExecMainStatus"), self.shown("NRestarts")), ("78", "0"))
        self.assertEqual(self.shown("ActiveState"), "failed")
        self.assertIn("workers", self.log())

    def test_takes_its_key_as_a_credential_and_reads_the_clients_again(self):
        self.shell("rm -f /etc/scand/*.key")
        server = self.shell("scanctl keys new --out /etc/scand/server.key")
        client = self.shell("scanctl keys new --out /etc/scand/me.key")
        public = [re.search(r"\S{40}", printed)[0] for printed in (server, client)]
        self.write("/etc/scand/server.public", public[0])
        self.write(CLIENTS, "# nobody yet\n")
        self.configure("security: {server_key_file: $CREDENTIALS_DIRECTORY/server.key, "
                       f"clients_file: {CLIENTS}}}\n", "LoadCredential=server.key:/etc/scand/server.key")
        ask = "scanctl --key-file /etc/scand/me.key --server-key \"$(cat /etc/scand/server.public)\" status"
        self.shell(ask, expect=6)
        self.write(CLIENTS, f"me submit,subscribe,admin {public[1]}\n")
        self.shell("systemctl reload scand")
        self.until_fine(ask)
        self.shell("scanctl status", expect=6)

    def until_fine(self, command):
        deadline = time.monotonic() + harness.PATIENCE_SECONDS
        while self.system.run_inside("sh", "-c", command).returncode != 0:
            self.assertLess(time.monotonic(), deadline, f"{command}: {self.log()}")

    def test_stops_in_order(self):
        self.shell("systemctl stop scand")
        self.assertEqual((self.shown("ActiveState"), self.shown("Result")), ("inactive", "success"))
        self.assertEqual(self.shown("ExecMainStatus"), "0")


if __name__ == "__main__":
    unittest.main()
