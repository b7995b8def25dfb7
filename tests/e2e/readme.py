#!/usr/bin/env python3
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
"""Types what the README types, in a copy of the example, and compares with what it shows.

In a ```console block a line that begins with "$ " is a command; the lines below it are all it prints. A command with
nothing below it has only to succeed. A command whose output begins with "error:" has to be refused (exit code 4).
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


def main():
    environment = {name: value for name, value in os.environ.items() if name not in ("CI", "GITLAB_CI", "GITHUB_ACTIONS")}
    wrong = count = 0
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", pathlib.Path(folder) / "examples", ignore=shutil.ignore_patterns("out"))
        (pathlib.Path(folder) / "tagwarden").symlink_to(os.environ["TAGWARDEN_BINARY"])
        for command, output in commands((ROOT / "README.md").read_text()):
            count += 1
            run = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60, check=False)
            expected = 4 if output.startswith("error:") else 0
            if run.returncode == expected and output in ("", run.stdout):
                continue
            wrong += 1
            print(f"$ {command}\nexit code {run.returncode}, wanted {expected}\n--- shown in the README\n{output}--- printed\n{run.stdout}")
    print(f"{count} commands, {wrong} wrong")
    return 1 if wrong or count == 0 else 0


sys.exit(main())
