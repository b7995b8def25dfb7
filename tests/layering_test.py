#!/usr/bin/env python3
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
"""Who may include whom in src/, and which things may be used in one place only.

    layering_test.py [SOURCE_FOLDER]

Prints each violation with its file, line and rule; exit code 1 when there is one.
"""

import re
import sys
from pathlib import Path

# A layer may include itself and these. Adapters are layers of their own: "adapters/git".
MAY_INCLUDE = {
    "base": [],
    "core": ["base"],
    "ports": ["core", "base"],
    "flows": ["ports", "core", "base"],
    "render": ["flows", "core", "base"],
    "adapters/*": ["ports", "core", "base"],
    "cli": ["flows", "render", "ports", "core", "base"],
    "wiring": ["*"],
}
# Adapters that are built on another one.
ADAPTER_MAY_ALSO_INCLUDE = {
    "adapters/auth": ["adapters/http", "adapters/system"],
    "adapters/git": ["adapters/system"],
    "adapters/git_ledger": ["adapters/git", "adapters/system"],
    "adapters/oci": ["adapters/auth", "adapters/http"],
    "adapters/snapshot": ["adapters/system"],
}
# Headers made while building: everyone may include them, and they are not in src/.
GENERATED = ("embedded/", "tagwarden_version.h")

# Includes of other libraries, and where they belong. What is not listed may be included by everyone.
ONLY_HERE_INCLUDES = [
    (r"sqlite3\.h", ["adapters/sqlite/"]),
    (r"curl/.*", ["adapters/http/"]),
    (r"yaml-cpp/.*", ["adapters/yaml/"]),
    (r"CLI/.*", ["cli/parse_arguments.cpp"]),
    (r"re2/.*", ["base/pattern.cpp", "adapters/layers/"]),
    (r"archive(_entry)?\.h", ["adapters/layers/", "adapters/layout/"]),
    (r"openssl/.*", ["base/hash.cpp"]),
    (r"boost/json.*", ["base/"]),
]
# Words in code, likewise.
ONLY_HERE_WORDS = [
    (r"\b(system|utc)_clock\s*::\s*now\b", ["adapters/system/"]),
    (r"\bsteady_clock\s*::\s*now\b", ["adapters/", "cli/", "main.cpp"]),  # how long something took, never when it was
    (r"\bstd\s*::\s*(quick_)?exit\b|(?<![\w.>])(quick_)?exit\s*\(", ["main.cpp"]),
    (r"\bstd\s*::\s*(cout|cerr|clog)\b", ["cli/", "main.cpp"]),
    (r"\bprintf\s*\(|\bstd\s*::\s*(puts|putchar)\b|\bf(printf|puts|write)\s*\([^;]*\b(stdout|stderr)\b|\bfmt\s*::\s*print(ln)?\b",
     ["cli/", "main.cpp"]),
    (r"\b(secure_)?getenv\b|\benviron\b", ["adapters/system/"]),
]

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')
# Comments and literals, in the order in which they hide each other; raw strings first.
HIDDEN = re.compile(
    r'R"([^()\s\\]{0,16})\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<!\w)\'(?:\\.|[^\'\\\n])+\'|//[^\n]*|/\*.*?\*/', re.DOTALL)


def layer_of(path):
    """The layer of a file in src/: "core", "adapters/git"; wiring is main.cpp and wiring.*."""
    parts = path.split("/")
    if len(parts) == 1:
        return "wiring" if parts[0].split(".")[0] in ("main", "wiring") else None
    return "/".join(parts[:2]) if parts[0] == "adapters" else parts[0]


def allowed_layers(layer):
    """What the table says of a layer; None when it says nothing."""
    row = MAY_INCLUDE.get("adapters/*" if layer.startswith("adapters/") else layer)
    return None if row is None else [layer, *row, *ADAPTER_MAY_ALSO_INCLUDE.get(layer, [])]


def belongs(path, places):
    return any(path.startswith(place) if place.endswith("/") else path == place for place in places)


def code_only(text):
    """The text with comments and literals blanked, every line still in its place."""
    return HIDDEN.sub(lambda hidden: re.sub(r"[^\n]", " ", hidden.group()), text)


def check_own_include(path, header, exists):
    """The rule that including one of our own headers breaks, or None."""
    layer, target = layer_of(path), layer_of(header)
    if header.startswith(GENERATED):
        return None
    if not exists:
        return "own headers are included by their path in src/, and have to be there"
    allowed = allowed_layers(layer)
    if "*" in allowed or target in allowed:
        return None
    return f"{layer} may include {', '.join(allowed[1:]) or 'the standard library'} and itself, nothing else"


def check_library_include(path, header):
    for pattern, places in ONLY_HERE_INCLUDES:
        if re.fullmatch(pattern, header) and not belongs(path, places):
            return f"only in {', '.join(places)}"
    return None


def violations_of(root, path):
    """(line, what, rule) for all that is wrong in one file."""
    text = (root / path).read_text(encoding="utf-8")
    if layer_of(path) is None or allowed_layers(layer_of(path)) is None:
        yield 1, path, "this folder is in no layer; give it a row in tests/layering_test.py"
        return
    lines, code = text.splitlines(), code_only(text).splitlines()
    for number, (line, words) in enumerate(zip(lines, code), start=1):
        if (include := INCLUDE.match(line)) and words.lstrip().startswith("#"):
            quoted, angled = include.groups()
            exists = (root / (quoted or angled)).is_file()
            own = quoted is not None or exists
            rule = check_own_include(path, quoted or angled, exists) if own else None
            rule = rule or check_library_include(path, quoted or angled)
            if rule:
                yield number, line.strip(), rule
        for pattern, places in ONLY_HERE_WORDS:
            if (found := re.search(pattern, words)) and not belongs(path, places):
                yield number, found.group().strip(), f"only in {', '.join(places)}"


def main(arguments):
    root = Path(arguments[0]) if arguments else Path(__file__).resolve().parent.parent / "src"
    paths = sorted(file.relative_to(root).as_posix() for file in root.rglob("*") if file.suffix in (".h", ".cpp"))
    if not paths:
        print(f"{root}: there are no sources here")
        return 1
    wrong = [(path, *violation) for path in paths for violation in violations_of(root, path)]
    for path, line, what, rule in wrong:
        print(f"{root / path}:{line}: {what}\n    {rule}")
    print(f"{len(paths)} files, {len(wrong)} violations")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
