"""HTTP/2 and TLS, through nginx in front of the replayed exchanges."""
import pathlib
import subprocess
import tempfile
import unittest

import harness

CONFIG = """
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
  log_format protocol '$server_protocol $status $uri';
  access_log {folder}/access.log protocol;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{
    listen 127.0.0.1:{port} ssl http2;
    ssl_certificate {folder}/server.pem;
    ssl_certificate_key {folder}/server.key;
    location / {{ proxy_pass http://127.0.0.1:{upstream}; proxy_http_version 1.1; proxy_set_header Connection ""; }}
  }}
}}
"""


def make_certificates(folder):
    def openssl(*args):
        subprocess.run(["openssl", *args], cwd=folder, check=True, capture_output=True)

    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=replay test CA",
            "-keyout", "ca.key", "-out", "ca.pem")
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-keyout", "server.key",
            "-out", "server.csr")
    (folder / "names").write_text("subjectAltName=IP:127.0.0.1,DNS:localhost\n")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-days", "2", "-extfile", "names", "-out", "server.pem")


class Http2Test(unittest.TestCase):
    def setUp(self):
        self.holder = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.holder.name)
        make_certificates(self.folder)
        self.replay = harness.Replay()
        self.port = harness.free_port()
        config = self.folder / "nginx.conf"
        config.write_text(CONFIG.format(folder=self.folder, port=self.port, upstream=self.replay.port))
        self.nginx = harness.Process([harness.need("nginx"), "-p", self.folder, "-c", config])
        self.urls = {name: url.replace(f"http://127.0.0.1:{self.replay.port}", f"https://127.0.0.1:{self.port}")
                     for name, url in self.replay.base_urls.items()}

    def tearDown(self):
        self.nginx.stop()
        self.replay.stop()
        self.holder.cleanup()

    def test_a_scan_goes_over_http2_where_it_is_offered(self):
        daemon = harness.Daemon(self.urls, f"http: {{ca_file: \"{self.folder}/ca.pem\"}}\n")
        try:
            code, result = daemon.scan("--exchange", "binance,kucoin", "--top-n", "20")
            self.assertEqual(code, 0, result["metadata"]["exchange_details"])
        finally:
            daemon.stop()
        lines = (self.folder / "access.log").read_text().splitlines()
        self.assertGreaterEqual(len(lines), 44)
        self.assertTrue(all(line.startswith("HTTP/2.0 200 ") for line in lines), lines[:3])

    def test_a_certificate_of_an_unknown_authority_is_refused(self):
        daemon = harness.Daemon(self.urls)
        try:
            code, result = daemon.scan("--exchange", "binance,okx", "--top-n", "3")
        finally:
            daemon.stop()
        self.assertEqual(code, 4)
        self.assertEqual(result["metadata"]["status"], "failed")
        for detail in result["metadata"]["exchange_details"].values():
            self.assertEqual(detail["error_kind"], "tls")
        self.assertEqual((self.folder / "access.log").read_text(), "")


if __name__ == "__main__":
    unittest.main()
