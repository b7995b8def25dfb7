#!/usr/bin/env bash
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
#
# The ledger in the project's git repository: machines that share nothing else publish as if one came after the other,
# and what one took back no other brings back. Each machine is a clone.
# shellcheck source-path=SCRIPTDIR source=support.sh
stories=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

declare -A digest
for version in 1.0.0 1.1.0 1.2.0 1.3.0; do
    make_image images "$version" "$version" label
    digest[$version]=$(digest_of oci:images "$version")
done
new_destination app

git init --quiet --bare --initial-branch=main forge.git
git clone --quiet forge.git desk 2>/dev/null
cat >desk/tagwarden.yaml <<YAML
product: app
ledger: git:origin
images:
  app: { source: "oci:$PWD/images:{version}", probes: [ label ] }
destinations:
  hub: { to: "$destination" }
channels:
  latest: { follow: stable }
YAML
git -C desk add tagwarden.yaml
git -C desk commit --quiet --message "first"
git -C desk push --quiet origin HEAD:main

# machine NAME [OPTION…]: a clone as a CI makes one, on a machine that has never seen the project.
machine() {
    local name=$1
    shift
    git clone --quiet --branch main "$@" "file://$PWD/forge.git" "$name"
}

# on MACHINE ARGUMENTS…
on() { (cd "$1" && tagwarden "${@:2}"); }

# journal: its entries, as git and jq see them.
journal() {
    local file
    for file in $(git -C forge.git ls-tree -r --name-only refs/tagwarden/ledger entries/); do
        git -C forge.git show "refs/tagwarden/ledger:$file"
    done
}

# expect_whole_journal: each entry has the hash of the one before it, and its own.
expect_whole_journal() {
    local previous hash line number=0
    previous=$(printf '0%.0s' {1..64})
    journal >journal.jsonl
    while read -r line; do
        number=$((number + 1))
        expect_equal "sequence and link of entry $number" "$(jq -r '"\(.sequence) \(.previous)"' <<<"$line")" \
            "$number $previous"
        hash=$(jq -cSj 'del(.hash)' <<<"$line" | sha256sum)
        previous=$(jq -r .hash <<<"$line")
        expect_equal "hash of entry $number" "${hash%% *}" "$previous"
    done <journal.jsonl
}

# looks_of MACHINE: everything that is its own, and not the copy of the ledger.
looks_of() {
    (cd "$1" && find . -path ./.git/tagwarden -prune -o -type f -print0 | sort -z | xargs -0 sha256sum)
}

step "a reader of a ledger that is not there yet finds it empty, and makes nothing"
machine one
machine two --depth=1
expect_exit 0 on one status
expect_equal "refs of the forge" "$(git -C forge.git for-each-ref --format='%(refname)')" "refs/heads/main"

step "what one machine publishes the other knows"
one=$(looks_of one) two=$(looks_of two)
expect_exit 0 on one publish --version 1.0.0
expect_exit 0 on two status --json
expect_json '.channels[0].version == "1.0.0" and .channels[0].state == "right"'

step "two machines that publish at once end as if one had come after the other"
on one publish --version 1.1.0 >one.txt 2>&1 &
first=$!
on two publish --version 1.2.0 >two.txt 2>&1 &
second=$!
wait "$first" || { cat one.txt >&2 && fail "the first machine"; }
wait "$second" || { cat two.txt >&2 && fail "the second machine"; }
expect_names "$destination" latest="${digest[1.2.0]}" 1.0.0="${digest[1.0.0]}" 1.1.0="${digest[1.1.0]}" \
    1.2.0="${digest[1.2.0]}"
expect_exit 0 on one status --json
expect_json 'all(.channels[]; .state == "right" and .version == "1.2.0") and .unfinished == []'
expect_whole_journal
expect_equal "outcomes" "$(jq -r 'select(.type == "outcome" and .body.result == "done") | .body.version' journal.jsonl |
    sort)" $'1.0.0\n1.1.0\n1.2.0'

step "nothing of a checkout has changed, and no lease is left"
expect_equal "files of the first machine" "$(looks_of one)" "$one"
expect_equal "files of the second machine" "$(looks_of two)" "$two"
expect_equal "branches" "$(git -C forge.git for-each-ref --format='%(refname)' refs/heads refs/tags)" refs/heads/main
expect_equal "lease" "$(git -C forge.git log -1 --format=%s refs/tagwarden/leases/= | jq -r .holder)" ""

step "a fresh machine that runs the job of a withdrawn version again does not move latest"
expect_exit 0 on two withdraw 1.2.0 --reason "loses data" --yes
machine fresh --depth=1
export CI=true
expect_exit 0 on fresh publish --version 1.2.0
unset CI
expect_names "$destination" latest="${digest[1.1.0]}" 1.0.0="${digest[1.0.0]}" 1.1.0="${digest[1.1.0]}" \
    1.2.0="${digest[1.2.0]}"
expect_exit 0 on fresh resolve 1.2.0
expect_output 'loses data'

step "commands that only read push nothing, and leave no trace on the forge"
refs=$(git -C forge.git for-each-ref)
printf '#!/bin/sh\ntouch %q\nexit 1\n' "$PWD/pushed" >forge.git/hooks/pre-receive
chmod +x forge.git/hooks/pre-receive
for command in status history "resolve latest" "plan --version 1.3.0"; do
    # shellcheck disable=SC2086  # words of a command
    expect_exit 0 on fresh $command
done
[[ ! -e pushed ]] || fail "something was pushed"
expect_equal "refs of the forge" "$(git -C forge.git for-each-ref)" "$refs"

step "where the forge takes no push nothing is named"
printf '#!/bin/sh\necho "only the release bot may push" >&2\nexit 1\n' >forge.git/hooks/pre-receive
expect_exit 4 on one publish --version 1.3.0
expect_output 'only the release bot may push'
expect_equal "tags" "$(tags_of "$destination")" $'1.0.0\n1.1.0\n1.2.0\nlatest'
rm forge.git/hooks/pre-receive

step "over HTTP, with the header that a CI's checkout has left in its settings"
secret="Basic $(printf 'ci:hunter2' | base64)"
python3 "$stories/git_server.py" "$PWD" "$secret" "$PWD/port" 2>server.txt &
servers+=($!)
for ((look = 0; look < 200; look++)); do
    [[ ! -e port ]] || break
    sleep 0.05
done
forge=http://127.0.0.1:$(cat port)/forge.git
git -C one remote set-url origin "$forge"
git -C one config "http.$forge.extraheader" "Authorization: $secret"
git -C forge.git config http.receivepack true
expect_exit 0 on one publish --version 1.3.0
expect_names "$destination" latest="${digest[1.3.0]}" 1.0.0="${digest[1.0.0]}" 1.1.0="${digest[1.1.0]}" \
    1.2.0="${digest[1.2.0]}" 1.3.0="${digest[1.3.0]}"
expect_whole_journal
git -C one config --unset-all "http.$forge.extraheader"
expect_exit 5 on one status
expect_no_output 'hunter2'
git -C one remote set-url origin "${forge/127/ci:hunter3@127}"
expect_exit 5 on one status
expect_no_output 'hunter'
expect_exit 2 on one status --ledger "git:${forge/127/ci:hunter2@127}"
expect_no_output 'hunter'

step "a ledger that lost its end is not believed by a clone that has seen it, and is put back as the hint says"
expect_exit 0 on two status
known=$(git -C forge.git rev-parse refs/tagwarden/ledger)
names=$(names_of "$destination")
git -C forge.git update-ref -d refs/tagwarden/ledger
for command in "ledger verify" status "publish --version 1.2.0"; do
    # shellcheck disable=SC2086  # words of a command
    expect_exit 7 on two $command
    expect_output "it ended with entry [0-9]+ with hash [0-9a-f]{12} \\(commit ${known:0:12}\\), now there is nothing$"
done
expect_equal "names" "$(names_of "$destination")" "$names"
put_back=$(sed -nE 's/^hint: .*; to put back what was there: (git .*); to go on .*/\1/p' "$scratch/stderr")
(cd two && eval "$put_back" 2>/dev/null)
expect_equal "the ledger" "$(git -C forge.git rev-parse 'refs/tagwarden/ledger^{tree}')" \
    "$(git -C forge.git rev-parse "$known^{tree}")"
expect_exit 0 on two resolve 1.2.0
expect_output 'loses data'

step "without a checkout, by its URL"
mkdir outside && sed "s|git:origin|git:file://$PWD/forge.git|" desk/tagwarden.yaml >outside/tagwarden.yaml
expect_exit 0 on outside history latest --json
expect_json '[.history[].to][-1] == "1.3.0"'
expect_exit 3 on outside status --ledger git:origin
