#!/usr/bin/env bash
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
#
# The journal as a user meets it: it is verified, exported, moved to another ledger, and asked about a day in the past.
# shellcheck source-path=SCRIPTDIR source=support.sh
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

cat >tagwarden.yaml <<'YAML'
product: app
ledger: sqlite:ledger.db
images: { app: { probes: [ label ] } }
destinations: { hub: { to: "oci:hub" } }
channels: { latest: { follow: stable } }
YAML
make_image images 1.0.0 1.0.0 label
make_image images 1.0.1 1.0.1 label

step "a ledger that is not there is neither whole nor exported, and not made by that"
for command in verify export "export --output copy"; do
    # shellcheck disable=SC2086  # words of a command
    expect_exit 3 tagwarden ledger $command --ledger sqlite:ledgr.db
    expect_output '^error: there is no ledger at sqlite:ledgr.db, or nothing was ever written to it$'
    expect_equal "the export" "$(cat "$scratch/stdout")" ""
done
[[ ! -e ledgr.db && ! -e copy ]] || fail "something was made"

step "a whole chain says how long it is and how it ends"
expect_exit 0 tagwarden publish --version 1.0.0 oci:images:1.0.0
expect_exit 0 tagwarden publish --version 1.0.1 oci:images:1.0.1
expect_exit 0 tagwarden rollback latest --reason "too loud" --yes
entries=$(sqlite3 ledger.db 'SELECT count(*) FROM entries')
head=$(sqlite3 ledger.db 'SELECT hash FROM entries ORDER BY sequence DESC LIMIT 1')
expect_exit 0 tagwarden ledger verify
expect_output "^the chain is whole: $entries entries, 20..-..-..T..:..:..Z to 20..-..-..T..:..:..Z$"
expect_output "^head $head$"
expect_exit 0 tagwarden ledger verify --json
expect_json ".schema == 1 and .entries == $entries and .head == \"$head\" and (.first | length) == 20"

step "an export is what is stored, an entry a line"
expect_exit 0 tagwarden ledger export
sqlite3 ledger.db 'SELECT text FROM entries ORDER BY sequence' >stored
cmp stored "$scratch/stdout"
expect_output "^exported $entries entries, "
expect_output "^head $head$"
expect_exit 0 tagwarden ledger export --output exported
cmp stored exported
expect_output "^head $head$"
expect_exit 2 tagwarden ledger export --json
expect_exit 9 tagwarden ledger export --output nowhere/exported
jq -es 'map(.hash | length == 64) | all' exported >/dev/null

step "an import into an empty ledger is the same journal, and the product goes on in it"
expect_exit 0 tagwarden ledger import exported --ledger sqlite:moved/ledger.db
expect_output "^imported $entries entries, "
expect_exit 0 tagwarden ledger export --ledger sqlite:moved/ledger.db
cmp stored "$scratch/stdout"
"$TAGWARDEN_BINARY" ledger import - --ledger sqlite:piped.db <exported >/dev/null
cmp stored <(tagwarden ledger export --ledger sqlite:piped.db)
expect_exit 0 tagwarden status --ledger sqlite:moved/ledger.db --json
expect_json '.channels[0].version == "1.0.0" and .withdrawn[0].version == "1.0.1" and .withdrawn[0].reason == "too loud"'

step "two journals do not become one"
expect_exit 4 tagwarden ledger import exported
expect_output "error: the ledger has $entries entries already, and two journals cannot become one"
expect_output '^hint: name one that is empty with --ledger$'

step "what was changed is named and not imported"
sed '2s/"actor":"[^"]*"/"actor":"mallory"/' exported >changed
expect_exit 7 tagwarden ledger import changed --ledger sqlite:new.db
expect_output 'ledger entry 2 says its hash is [0-9a-f]{64}, what it holds has [0-9a-f]{64}'
expect_output 'while importing changed'
sed 3d exported >shorter
expect_exit 7 tagwarden ledger import shorter --ledger sqlite:new.db
expect_output 'behind ledger entry 2 stands entry 4, want entry 3'
[[ ! -e new.db ]] || fail "a failed import has made a ledger"

step "a copy that lost its end is known by the head that the import tells"
sed '$d' exported >lost
expect_exit 0 tagwarden ledger import lost --ledger sqlite:lost.db
expect_output "^imported $((entries - 1)) entries, "
expect_no_output "^head $head$"

step "the first entry that is broken is named"
cp ledger.db broken.db
sqlite3 broken.db "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_master WHERE type = 'trigger'" | sqlite3 broken.db
sqlite3 broken.db "UPDATE entries SET text = replace(text, 'too loud', 'too quiet')"
expect_exit 7 tagwarden ledger verify --ledger sqlite:broken.db
first=$(sqlite3 ledger.db "SELECT min(sequence) FROM entries WHERE text LIKE '%too loud%'")
expect_output "ledger entry $first says its hash is [0-9a-f]{64}, what it holds has [0-9a-f]{64}: it was changed"
expect_output '^hint: restore the ledger from a copy$'

step "a day in the past"
sqlite3 ledger.db "SELECT text FROM entries ORDER BY sequence LIMIT 1" >first
time=$(jq -r .time first)
expect_exit 0 tagwarden history latest --as-of "$time"
expect_exit 0 tagwarden history latest --as-of 2100-01-01 --json
expect_json '.channels == [.channels[0]] and .channels[0].version == "1.0.0" and .asOf == "2100-01-01T23:59:59Z"'
expect_exit 0 tagwarden history latest --as-of 2020-01-01
expect_output '^at 2020-01-01T23:59:59Z the ledger had put no channel anywhere$'
expect_exit 2 tagwarden history --as-of yesterday
expect_output "^error: 'yesterday' is no time and no day$"
expect_exit 3 tagwarden history --tag nightly
expect_exit 0 tagwarden history --version 1.0.1
expect_output 'withdraw +1\.0\.1'
