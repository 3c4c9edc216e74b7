"""The report of skipped tests, over the log of a run as ctest writes it."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))
import skips

GTEST = """\
1/3 Testing: unit_lib
1/3 Test: unit_lib
Output:
[ RUN      ] Calibration.HoldsOverRealCandles
/src/tests/unit/lib/signal/calibration_test.cc:84: Skipped
no real candles: SCAND_SHARED is not set

[  SKIPPED ] Calibration.HoldsOverRealCandles (0 ms)
[ RUN      ] Calibration.Silent
/src/a_test.cc:4: Skipped


[  SKIPPED ] Calibration.Silent (12 ms)
[  PASSED  ] 7 tests.
[  SKIPPED ] 2 tests, listed below:
[  SKIPPED ] Calibration.HoldsOverRealCandles
[  SKIPPED ] Calibration.Silent
"""
UNITTEST = """\
2/3 Test: replay
test_same_shapes (test_recorded.Recordings.test_same_shapes) ... skipped 'no real candles: SCAND_SHARED is not set'
test_fills (test_full_disk.FullDisk.test_fills)
A disk that fills. ... skipped "unshare: it's not permitted"
test_other (test_full_disk.FullDisk.test_other) ... ok
setUpClass (test_systemd.Watchdog) ... skipped 'no thread can be stopped here'

OK (skipped=3)
"""
SCRIPT = """\
3/3 Test: oracle_fresh
SKIPPED: TA-Lib was not asked: install nodejs and npm
"""


class SkipsTest(unittest.TestCase):
    def test_gtest_tells_each_skip_once_with_its_reason(self):
        self.assertEqual(list(skips.skips_in(GTEST)),
                         [("no real candles: SCAND_SHARED is not set", "unit_lib: Calibration.HoldsOverRealCandles"),
                          ("no reason given", "unit_lib: Calibration.Silent")])

    def test_unittest_tells_name_and_reason_past_a_docstring(self):
        self.assertEqual(list(skips.skips_in(UNITTEST)),
                         [("no real candles: SCAND_SHARED is not set", "replay: test_same_shapes"),
                          ("unshare: it's not permitted", "replay: test_fills"),
                          ("no thread can be stopped here", "replay: setUpClass")])

    def test_equal_reasons_are_one_entry(self):
        self.assertEqual(skips.report(GTEST + UNITTEST + SCRIPT), """\
6 tests were skipped:
  no real candles: SCAND_SHARED is not set
    unit_lib: Calibration.HoldsOverRealCandles
    replay: test_same_shapes
  no reason given
    unit_lib: Calibration.Silent
  unshare: it's not permitted
    replay: test_fills
  no thread can be stopped here
    replay: setUpClass
  TA-Lib was not asked: install nodejs and npm
    oracle_fresh""")

    def test_a_run_without_skips_says_so(self):
        self.assertEqual(skips.report("1/1 Test: unit_base\n[  PASSED  ] 3 tests.\n"), "no test was skipped")


if __name__ == "__main__":
    unittest.main()
