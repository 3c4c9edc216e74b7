"""Test equipment: the application without sockets, the real server as a child, shapes of JSON."""
import asyncio
import json
import os
import subprocess
import sys
from types import SimpleNamespace

import server
from wire import Reply, Request

FROZEN = "2026-03-05T13:37:21Z"
NOW_MS = 1772717841000
HERE = os.path.dirname(os.path.abspath(__file__))


class Lab:
    """An App in this process, asked directly. Time for limits stands still unless `lab.t` is moved."""

    def __init__(self, *options):
        fixed = [] if "--freeze-time" in options else ["--freeze-time", FROZEN]
        limits = [] if "--limits" in options else ["--limits", "off"]
        few = [] if "--markets" in options else ["--markets", "12"]
        self.app = server.make_app(server.parse([*fixed, *limits, *few, *options]))
        self.t = 1000.0
        self.app.clock.ticks = lambda: self.t
        self.connection = SimpleNamespace(seen=set())

    def ask(self, path, client="10.0.0.1", method="GET", body=None):
        """(status, parsed body or text, headers as a dict of strings)"""
        path, _, query = path.partition("?")
        request = Request(method, path, query, client)
        request.body = b"" if body is None else json.dumps(body).encode()
        answer = self.app.handle(request, self.connection)
        reply = answer if isinstance(answer, Reply) else asyncio.run(self._wait(answer))
        try:
            document = json.loads(reply.body)
        except ValueError:
            document = reply.body.decode()
        return reply.status, document, {name.lower(): str(value) for name, value in reply.headers}

    @staticmethod
    async def _wait(answer):
        return await answer

    def get(self, path):
        return self.ask(path)[1]


class Server:
    """server.py as a child process; gone when this is closed, or with its parent."""

    def __init__(self, *options):
        self.process = subprocess.Popen(
            [sys.executable, os.path.join(HERE, "server.py"), "--parent-watch", *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.ready = json.loads(self.process.stdout.readline())
        self.port = self.ready["port"]

    def close(self):
        self.process.stdin.close()
        self.process.wait(5)
        self.process.stdout.close()


def kind(value, loose=False):
    """The token type that a decoder sees: number, number in a string, text, flag, null."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, (int, float)):
        return "number"
    if isinstance(value, str):
        try:
            float(value)
        except ValueError:
            return "text"
        return "number" if loose else "quoted number"
    return type(value).__name__


def differences(sample, body, loose=False, subset=False, place="$"):
    """Where the body's shape departs from the sample's: keys, token types, lengths of rows. A list of
    lists or objects is taken as rows that all look like the sample's first. `loose` takes a quoted
    number for a number; `subset` forgives keys of the sample that the body lacks."""
    if isinstance(sample, dict) and isinstance(body, dict):
        extra, lacking = set(body) - set(sample), set(sample) - set(body)
        keys = [f"{place}: extra {sorted(extra)}, lacking {sorted(lacking)}"] if extra or (lacking and not subset) else []
        return keys + [d for key in body if key in sample
                       for d in differences(sample[key], body[key], loose, subset, f"{place}.{key}")]
    if isinstance(sample, list) and isinstance(body, list):
        if not sample:
            return []
        if isinstance(sample[0], (dict, list)):
            if not body:
                return [f"{place}: no rows"]
            picks = {0, len(body) // 2, len(body) - 1}
            return [d for i in sorted(picks) for d in differences(sample[0], body[i], loose, subset, f"{place}[{i}]")]
        if len(sample) != len(body):
            return [f"{place}: {len(body)} cells, sample {len(sample)}"]
        return [d for i, cell in enumerate(body) for d in differences(sample[i], cell, loose, subset, f"{place}[{i}]")]
    if kind(sample, loose) != kind(body, loose):
        return [f"{place}: {kind(body, loose)} {body!r}, sample {kind(sample, loose)} {sample!r}"]
    return []
