#!/usr/bin/env bash
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
#
# Gokapi (Forceu/Gokapi#138, #148): the image of 1.8.1 was pushed as v1.8.0 and overwrote it. Its version is a constant
# in the program; the image has no version label.
# shellcheck source-path=SCRIPTDIR source=support.sh
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

new_destination gokapi
cat >tagwarden.yaml <<YAML
product: gokapi
ledger: sqlite:ledger.db
images:
  gokapi:
    anchor: "v{version}"
    probes: [ { file: /app/gokapi, match: 'versionGokapi = ([0-9.]+)' } ]
destinations:
  hub: { to: "$destination" }
channels:
  latest:            { follow: stable }
  "{major}":         { follow: stable }
  "{major}.{minor}": { follow: stable }
YAML

# What the world could see, and what is recorded.
world() { names_of "$destination" && blobs_of "$destination" && ledger_entries ledger.db; }
told() { tagwarden history --json | jq '.history | length'; }

# expect_refused CODE PATTERN ARGUMENTS…: so says publish, and nothing at all has changed.
expect_refused() {
    local code=$1 pattern=$2 before after
    shift 2
    before=$(world)
    expect_exit "$code" tagwarden publish "$@"
    expect_output "$pattern"
    after=$(world)
    expect_equal "the world after a publish that was refused" "$after" "$before"
}

make_image images 1.8.1 1.8.1 binary
make_image images 1.8.1-again 1.8.1 binary amd64 other
make_image images arm64 1.8.1 binary arm64
make_image images arm64-old 1.8.0 binary arm64
make_image images silent 1.8.1 none
make_image images label 1.8.1 label
make_index images both 1.8.1 arm64
make_index images one-old 1.8.1 arm64-old
content=$(digest_of oci:images both)

step "the content of 1.8.1 is not published as 1.8.0"
expect_refused 4 'gokapi linux/amd64 says 1\.8\.1 .*would say 1\.8\.0' --version 1.8.0 oci:images:both
expect_equal "names" "$(tags_of "$destination")" ""
expect_equal "blobs" "$(blobs_of "$destination")" ""
expect_equal "ledger entries" "$(ledger_entries ledger.db)" 0

step "nor is content of which one platform is older, or that says nothing where it is asked"
expect_refused 4 'gokapi linux/arm64 says 1\.8\.0 .*would say 1\.8\.1' --version 1.8.1 oci:images:one-old
expect_no_output 'linux/amd64'
expect_refused 4 'does not say its version' --version 1.8.1 oci:images:silent
expect_refused 4 'does not say its version' --version 1.8.1 oci:images:label
expect_equal "names" "$(tags_of "$destination")" ""

step "no version anywhere is an error of usage, without git and with"
expect_refused 2 'not a git checkout, and no version was given' oci:images:both
git init --quiet --initial-branch main .
git commit --quiet --allow-empty --message "a release"
expect_refused 2 'no destination takes branch builds, so 0\.0\.1-dev\.1\.0\+g[0-9a-f]{8} would go nowhere' oci:images:both

step "--version against the tag on HEAD is refused, whatever the content says"
git tag v1.8.1
expect_refused 4 '--version says 1\.8\.0, the tag on HEAD says v1\.8\.1' --version 1.8.0 oci:images:both

step "so is a checkout whose constant was not moved on: before the content is even looked at, with every place"
sed '1a sources: [ { file: Main.go, match: "versionGokapi = \\"(.*)\\"" }, { file: build/go.mod, match: "go (.*)" } ]' \
    tagwarden.yaml >checked.yaml
mkdir build && echo 'go v1.7' >build/go.mod
printf 'package main\n\nconst versionGokapi = "1.8.0"\n' >Main.go
git add Main.go build && git commit --quiet --message "a release with an old constant" && git tag --force v1.8.1 >/dev/null
expect_refused 4 '^error: Main\.go:3: found 1\.8\.0, wanted 1\.8\.1$' --config checked.yaml oci:images:both
expect_output '^       build/go\.mod:1: found v1\.7, wanted 1\.8\.1$'
expect_refused 4 'Main\.go:3: found 1\.8\.0' --config checked.yaml oci:nowhere:1.8.1
expect_exit 4 tagwarden plan --config checked.yaml oci:images:both
expect_equal "names" "$(tags_of "$destination")" ""
sed -i s/1.8.0/1.8.1/ Main.go && echo 'go v1.8.1' >build/go.mod
git commit --quiet --all --message "the constant says what the tag says" && git tag --force v1.8.1 >/dev/null
cd build
expect_exit 0 tagwarden plan --config ../checked.yaml "oci:$scratch/work/images:both"
cd ..

step "a plan shows what would happen, and writes nothing"
before=$(world)
expect_exit 0 tagwarden plan --json oci:images:both
expect_json '[.plan.anchors[].tag, .plan.channels[].tag] | sort == ["1", "1.8", "latest", "v1.8.1"]'
expect_exit 0 tagwarden publish --dry-run oci:images:both
expect_equal "the world after a plan" "$(world)" "$before"

step "as 1.8.1, from the git tag, it gets every name it should have"
expect_exit 0 tagwarden publish oci:images:both
expect_names "$destination" v1.8.1="$content" 1="$content" 1.8="$content" latest="$content"
expect_all_right
pull "$destination" v1.8.1
pull "$destination" "$content"

step "the same again is no error and leaves no trace"
before=$(world) && rows=$(told)
expect_equal "rows of the history" "$rows" 4
expect_exit 0 tagwarden publish oci:images:both
expect_output 'nothing was done'
expect_exit 0 tagwarden publish --version v1.8.1 oci:images:both
expect_exit 0 tagwarden publish --json oci:images:both
expect_json '.changed == false'
expect_equal "the world" "$(world)" "$before"
expect_equal "rows of the history" "$(told)" "$rows"

step "other content as 1.8.1 is refused, also when the tag is gone"
expect_refused 4 "v1\.8\.1' names $content" oci:images:1.8.1-again
expect_output 'write-once'
case $kind in
    layout)
        jq 'del(.manifests[] | select(.annotations["org.opencontainers.image.ref.name"] == "v1.8.1"))' \
            gokapi/index.json >index.json
        mv index.json gokapi/index.json
        ;;
    registry) rm -r "$registry_data/docker/registry/v2/repositories/team/gokapi/_manifests/tags/v1.8.1" ;;
esac
expect_names "$destination" 1="$content" 1.8="$content" latest="$content"
expect_refused 4 "v1\.8\.1' names $content" oci:images:1.8.1-again
expect_exit 0 tagwarden publish oci:images:both
expect_names "$destination" v1.8.1="$content" 1="$content" 1.8="$content" latest="$content"

step "a tag that somebody overwrote is shown, and never knowingly overwritten"
make_image images 1.8.2 1.8.2 binary
next=$(digest_of oci:images 1.8.2)
skopeo --insecure-policy copy --quiet --dest-tls-verify=false oci:images:1.8.2 "$(at "$destination" latest)"
expect_exit 0 tagwarden status --json
expect_json '[.channels[] | select(.state != "right")] | map([.channel, .state]) == [["latest", "foreign"]]'
git commit --quiet --allow-empty --message "the next release"
make_image images 1.8.3 1.8.3 binary
expect_exit 4 tagwarden publish --version 1.8.3 oci:images:1.8.3
expect_output "gokapi has no linux/arm64, which 1.8.1 has"
expect_exit 4 tagwarden publish --version 1.8.3 --allow-fewer-platforms oci:images:1.8.3
expect_output "latest' was moved by somebody else"
expect_names "$destination" v1.8.1="$content" 1="$content" 1.8="$content" latest="$next"

step "settle leaves it and says so; with --take-over it goes where the rule wants it"
expect_exit 0 tagwarden settle
expect_output "^warning: .*latest' was moved by somebody else"
expect_names "$destination" v1.8.1="$content" 1="$content" 1.8="$content" latest="$next"
expect_exit 0 tagwarden settle --take-over
expect_names "$destination" v1.8.1="$content" 1="$content" 1.8="$content" latest="$content"
expect_exit 0 tagwarden history latest
expect_output "${next:0:15} \(foreign, taken over\) → 1\.8\.1 "
expect_all_right
