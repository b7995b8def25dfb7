#!/usr/bin/env bash
# rpm.sh FILE: what rpm says of each pair, as dpkg.sh does for dpkg.
set -euo pipefail

script="$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/rpm.lua"
# The names come through the environment: in a macro they would be expanded, in Lua interpreted.
FILE=$1 SCRIPT=$script rpm --eval '%{lua: dofile(posix.getenv("SCRIPT"))}'
