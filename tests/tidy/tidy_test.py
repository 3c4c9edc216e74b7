#!/usr/bin/env python3
"""Breaks each rule of tidy.py once, in a small tree of its own, and expects that rule's line."""
import pathlib
import tempfile
import unittest

import tidy

FILLER = "int used;\n" * 45
HEADER = "#pragma once\n" + FILLER


class TidyTest(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.root = pathlib.Path(holder.name)
        self.write("tests/unit/clean_test.cc", "")
        self.write("broker/core/README.md", "What is behind this door.\n")
        self.write("broker/core/clean.h", HEADER)
        self.write("broker/core/clean.cc", '#include "broker/core/clean.h"\n' + FILLER)

    def write(self, path, text):
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
        if place.suffix in (".h", ".cc") and not path.startswith("tests/"):
            (place.parent / "README.md").touch()

    def breaches(self):
        return tidy.breaches_of(self.root)[0]

    def expect(self, *parts):
        """Exactly one breach, whose line holds all of `parts`."""
        found = self.breaches()
        self.assertEqual(len(found), 1, found)
        for part in parts:
            self.assertIn(part, found[0])

    def include_from(self, path, include):
        self.write(path, f'#pragma once\n#include "{include}"\n' + FILLER)

    def test_a_tree_in_order_has_no_breach(self):
        self.assertEqual(self.breaches(), [])

    def test_the_files_of_a_unit_are_counted_together(self):
        self.write("broker/core/clean.h", "#pragma once\n" + "int used;\n" * 20)
        self.write("broker/core/clean.cc", '#include "broker/core/clean.h"\n' + "int used;\n" * 20)
        self.assertEqual(self.breaches(), [])

    def test_a_small_unit_needs_a_reason(self):
        self.write("broker/core/id.h", "#pragma once\nint id;\n")
        self.expect("broker/core/id.h: 2 lines", "// Small: ...")
        self.write("broker/core/id.h", "#pragma once\n// Small: every room includes it.\nint id;\n")
        self.assertEqual(self.breaches(), [])

    def test_a_reason_far_below_the_top_does_not_count(self):
        self.write("broker/core/id.h", "#pragma once\n" + "int id;\n" * 20 + "// Small: late.\n")
        self.expect("broker/core/id.h: 22 lines")

    def test_a_long_file_needs_a_reason(self):
        self.write("broker/core/clean.h", "#pragma once\n" + "int used;\n" * 320)
        self.expect("broker/core/clean.h: 321 lines", "// Long: ...")
        self.write("broker/core/clean.h",
                   "#pragma once\n// Long: one table.\n" + "int used;\n" * 320)
        self.assertEqual(self.breaches(), [])

    def test_no_reason_allows_more_than_400_lines(self):
        self.write("broker/core/clean.h",
                   "#pragma once\n// Long: one table.\n" + "int used;\n" * 420)
        self.expect("broker/core/clean.h: 422 lines; no file has more than 400")

    def test_a_function_fits_on_a_screen(self):
        self.write("broker/core/clean.h", HEADER + "int turn() {\n" + "  work();\n" * 69 + "}\n")
        self.expect("broker/core/clean.h:47: turn has 71 lines")
        self.write("broker/core/clean.h", HEADER + "int turn() {\n" + "  work();\n" * 68 + "}\n")
        self.assertEqual(self.breaches(), [])

    def test_a_source_needs_a_twin_or_the_name_of_its_test(self):
        self.write("broker/core/alone.cc", FILLER)
        self.expect("broker/core/alone.cc: has no test of its name")
        self.write("broker/core/alone.cc", "// Tested by tests/unit/clean_test.cc.\n" + FILLER)
        self.assertEqual(self.breaches(), [])

    def test_the_named_test_exists(self):
        self.write("broker/core/alone.cc", "// Tested by tests/unit/gone_test.cc.\n" + FILLER)
        self.expect("broker/core/alone.cc: is tested by tests/unit/gone_test.cc")

    def test_a_twin_may_be_of_another_language(self):
        self.write("broker/core/alone.cc", FILLER)
        self.write("tests/unit/alone_test.py", "")
        self.assertEqual(self.breaches(), [])

    def test_a_folder_has_a_readme(self):
        (self.root / "broker/core/README.md").unlink()
        self.expect("broker/core: has no README.md")

    def test_a_room_includes_only_what_its_row_allows(self):
        for path, include in [
                ("lib/base/x.h", "proto/limits.h"),
                ("lib/scan/x.h", "broker/core/job.h"),
                ("proto/x.h", "proto/request/parse_request.h"),
                ("proto/encoding/x.h", "proto/limits.h"),
                ("proto/encoding/x.h", "proto/messages.h"),
                ("proto/request/x.h", "lib/http/client.h"),
                ("broker/x.h", "lib/http/client.h"),
                ("broker/core/x.h", "broker/mail/post.h"),
                ("broker/core/x.h", "lib/base/mailbox.h"),
                ("broker/core/x.h", "lib/base/thread_name.h"),
                ("broker/core/x.h", "lib/base/guarded.h"),
                ("broker/core/x.h", "lib/base/poll_fds.h"),
                ("broker/mail/x.h", "broker/wire/socket.h"),
                ("broker/wire/x.h", "proto/limits.h"),
                ("broker/journal/x.h", "broker/wire/socket.h"),
                ("broker/security/x.h", "broker/core/job.h"),
                ("broker/workers/x.h", "broker/mail/post.h"),
                ("broker/results/x.h", "broker/front/front.h"),
                ("broker/front/x.h", "broker/results/ring.h"),
                ("broker/client/x.h", "broker/core/job.h"),
                ("daemon/http/x.h", "proto/limits.h"),
                ("daemon/http/x.h", "daemon/scand/app.h"),
                ("daemon/metrics/x.h", "daemon/gateway/api.h"),
                ("daemon/scand/config/x.h", "broker/broker.h"),
                ("daemon/scand/log/x.h", "lib/http/client.h")]:
            with self.subTest(path=path, include=include):
                self.include_from(path, include)
                self.expect(f"{path}: includes {include}, against the grain")
                (self.root / path).unlink()

    def test_a_room_includes_what_its_row_allows(self):
        for path, include in [
                ("lib/scan/x.h", "lib/http/client.h"),
                ("proto/x.h", "proto/encoding/value.h"),
                ("proto/encoding/x.h", "proto/encoding/value.h"),
                ("proto/request/x.h", "proto/messages.h"),
                ("broker/x.h", "broker/front/front.h"),
                ("broker/core/x.h", "lib/base/clock.h"),
                ("broker/front/x.h", "broker/security/keys.h"),
                ("daemon/scand/x.h", "broker/broker.h"),
                ("daemon/scand/config/x.h", "lib/signal/config.h"),
                ("daemon/http/x.h", "lib/base/clock.h")]:
            self.include_from(path, include)
            self.assertEqual(self.breaches(), [], (path, include))
            (self.root / path).unlink()

    def test_the_core_knows_no_thread_lock_or_clock(self):
        for line in ["#include <thread>", "#include <mutex>", "#include <condition_variable>",
                     "#include <atomic>", "void turn(const base::Clock& clock);",
                     "auto now = clock.mono();", "auto now = clock_->wall();"]:
            with self.subTest(line=line):
                self.write("broker/core/clean.h", HEADER + line + "\n")
                self.expect("broker/core/clean.h:47: the core is pure")

    def test_a_time_that_is_handed_in_is_pure(self):
        self.write("broker/core/clean.h", HEADER + "auto due = now.mono + pause;  // no Clock\n")
        self.assertEqual(self.breaches(), [])

    def test_banned_calls(self):
        for line in ["std::this_thread::sleep_for(pause);", "worker.detach();",
                     "auto t = std::chrono::steady_clock::now();", "std::random_device device;",
                     "#include <zmq.h>", "#include <curl/curl.h>", "try {} catch (...) {}",
                     "// TO" + "DO: later", "std::cout << 1;"]:
            with self.subTest(line=line):
                self.write("broker/core/clean.cc",
                           '#include "broker/core/clean.h"\n' + FILLER + line + "\n")
                self.expect("broker/core/clean.cc:47: ")

    def test_a_header_begins_with_pragma_once(self):
        self.write("broker/core/clean.h", FILLER)
        self.expect("broker/core/clean.h: a header begins with #pragma once")

    def test_heavy_headers_stay_in_sources(self):
        self.write("broker/core/clean.h", HEADER + "#include <yaml-cpp/yaml.h>\n")
        self.expect("broker/core/clean.h: a heavy header")

    def test_a_source_includes_its_own_header_first(self):
        self.write("broker/core/clean.cc",
                   '#include <string>\n#include "broker/core/clean.h"\n' + FILLER)
        self.expect("broker/core/clean.cc: its own header comes first")

    def test_an_exchange_is_named_in_its_descriptor_alone(self):
        self.write("lib/exchange/descriptors/kraken.yaml", "")
        self.write("broker/core/clean.h", HEADER + 'auto name = "kraken";\n')
        self.expect("broker/core/clean.h:47: an exchange's name")

    def test_a_test_file_has_a_bound(self):
        self.write("tests/unit/clean_test.cc", "int used;\n" * 401)
        self.expect("tests/unit/clean_test.cc: 401 lines")

    def test_a_page_links_to_what_is_there(self):
        self.write("broker/core/README.md", "See [the map](map.md).\n")
        self.expect("broker/core/README.md: links to map.md")


if __name__ == "__main__":
    unittest.main()
