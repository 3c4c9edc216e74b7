"""HTTP/1.1 by hand: faults need the bare connection, and benchmarks need it quick."""
import asyncio
import zlib
from urllib.parse import parse_qsl, unquote

REASONS = {200: "OK", 400: "Bad Request", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
           418: "I'm a teapot", 429: "Too Many Requests", 451: "Unavailable For Legal Reasons",
           500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable",
           504: "Gateway Timeout"}
HEAD_MAX = 65_536
BODY_MAX = 16 << 20
GZIP_MIN = 512


class Reply:
    __slots__ = ("status", "body", "headers", "content_type", "gzipped", "original")

    def __init__(self, body, status=200, headers=(), content_type="application/json;charset=UTF-8"):
        self.body = body if isinstance(body, bytes) else body.encode()
        self.status = status
        self.headers = list(headers)
        self.content_type = content_type
        self.gzipped = self.original = None

    @classmethod
    def like(cls, other):
        """Same body, own headers; the compressed form is made once for both."""
        reply = cls(other.body, other.status, other.headers, other.content_type)
        reply.original = other
        return reply

    def compressed(self):
        if self.original is not None:
            return self.original.compressed()
        if self.gzipped is None:
            packer = zlib.compressobj(1, zlib.DEFLATED, 31)
            self.gzipped = packer.compress(self.body) + packer.flush()
        return self.gzipped


class Request:
    __slots__ = ("method", "path", "raw_query", "_query", "gzip", "close", "body", "client", "now_ms", "stale")

    def __init__(self, method, path, raw_query, client):
        self.method, self.path, self.raw_query, self.client = method, path, raw_query, client
        self._query, self.gzip, self.close, self.body = None, False, False, b""
        self.now_ms, self.stale = 0, 0

    @property
    def query(self):
        if self._query is None:
            self._query = dict(parse_qsl(self.raw_query, keep_blank_values=True))
        return self._query


class Connection(asyncio.Protocol):
    """One client connection; requests on it are answered in order, one at a time."""

    def __init__(self, app):
        self.app = app
        self.transport = None
        self.client = ""
        self.buffer = b""
        self.task = None
        self.seen = set()  # exchanges this connection has been counted for
        self._room = asyncio.Event()
        self._room.set()

    def connection_made(self, transport):
        self.transport = transport
        peer = transport.get_extra_info("peername")
        self.client = peer[0] if peer else "?"
        self.app.connections.add(self)

    def connection_lost(self, exc):
        self.app.connections.discard(self)
        self._room.set()
        if self.task is not None:
            self.task.cancel()

    def pause_writing(self):
        self._room.clear()

    def resume_writing(self):
        self._room.set()

    async def drain(self):
        await self._room.wait()

    @property
    def open(self):
        return not self.transport.is_closing()

    def data_received(self, data):
        self.buffer = self.buffer + data if self.buffer else data
        if len(self.buffer) > HEAD_MAX + BODY_MAX:
            self.transport.abort()
        elif self.task is None:
            self._pump()

    def _pump(self):
        while self.task is None and self.buffer and self.open:
            request = self._parse()
            if request is None:
                return
            answer = self.app.handle(request, self)
            if isinstance(answer, Reply):
                self.send(request, answer)
            else:
                self.task = asyncio.get_running_loop().create_task(self._finish(request, answer))

    async def _finish(self, request, answer):
        try:
            reply = await answer
            # None: a fault has already written what it wanted.
            if reply is not None and self.open:
                self.send(request, reply)
        except asyncio.CancelledError:
            return
        except Exception as error:  # a bug here must not look like an exchange's fault
            self.app.log_error(request, error)
            self.transport.abort()
        self.task = None
        self._pump()

    def _parse(self):
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            if len(self.buffer) > HEAD_MAX:
                self.transport.abort()
            return None
        lines = self.buffer[:end].decode("latin-1").split("\r\n")
        parts = lines[0].split(" ")
        if len(parts) != 3:
            self.transport.abort()
            return None
        path, _, raw_query = parts[1].partition("?")
        request = Request(parts[0], unquote(path) if "%" in path else path, raw_query, self.client)
        request.close = parts[2] == "HTTP/1.0"
        length = 0
        for line in lines[1:]:
            name, _, value = line.partition(":")
            name = name.lower()
            if name == "accept-encoding":
                request.gzip = "gzip" in value
            elif name == "connection":
                request.close = "close" in value.lower()
            elif name == "content-length":
                length = int(value) if value.strip().isdigit() else BODY_MAX + 1
            elif name == "expect" and len(self.buffer) == end + 4:
                self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        if length > BODY_MAX:
            self.transport.abort()
            return None
        if len(self.buffer) < end + 4 + length:
            return None
        request.body = self.buffer[end + 4:end + 4 + length]
        self.buffer = self.buffer[end + 4 + length:]
        return request

    def head(self, request, reply, length, extra=()):
        lines = [f"HTTP/1.1 {reply.status} {REASONS.get(reply.status, 'Status')}",
                 f"Date: {self.app.clock.date_header()}", f"Content-Type: {reply.content_type}"]
        if length is not None:
            lines.append(f"Content-Length: {length}")
        lines.append("Connection: close" if request.close else "Connection: keep-alive")
        lines.extend(f"{name}: {value}" for name, value in (*reply.headers, *extra))
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")

    def send(self, request, reply):
        if request.gzip and len(reply.body) >= GZIP_MIN:
            body = reply.compressed()
            head = self.head(request, reply, len(body), (("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding")))
        else:
            body = reply.body
            head = self.head(request, reply, len(body))
        self.transport.write(head + body)
        if request.close:
            self.transport.close()
