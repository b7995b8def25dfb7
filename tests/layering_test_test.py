#!/usr/bin/env python3
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
"""The layering test goes red on what it forbids, and only on that."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).with_name("layering_test.py")

# There so that they can be included.
HEADERS = ["base/text.h", "core/digest.h", "ports/git.h", "flows/publish.h", "render/table.h", "cli/command.h",
           "adapters/git/command.h", "adapters/git/log.h", "adapters/system/process.h", "adapters/http/client.h", "wiring.h"]

FORBIDDEN = [
    ("base/a.cpp", '#include "core/digest.h"'),
    ("base/a.cpp", '#include "ports/git.h"'),
    ("core/a.cpp", '#include "ports/git.h"'),
    ("core/a.cpp", '#include "flows/publish.h"'),
    ("core/version/a.cpp", '#include "adapters/git/log.h"'),
    ("ports/a.h", '#include "flows/publish.h"'),
    ("ports/a.h", '#include "adapters/git/log.h"'),
    ("flows/a.cpp", '#include "adapters/git/log.h"'),
    ("flows/a.cpp", '#include "render/table.h"'),
    ("flows/a.cpp", '#include "cli/command.h"'),
    ("render/a.cpp", '#include "cli/command.h"'),
    ("render/a.cpp", '#include "adapters/git/log.h"'),
    ("adapters/git/a.cpp", '#include "flows/publish.h"'),
    ("adapters/git/a.cpp", '#include "adapters/http/client.h"'),
    ("adapters/system/a.cpp", '#include "adapters/git/log.h"'),
    ("cli/a.cpp", '#include "adapters/git/log.h"'),
    ("cli/a.cpp", '#include "wiring.h"'),
    ("core/a.cpp", '#include "digest.h"'),
    ("core/a.cpp", "#include <ports/git.h>"),
    ("core/a.cpp", '  #  include "ports/git.h"'),
    ("helpers/a.cpp", ""),
    ("other.cpp", ""),
    ("flows/a.cpp", "#include <sqlite3.h>"),
    ("adapters/git/a.cpp", "#include <sqlite3.h>"),
    ("adapters/oci/a.cpp", "#include <curl/curl.h>"),
    ("cli/a.cpp", "#include <yaml-cpp/yaml.h>"),
    ("cli/a.cpp", "#include <CLI/CLI.hpp>"),
    ("core/a.cpp", "#include <re2/re2.h>"),
    ("base/pattern.h", "#include <re2/re2.h>"),
    ("adapters/oci/a.cpp", "#include <archive.h>"),
    ("adapters/oci/a.cpp", "#include <archive_entry.h>"),
    ("core/a.cpp", "#include <openssl/evp.h>"),
    ("base/text.cpp", "#include <openssl/evp.h>"),
    ("core/a.cpp", "#include <boost/json.hpp>"),
    ("core/a.cpp", "#include <boost/json/parse.hpp>"),
    ("main.cpp", "#include <sqlite3.h>"),
    ("flows/a.cpp", "auto now = std::chrono::system_clock::now();"),
    ("flows/a.cpp", "auto now = std::chrono::steady_clock::now();"),
    ("cli/a.cpp", "std::exit(1);"),
    ("adapters/git/a.cpp", "exit(1);"),
    ("flows/a.cpp", "std::cout << 1;"),
    ("adapters/git/a.cpp", "std::cerr << 1;"),
    ("render/a.cpp", "printf(text);"),
    ("render/a.cpp", "std::fprintf(stderr, text);"),
    ("render/a.cpp", "fmt::print(text);"),
    ("render/a.cpp", "std::puts(text);"),
    ("core/a.cpp", 'getenv("HOME");'),
    ("adapters/git/a.cpp", "extern char** environ;"),
]

ALLOWED = [
    ("base/a.cpp", "#include <boost/json/parse.hpp>"),
    ("base/hash.cpp", "#include <openssl/evp.h>"),
    ("base/pattern.cpp", "#include <re2/re2.h>"),
    ("core/a.cpp", '#include "base/text.h"\n#include <vector>\n#include <fmt/format.h>'),
    ("ports/a.h", '#include "core/digest.h"\n#include "base/text.h"'),
    ("flows/a.cpp", '#include "ports/git.h"\n#include "core/digest.h"\n#include "flows/publish.h"'),
    ("render/a.cpp", '#include "flows/publish.h"\n#include "core/digest.h"'),
    ("adapters/git/a.cpp", '#include "adapters/git/log.h"\n#include "adapters/system/process.h"\n#include "ports/git.h"'),
    ("adapters/sqlite/a.cpp", '#include <sqlite3.h>\n#include "embedded/ledger_migrations.h"'),
    ("adapters/http/a.cpp", "#include <curl/curl.h>\nauto now = std::chrono::steady_clock::now();"),
    ("adapters/oci/a.cpp", '#include "adapters/http/client.h"'),
    ("adapters/yaml/a.cpp", "#include <yaml-cpp/yaml.h>"),
    ("adapters/layers/a.cpp", "#include <re2/re2.h>\n#include <archive.h>"),
    ("adapters/layout/a.cpp", "#include <archive.h>\n#include <archive_entry.h>"),
    ("adapters/system/a.cpp", 'getenv("X"); std::chrono::system_clock::now();'),
    ("cli/parse_arguments.cpp", "#include <CLI/CLI.hpp>"),
    ("cli/a.cpp", '#include "render/table.h"\n#include "flows/publish.h"\n#include "ports/git.h"\nstd::cout << 1;'),
    ("main.cpp", '#include "wiring.h"\n#include "adapters/git/log.h"\nstd::exit(0); std::cerr << 1;'),
    ("wiring.cpp", '#include "wiring.h"\n#include "adapters/http/client.h"\n#include "cli/command.h"'),
    ("core/a.cpp", "// std::exit(1), getenv\n/* #include <sqlite3.h>\n#include \"ports/git.h\"\n std::cout */"),
    ("core/a.cpp", 'auto a = "std::cout // exit(1)"; auto b = R"(getenv "x" printf()";\nchar c = \'"\'; int d = 1\'000;'),
    ("core/a.cpp", "snprintf(buffer, 1, format); on_exit_code(1); code.exit(); _exit(1); exit_code(1); move.puts();"),
]


def run_on(path, text):
    with tempfile.TemporaryDirectory() as folder:
        for header in HEADERS:
            file = Path(folder, header)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("#pragma once\n")
        file = Path(folder, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("// line 1\n\n" + text + "\n")
        return subprocess.run([sys.executable, SCRIPT, folder], capture_output=True, text=True, check=False)


class LayeringTest(unittest.TestCase):
    def test_what_is_forbidden_is_found_with_its_place(self):
        for path, text in FORBIDDEN:
            with self.subTest(path=path, text=text):
                done = run_on(path, text)
                line = 3 if text else 1
                self.assertEqual(done.returncode, 1, done.stdout)
                self.assertIn(f"/{path}:{line}: ", done.stdout)
                self.assertIn(" 1 violations", done.stdout)

    def test_what_is_allowed_is_left_in_peace(self):
        for path, text in ALLOWED:
            with self.subTest(path=path, text=text):
                done = run_on(path, text)
                self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)

    def test_the_line_is_right_behind_comments_and_literals_of_several_lines(self):
        done = run_on("core/a.cpp", '/* a\n b */\nauto c = R"(\n)";\nstd::exit(1);')
        self.assertIn("/core/a.cpp:7: std::exit", done.stdout)

    def test_a_folder_without_sources_is_not_a_success(self):
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run([sys.executable, SCRIPT, folder], capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 1)


if __name__ == "__main__":
    unittest.main()
