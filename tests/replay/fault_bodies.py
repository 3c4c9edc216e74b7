"""Faults in the text of a body."""
import json

from wire import Reply


def remade(reply, body):
    return Reply(body, reply.status, reply.headers, reply.content_type)


def truncated(options, venue, route, reply, noise):
    """Whole as HTTP, cut as JSON."""
    return remade(reply, reply.body[:len(reply.body) // 2])


def invalid(options, venue, route, reply, noise):
    body, middle = reply.body, len(reply.body) // 2
    place = body.find(b",", middle)
    place = middle if place < 0 else place
    return remade(reply, body[:place] + b";;" + body[place + 1:])


def wrong_types(options, venue, route, reply, noise):
    """Texts become numbers and numbers texts; every seventh scalar an object, null or a flag."""
    odd, count = ({}, None, True, []), [0]

    def change(value):
        if isinstance(value, dict):
            return {key: change(item) for key, item in value.items()}
        if isinstance(value, list):
            return [change(item) for item in value]
        count[0] += 1
        if count[0] % 7 == 0:
            return odd[count[0] // 7 % len(odd)]
        if isinstance(value, str):
            try:
                return float(value)
            except ValueError:
                return 0
        return str(value)

    return remade(reply, json.dumps(change(json.loads(reply.body))))


def nan_strings(options, venue, route, reply, noise):
    """Decimal numbers become "NaN", quoted, whatever they were before."""
    def change(value):
        if isinstance(value, dict):
            return {key: change(item) for key, item in value.items()}
        if isinstance(value, list):
            return [change(item) for item in value]
        if isinstance(value, float):
            return "NaN"
        if isinstance(value, str) and "." in value:
            try:
                float(value)
                return "NaN"
            except ValueError:
                return value
        return value

    return remade(reply, json.dumps(change(json.loads(reply.body))))
