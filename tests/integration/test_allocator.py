"""The shipped scand runs on jemalloc, with the settings of daemon/scand/allocator.cc."""
import os
import subprocess
import unittest

import harness

WANTED = ["opt.narenas: 4", "opt.background_thread: true", "opt.dirty_decay_ms: 1000", "opt.muzzy_decay_ms: 0"]


class AllocatorTest(unittest.TestCase):
    def test_it_has_read_its_settings(self):
        done = subprocess.run([harness.BIN / "scand", "--version"], text=True, capture_output=True, timeout=60,
                              env=os.environ | {"MALLOC_CONF": "stats_print:true"})
        self.assertEqual(done.returncode, 0, done.stderr)
        for setting in WANTED:
            self.assertIn(setting, done.stderr)


if __name__ == "__main__":
    unittest.main()
