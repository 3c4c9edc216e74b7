"""A systemd for one test: process 1 in namespaces of its own (processes, mounts, network and the rest). It
sees this machine's files and cannot change them. What is installed and started in it goes with it."""
import os
import pathlib
import subprocess
import time

import harness

BOOT = pathlib.Path(__file__).with_name("boot_systemd.sh")
NAMESPACES = ["--fork", "--kill-child", "--pid", "--mount", "--cgroup", "--ipc", "--uts", "--net"]
WHY_NOT = "" if os.geteuid() == 0 else "only root can boot a systemd in namespaces"


class BootedSystem(harness.Process):
    """`folder` appears there as /run/checkout, where commands run."""

    def __init__(self, folder):
        super().__init__(["unshare", *NAMESPACES, BOOT, folder])
        try:
            self.wait_until_up()
        except BaseException:
            self.stop()
            raise

    def enter(self, *options):
        return ["nsenter", "--target", str(self.init), *options]

    def run_inside(self, *command, **kwargs):
        entered = self.enter("--all", "--root", "sh", "-c", 'cd /run/checkout && exec "$0" "$@"')
        return subprocess.run([*entered, *command], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                              timeout=harness.PATIENCE_SECONDS, **kwargs)

    def wait_until_up(self):
        deadline = time.monotonic() + harness.PATIENCE_SECONDS
        children = pathlib.Path(f"/proc/{self.child.pid}/task/{self.child.pid}/children")
        state = ""
        while time.monotonic() < deadline:
            if self.child.poll() is not None:
                break
            if children.read_text():
                self.init = int(children.read_text().split()[0])
                state = self.run_inside("systemctl", "is-system-running").stdout.strip()
                if state in ("running", "degraded"):
                    return
            time.sleep(0.1)
        raise AssertionError(f"systemd does not come up: {state} {self.errors()}")

    def stop(self):
        self.child.kill()  # and with it all that runs there
        self.child.communicate()


class ReplayInside(harness.Replay):
    """The replayed exchanges on a booted system's loopback."""

    def __init__(self, system):
        self.system = system
        super().__init__()

    def run(self, args, **kwargs):
        super().run([*self.system.enter("--net"), *args], **kwargs)
