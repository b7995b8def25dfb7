#!/usr/bin/env bash
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
#
# A repository that is older than the ledger: adopt reads it as it is, and a publish does so by itself, so that latest
# never goes backwards. What a registry was asked is read in its own log.
# shellcheck source-path=SCRIPTDIR source=support.sh
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

# shellcheck disable=SC2034  # of support.sh
registry_keeps_quiet=false

declare -A digest
for version in 1.7.8 1.7.9 1.8.0 1.8.1 1.8.2 1.9.0-rc.1; do
    make_image images "$version" "$version" label
    digest[$version]=$(digest_of oci:images "$version")
done
make_image images other 0.0.0 none

# put VERSION TAG…: as people do it with other tools.
put() {
    local version=$1 tag
    shift
    for tag in "$@"; do
        skopeo --insecure-policy copy --quiet --dest-tls-verify=false "oci:images:$version" "$(at "$destination" "$tag")"
    done
}

# begin NAME: a repository with a history, and a product of which no ledger knows anything.
begin() {
    new_destination "$1"
    put 1.7.8 1.7.8 1.7
    put 1.8.0 1.8.0
    put 1.8.1 1.8.1 1 1.8 latest
    put 1.9.0-rc.1 1.9.0-rc.1 rc
    put other edge "sha256-${digest[1.8.1]#*:}.sig"
    cat >tagwarden.yaml <<YAML
product: adopted
ledger: sqlite:$1.db
images:
  app: { source: "oci:images:{version}" }
destinations:
  hub: { to: "$destination" }
channels:
  latest:            { follow: stable }
  "{major}":         { follow: stable }
  "{major}.{minor}": { follow: stable }
  rc:                { follow: tagged }
YAML
}

forget() { [[ -z $registry_log ]] || : >"$registry_log"; }
asked() { grep -cE "\"$1 HTTP" "$registry_log" || true; }

# expect_no_writes: since the last forget nothing was written to the registry.
expect_no_writes() {
    [[ $kind == layout ]] && return
    expect_equal "writes" "$(asked '(PUT|POST|PATCH|DELETE) [^ ]*')" 0
}

roles='[.repositories[0].tags[] | select(.state == "adopted") | "\(.tag) \(.role) \(.version)"]'

step "a dry run tells what the ledger would learn, and writes nothing"
begin old
before=$(names_of "$destination")
forget
expect_exit 0 tagwarden adopt --dry-run
expect_output '^hub \(.*\): 4 anchors, 5 channels, 1 undecided$'
expect_output '^  channel    latest  1\.8\.1 '
expect_output '^  undecided  edge    — .* it is not a version$'
expect_output '^would adopt 9 tags$'
expect_equal "ledger" "$(ledger_entries old.db)" 0
expect_no_writes

step "adopt takes every tag for what it is, and writes nothing to the repository"
forget
expect_exit 0 tagwarden adopt hub --json
expect_json "$roles == [\"1 channel 1.8.1\", \"1.7 channel 1.7.8\", \"1.7.8 anchor 1.7.8\", \"1.8 channel 1.8.1\",
    \"1.8.0 anchor 1.8.0\", \"1.8.1 anchor 1.8.1\", \"1.9.0-rc.1 anchor 1.9.0-rc.1\", \"latest channel 1.8.1\",
    \"rc channel 1.9.0-rc.1\"]"
expect_json '.changed and (.dryRun | not) and .held == [] and .warnings == []'
expect_json '[.repositories[0].tags[] | select(.state == "attached")] | length == 1 and (.[0] | has("digest") | not)'
expect_json '[.repositories[0].tags[] | select(.state == "undecided")] | .[0].tag == "edge"'
expect_no_writes
expect_equal "names" "$(names_of "$destination")" "$before"
expect_all_right

step "to adopt again appends nothing"
entries=$(ledger_entries old.db)
expect_exit 0 tagwarden adopt "$destination"
expect_output '^nothing to adopt$'
expect_equal "ledger" "$(ledger_entries old.db)" "$entries"
expect_exit 3 tagwarden adopt hubb
expect_output "^error: 'hubb' is no destination of this product \(did you mean 'hub'\?\)$"

step "what was adopted can be taken back, and a tag that differs from the ledger is reported"
expect_exit 0 tagwarden rollback latest --reason "it crashes" --yes
expect_equal "latest" "$(digest_of "$destination" latest)" "${digest[1.8.0]}"
put 1.8.2 latest
expect_exit 0 tagwarden adopt --json
expect_json '[.repositories[0].tags[] | select(.state == "conflict")] | length == 1 and .[0].tag == "latest"'
expect_json '.changed == false and (.warnings | length == 1)'

step "a publish into a repository that is older than its ledger adopts, and leaves latest"
begin fresh
expect_exit 0 tagwarden plan --version 1.7.9
expect_output '^warning: hub has tags that the ledger knew nothing of; anchors adopted: 4, channels: 5, other tags: 1 '
expect_equal "ledger" "$(ledger_entries fresh.db)" 0
expect_exit 0 tagwarden publish --version 1.7.9
expect_output '^warning: hub has tags that the ledger knew nothing of; anchors adopted: 4, channels: 5, other tags: 1 '
expect_output '1\.7\.9 is not the highest stable: 1\.8\.1 is'
expect_output 'moved 1\.7 to 1\.7\.9$'
expect_equal "latest" "$(digest_of "$destination" latest)" "${digest[1.8.1]}"
expect_equal "1.7" "$(digest_of "$destination" 1.7)" "${digest[1.7.9]}"
expect_all_right
expect_exit 0 tagwarden publish --version 1.8.2
expect_no_output 'knew nothing of'
expect_equal "latest" "$(digest_of "$destination" latest)" "${digest[1.8.2]}"
expect_exit 0 tagwarden history --json
expect_json '[.history[] | select(.operation == "adopt")] | length == 1'

step "a latest that somebody took back is held until somebody says otherwise"
begin back
put 1.8.0 latest
expect_exit 0 tagwarden publish --version 1.8.2
expect_output "^warning: channel 'latest' is held: it was found on 1\.8\.0 at hub, although 1\.8\.1 is the highest stable; "
expect_equal "latest" "$(digest_of "$destination" latest)" "${digest[1.8.0]}"
expect_equal "1.8" "$(digest_of "$destination" 1.8)" "${digest[1.8.2]}"
expect_exit 0 tagwarden status
expect_output '^held: latest on 1\.8\.0 since .*: it was found on 1\.8\.0 at hub, although 1\.8\.1 is the highest stable$'
expect_exit 0 tagwarden unhold latest
expect_equal "latest" "$(digest_of "$destination" latest)" "${digest[1.8.2]}"
expect_all_right

[[ $kind == registry ]] || exit 0

step "two thousand tags cost one question each"
begin many
# Written where the registry keeps its tags: two thousand puts would take most of this story's time.
python3 - "$registry_data/docker/registry/v2/repositories/team/many/_manifests/tags" <<'PYTHON'
import pathlib, shutil, sys
tags = pathlib.Path(sys.argv[1])
have = len(list(tags.iterdir()))
for number in range(2000 - have + 1):  # one of them leads to a signature
    shutil.copytree(tags / "1.7.8", tags / f"0.{number // 50}.{number % 50}")
PYTHON
forget
expect_exit 0 tagwarden adopt --json
expect_json '[.repositories[0].tags[] | select(.role == "anchor" and .state == "adopted")] | length == 1994'
expect_equal "questions about tags" "$(asked 'HEAD /v2/team/many/manifests/[^ ]*')" 2000
expect_equal "manifests and blobs read" "$(asked 'GET /v2/team/many/(manifests|blobs)/[^ ]*')" 0
expect_no_writes
