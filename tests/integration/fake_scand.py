"""A scripted scand on one thread, to test scanctl against.

`answers` maps a message type to a reply's fields, to a list of them (one for each request; the
last one repeats), or to a function of the request. None: no answer.
"""
import threading

import msgpack
import zmq

JOB = "01jb3v8q0000000000000000k7"


def refusal(code, message="no", field=None, retry_after_ms=None):
    return {"type": "error", "code": code, "message": message, "field": field,
            "retry_after_ms": retry_after_ms}


def detail(success=True, **more):
    return {"duration_seconds": 1.5, "success": success, "error": None if success else "no answer",
            "error_kind": None if success else "timeout", "signals_found": 2, "symbols_scanned": 3,
            "symbols_skipped": {}, **more}


def result(status="complete", details=None):
    details = details or {"okx": detail()}
    return {"signals": [{"exchange": "okx", "symbol": "BTC/USDT", "interval": "1h", "signal": "BUY",
                         "label": "Buy", "strength": 60, "price": 1.5, "change": None, "volume": 2e6}],
            "metadata": {"mode": "parallel", "status": status, "job_id": JOB, "count": 1, "seq": 1,
                         "total_scanned": 3, "duration_seconds": 1.6, "exchange_details": details,
                         "performance": {"parallel_duration": 1.5, "speedup": 1.0}}}


class FakeScand:
    def __init__(self, **answers):
        self.answers = {"ping": {"type": "ok", "version": "0"},
                        "scan.submit": {"type": "scan.accepted", "job_id": JOB, "status": "queued"},
                        "scan.wait": {"type": "scan.result", "result": result()}}
        self.answers.update({name.replace("_", ".", 1): answer for name, answer in answers.items()})
        self.asked = []
        self.context = zmq.Context()
        self.router = self.context.socket(zmq.ROUTER)
        self.publisher = self.context.socket(zmq.PUB)
        self.control = self.context.socket(zmq.PAIR)
        self.control.bind("inproc://stop")
        self.server = f"tcp://127.0.0.1:{self.router.bind_to_random_port('tcp://127.0.0.1')}"
        self.published = f"tcp://127.0.0.1:{self.publisher.bind_to_random_port('tcp://127.0.0.1')}"
        self.thread = threading.Thread(target=self.serve)
        self.thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        stop = self.context.socket(zmq.PAIR)
        stop.connect("inproc://stop")
        stop.send(b"")
        self.thread.join()
        self.context.destroy(linger=0)

    def serve(self):
        poller = zmq.Poller()
        poller.register(self.router, zmq.POLLIN)
        poller.register(self.control, zmq.POLLIN)
        while True:
            ready = dict(poller.poll())
            if self.control in ready:
                return
            if self.router in ready:
                *address, body = self.router.recv_multipart()
                self.answer(address, msgpack.unpackb(body))

    def answer(self, address, request):
        self.asked.append(request)
        answer = self.answers.get(request["type"])
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        if callable(answer):
            answer = answer(self, request)
        if answer is not None:
            reply = answer if isinstance(answer, bytes) else msgpack.packb(
                {"v": 1, "id": request["id"], **answer})
            self.router.send_multipart([*address, reply])

    def publish(self, topic, body, seq=0):
        self.publisher.send_multipart([topic.encode(), seq.to_bytes(8, "big"), msgpack.packb(body)])

    def types(self):
        return [request["type"] for request in self.asked]
