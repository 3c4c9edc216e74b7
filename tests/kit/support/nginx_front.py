"""An nginx that speaks TLS and HTTP/2 in front of a plain HTTP server, for tests."""

import asyncio
import ctypes
import pathlib
import signal
import socket
import subprocess

CONFIG = """
daemon off;
master_process off;
pid {dir}/nginx.pid;
error_log stderr error;
events {{ worker_connections 512; }}
http {{
  access_log off;
  client_body_temp_path {dir}/body;
  proxy_temp_path {dir}/proxy;
  fastcgi_temp_path {dir}/fastcgi;
  uwsgi_temp_path {dir}/uwsgi;
  scgi_temp_path {dir}/scgi;
  upstream behind {{ server 127.0.0.1:{behind}; keepalive 64; }}
  server {{
    listen 127.0.0.1:{port} ssl http2;
    ssl_certificate {dir}/good.pem;
    ssl_certificate_key {dir}/good.key;
    location / {{
      proxy_pass http://behind;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      add_header X-Front-Protocol $server_protocol always;
      add_header X-Front-Connection $connection always;
    }}
  }}
}}
"""


def _die_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Nginx:
    def __init__(self, folder: pathlib.Path, behind: int):
        """`folder` holds good.pem and good.key; `behind` is the port of the server to pass on to."""
        self.folder, self.behind, self.process = folder, behind, None

    async def start(self):
        """The port it listens on. Another one is tried when somebody else took the first."""
        for _ in range(5):
            port = _free_port()
            config = self.folder / "nginx.conf"
            config.write_text(CONFIG.format(dir=self.folder, behind=self.behind, port=port))
            self.process = subprocess.Popen(
                ["/usr/sbin/nginx", "-e", "stderr", "-p", str(self.folder), "-c", str(config)],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, preexec_fn=_die_with_parent)
            if await self._accepts(port):
                return port
        raise RuntimeError("nginx does not start; is it installed?")

    async def _accepts(self, port):
        while self.process.poll() is None:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                return True
            except OSError:
                await asyncio.sleep(0.02)
        return False

    def stop(self):
        if self.process:
            self.process.kill()
            self.process.wait()
