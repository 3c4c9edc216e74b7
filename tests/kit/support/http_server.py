#!/usr/bin/python3
"""An HTTP/1.1 server for tests that behaves and misbehaves as the path says (see ROUTES).

Listens on ports of the system's choice, once plain and once for each certificate of certificates.py,
and with --nginx behind an nginx that speaks HTTP/2. Prints one line, "ready NAME=VALUE ...", and ends
when standard input does.
"""

import asyncio
import gzip
import json
import os
import pathlib
import shutil
import socket
import ssl
import struct
import sys
import tempfile
from urllib.parse import parse_qs, urlsplit

sys.path.insert(0, os.path.dirname(__file__))
import certificates  # noqa: E402
import nginx_front  # noqa: E402

ROUTES = {}


def route(path):
    def register(handler):
        ROUTES[path] = handler
        return handler
    return register


class Server:
    def __init__(self):
        self.connections = 0
        self.requests = {}
        self.barriers = {}


class Hangup(Exception):
    """The connection is to be closed, or the client has gone."""


class Exchange:
    """One request and the means to answer it."""

    def __init__(self, server, reader, writer, connection, target, headers):
        self.server, self.reader, self.writer = server, reader, writer
        self.connection = connection
        self.path = urlsplit(target).path
        self.query = {name: values[0] for name, values in parse_qs(urlsplit(target).query).items()}
        self.headers = headers

    async def send(self, data):
        if self.writer.is_closing():
            raise Hangup
        self.writer.write(data)
        await self.writer.drain()
        await asyncio.sleep(0)  # drain() alone need not let the loop see that the client has gone

    async def head(self, status="200 OK", **headers):
        lines = [f"HTTP/1.1 {status}"] + [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        await self.send(("\r\n".join(lines) + "\r\n\r\n").encode())

    async def answer(self, body, status="200 OK", **headers):
        await self.head(status, Content_Length=len(body), **headers)
        await self.send(body)

    async def chunk(self, data):
        await self.send(b"%x\r\n%s\r\n" % (len(data), data))

    def reset(self):
        self.writer.get_extra_info("socket").setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


@route("/plain")
async def plain(call):
    await call.answer(b"x" * int(call.query.get("size", "5")), Content_Type="text/plain", X_Twice="one", x_twice="two")


@route("/about")
async def about(call):
    peer = call.writer.get_extra_info("peername")
    await call.answer(json.dumps({"peer": peer[0], "connection": call.connection, "headers": call.headers}).encode())


@route("/stats")
async def stats(call):
    await call.answer(json.dumps({"connections": call.server.connections, "requests": call.server.requests}).encode())


@route("/status")
async def status(call):
    await call.answer(b'{"msg":"slow down"}', status=call.query["code"] + " As Asked", Retry_After=7)


@route("/barrier")
async def barrier(call):
    """Answers only once as many requests as "of" wait here together."""
    waiting = call.server.barriers.setdefault(call.query["of"], [])
    mine = asyncio.get_running_loop().create_future()
    waiting.append(mine)
    if len(waiting) == int(call.query["of"]):
        for future in waiting:
            future.set_result(None)
        waiting.clear()
    await mine
    await call.answer(b"together")


@route("/gzip")
async def gzipped(call):
    await call.answer(gzip.compress(b"a" * 10000), Content_Encoding="gzip")


@route("/hints")
async def hints(call):
    await call.head("103 Early Hints", Link="</x>; rel=preload")
    await call.answer(b"after the hints", X_Final="yes")


@route("/redirect")
async def redirect(call):
    await call.answer(b"", status="302 Found", Location="/plain")


@route("/silent")
async def silent(call):
    await call.reader.read()


@route("/drip")
async def drip(call):
    await call.head(Content_Length=1000)
    while True:
        await call.send(b".")
        await asyncio.sleep(1)


@route("/endless")
async def endless(call):
    await call.head(Transfer_Encoding="chunked")
    while True:
        await call.chunk(b"e" * 65536)


@route("/long")
async def too_long(call):
    await call.head(Content_Length=1 << 40)
    await call.reader.read()


@route("/bomb")
async def bomb(call):
    await call.answer(gzip.compress(bytes(64 << 20)), Content_Encoding="gzip")


@route("/bad-gzip")
async def bad_gzip(call):
    await call.answer(b"this is not gzip", Content_Encoding="gzip")


@route("/short-length")
async def short_length(call):
    await call.head(Content_Length=100)
    await call.send(b"only this")
    raise Hangup


@route("/short-chunk")
async def short_chunk(call):
    await call.head(Transfer_Encoding="chunked")
    await call.chunk(b"first")
    await call.send(b"ff\r\nnot all of it")
    raise Hangup


@route("/reset")
async def reset(call):
    call.reset()
    raise Hangup


@route("/hang-up")
async def hang_up(call):
    raise Hangup


@route("/big-headers")
async def big_headers(call):
    await call.answer(b"", **{f"X_Filler_{n}": "f" * 1000 for n in range(200)})


@route("/not-http")
async def not_http(call):
    await call.send(b"SSH-2.0-nothing-of-yours\r\n\r\n")
    raise Hangup


async def read_request(reader):
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
    return lines[0].split(" ")[1], {name.lower(): value for name, value in headers.items()}


async def serve(server, reader, writer):
    server.connections += 1
    connection = server.connections
    try:
        while True:
            target, headers = await read_request(reader)
            call = Exchange(server, reader, writer, connection, target, headers)
            server.requests[call.path] = server.requests.get(call.path, 0) + 1
            await ROUTES[call.path](call)
    except (Hangup, asyncio.IncompleteReadError, OSError):
        pass
    finally:
        writer.close()


def context(folder, name):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(folder / f"{name}.pem", folder / f"{name}.key")
    return tls


async def slam(reader, writer):
    """Hangs up in the middle of the TLS handshake."""
    await reader.read(1)
    writer.close()


def full_socket():
    """A listening port that lets nobody in: its queue is full and nobody accepts."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(0)
    queued = []
    for _ in range(3):
        client = socket.socket()
        client.setblocking(False)
        client.connect_ex(listener.getsockname())
        queued.append(client)
    return listener, queued


async def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="scand-http-"))
    front = None
    try:
        certificates.make(folder)
        server, facts, listeners = Server(), {"ca": folder / "ca.pem"}, []

        async def listen(name, handler, tls=None):
            listener = await asyncio.start_server(handler, "127.0.0.1", 0, ssl=tls)
            listeners.append(listener)
            facts[name] = listener.sockets[0].getsockname()[1]

        def handler(reader, writer):
            return serve(server, reader, writer)

        await listen("plain", handler)
        for name in ("good", "wrong_name", "expired", "unknown_ca"):
            await listen(name, handler, context(folder, name))
        await listen("slam", slam)
        listener, queued = full_socket()
        facts["full"] = listener.getsockname()[1]
        if "--nginx" in sys.argv:
            front = nginx_front.Nginx(folder, facts["plain"])
            facts["h2"] = await front.start()
        print("ready", *(f"{name}={value}" for name, value in facts.items()), flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
        del queued
    finally:
        if front:
            front.stop()
        shutil.rmtree(folder, ignore_errors=True)
        # Handlers that wait for ever are not waited for.
        os._exit(0)


asyncio.run(main())
