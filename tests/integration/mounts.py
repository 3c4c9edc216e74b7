"""Mounts that only one test sees: whether they are possible here, and a way to replace a system file."""
import subprocess
import tempfile


def why_no_mount():
    """Why this user cannot mount in a namespace of its own; empty: it can."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            done = subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder],
                                  capture_output=True, text=True)
        except OSError as error:
            return f"unshare cannot be run: {error}"
        return done.stderr.strip() if done.returncode else ""


NO_MOUNT = why_no_mount()


def with_file_over(own, place):
    """The start of a command line that makes the rest see the file `own` at `place`."""
    return ["unshare", "-m", "sh", "-c", 'mount --bind "$0" "$1" && shift && exec "$@"', own, place]
