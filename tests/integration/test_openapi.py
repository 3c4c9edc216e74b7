"""The description of the HTTP API is valid, and every example in it gets the answer that it shows."""
import json
import unittest
from urllib.parse import urlencode

import harness
import npm

DESCRIPTION = harness.ROOT / "daemon/gateway/openapi.json"


class OpenApiTest(unittest.TestCase):
    def test_every_example_is_answered_as_described(self):
        folder = npm.install(harness.ROOT / "tests/openapi")
        description = json.loads(DESCRIPTION.read_text())
        replay = harness.Replay()
        daemon = harness.Daemon(replay.base_urls, harness.FAST)
        try:
            answers = list(self.answers(daemon, description))
            served = daemon.ask("GET", "/openapi.json").json
        finally:
            daemon.stop()
            replay.stop()
        self.assertEqual(served, description)
        self.assertGreaterEqual(len(answers), 20)
        done = npm.node(folder, "check.js", DESCRIPTION, input=json.dumps(answers))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def answers(self, daemon, description):
        """The daemon's answer to each example and to each kind of wrong request."""
        def put(method, path, url=None, body=None, expect=200, **headers):
            answer = daemon.ask(method.upper(), url or path, body, **headers)
            self.assertEqual(answer.status, expect, (method, url or path, answer.text[:500]))
            media = answer.type.split(";")[0]
            content = answer.json if media.endswith("json") else answer.text
            return {"what": f"{method} {url or path} {body or ''}", "operation": [method, path],
                    "status": answer.status, "type": media, "body": content}

        scan, one = "/api/scanner/scan", "/api/scanner/scans/{job_id}"
        examples = description["paths"][scan]["post"]["requestBody"]["content"]["application/json"]["examples"]
        for example in examples.values():
            yield (last := put("post", scan, body=example["value"]))
        job = last["body"]["metadata"]["job_id"]
        yield put("get", one, one.format(job_id=job))
        yield put("delete", one, one.format(job_id=job))
        yield put("post", scan, body=examples["single"]["value"], expect=202, Prefer="respond-async")
        yield put("get", one, one.format(job_id="x"), expect=404)
        yield put("delete", one, one.format(job_id="x"), expect=404)
        yield put("post", scan, body="{", expect=400)
        yield put("post", scan, body={"minStrength": 101}, expect=422)
        yield put("post", scan, body="{}", expect=415, Content_Type="text/plain")
        yield put("get", "/api/scanner/status", expect=406, Accept="image/png")
        for path, operations in description["paths"].items():
            if "get" not in operations or "{" in path:
                continue
            query = {parameter["name"]: parameter["example"] for parameter in operations["get"].get("parameters", [])
                     if parameter["in"] == "query"}
            url = f"{path}?{urlencode(query)}" if query else path
            yield put("get", path, url, expect=daemon.ask("GET", url).status)
            for name, value in query.items():
                yield put("get", path, f"{path}?{urlencode({name: value})}")


if __name__ == "__main__":
    unittest.main()
