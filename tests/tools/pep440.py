#!/usr/bin/python3
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
"""pep440.py FILE: what Python's `packaging` says of each pair, as dpkg.sh does for dpkg.

Run by the system's Python: it is the one that has Debian's python3-packaging. Exit code 77 when it has not.
"""

import sys
from pathlib import Path

try:
    from packaging.version import InvalidVersion, Version
except ImportError:
    print("/usr/bin/python3 has no module 'packaging' (Debian: python3-packaging)", file=sys.stderr)
    sys.exit(77)


def version(text):
    try:
        return Version(text)
    except InvalidVersion:
        return None


texts = Path(sys.argv[1]).read_bytes().decode("utf-8", "surrogateescape").split("\0")[:-1]
for left, right in zip(map(version, texts[::2]), map(version, texts[1::2])):
    answer = ("y" if left else "n") + ("y" if right else "n")
    if left and right:
        answer += "<" if left < right else ">" if left > right else "="
    print(answer)
