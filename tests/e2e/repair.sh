#!/usr/bin/env bash
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
#
# Gokapi once more (Forceu/Gokapi#138): somebody else's tool pushed 1.8.1 as v1.8.0. Everybody who looks is told, and one
# command puts the recorded digest back.
# shellcheck source-path=SCRIPTDIR source=support.sh
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

new_destination hub && hub=$destination
new_destination mirror && mirror=$destination
cat >tagwarden.yaml <<YAML
product: gokapi
ledger: sqlite:ledger.db
images: { gokapi: { anchor: "v{version}", source: "oci:images:{version}" } }
destinations:
  hub: { to: "$hub" }
  mirror: { to: "$mirror" }
channels: { latest: { follow: stable } }
YAML
for version in 1.8.0 1.8.1 1.8.2; do make_image images "$version" "$version" label; done
old=$(digest_of oci:images 1.8.0) new=$(digest_of oci:images 1.8.1) next=$(digest_of oci:images 1.8.2)

overwrite() { skopeo --insecure-policy copy --quiet --dest-tls-verify=false oci:images:1.8.1 "$(at "$1" v1.8.0)"; }

# forget PLACE DIGEST: its registry, or folder, no longer has this manifest. In a registry with one store for all of its
# repositories the other ones keep it.
forget() {
    case $kind in
        layout) rm "${1#oci:}/blobs/sha256/${2#*:}" ;;
        registry) rm -r "$registry_data/docker/registry/v2/repositories/${1#*/}/_manifests/revisions/sha256/${2#*:}" ;;
    esac
}

tagwarden publish --quiet --version 1.8.0

step "the anchor of the release that latest is on is overwritten: status, verify and a plan say so"
overwrite "$hub"
expect_names "$hub" v1.8.0="$new" latest="$old"
expect_exit 0 tagwarden status
expect_output "^trouble: '.*v1\.8\.0' names sha256:.*'tagwarden repair 1\.8\.0' puts it back"
expect_exit 1 tagwarden verify "$hub:v1.8.0"
expect_output "anchor-overwritten: .*names $new, the ledger recorded $old .*'tagwarden repair 1\.8\.0' puts it back"
expect_exit 4 tagwarden publish --version 1.8.0
expect_output "v1\.8\.0' names $new, put there by somebody else, wanted $old"
expect_output "'tagwarden repair 1\.8\.0'"

step "so does the next publish, which goes on"
expect_exit 0 tagwarden publish --version 1.8.1
expect_output "^warning: .*v1\.8\.0' names $new, the ledger recorded $old; 'tagwarden repair 1\.8\.0' puts it back"
expect_names "$hub" v1.8.0="$new" v1.8.1="$new" latest="$new"

step "so does the one after it, when no channel is on that release any more"
expect_exit 0 tagwarden plan --version 1.8.2
expect_output "^warning: .*v1\.8\.0' names $new, the ledger recorded $old; 'tagwarden repair 1\.8\.0' puts it back"

step "repair wants a yes; a dry run writes nothing"
expect_exit 2 tagwarden repair 1.8.0
expect_output 'no terminal'
entries=$(ledger_entries ledger.db)
expect_exit 0 tagwarden repair 1.8.0 --dry-run
expect_output 'anchor .*v1\.8\.0 .*hub .*1\.8\.1 → 1\.8\.0'
expect_exit 0 tagwarden repair 1.8.0 --dry-run --json
expect_json '.dryRun and .plan.operation == "repair" and (.plan.anchors | length == 1)'
expect_equal "ledger entries" "$(ledger_entries ledger.db)" "$entries"
expect_exit 3 tagwarden repair 1.8.7 --yes

step "it puts the recorded digest back, and records both"
expect_exit 0 tagwarden repair 1.8.0 --reason "pushed by a script" --yes
expect_names "$hub" v1.8.0="$old" v1.8.1="$new" latest="$new"
expect_names "$mirror" v1.8.0="$old" v1.8.1="$new" latest="$new"
expect_all_right
expect_exit 0 tagwarden history 1.8.0
expect_output 'repair .*1\.8\.1 \(foreign\) → 1\.8\.0 .*pushed by a script'
expect_exit 0 tagwarden history 1.8.0 --json
expect_json ".history[-1].moves == [{destination: \"hub\", tag: \"v1.8.0\", from: \"$new\", digest: \"$old\"}]"
expect_exit 0 tagwarden repair 1.8.0 --yes
expect_output '^nothing to repair'

step "where a destination has lost the content, it comes from another one"
overwrite "$hub"
forget "$hub" "$old"
expect_exit 0 tagwarden repair 1.8.0 --yes --json
expect_json '.changed'
expect_names "$hub" v1.8.0="$old" v1.8.1="$new" latest="$new"
pull "$hub" v1.8.0

step "where nobody has it, it is refused, and nothing is recorded"
overwrite "$hub"
overwrite "$mirror"
forget "$hub" "$old"
forget "$mirror" "$old"
entries=$(ledger_entries ledger.db)
expect_exit 4 tagwarden repair 1.8.0 --yes
expect_output "nobody has the content of gokapi 1\.8\.0 any more \($old\)"
expect_equal "ledger entries" "$(ledger_entries ledger.db)" "$entries"

step "the next publish is none the worse for it"
expect_exit 0 tagwarden publish --version 1.8.2
expect_names "$hub" v1.8.0="$new" v1.8.1="$new" v1.8.2="$next" latest="$next"
