"""What the README and the quickstart show really happens."""
import fnmatch
import re
import shlex
import subprocess
import unittest

import harness

PAGES = ["README.md", "docs/quickstart.md"]


class DocsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.replay = harness.Replay()
        cls.daemon = harness.Daemon(cls.replay.base_urls)

    @classmethod
    def tearDownClass(cls):
        cls.daemon.stop()
        cls.replay.stop()

    def test_the_python_example_prints_signals_and_performance(self):
        code = re.search(r"```python\n(.*?)```", (harness.ROOT / "README.md").read_text(), re.S).group(1)
        self.assertIn("tcp://127.0.0.1:5555", code)
        code = code.replace("tcp://127.0.0.1:5555", self.daemon.server)
        done = subprocess.run(["/usr/bin/python3", "-c", code], capture_output=True, text=True,
                              timeout=harness.PATIENCE_SECONDS)
        self.assertEqual(done.returncode, 0, done.stderr)
        *signals, performance = done.stdout.splitlines()
        self.assertTrue(signals)
        self.assertRegex(signals[0], r"^(binance|okx|bybit) \S+/\S+ (Strong |Weak )?(Buy|Sell|Neutral) \d+$")
        self.assertIn("'speedup'", performance)

    def test_every_scanctl_line_works_as_printed(self):
        lines = []
        for page in PAGES:
            lines += re.findall(r"^    build/release/bin/scanctl (.*)$", (harness.ROOT / page).read_text(), re.M)
        self.assertGreaterEqual(len(lines), 3)
        for line in lines:
            done = self.daemon.scanctl(*shlex.split(line))
            self.assertEqual(done.returncode, 0, (line, done.stderr))
            self.assertTrue(done.stdout.strip(), line)

    def test_every_test_that_a_page_names_is_there(self):
        defined = set()
        for source in (harness.ROOT / "tests").rglob("*_test.cc"):
            found = re.findall(r"^(?:TEST|TEST_F|RC_GTEST_PROP)\((\w+),\s*(\w+)", source.read_text(), re.M)
            defined |= {f"{suite}.{test}" for suite, test in found}
        filters, modules = [], []
        for page in (harness.ROOT / "docs").rglob("*.md"):
            text = page.read_text()
            filters += [part for one in re.findall(r"--gtest_filter='([^']*)'", text) for part in one.split(":")]
            modules += re.findall(r"unittest -v (test_\w+)", text)
        self.assertGreater(min(len(filters), len(modules)), 5)
        # A filter that matches nothing passes silently.
        self.assertEqual([one for one in filters if not fnmatch.filter(defined, one)], [])
        present = {path.stem for path in (harness.ROOT / "tests/integration").glob("test_*.py")}
        self.assertLessEqual(set(modules), present)

    def test_the_example_configuration_is_good(self):
        done = subprocess.run([harness.BIN / "scand", "--config", harness.ROOT / "deploy/scand.example.yaml",
                               "--check-config"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main()
