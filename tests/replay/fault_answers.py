"""Faults that answer in the venue's place, or change what it is asked."""
from limits import Verdict
from wire import Reply

FIREWALL = ("<!DOCTYPE html><html><head><title>403 Forbidden</title></head><body><h1>Request blocked</h1>"
            "<p>Your request was blocked by the web application firewall. Reference 18.5f2e3a17.</p></body></html>")
PAGE = ("<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Checking your browser before "
        "accessing the site.</body></html>")


def status(options, venue):
    body = options.get("body", "")
    if not isinstance(body, str):
        return venue.json(body, options.get("status", 500), list(options.get("headers", {}).items()))
    return Reply(body, options.get("status", 500), list(options.get("headers", {}).items()),
                 options.get("content_type", "application/json"))


def rate_limited(options, venue):
    return venue.limited(Verdict("limited", options.get("wait_s", 5.0)))


def banned(options, venue):
    return venue.banned(Verdict("banned", options.get("wait_s", 120.0)))


def blocked(options, venue):
    return Reply(FIREWALL, 403, content_type="text/html")


def geo_blocked(options, venue):
    return venue.geo_blocked()


def maintenance(options, venue):
    return venue.maintenance()


def unavailable(options, venue):
    return venue.unavailable()


def error_in_200(options, venue):
    reply = venue.unavailable()
    reply.status = 200
    return reply


def html(options, venue):
    return Reply(PAGE, 200, content_type="text/html; charset=utf-8")


def stale(options, venue, route, request, found):
    request.stale = int(options.get("intervals", 3))


def wrong_symbol(options, venue, route, request, found):
    """Answer for another market than the one asked, as a mixed-up cache would."""
    if route.symbol is None:
        return
    if isinstance(route.symbol, int):
        asked = found[route.symbol]
        found[route.symbol] = options.get("other") or another(venue, asked)
    else:
        asked = request.query.get(route.symbol)
        other = options.get("other") or another(venue, asked)
        request.query[route.symbol] = other
        request.raw_query += f"&_other={other}"  # another entry in the cache of bodies


def another(venue, native):
    """The native name of some other live market of the same kind."""
    mine = venue.find(native)
    if mine is None:
        return native
    for name in venue.native_names():
        market = venue.find(name)
        if market is not mine and market.kind == mine.kind and market.active and market.base != mine.base:
            return name
    return native
