#!/usr/bin/env python3
"""Writes the seeds anew: tests/fuzz/corpus/<target>/, from the golden messages and the project's own samples.

What stands in a corpus under another name than `seed-*` (a finding that was fixed) is left alone.
"""
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests/fuzz/corpus"
VECTORS = ROOT / "proto/vectors"
SAMPLES = ROOT / "tests/data/exchanges"
DESCRIPTORS = ROOT / "lib/exchange/descriptors"
BYTES_MAX = 4096  # a seed is a shape, not a load
JOB = "01JQZX5K8V3T6N9B2M4C7D0FGH"


def vectors(prefix):
    for path in sorted(VECTORS.glob(prefix + "*.hex")):
        yield path.stem, bytes.fromhex("".join(path.read_text().split()))


def put(target, name, data):
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"seed-{name}").write_bytes(data[:BYTES_MAX])


def messages():
    for name, data in vectors("request_"):
        put("fuzz_request", name, data)
    for path in sorted(VECTORS.glob("request_*.json")):
        put("fuzz_json_request", path.stem, path.read_bytes())
    put("fuzz_json_request", "swap", b'{"exchange": ["al", "beth"], "market": "swap", "topN": {"aleph": 3}, "limit": 0}')
    put("fuzz_json_request", "symbols", b'{"exchange": "all", "symbols": ["BTC/USDT", "ETH/USDT:USDT"], "timeframe": "1h"}')
    for prefix in ("reply_", "result_", "partial", "progress", "health"):
        for name, data in vectors(prefix):
            put("fuzz_reply", name, data)
    for name, data in vectors("internal_"):
        shape = 0 if "task" in name else 1 if "request" in name else 2
        put("fuzz_internal", name, bytes([shape]) + data)
        if shape == 2:
            attempt, took = (7).to_bytes(8, "big") + (1).to_bytes(4, "big"), (5).to_bytes(8, "big")
            head = b"A" + attempt + b"\0\xff" + took + b"\1"
            put("fuzz_worker_answer", name, bytes([len(head)]) + head + data)
    put("fuzz_worker_answer", "ready", b"\1R")
    put("fuzz_worker_answer", "told", b"\x16P" + bytes(8) + bytes(4) + b"\1" + bytes(8))
    for name, text in (("result", f"scan.result.{JOB}"), ("partial", f"scan.partial.{JOB}.aleph"),
                       ("progress", f"scan.progress.{JOB}"), ("health", "scand.health"), ("seq", "\0" * 7 + "\7")):
        put("fuzz_topic", name, text.encode())


def http_requests():
    scan = "POST /api/scanner/scan\ncontent-type: application/json\ncontent-length: 9\n"
    for path in sorted(VECTORS.glob("request_submit*.json")):
        put("fuzz_http_request", path.stem, f"{scan}\n{path.read_text()}".encode())
    body = '{"exchange": ["al", "beth"], "minStrength": 60, "requestId": "k"}'
    put("fuzz_http_request", "prefer", f"{scan}prefer: respond-async, wait=\"5\"\nidempotency-key: \"k\"\n\n{body}".encode())
    put("fuzz_http_request", "async", f"{scan}?async=true\naccept: text/html, */*;q=0.1\n\n{body}".encode())
    put("fuzz_http_request", "signals", b"GET /api/scanner/signals\n?exchange=al,beth\n?minStrength=1e1\n?signal=buy\n")
    put("fuzz_http_request", "job", f"DELETE /api/scanner/scans/{JOB}\n".encode())


def access():
    def framed(*frames):
        return b"".join(bytes([len(frame)]) + frame for frame in frames)
    put("fuzz_zap", "curve", framed(b"1.0", b"1", b"scand.frontend", b"127.0.0.1", b"", b"CURVE", bytes(range(32))))
    put("fuzz_zap", "plain", framed(b"1.0", b"1", b"", b"127.0.0.1", b"", b"PLAIN", b"name", b"word"))
    put("fuzz_zap", "clients", b"# clients\n\ndesk submit,subscribe " + b"0" * 40 + b"\nboss admin " + b"1" * 40 + b"\n")


def bodies():
    """One of each kind and market of each exchange, and its errors, as fuzz_exchange_body reads them."""
    ids = sorted(path.stem for path in DESCRIPTORS.glob("*.yaml"))
    routes = {"candles": 0, "markets": 1, "tickers": 2}
    for path in sorted(SAMPLES.glob("*/*.json")):
        exchange, (kind, *rest) = ids.index(path.parent.name), path.stem.split("-")
        market = 1 if kind == "swap" else 0
        route = routes.get(rest[0], 0) if rest else 0
        head = b"retry-after: 5\ndate: Wed, 04 Mar 2026 10:17:30 GMT\n\n" if kind == "error" else b""
        status = 128 + 10 if kind == "error" else 0
        put("fuzz_exchange_body", f"{path.parent.name}-{path.stem}",
            bytes([exchange, market, route, status]) + head + path.read_bytes())


def files():
    for path in sorted(DESCRIPTORS.glob("*.yaml"))[:3]:
        put("fuzz_descriptor", path.stem, path.read_bytes())
    put("fuzz_config", "example", (ROOT / "deploy/scand.example.yaml").read_bytes())
    put("fuzz_config", "short", b"scan: {top_n: 50}\nlog: {format: json}\nexchanges:\n  aleph: {base_url: \"http://h\"}\n")
    put("fuzz_config", "anchors", b"a: &x {b: [1, 2, {c: *x}]}\nscan: *x\n")


if __name__ == "__main__":
    messages()
    http_requests()
    access()
    bodies()
    files()
