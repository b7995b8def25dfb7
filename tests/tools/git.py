#!/usr/bin/env python3
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
"""git.py FILE: what git says of each pair, as dpkg.sh does for dpkg, with "rc" as the suffix of a pre-release.

A version is what may be a tag. All texts that may be become tags of one repository, and git sorts them once: which of
a pair is lower follows from where both stand.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path


def git(*arguments, given=b""):
    return subprocess.run(["git", *arguments], input=given, stdout=subprocess.PIPE, check=True).stdout


def is_tag(text):
    return subprocess.run(["git", "check-ref-format", b"refs/tags/" + text]).returncode == 0


def sorted_by_git(tags):
    person = {"GIT_AUTHOR_NAME": "jo", "GIT_AUTHOR_EMAIL": "jo@example.com",
              "GIT_COMMITTER_NAME": "jo", "GIT_COMMITTER_EMAIL": "jo@example.com"}
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"GIT_DIR": folder, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", **person}
        git("init", "--quiet", "--bare")
        commit = git("commit-tree", "-m", "x", git("mktree").strip()).strip()
        git("update-ref", "--stdin", given=b"".join(b"create refs/tags/%s %s\n" % (tag, commit) for tag in tags))
        # As the pipeline of omnibus-gitlab does it, but from low to high.
        return git("-c", "versionsort.prereleaseSuffix=rc", "tag", "--list", "--sort=v:refname").splitlines()


def main(file):
    texts = Path(file).read_bytes().split(b"\0")[:-1]
    tags = {text for text in set(texts) if is_tag(text)}
    rank = {tag: place for place, tag in enumerate(sorted_by_git(tags))}
    assert rank.keys() == tags
    for left, right in zip(texts[::2], texts[1::2]):
        answer = ("y" if left in tags else "n") + ("y" if right in tags else "n")
        if answer == "yy":
            answer += "<" if rank[left] < rank[right] else ">" if rank[left] > rank[right] else "="
        print(answer)


main(sys.argv[1])
