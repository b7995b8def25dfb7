#!/usr/bin/env python3
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
"""Whole commands beside their peers, each in the same run: medians of rounds in random order, and ratios.

    version_peers.py TAGWARDEN [ROUNDS]

Sorting a million lines: GNU sort -V, and npm's semver and python's packaging where they are there (they sort a tenth,
and the time is multiplied). The version of a checkout of 100,000 commits and 10,000 tags: git describe.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rounds import run_rounds, show_seconds as show

MAKE_HISTORY = Path(__file__).resolve().parent.parent / "tests/support/make_history.py"
LINES = 1_000_000


def semver_lines(count):
    pick = random.Random(1)
    for _ in range(count):
        numbers = f"{pick.randrange(20)}.{pick.randrange(30)}.{pick.randrange(40)}"
        yield numbers + (f"-rc.{pick.randrange(12)}" if pick.randrange(5) == 0 else "")


def deb_lines(count):
    pick = random.Random(2)
    for _ in range(count):
        numbers = f"{pick.randrange(20)}.{pick.randrange(30)}.{pick.randrange(40)}"
        yield numbers + (f"~rc{pick.randrange(12)}" if pick.randrange(5) == 0 else "") + f"-{pick.randrange(5)}"


def seconds(command, stdin=None, cwd=None, env=None):
    with open(stdin or os.devnull, "rb") as source:
        started = time.monotonic()
        subprocess.run(command, stdin=source, stdout=subprocess.DEVNULL, check=True, cwd=cwd, env=env)
        return time.monotonic() - started


def sorting(binary, folder, rounds):
    semver, deb, tenth = folder / "semver.txt", folder / "deb.txt", folder / "tenth.txt"
    lines = list(semver_lines(LINES))
    semver.write_text("\n".join(lines) + "\n")
    tenth.write_text("\n".join(lines[:LINES // 10]) + "\n")
    deb.write_text("\n".join(deb_lines(LINES)) + "\n")
    c_locale = {**os.environ, "LC_ALL": "C"}

    def ours(order, file):
        return lambda: seconds([binary, "sort", "--order", order], stdin=file)

    contenders = {"tagwarden": (ours("semver", semver), 1),
                  "sort -V (another order)": (lambda: seconds(["sort", "-V"], stdin=semver, env=c_locale), 1)}
    node_modules = os.environ.get("TAGWARDEN_NODE_MODULES", "")
    if shutil.which("node") and Path(node_modules, "semver").exists():
        script = ("const s=require('semver');const l=require('fs').readFileSync(0,'utf8').trim().split('\\n');"
                  "console.log(s.sort(l).join('\\n'))")
        contenders["npm semver (of a tenth)"] = (
            lambda: seconds(["node", "-e", script], stdin=tenth, env={**os.environ, "NODE_PATH": node_modules}), 10)
    show("sort a million SemVer lines", run_rounds(contenders, rounds))
    for order in ("deb", "rpm"):
        results = run_rounds({"tagwarden": (ours(order, deb), 1),
                              "sort -V (another order)": (lambda: seconds(["sort", "-V"], stdin=deb, env=c_locale), 1)},
                             rounds)
        show(f"sort a million {order} lines", results)


def checkout(binary, folder, rounds):
    history = folder / "history"
    subprocess.run([MAKE_HISTORY, history], check=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("CI", "GIT"))}
    show("version of a checkout: 100,000 commits, 10,000 packed tags", run_rounds({
        "tagwarden": (lambda: seconds([binary, "version"], cwd=history, env=environment), 1),
        "git describe --tags --dirty": (lambda: seconds(["git", "describe", "--tags", "--dirty"], cwd=history), 1),
        "git tag --merged (highest reachable)": (
            lambda: seconds(["git", "tag", "--merged", "HEAD", "--sort=-v:refname"], cwd=history), 1),
    }, rounds))


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as temporary:
        count = int(sys.argv[2]) if len(sys.argv) == 3 else 7
        sorting(sys.argv[1], Path(temporary), count)
        checkout(sys.argv[1], Path(temporary), count)
