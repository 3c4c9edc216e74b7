#!/usr/bin/env python3
"""Replays crypto exchanges in their own wire formats. See README.md."""
import argparse
import asyncio
import json
import os
import signal
import ssl
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import venues  # noqa: E402
from app import App  # noqa: E402
from candles import Source  # noqa: E402
from clock import Clock, parse_iso_ms  # noqa: E402
from control import Control  # noqa: E402
from faults import Faults  # noqa: E402
from pacing import parse_durations  # noqa: E402


def parse(argv):
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--port", type=int, default=0, help="plain HTTP; 0 chooses a free one (default)")
    add("--tls-port", type=int, help="the same over TLS; needs --cert and --key")
    add("--cert", help="PEM certificate file")
    add("--key", help="PEM key file")
    add("--host", default="127.0.0.1", help="address to listen on")
    add("--exchanges", default="", help="comma-separated ids; default all")
    add("--data", help="directory of candle files <year>/<exchange>/<interval>/<BASE_QUOTE>.csv")
    add("--seed", type=int, default=1, help="of synthetic candles and of random faults")
    add("--markets", type=int, default=150, help="liquid dollar markets of an exchange")
    add("--markets-for", default="", help="exceptions, as kraken=40,okx=300")
    add("--freeze-time", help="ISO instant at which the exchanges' clock stands still")
    add("--clock-skew-seconds", type=float, default=0.0, help="added to the exchanges' clock")
    add("--limits", choices=("on", "off"), default="on")
    add("--limit-scale", type=float, default=1.0, help="multiplies all rate limits")
    add("--penalty-scale", type=float, default=1.0, help="multiplies the length of bans and blocks")
    add("--faults", help="JSON file: a rule or a list of rules, as for POST /_control/faults")
    add("--durations", default="", help="scan seconds, as binance=2.5,okx=2.75")
    add("--duration-requests", default="", help="requests of a scan, as 152 or 152,coinbase=151")
    add("--parent-watch", action="store_true", help="exit when stdin closes")
    args = parser.parse_args(argv)
    if args.tls_port is not None and not (args.cert and args.key):
        parser.error("--tls-port needs --cert and --key")
    unknown = [name for name in filter(None, args.exchanges.split(",")) if name not in venues.EXCHANGES]
    if unknown:
        parser.error(f"no such exchange: {', '.join(unknown)}")
    return args


def make_app(args):
    clock = Clock(parse_iso_ms(args.freeze_time) if args.freeze_time else None, args.clock_skew_seconds)
    source = Source(args.data, args.seed, clock.now_ms())
    names = [name for name in args.exchanges.split(",") if name] or list(venues.EXCHANGES)
    markets_for = {name: int(count) for name, _, count in
                   (part.partition("=") for part in args.markets_for.split(",") if part)}
    exchanges, pools = venues.build(names, source, args.markets, markets_for, args.limit_scale,
                                    args.penalty_scale, clock)
    faults = Faults(args.seed)
    if args.faults:
        with open(args.faults, encoding="utf-8") as file:
            faults.add(json.load(file))
    paces = parse_durations(args.durations, lambda name: len(exchanges[name].universe.main), args.duration_requests)
    return App(exchanges, pools, clock, faults, paces, Control(), args.limits == "on")


async def warm(app):
    """Prepare price paths one by one between requests, so that the first ticker list is quick."""
    for exchange in app.exchanges.values():
        for market in exchange.universe.spot + exchange.universe.swap:
            market.path()
            await asyncio.sleep(0.0005)


def urls(app, scheme, host, port):
    return {name: f"{scheme}://{host}:{port}/{name}{exchange.base_path}" for name, exchange in app.exchanges.items()}


def watch_parent(loop, stop):
    """stdin is a pipe of the parent: readable with nothing to read means that it is gone."""
    try:
        loop.add_reader(sys.stdin.fileno(), lambda: os.read(sys.stdin.fileno(), 4096) or stop.set())
    except PermissionError:  # a file or /dev/null cannot be waited for
        sys.exit("replay: --parent-watch needs a pipe as stdin")


async def serve(args):
    app = make_app(args)
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    servers = [await loop.create_server(app.connection, args.host, args.port, backlog=1024)]
    port, tls_port = servers[0].sockets[0].getsockname()[1], None
    if args.tls_port is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(args.cert, args.key)
        servers.append(await loop.create_server(app.connection, args.host, args.tls_port, ssl=context, backlog=1024))
        tls_port = servers[1].sockets[0].getsockname()[1]
    if args.parent_watch:
        watch_parent(loop, stop)
    print(json.dumps({
        "ready": True, "port": port, "tls_port": tls_port, "base_urls": urls(app, "http", args.host, port),
        "tls_base_urls": urls(app, "https", args.host, tls_port) if tls_port else {}}), flush=True)
    warming = loop.create_task(warm(app))
    await stop.wait()
    warming.cancel()
    for server in servers:
        server.close()
    for connection in list(app.connections):
        connection.transport.abort()


if __name__ == "__main__":
    asyncio.run(serve(parse(sys.argv[1:])))
