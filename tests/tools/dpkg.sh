#!/usr/bin/env bash
# dpkg.sh FILE: what dpkg says of each pair. FILE holds texts that end in a zero byte, two for a pair.
# A line for each pair: y or n for each text (is it a version?), then <, = or > when both are.
set -euo pipefail

is_version() { dpkg --validate-version -- "$1" 2>/dev/null; }
compare() { dpkg --compare-versions -- "$1" "$2" "$3"; }

while IFS= read -r -d '' left && IFS= read -r -d '' right; do
    if is_version "$left"; then answer=y; else answer=n; fi
    if is_version "$right"; then answer+=y; else answer+=n; fi
    if [[ $answer == yy ]]; then
        if compare "$left" lt "$right"; then answer+="<"; fi
        if compare "$left" eq "$right"; then answer+="="; fi
        if compare "$left" gt "$right"; then answer+=">"; fi
    fi
    echo "$answer"
done <"$1"
