#!/usr/bin/env bash
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
#
# Does the name say what the content is? Asked about names that others set, and without any right to write.
# shellcheck source-path=SCRIPTDIR source=support.sh
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

new_destination app
cat >tagwarden.yaml <<YAML
product: app
ledger: sqlite:ledger.db
images:
  app:
    source: "oci:images:{version}{suffix}"
    variants: { default: "", slim: "-slim" }
destinations:
  hub: { to: "$destination" }
channels:
  latest: { follow: stable }
YAML
for version in 1.0.0 1.1.0; do
    make_image images "$version" "$version" label
    make_image images "$version-slim" "$version" label amd64 slim
    expect_exit 0 tagwarden publish --version "$version"
done
make_image images silent 2.1.0 none
make_image images arm64 1.0.0 label arm64
make_index images mixed 1.1.0 arm64

# put TAG NAME: somebody else gives an image of ours that name.
put() { skopeo --insecure-policy copy --quiet --all --dest-tls-verify=false "oci:images:$1" "$(at "$destination" "$2")"; }

# finds CODE PATTERN NAME…: verify finds it, exit code 1, and changes no file, nor its time stamp.
state() { find . -type f -printf '%p %s %T@\n' | sort && names_of "$destination"; }
finds() {
    local code=$1 pattern=$2 before after
    shift 2
    before=$(state)
    expect_exit 1 tagwarden verify "${@/#/$destination:}"
    expect_output "$pattern"
    expect_exit 1 tagwarden verify --json "${@/#/$destination:}"
    expect_json '.schema == 1'
    expect_equal "codes" "$(jq -r '.verifications[].findings[].code' "$scratch/stdout")" "$code"
    after=$(state)
    expect_equal "the world after verify" "$after" "$before"
}

step "right names: anchors, variants, channels"
for name in 1.0.0 1.0.0-slim 1.1.0 1.1.0-slim latest latest-slim; do
    expect_exit 0 tagwarden verify "$destination:$name"
    expect_output "$name: the content says 1\.[01]\.0, as its name does"
done
expect_exit 0 tagwarden verify --json "$destination:1.0.0" "$destination:latest-slim"
expect_json '[.verifications[] | [.version, .findings]] == [["1.0.0", []], ["1.1.0", []]]'

step "a name that claims another version than its content"
put 1.0.0 2.0.0
finds content-says-other-version 'content-says-other-version: .* says 1\.0\.0 .*would say 2\.0\.0' 2.0.0
finds content-says-other-version '2\.0\.0' 1.0.0 2.0.0 1.1.0

step "content that does not say its version, and one platform that says another"
put silent 2.1.0
finds content-says-nothing 'does not say its version' 2.1.0
put mixed 1.2.0
finds $'content-says-other-version\ncontent-says-other-version' 'linux/arm64 says 1\.0\.0 .*would say 1\.2\.0' 1.2.0

step "an anchor that somebody overwrote with other content of the same version, and a channel that was moved"
put 1.0.0 1.0.0-slim
finds anchor-overwritten 'the ledger recorded' 1.0.0-slim
put 1.0.0 latest
finds $'content-says-other-version\nchannel-moved' 'the ledger recorded' latest

step "a name that claims nothing, and one that is not there"
put 1.0.0 nonsense
expect_exit 2 tagwarden verify "$destination:nonsense"
expect_output 'claims no version'
expect_exit 3 tagwarden verify "$destination:7.7.7"

step "without a product, the label is asked"
mkdir -p elsewhere && cd elsewhere
expect_exit 0 tagwarden verify "$destination:1.1.0" oci:../images:1.0.0
expect_exit 1 tagwarden verify "$destination:2.0.0"
