"""Faults on the wire: answers that stop, lie about their length, crawl, or never end."""
import asyncio
import functools
import zlib


async def forever(connection):
    """Until the client gives up; connection_lost cancels the task."""
    while connection.open:
        await asyncio.sleep(3600)


async def black_hole(options, connection, request, reply):
    await forever(connection)


async def drop(options, connection, request, reply):
    """`when`: before (default: nothing is sent) or middle (half of the body)."""
    if options.get("when", "before") == "middle":
        head = connection.head(request, reply, len(reply.body))
        connection.transport.write(head + reply.body[:len(reply.body) // 2])
        await asyncio.sleep(0.02)  # let the half leave before the reset discards it
    connection.transport.abort()


async def wrong_length(options, connection, request, reply):
    """A Content-Length off by `delta`: above zero the body ends early, below it goes on too long."""
    delta = options.get("delta", 64)
    connection.transport.write(connection.head(request, reply, max(0, len(reply.body) + delta)) + reply.body)
    connection.transport.close()


async def endless(options, connection, request, reply):
    """A JSON list that is never closed, as fast as the client reads."""
    connection.transport.write(connection.head(request, reply, None, (("Transfer-Encoding", "chunked"),)))
    row = b'["1700000000000","1","1","1","1","1"],' * 400
    chunk = b"%x\r\n" % len(row) + row + b"\r\n"
    connection.transport.write(b"1\r\n[\r\n")
    while connection.open:
        connection.transport.write(chunk)
        await connection.drain()
        await asyncio.sleep(0)


async def _trickle(connection, head, body, size, pause_s):
    connection.transport.write(head)
    for at in range(0, len(body), size):
        if not connection.open:
            return
        connection.transport.write(body[at:at + size])
        await connection.drain()
        await asyncio.sleep(pause_s)


async def one_byte_a_second(options, connection, request, reply):
    await _trickle(connection, connection.head(request, reply, len(reply.body)), reply.body, 1, 1.0)


async def slowly(options, connection, request, reply):
    """`bytes_per_second` of the body, in ten steps a second."""
    size = max(1, int(options["bytes_per_second"] / 10))
    await _trickle(connection, connection.head(request, reply, len(reply.body)), reply.body, size, 0.1)


@functools.lru_cache(maxsize=2)
def bomb_parts(megabytes):
    """(start, the same piece for each megabyte, end): after a full flush equal input packs equally."""
    blank = b" " * (1 << 20)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = packer.compress(b"[") + packer.flush(zlib.Z_FULL_FLUSH)
    piece = packer.compress(blank) + packer.flush(zlib.Z_FULL_FLUSH)
    crc = zlib.crc32(b"[")
    for _ in range(megabytes):
        crc = zlib.crc32(blank, crc)
    crc = zlib.crc32(b"]", crc)
    size = (megabytes << 20) + 2
    end = packer.compress(b"]") + packer.flush()
    return (b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + start, piece,
            end + crc.to_bytes(4, "little") + (size & 0xFFFFFFFF).to_bytes(4, "little"))


async def gzip_bomb(options, connection, request, reply):
    """A kilobyte a megabyte of blanks; correct gzip, correct JSON, sent even if none was accepted."""
    megabytes = options.get("megabytes", 256)
    start, piece, end = bomb_parts(megabytes)
    length = len(start) + len(piece) * megabytes + len(end)
    connection.transport.write(connection.head(request, reply, length, (("Content-Encoding", "gzip"),)) + start)
    for _ in range(megabytes):
        if not connection.open:
            return
        connection.transport.write(piece)
        await connection.drain()
    connection.transport.write(end)
