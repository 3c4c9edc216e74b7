#!/usr/bin/env python3
"""Candle answers a second of a running server: measure.py http://127.0.0.1:PORT [--gzip] [--symbols N]"""
import argparse
import asyncio
import json
import time
import urllib.request
from urllib.parse import urlsplit


async def worker(host, port, paths, headers, until, counts):
    reader, writer = await asyncio.open_connection(host, port)
    while time.monotonic() < until:
        path = paths[counts["sent"] % len(paths)]
        counts["sent"] += 1
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n{headers}\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        await reader.readexactly(length)
        counts["done"] += 1
        counts["bytes"] += length
        if not head.startswith(b"HTTP/1.1 200"):
            counts["errors"] += 1
    writer.close()


async def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--gzip", action="store_true")
    parser.add_argument("--symbols", type=int, default=150)
    parser.add_argument("--intervals", default="1h,4h", help="more than one defeats the cache of bodies")
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=5.0)
    args = parser.parse_args()
    with urllib.request.urlopen(args.url + "/binance/api/v3/exchangeInfo") as answer:
        rows = json.load(answer)["symbols"]
    names = [row["symbol"] for row in rows if row["status"] == "TRADING"][:args.symbols]
    paths = [f"/binance/api/v3/klines?symbol={name}&interval={interval}&limit=300"
             for interval in args.intervals.split(",") for name in names]
    address = urlsplit(args.url)
    headers = "Accept-Encoding: gzip\r\n" if args.gzip else ""
    for seconds, label in ((2.0, "warm-up"), (args.seconds, "measured")):
        counts = {"sent": 0, "done": 0, "bytes": 0, "errors": 0}
        start = time.monotonic()
        await asyncio.gather(*(worker(address.hostname, address.port, paths, headers, start + seconds, counts)
                               for _ in range(args.connections)))
        took = time.monotonic() - start
        print(f"{label}: {counts['done'] / took:.0f} answers/s, {counts['bytes'] / took / 1e6:.1f} MB/s, "
              f"{counts['errors']} not 200")


if __name__ == "__main__":
    asyncio.run(main())
