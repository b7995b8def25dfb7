#!/usr/bin/env python3
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
"""A git repository with a long history, for tests and benchmarks.

    make_history.py FOLDER [COMMITS [TAGS]]

Its branch main has COMMITS commits (100,000), TAGS of them tagged (10,000): v0.0.0, v0.0.1, … with a release candidate
now and then, every other tag annotated, all packed. The last 50 commits have no tag.
"""

import subprocess
import sys

UNTAGGED_AT_END = 50
WHO = "Jo <jo@example.com>"
START = 1_500_000_000


def tag_name(number):
    """v0.0.0, v0.0.1, … v0.0.9-rc.1, v0.1.0: a minor version has nine releases and the candidate of the next."""
    minor, patch = divmod(number, 10)
    major, minor = divmod(minor, 40)
    return f"v{major}.{minor}.{patch}" if patch < 9 else f"v{major}.{minor + 1}.0-rc.1"


def stream(commits, tags):
    """What git fast-import reads."""
    taggable = commits - UNTAGGED_AT_END
    yield "blob\nmark :1\ndata 6\nhello\n\n"
    tagged = 0
    for number in range(commits):
        when = START + 60 * number
        yield f"commit refs/heads/main\nmark :{number + 2}\ncommitter {WHO} {when} +0000\ndata 2\nc\n"
        yield "M 100644 :1 hello.txt\n\n" if number == 0 else "\n"
        # Evenly: so many tags are due at this commit.
        if tagged < min(tags, (number + 1) * tags // taggable):
            name = tag_name(tagged)
            if tagged % 2:
                yield f"reset refs/tags/{name}\nfrom :{number + 2}\n\n"
            else:
                yield f"tag {name}\nfrom :{number + 2}\ntagger {WHO} {when} +0000\ndata 2\nt\n"
            tagged += 1


def make(folder, commits, tags):
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", folder], check=True)
    importer = subprocess.Popen(["git", "-C", folder, "fast-import", "--quiet"], stdin=subprocess.PIPE)
    importer.stdin.write("".join(stream(commits, tags)).encode())
    importer.stdin.close()
    if importer.wait() != 0:
        sys.exit("git fast-import failed")
    subprocess.run(["git", "-C", folder, "pack-refs", "--all"], check=True)
    subprocess.run(["git", "-C", folder, "reset", "--quiet", "--hard"], check=True)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3, 4):
        sys.exit(__doc__)
    numbers = [int(word) for word in sys.argv[2:]]
    make(sys.argv[1], *(numbers + [100_000, 10_000][len(numbers):]))
