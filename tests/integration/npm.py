"""npm packages that a test needs, installed once below the build folder."""
import pathlib
import shutil
import subprocess

import harness


def install(source):
    """Copies the folder with package.json and sources there, installs, and returns the copy's path."""
    source = pathlib.Path(source)
    target = harness.BIN.parent / "npm" / source.name
    target.mkdir(parents=True, exist_ok=True)
    for file in source.iterdir():
        if file.is_file():
            shutil.copy(file, target)
    stamp = target / "installed"
    wanted = (source / "package-lock.json").read_text()
    if not stamp.exists() or stamp.read_text() != wanted:
        done = subprocess.run([harness.need("npm"), "ci", "--no-audit", "--no-fund"], cwd=target, text=True,
                              capture_output=True, timeout=600)
        if done.returncode != 0:
            raise AssertionError(f"npm could not install {source.name}: {done.stderr[-2000:]}")
        stamp.write_text(wanted)
    return target


def node(folder, *args, **kwargs):
    return subprocess.run([harness.need("node"), *map(str, args)], cwd=folder, text=True, capture_output=True,
                          timeout=harness.PATIENCE_SECONDS, **kwargs)
