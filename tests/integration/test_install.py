"""What `cmake --install` puts down is whole: programs that run, pages whose links work, and a client
library that a stranger's project finds, builds with and scans with. Builds with the compiler that is there."""
import json
import pathlib
import re
import shlex
import subprocess
import tempfile
import unittest

import harness

ROOT = harness.ROOT
BUILD = harness.BIN.parent  # where the programs under test were built
CONSUMER = ROOT / "tests/install/consumer"


def run(*command, **kwargs):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True,
                          timeout=harness.PATIENCE_SECONDS * 3, **kwargs)
    if done.returncode != 0:
        raise AssertionError(f"{shlex.join(map(str, command))}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


class InstallTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.work = pathlib.Path(folder.name)
        cls.prefix = cls.work / "prefix"
        for component in ("daemon", "docs", "client-dev"):
            run("cmake", "--install", BUILD, "--prefix", cls.prefix, "--component", component)

    def installed(self, pattern):
        """The one file below the prefix with such a path."""
        found = list(self.prefix.glob(pattern))
        self.assertEqual(len(found), 1, pattern)
        return found[0]

    def test_the_programs_run_and_take_the_example_configuration(self):
        example = self.installed("share/doc/scand/deploy/scand.example.yaml")
        for program in ("scand", "scanctl"):
            self.assertRegex(run(self.prefix / "bin" / program, "--version"), r"\d+\.\d+\.\d+")
        run(self.prefix / "bin/scand", "--config", example, "--check-config")

    def test_the_unit_names_what_was_installed(self):
        unit = self.installed("lib/systemd/system/scand.service").read_text()
        self.assertNotIn("/usr/bin/scand", unit)
        self.assertIn(f"ExecStart={self.prefix}/bin/scand ", unit)
        page = re.search(r"^Documentation=file:(\S+)$", unit, re.M).group(1)
        self.assertTrue(pathlib.Path(page).is_file(), page)
        self.installed("lib/sysusers.d/scand.conf")

    def test_the_links_between_the_pages_work(self):
        pages = list((self.prefix / "share/doc/scand").rglob("*.md"))
        names = {page.name for page in pages}
        self.assertLessEqual({"README.md", "CHANGELOG.md", "SPEC.md", "configuration.md", "client.md"}, names)
        links = 0
        for page in pages:
            for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text()):
                links += 1
                self.assertTrue((page.parent / target).exists(), f"{page}: {target}")
        self.assertGreater(links, 50)

    def test_a_program_scans_by_the_installed_library(self):
        replay = harness.Replay()
        self.addCleanup(replay.stop)
        daemon = harness.Daemon(replay.base_urls, harness.FAST)
        self.addCleanup(daemon.stop)
        for build in (self.by_find_package, self.by_pkg_config):
            with self.subTest(build.__name__):
                result = json.loads(run(build(), daemon.server, daemon.publisher))
                self.assertEqual(result["metadata"]["status"], "complete")
                self.assertEqual(sorted(result["metadata"]["exchange_details"]),
                                 ["binance", "okx"])
                self.assertTrue(result["signals"])

    def by_find_package(self):
        build = self.work / "consumer"
        run("cmake", "-S", CONSUMER, "-B", build, "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={self.prefix}")
        run("cmake", "--build", build)
        return build / "consumer"

    def by_pkg_config(self):
        where = self.installed("lib/**/scand-client.pc").parent
        flags = run("pkg-config", "--cflags", "--libs", "scand-client",
                    env={"PKG_CONFIG_PATH": str(where), "PATH": "/usr/bin:/bin"})
        program = self.work / "by-pkg-config"
        run("c++", "-std=c++20", CONSUMER / "main.cc", "-o", program, *shlex.split(flags))
        return program

    def test_another_minor_version_is_not_taken_for_ours(self):
        source = self.work / "future"
        source.mkdir()
        (source / "CMakeLists.txt").write_text("cmake_minimum_required(VERSION 3.25)\nproject(future LANGUAGES CXX)\n"
                                               "find_package(scand-client 0.999)\n"
                                               "if(scand-client_FOUND)\n  message(FATAL_ERROR found)\nendif()\n")
        run("cmake", "-S", source, "-B", source / "build", f"-DCMAKE_PREFIX_PATH={self.prefix}")

    def test_scand_is_a_guest_in_another_build(self):
        build = self.work / "umbrella"
        run("cmake", "-S", ROOT / "tests/install/subproject", "-B", build, "-G", "Ninja", f"-DSCAND={ROOT}")
        run("cmake", "--build", build, "--target", "consumer")

    def test_the_page_shows_the_program_that_is_built_here(self):
        self.assertIn((CONSUMER / "main.cc").read_text(), (ROOT / "docs/client.md").read_text())


if __name__ == "__main__":
    unittest.main()
