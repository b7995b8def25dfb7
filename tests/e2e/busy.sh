#!/usr/bin/env bash
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
#
# Who is not alone: two publishers at once, a lease that somebody holds, a destination that fails for good, a user who
# has changed their mind.
# shellcheck source-path=SCRIPTDIR source=support.sh
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

new_destination hub && hub=$destination
new_destination mirror && mirror=$destination
cat >tagwarden.yaml <<YAML
product: busy
ledger: sqlite:ledger.db
images: { app: { source: "oci:images:{version}" } }
destinations:
  hub: { to: "$hub" }
  mirror: { to: "$mirror" }
channels: { latest: { follow: stable } }
YAML
declare -A digest
for version in 1.0.0 1.0.1 1.0.2 1.0.3 1.0.4; do
    make_image images "$version" "$version" label
    digest[$version]=$(digest_of oci:images "$version")
done

# lease HOLDER SECONDS: somebody holds the lease from now on, for so long.
lease() {
    python3 - "$@" <<'PYTHON'
import sqlite3, sys, time
with sqlite3.connect("ledger.db") as ledger:
    ledger.execute("INSERT OR REPLACE INTO leases (edition, holder, expires) VALUES ('', ?, ?)",
                   (sys.argv[1], int(time.time()) + int(sys.argv[2])))
PYTHON
}

no_lease() { lease nobody -1; }

# last_outcome: how the last run ended, as the ledger knows it.
last_outcome() {
    python3 - <<'PYTHON'
import json, sqlite3
with sqlite3.connect("file:ledger.db?mode=ro", uri=True) as ledger:
    entries = [json.loads(row[0]) for row in ledger.execute("SELECT text FROM entries ORDER BY sequence")]
print([it for it in entries if it["type"] == "outcome"][-1]["body"]["result"])
PYTHON
}

# expect_latest VERSION: at both destinations.
expect_latest() {
    expect_equal "latest at the hub" "$(digest_of "$hub" latest)" "${digest[$1]}"
    expect_equal "latest at the mirror" "$(digest_of "$mirror" latest)" "${digest[$1]}"
}

step "of publishers at once, of the same version and of others, each comes to its end, as if one after the other"
pids=()
for version in 1.0.1 1.0.0 1.0.1; do
    tagwarden publish --version "$version" >"$scratch/publisher.${#pids[@]}" 2>&1 &
    pids+=($!)
done
for number in "${!pids[@]}"; do
    wait "${pids[number]}" || { cat "$scratch/publisher.$number" >&2 && fail "publisher $number"; }
done
for place in "$hub" "$mirror"; do
    expect_names "$place" 1.0.0="${digest[1.0.0]}" 1.0.1="${digest[1.0.1]}" latest="${digest[1.0.1]}"
done
expect_all_right

step "who waits for a lease is told who holds it and until when, and goes on when it is free"
lease "bob@other pid 7" 5
expect_exit 0 tagwarden publish --version 1.0.2
expect_output '^note: waiting for [0-9]+s so far: the lease is held by bob@other pid 7 until 20'
expect_latest 1.0.2

step "Ctrl-C and SIGTERM end the wait; every name is as it was, and the ledger knows"
for signal in INT:130 TERM:143; do
    lease "bob@other pid 7" 300
    expect_exit "${signal#*:}" timeout --foreground --preserve-status --signal "${signal%:*}" 4 \
        "$TAGWARDEN_BINARY" publish --version 1.0.3
    expect_output '^error: stopped before any name was set'
    expect_output '^hint: run the same command again'
    expect_equal "the outcome" "$(last_outcome)" abandoned
    expect_latest 1.0.2
done

no_lease

step "where the world changes while a rollback waits, it says what differs and does nothing"
# put_latest_at_mirror VERSION: behind Tagwarden's back.
put_latest_at_mirror() {
    skopeo --insecure-policy copy --quiet --src-tls-verify=false --dest-tls-verify=false \
        "$(at "$mirror" "$1")" "$(at "$mirror" latest)"
}
lease "bob@other pid 7" 300
tagwarden rollback latest --reason bad --yes >"$scratch/stdout" 2>"$scratch/stderr" &
rollback=$!
until grep -q '^note: waiting' "$scratch/stderr" || ! kill -0 "$rollback"; do sleep 0.1; done
put_latest_at_mirror 1.0.1
no_lease
code=0
wait "$rollback" || code=$?
expect_equal "the exit code" "$code" 4
expect_output '^error: the world changed while this rollback was under way'
expect_output '^ *- channel latest at mirror: sha256:[0-9a-f]+ → sha256:[0-9a-f]+ \(1\.0\.1\)$'
expect_output '^ *\+ channel latest at mirror: sha256:[0-9a-f]+ → sha256:[0-9a-f]+ \(1\.0\.1\)$'
put_latest_at_mirror 1.0.2
expect_latest 1.0.2

step "nothing was left, so recover waits for nobody"
expect_exit 0 tagwarden recover
expect_output '^nothing to recover'

step "the lease of a process of this machine that was killed is free at once"
expect_exit 137 env TAGWARDEN_KILL_AT=channels-set "$TAGWARDEN_BINARY" publish --version 1.0.3
expect_exit 0 tagwarden status
expect_output "^unfinished: publish of 1\.0\.3, .*'tagwarden recover' finishes it"
expect_exit 0 tagwarden recover --dry-run
expect_output '^publish 1\.0\.3 \(interrupted, begun .*\) would be finished'
expect_exit 0 tagwarden recover
expect_output '^publish 1\.0\.3 \(interrupted, begun .*\): finished; '
expect_no_output 'waiting'
expect_latest 1.0.3
expect_all_right

step "a destination that fails for good leaves every channel; it is said where, and recover completes the release later"
broken=$mirror/index.json && broken=${broken#oci:} # a folder where there should be a file, or the other way round
[[ $kind == layout ]] || broken=$registry_data/docker/registry/v2/repositories/team/mirror
break_mirror() { mv "$broken" away && if [[ $kind == layout ]]; then mkdir "$broken"; else touch "$broken"; fi; }
mend_mirror() { rm -r "$broken" && mv away "$broken"; }
expect_exit 137 env TAGWARDEN_KILL_AT=channels-set:1 "$TAGWARDEN_BINARY" publish --version 1.0.4
expect_equal "latest at the hub" "$(digest_of "$hub" latest)" "${digest[1.0.4]}"
break_mirror
code=0
tagwarden recover >"$scratch/stdout" 2>"$scratch/stderr" || code=$?
[[ $code != 0 ]] || fail "recover with a destination that does not answer"
expect_output '^publish 1\.0\.4 \(interrupted, begun .*\): taken back where places answer; moved latest to 1\.0\.3; still unfinished: '
expect_output "^error: "
expect_output "mirror"
mend_mirror
expect_latest 1.0.3
expect_exit 0 tagwarden status
expect_output "^unfinished: publish of 1\.0\.4, .*'tagwarden recover' finishes it"
mv images images-gone
expect_exit 0 tagwarden recover --json
expect_json '.changed and [.recovered[].end] == ["finished"]'
expect_latest 1.0.4
expect_all_right
