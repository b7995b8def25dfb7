#!/usr/bin/env bash
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
#
# ls: every tag with its digest, one question each. What the registry was asked is read in its own log.
# shellcheck source-path=SCRIPTDIR source=support.sh
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

registry_keeps_quiet=false
start_registry
repository=$registry/team/app

for version in 1.0.0 1.1.0 1.10.0 1.9.0; do make_image images "$version" "$version" label; done
make_image images 1.10.0-arm 1.10.0 label arm64
make_index images both 1.10.0 1.10.0-arm
for tag in 1.0.0 1.1.0 1.9.0 1.10.0 both; do
    skopeo --insecure-policy copy --quiet --all --dest-tls-verify=false "oci:images:$tag" "docker://$repository:$tag"
done

# Two hundred tags: five, and the others by hand on the manifests of these.
for tag in 1.0.0 1.1.0 1.9.0 1.10.0 both; do
    curl -fsS --header "Accept: $manifest_types" -D "$scratch/head" -o "$scratch/body" "http://$registry/v2/team/app/manifests/$tag"
    type=$(sed -nE 's/^Content-Type: ([^\r]*)\r?$/\1/pI' "$scratch/head")
    for ((i = 1; i < 40; i++)); do
        echo "--request PUT --header 'Content-Type: $type' --data-binary @$scratch/body http://$registry/v2/team/app/manifests/$tag-$i"
    done >"$scratch/puts"
    xargs --max-lines=1 curl -fsS <"$scratch/puts"
done
wanted=$(names_of "$repository")
expect_equal "tags" "$(wc -l <<<"$wanted")" 200

# asked PATTERN: how many requests of this kind there were since the last forget.
asked() { grep -cE "\"$1 HTTP" "$registry_log" || true; }
forget() { : >"$registry_log"; }

step "every tag with its digest, in ASCII order, for programs with a tab between"
forget
expect_exit 0 tagwarden ls "$repository"
expect_equal "list" "$(tr '\t' ' ' <"$scratch/stdout")" "$wanted"
expect_equal "questions about tags" "$(asked 'HEAD /v2/team/app/manifests/[^ ]*')" 200
expect_equal "manifests read" "$(asked 'GET /v2/team/app/manifests/[^ ]*')" 0

step "--json is a line a tag"
expect_exit 0 tagwarden ls --json "$repository"
expect_equal "list" "$(jq -r 'select(.schema == 1) | "\(.tag) \(.digest)"' "$scratch/stdout")" "$wanted"

step "patterns, versions and the other way round"
expect_exit 0 tagwarden ls "$repository" --include '1.*' --exclude '*-*' --sort version
expect_equal "list" "$(cut -f 1 "$scratch/stdout" | tr '\n' ' ')" "1.0.0 1.1.0 1.9.0 1.10.0 "
expect_exit 0 tagwarden ls "$repository" --include '1.*.0' --include both --sort version --order semver --reverse
expect_equal "list" "$(cut -f 1 "$scratch/stdout" | tr '\n' ' ')" "1.10.0 1.9.0 1.1.0 1.0.0 both "
expect_exit 0 tagwarden ls "$repository" --include '1.?.0' --reverse
expect_equal "list" "$(cut -f 1 "$scratch/stdout" | tr '\n' ' ')" "1.9.0 1.1.0 1.0.0 "
expect_exit 2 tagwarden ls "$repository" --order semver
expect_exit 2 tagwarden ls "$repository:both"

step "--long says what the images say"
forget
expect_exit 0 tagwarden ls --long --json "$repository"
expect_equal "list" "$(jq -r '"\(.tag) \(.digest)"' "$scratch/stdout")" "$wanted"
jq -s '[.[] | select(.tag == "1.9.0" or .tag == "both")]' "$scratch/stdout" >"$scratch/some" && mv "$scratch/some" "$scratch/stdout"
expect_json '.[0].version == "1.9.0" and .[0].platforms == ["linux/amd64"] and .[0].created == "2024-01-01T00:00:00Z"'
expect_json '.[1].version == "1.10.0" and .[1].platforms == ["linux/amd64", "linux/arm64"]'
expect_json '.[1].mediaType == "application/vnd.oci.image.index.v1+json" and .[1].size > 100'
(($(asked 'GET /v2/team/app/manifests/[^ ]*') <= 6)) || fail "each of 5 digests and one child is read once"

step "a second time that is one question a tag"
first=$(tagwarden ls --long "$repository")
forget
expect_exit 0 tagwarden ls --long "$repository"
expect_equal "list" "$(cat "$scratch/stdout")" "$first"
expect_equal "questions about tags" "$(asked 'HEAD /v2/team/app/manifests/[^ ]*')" 200
expect_equal "manifests and blobs read" "$(asked 'GET /v2/team/app/(manifests|blobs)/[^ ]*')" 0

step "without the cache it is the same, and a broken one is a note"
rm -r "$HOME/.cache/tagwarden"
expect_exit 0 tagwarden ls --long "$repository"
expect_equal "list" "$(cat "$scratch/stdout")" "$first"
head -c 9000 /dev/urandom >"$HOME/.cache/tagwarden/digests.db"
expect_exit 0 tagwarden ls --long "$repository"
expect_equal "list" "$(cat "$scratch/stdout")" "$first"
expect_equal "notes" "$(grep -c '^note: the cache .*digests.db is not used' "$scratch/stderr")" 1
expect_exit 0 env XDG_CACHE_HOME=/proc/nowhere "$TAGWARDEN_BINARY" ls --long "$repository"
expect_equal "list" "$(cat "$scratch/stdout")" "$first"

step "a layout and an archive are listed, too"
expect_exit 0 tagwarden ls --long oci:images
expect_output "^both	$(digest_of oci:images both)	application/vnd.oci.image.index.v1\+json	[0-9]+	2024-01-01T00:00:00Z	1\.10\.0	linux/amd64,linux/arm64$"
tar --create --file images.tar --directory images .
expect_exit 0 tagwarden ls oci-archive:images.tar
expect_output "^both	$(digest_of oci:images both)$"

step "what has no tags is not found, and what has none of these is fine"
expect_exit 3 tagwarden ls "$registry/team/nothing"
expect_output '^error: .*/team/nothing has no tags, or does not exist$'
expect_exit 3 tagwarden ls oci:nowhere
expect_exit 0 tagwarden ls oci:images --include 'nothing*'
expect_output '^no tags: none of the 6 tags of oci:images is asked for$'
expect_exit 6 tagwarden ls "127.0.0.1:$(free_port)/team/app"

step "a tag whose image cannot be read is said, and the others are listed"
cp -r images damaged
manifest=$(digest_of oci:images 1.0.0)
rm "damaged/blobs/sha256/$(jq -r '.config.digest[7:]' "images/blobs/sha256/${manifest#*:}")"
expect_exit 3 env XDG_CACHE_HOME="$scratch/empty" "$TAGWARDEN_BINARY" ls --long oci:damaged
expect_output "^warning: tag '1\.0\.0' cannot be read"
expect_equal "lines" "$(wc -l <"$scratch/stdout")" 5
