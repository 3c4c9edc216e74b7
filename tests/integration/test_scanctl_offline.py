"""scanctl's commands that need no scand, by the shipped binary."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("SCAND_BIN", ROOT / "build/dev/bin"))
PATIENCE_SECONDS = float(os.environ.get("SCAND_TEST_PATIENCE_SECONDS", "120"))
HEADER = "time_ms,open,high,low,close,volume"
CANDLES = '[[1499040000000,"1.5","2.5","1","2","10",1499644799999,"0",1,"0","0","0"]]'


def run(program, *arguments, text=""):
    return subprocess.run([str(BIN / program), *map(str, arguments)], input=text, text=True,
                          capture_output=True, timeout=PATIENCE_SECONDS)


def csv(rows, step_ms=3_600_000):
    lines = [HEADER]
    for i in range(rows):
        price = 100 + i / 10 + (i % 7)
        lines.append(f"{step_ms * i},{price},{price + 1},{price - 1},{price + 0.5},{10 + i % 3}")
    return "\n".join(lines) + "\n"


class Analyze(unittest.TestCase):
    def test_a_file(self):
        with tempfile.NamedTemporaryFile("w", suffix=".csv", prefix="BTC_") as file:
            file.write(csv(320))
            file.flush()
            done = run("scanctl", "analyze", file.name)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        signal = json.loads(done.stdout)
        self.assertEqual(round(abs(signal["score"])), signal["strength"])
        self.assertAlmostEqual(sum(reason["contribution"] for reason in signal["reasons"]), signal["score"])
        self.assertTrue(signal["symbol"].startswith("BTC/"))

    def test_equal_input_gives_equal_bytes(self):
        outputs = {run("scanctl", "analyze", "-", "--quick", text=csv(200)).stdout for _ in range(3)}
        self.assertEqual(len(outputs), 1)

    def test_a_bad_row_is_65_and_named(self):
        done = run("scanctl", "analyze", "-", text=csv(100) + "360000000,1,2,x,1,1\n")
        self.assertEqual((done.returncode, done.stdout), (65, ""))
        self.assertIn("-:102: low is 'x'; allowed: a number", done.stderr)


class Decode(unittest.TestCase):
    def decode(self, *arguments, body=CANDLES):
        return run("scanctl", "exchange", "decode", "--exchange", "binance", "--kind", "candles", *arguments,
                   text=body)

    def test_rows(self):
        done = self.decode("--market", "spot")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(json.loads(done.stdout), [[1499040000000, 1.5, 2.5, 1, 2, 10]])

    def test_an_error_body(self):
        done = self.decode("--status", "418", "--header", "Retry-After: 30",
                           body='{"code":-1003,"msg":"Way too many requests; IP banned."}')
        self.assertEqual(done.returncode, 65)
        error = json.loads(done.stdout)
        self.assertEqual((error["error_kind"], error["hold_seconds"]), ("banned", 30))
        self.assertTrue(error["message"])

    def test_a_descriptor_file(self):
        builtin = (ROOT / "lib/exchange/descriptors/binance.yaml").read_text()
        with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
            file.write(builtin.replace("close: 4", "close: 1"))
            file.flush()
            done = self.decode("--descriptor", file.name)
            self.assertEqual(json.loads(done.stdout)[0][4], 1.5, done.stderr)
            file.write("nonsense: 1\n")
            file.flush()
            done = self.decode("--descriptor", file.name)
        self.assertEqual((done.returncode, done.stdout), (78, ""))
        self.assertIn("nonsense", done.stderr)

    def test_wrong_use(self):
        self.assertEqual(self.decode("--route", "nowhere").returncode, 64)
        self.assertEqual(self.decode("--status", "0").returncode, 64)
        self.assertEqual(run("scanctl", "exchange", "decode").returncode, 64)


if __name__ == "__main__":
    unittest.main()
