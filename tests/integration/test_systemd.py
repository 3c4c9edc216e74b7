"""The systemd files: correct, and no more open than stated."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

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


class MessageIds(unittest.TestCase):
    def test_the_guide_names_the_ids_of_the_code(self):
        guide = (ROOT / "systemd/README.md").read_text()
        code = (ROOT / "daemon/scand/journal_sink.cc").read_text()
        listed = [line.split("|") for line in guide.splitlines() if line.count("|") == 3]
        ids = {cells[1].strip(): cells[2].strip() for cells in listed if "." in cells[1]}
        ids.pop("`scand.service`", None)
        ids.pop("`scand.sysusers.conf`", None)
        self.assertEqual(len(ids), 6)
        for event, message_id in ids.items():
            self.assertIn(f'{{"{event}", "{message_id}"}}', code)


if __name__ == "__main__":
    unittest.main()
