"""Certificates for TLS tests, made with the openssl program: an authority, and leaves that are good,
for another name, expired, or signed by an authority that nobody trusts."""

import pathlib
import subprocess

CONFIG = """
[ca]
default_ca = this
[this]
dir = {dir}
database = {dir}/index.txt
serial = {dir}/serial
new_certs_dir = {dir}
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[leaf]
basicConstraints = CA:FALSE
subjectAltName = {names}
"""
LOCAL = "DNS:localhost,IP:127.0.0.1"


def _openssl(*args):
    subprocess.run(["openssl", *args], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _new_key(path):
    _openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", str(path))


def _authority(folder, name):
    _new_key(folder / f"{name}.key")
    _openssl("req", "-x509", "-new", "-key", str(folder / f"{name}.key"), "-subj", f"/CN=scand test {name}",
             "-days", "30", "-out", str(folder / f"{name}.pem"))


def _leaf(folder, name, authority, names=LOCAL, start="20200101000000Z", end="20490101000000Z"):
    key, request = folder / f"{name}.key", folder / f"{name}.csr"
    config = folder / f"{name}.cnf"
    config.write_text(CONFIG.format(dir=folder, names=names))
    _new_key(key)
    _openssl("req", "-new", "-key", str(key), "-subj", f"/CN=scand test {name}", "-out", str(request))
    _openssl("ca", "-batch", "-config", str(config), "-extensions", "leaf", "-notext",
             "-cert", str(folder / f"{authority}.pem"), "-keyfile", str(folder / f"{authority}.key"),
             "-startdate", start, "-enddate", end, "-in", str(request), "-out", str(folder / f"{name}.pem"))


def make(folder: pathlib.Path):
    """Writes NAME.pem and NAME.key for: ca, good, wrong_name, expired, unknown_ca."""
    (folder / "index.txt").touch()
    (folder / "serial").write_text("1000\n")
    _authority(folder, "ca")
    _authority(folder, "other")
    _leaf(folder, "good", "ca")
    _leaf(folder, "wrong_name", "ca", names="DNS:elsewhere.test")
    _leaf(folder, "expired", "ca", end="20210101000000Z")
    _leaf(folder, "unknown_ca", "other")
