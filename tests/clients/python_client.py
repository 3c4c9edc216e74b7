#!/usr/bin/env python3
"""A client of scand, written from proto/SPEC.md alone: submits a scan, follows it, has its result.

    python_client.py FRONTEND PUBLISHER EXCHANGE[,EXCHANGE...] [FIELD=JSON ...]

Prints one JSON object a line: "accepted", "progress", "partial", "result", or "error". Exit code 0
for a result, 1 for a refusal, 2 when scand gave no answer in time. Where scand asks for keys:
SCAND_KEY_FILE names the file with this client's secret, SCAND_SERVER_KEY is scand's public key.
"""
import json
import os
import pathlib
import sys
import time

import msgpack
import zmq

VERSION = 1
SLICE_MS = 2_000  # a wait is asked again after this, so that a lost reply costs no more
ANSWER_MS = 10_000


class Refused(Exception):
    """scand's `error` reply."""

    def __init__(self, reply):
        super().__init__(f"{reply['code']}: {reply['message']}")
        self.reply = reply


class Client:
    """One DEALER for questions, one SUB for what jobs tell while they run."""

    def __init__(self, frontend, publisher, keys=None):
        """`keys`: (own secret key, scand's public key), where scand asks for keys."""
        self.context = zmq.Context()
        self.dealer = self.context.socket(zmq.DEALER)
        self.sub = self.context.socket(zmq.SUB)
        for socket in (self.dealer, self.sub):
            socket.linger = 0
            if keys:
                socket.curve_secretkey, socket.curve_serverkey = (key.encode() for key in keys)
                socket.curve_publickey = zmq.curve_public(socket.curve_secretkey)
        self.dealer.connect(frontend)
        self.sub.connect(publisher)
        self.poller = zmq.Poller()
        self.poller.register(self.dealer, zmq.POLLIN)
        self.poller.register(self.sub, zmq.POLLIN)
        self.asked = 0

    def close(self):
        self.context.destroy(linger=0)

    def follow(self, *topics):
        for topic in topics:
            self.sub.subscribe(topic)

    def send(self, kind, **fields):
        """Sends a request; returns the id that its reply will carry."""
        self.asked += 1
        self.dealer.send(msgpack.packb({"v": VERSION, "type": kind, "id": self.asked, **fields}))
        return self.asked

    def events(self, limit_ms):
        """What arrives within the limit: ("reply", map) and (topic, sequence, map)."""
        until = time.monotonic() + limit_ms / 1000
        while (left := until - time.monotonic()) > 0:
            ready = dict(self.poller.poll(left * 1000))
            if self.dealer in ready:
                # The reply is the last frame; this client sent no delimiter and gets none.
                yield "reply", 0, msgpack.unpackb(self.dealer.recv_multipart()[-1])
            if self.sub in ready:
                topic, sequence, body = self.sub.recv_multipart()
                yield topic.decode(), int.from_bytes(sequence, "big"), msgpack.unpackb(body)

    def call(self, kind, **fields):
        """A question and its answer; publications that come meanwhile are passed over."""
        asked = self.send(kind, **fields)
        for source, _, body in self.events(ANSWER_MS):
            if source == "reply" and body["id"] == asked:
                if body["type"] == "error":
                    raise Refused(body)
                return body
        raise TimeoutError(f"no answer to {kind}")

    def scan(self, tell, limit_ms=60_000, **request):
        """Submits, follows, and returns the result; `tell(kind, body)` hears what happens."""
        accepted = self.call("scan.submit", **request)
        job = accepted["job_id"]
        tell("accepted", accepted)
        self.follow(f"scan.progress.{job}", f"scan.partial.{job}.", f"scan.result.{job}")
        until = time.monotonic() + limit_ms / 1000
        while time.monotonic() < until:
            asked = self.send("scan.wait", job_id=job, timeout_ms=SLICE_MS)
            for source, sequence, body in self.events(SLICE_MS + 1_000):
                if source == f"scan.result.{job}":
                    assert sequence == body["metadata"]["seq"]
                    return body
                if source == "reply":
                    if body["id"] != asked:
                        continue  # late, to an earlier question
                    if body["type"] == "error":
                        raise Refused(body)
                    if body["type"] == "scan.result":
                        return body["result"]
                    break  # still queued or running: ask again
                tell(source.split(".")[1], body)
        raise TimeoutError(f"job {job} did not finish in time")


def main(arguments):
    frontend, publisher, exchanges, *fields = arguments
    request = {name: json.loads(value) for name, value in (field.split("=", 1) for field in fields)}
    request["exchange"] = exchanges.split(",")

    def tell(kind, body):
        print(json.dumps({"event": kind, "body": body}), flush=True)

    keys = None
    if "SCAND_KEY_FILE" in os.environ:
        keys = (pathlib.Path(os.environ["SCAND_KEY_FILE"]).read_text().strip(), os.environ["SCAND_SERVER_KEY"])
    client = Client(frontend, publisher, keys)
    try:
        tell("result", client.scan(tell, **request))
    except Refused as refused:
        tell("error", refused.reply)
        return 1
    except TimeoutError as late:
        print(late, file=sys.stderr)
        return 2
    finally:
        client.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
