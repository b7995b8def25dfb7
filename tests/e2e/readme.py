#!/usr/bin/env python3
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
"""Types what the README and docs/stories.md type, in a copy of the examples, and compares with what they show.

In a ```console block a line that begins with "$ " is a command; the lines below it are all it prints. A command with
nothing below it has only to succeed. A command whose output begins with "error:" has to be refused (exit code 4); one
that ends otherwise says so in its line with "# exit code 1". What is exported and the folder that is gone to stay so.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def commands(text):
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


def environment(home):
    """A desk, not a CI job, where git knows who commits."""
    inherited = {name: os.environ[name] for name in ("PATH", "TMPDIR", "LD_LIBRARY_PATH") if name in os.environ}
    git = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER")
           for what, value in (("NAME", "Warden"), ("EMAIL", "warden@example.org"))}
    return inherited | git | {"HOME": home, "USER": "warden", "LC_ALL": "C.UTF-8", "GIT_CONFIG_GLOBAL": "/dev/null"}


def wrong_in(document):
    """Types a document in a folder of its own; returns how many commands it has, and how many are wrong."""
    wrong = count = 0
    before = "set -e; "
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", pathlib.Path(folder) / "examples",
                        ignore=shutil.ignore_patterns("out", "built", "ledger.db*"))
        (pathlib.Path(folder) / "tagwarden").symlink_to(os.environ["TAGWARDEN_BINARY"])
        for command, output in commands((ROOT / document).read_text()):
            count += 1
            run = subprocess.run(["bash", "-c", before + command], cwd=folder, env=environment(folder),
                                 stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                 timeout=60, check=False)
            if re.match("export |cd ", command):
                before += command + "; "
            said = re.search(r"# exit code (\d+)", command)
            expected = int(said[1]) if said else 4 if output.startswith("error:") else 0
            if run.returncode == expected and output in ("", run.stdout):
                continue
            wrong += 1
            print(f"$ {command}\nexit code {run.returncode}, wanted {expected}\n"
                  f"--- shown in {document}\n{output}--- printed\n{run.stdout}")
    print(f"{document}: {count} commands, {wrong} wrong")
    return 1 if wrong or count == 0 else 0


sys.exit(max(wrong_in(document) for document in ("README.md", "docs/stories.md")))
