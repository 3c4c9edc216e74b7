#!/usr/bin/env python3
"""Scans four exchanges over HTTP and prints what running them in parallel saved.

    http_client.py [URL]
"""
import sys

import requests


def main(url="http://127.0.0.1:5001"):
    answer = requests.post(f"{url}/api/scanner/scan", timeout=180, json={
        "exchange": ["binance", "okx", "bybit", "kucoin"],
        "timeframe": "medium",
        "fullAnalysis": True,
    })
    answer.raise_for_status()
    metadata = answer.json()["metadata"]
    performance = metadata["performance"]
    sequential = performance["sequential_duration_estimated"]
    share = 100 * performance["time_saved_seconds"] / sequential if sequential else 0
    print(f"speedup: {performance['speedup']:.2f}x")
    print(f"time saved: {performance['time_saved_seconds']:.2f} s ({share:.1f} %)")
    for exchange, detail in metadata["exchange_details"].items():
        outcome = f"{detail['signals_found']} signals" if detail["success"] else detail["error"]
        print(f"{exchange}: {detail['duration_seconds']:.2f} s, {outcome}")


if __name__ == "__main__":
    main(*sys.argv[1:])
