#!/usr/bin/env python3
"""A client of scand, written from proto/SPEC.md alone: submits a scan, follows it, has its result; or
has every result exactly once (Results), whatever PUB drops.

    python_client.py FRONTEND PUBLISHER EXCHANGE[,EXCHANGE...] [FIELD=JSON ...]

Prints one JSON object a line: "accepted", "progress", "partial", "result", or "error". Exit code 0
for a result, 1 for a refusal, 2 when scand gave no answer in time. Where scand asks for keys:
SCAND_KEY_FILE names the file with this client's secret, SCAND_SERVER_KEY is scand's public key.
"""
import json
import os
import pathlib
import random
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

    def ask(self, kind, **fields):
        """As call(), but publications stay in their socket for whoever reads it next."""
        asked = self.send(kind, **fields)
        until = time.monotonic() + ANSWER_MS / 1000
        while (left := until - time.monotonic()) > 0 and self.dealer.poll(left * 1000):
            body = msgpack.unpackb(self.dealer.recv_multipart()[-1])
            if body["id"] == asked:
                if body["type"] == "error":
                    raise Refused(body)
                return body
        raise TimeoutError(f"no answer to {kind}")

    def scan(self, tell, limit_ms=60_000, **request):
        """Submits, follows, and returns the result; `tell(kind, body)` hears what happens."""
        accepted = self.call("scan.submit", **request)
        job = accepted["job_id"]
        tell("accepted", accepted)
        # Subscriptions take effect in this order: progress last, so a client that gets progress gets the rest.
        self.follow(f"scan.result.{job}", f"scan.partial.{job}.", f"scan.progress.{job}")
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


class Results:
    """Every result exactly once, in the order of their numbers: subscribes, sees a loss by the numbers,
    replays, drops what comes twice. Begins with the first result after `last`.

    `lost` says which numbers could not be had any more: (first, last), or None for the rest of an epoch.
    """

    HEALTH = "scand.health"

    def __init__(self, client, epoch, last):
        self.client = client
        self.epoch, self.last = epoch, last
        self.losses_seen = self.replayed = self.repeated = 0
        self.lost = []
        client.follow("scan.result.", self.HEALTH)

    @classmethod
    def from_now(cls, client):
        status = client.ask("status")
        return cls(client, status["epoch"], status["last_seq"])

    def within(self, limit_ms):
        """The results that come within the limit. Replays are asked for as they are needed."""
        for source, sequence, body in self.client.events(limit_ms):
            if source == self.HEALTH:
                yield from self.up_to(body["epoch"], body["last_seq"])
            elif source.startswith("scan.result."):
                yield from self.take(sequence, body)

    def take(self, sequence, body):
        yield from self.up_to(body["metadata"]["epoch"], sequence - 1)
        if sequence <= self.last:
            self.repeated += 1
        else:
            self.last = sequence
            yield body

    def up_to(self, epoch, last):
        """Fetches what is missing up to there."""
        if epoch != self.epoch:
            self.lost.append(None)
            self.epoch, self.last = epoch, 0
        if last > self.last:
            self.losses_seen += 1
        while last > self.last:
            yield from self.page()

    def page(self):
        # Publications that come meanwhile stay in the socket: only the DEALER is read here.
        try:
            reply = self.client.ask("scan.replay", epoch=self.epoch, from_seq=self.last + 1)
        except Refused as refused:
            yield from self.go_on_after(refused.reply)
            return
        for result in reply["results"]:
            self.last = result["metadata"]["seq"]
            self.replayed += 1
            yield result

    def go_on_after(self, refusal):
        if refusal["code"] == "busy":
            time.sleep((refusal["retry_after_ms"] or 100) * random.uniform(1, 1.5) / 1000)
            return
        if refusal["code"] != "too_old":
            raise Refused(refusal)
        other = refusal["epoch"] != self.epoch
        self.lost.append(None if other else (self.last + 1, refusal["oldest_seq"] - 1))
        self.epoch, self.last = refusal["epoch"], refusal["oldest_seq"] - 1
        yield from ()


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
