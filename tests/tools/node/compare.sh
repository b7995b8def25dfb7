#!/usr/bin/env bash
# compare.sh FOLDER TOOL FILE: runs compare.js with the packages of package-lock.json, which it first installs in FOLDER
# if they are not there. Exit code 77 and a reason on stderr where that cannot be done.
set -euo pipefail
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
folder=$1 tool=$2 file=$3

skip() {
    echo "$*" >&2
    exit 77
}

for program in node npm; do
    command -v "$program" >/dev/null || skip "there is no $program"
done

install() {
    cmp -s "$here/package-lock.json" "$folder/installed.json" && return
    cp "$here/package.json" "$here/package-lock.json" "$folder"
    # Which registry is the user's matter: the lock file names none.
    npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --fetch-retries=0 --fetch-timeout=20000 \
        </dev/null >"$folder/npm.log" 2>&1 || skip "npm cannot install the packages: $(tail -n 5 "$folder/npm.log")"
    cp "$here/package-lock.json" "$folder/installed.json"
}

mkdir -p "$folder"
exec 9>"$folder/.lock"
flock 9
install
exec 9>&-
NODE_MODULES=$folder/node_modules exec node "$here/compare.js" "$tool" "$file"
