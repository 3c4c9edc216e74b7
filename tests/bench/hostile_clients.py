#!/usr/bin/env python3
"""Clients that mean no good, for bench_gateway.py: each connects to the port and is slow, wrong or silent,
again and again at a bounded rate, until standard input ends. Says `ready` when all of them have connected,
and at the end how often each kind acted, as JSON.

    hostile_clients.py PORT COUNT
"""
import asyncio
import collections
import contextlib
import json
import random
import socket
import sys

PAUSE_SECONDS = 0.5  # between two acts of one client

GET = b"GET /api/scanner/status HTTP/1.1\r\nHost: s\r\n"
POST = b"POST /api/scanner/scan HTTP/1.1\r\nHost: s\r\nContent-Type: application/json\r\n"


async def drip(writer, head):
    """One byte at a time, until the server has had enough."""
    writer.write(head)
    while not writer.is_closing():
        await act("byte dripped")
        writer.write(b"x")
        await writer.drain()


async def slow_header(reader, writer):
    await drip(writer, GET + b"X-Slow: ")


async def slow_body(reader, writer):
    await drip(writer, POST + b"Content-Length: 100000\r\n\r\n")


async def half_closed(reader, writer):
    writer.write(GET)
    writer.write_eof()
    await reader.read()
    await act("half closed")


async def large_header(reader, writer):
    writer.write(GET + b"X-Large: " + b"x" * 60_000 + b"\r\n\r\n")
    await reader.read()
    await act("large header sent")


async def bad_chunks(reader, writer):
    writer.write(POST + b"Transfer-Encoding: chunked\r\n\r\n4\r\nbodyzz\r\n0\r\n\r\n")
    await reader.read()
    await act("bad chunks sent")


async def never_reads(reader, writer):
    reader._transport.pause_reading()
    while not writer.is_closing():
        writer.write((GET + b"\r\n") * 8)
        async with asyncio.timeout(30):
            await writer.drain()
        await act("asked and not read")


KINDS = (slow_header, slow_body, half_closed, large_header, bad_chunks, never_reads)
acts = collections.Counter()


async def act(what):
    acts[what] += 1
    await asyncio.sleep(PAUSE_SECONDS * random.uniform(0.5, 1.5))


async def client(kind, port, connected):
    while True:
        with contextlib.suppress(OSError, TimeoutError):
            peer = socket.socket()
            peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            peer.setblocking(False)
            await asyncio.get_running_loop().sock_connect(peer, ("127.0.0.1", port))
            reader, writer = await asyncio.open_connection(sock=peer)
            connected.release()
            try:
                await kind(reader, writer)
            finally:
                writer.transport.abort()
        await asyncio.sleep(PAUSE_SECONDS)


async def main(port, count):
    connected = asyncio.Semaphore(0)
    clients = [asyncio.create_task(client(KINDS[number % len(KINDS)], port, connected)) for number in range(count)]
    for _ in clients:
        await connected.acquire()
    print("ready", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    acted = dict(acts)
    left = set(clients)
    while left:
        for one in left:
            one.cancel()
        _, left = await asyncio.wait(left, timeout=1)
    print(json.dumps(acted))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2])))
