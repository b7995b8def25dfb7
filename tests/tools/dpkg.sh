#!/usr/bin/env bash
# dpkg.sh FILE: what dpkg says of each pair. FILE holds texts that end in a zero byte, two for a pair.
# A line for each pair: y or n for each text (is it a version?), then <, = or > when both are.
set -euo pipefail
export LC_ALL=C  # bytes: elsewhere bash takes a zero byte for the end of a broken character

is_version() { dpkg --validate-version -- "$1" 2>/dev/null; }
compare() { dpkg --compare-versions -- "$1" "$2" "$3"; }

while IFS= read -r -d '' left && IFS= read -r -d '' right; do
    if is_version "$left"; then answer=y; else answer=n; fi
    if is_version "$right"; then answer+=y; else answer+=n; fi
    if [[ $answer == yy ]]; then
        if compare "$left" lt "$right"; then
            answer+="<"
        elif compare "$left" eq "$right"; then
            answer+="="
        elif compare "$left" gt "$right"; then
            answer+=">"
        fi
    fi
    echo "$answer"
done <"$1"
