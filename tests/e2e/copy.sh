#!/usr/bin/env bash
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
#
# copy: by digest, every blob once, tags last. What arrived is looked at with skopeo, jq and curl, and hashed anew.
# shellcheck source-path=SCRIPTDIR source=support.sh
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
source "$here/support.sh"

registry_keeps_quiet=false
start_registry
upstream=$registry/team/app # what is copied from, beside the layout 'images'
upstream_log=$registry_log
registry= # the destination has another one
registry_keeps_quiet=true
new_destination app

make_image images 1.0.0 1.0.0 label
make_image images 1.0.0-arm 1.0.0 label arm64
make_image images 1.1.0 1.1.0 binary
make_image images 1.2.0-rc1 1.2.0 binary
make_index images both 1.0.0 1.0.0-arm
declare -A digest
for tag in 1.0.0 1.0.0-arm 1.1.0 1.2.0-rc1 both; do
    digest[$tag]=$(digest_of oci:images "$tag")
    skopeo --insecure-policy copy --quiet --all --dest-tls-verify=false "oci:images:$tag" "docker://$upstream:$tag"
done

# world: all that a dry run must leave alone.
world() { names_of "$destination" && blobs_of "$destination"; }

step "a dry run shows what would be set and sent, and writes nothing"
before=$(world)
expect_exit 0 tagwarden copy oci:images:1.0.0 "$destination" --dry-run
expect_output "^  1\.0\.0  ${digest[1.0.0]}  new$"
expect_output '^would copy .*: 1 tag to set; 2 blobs, .* to send$'
expect_exit 0 tagwarden copy oci:images:1.0.0 "$destination" --dry-run --json
expect_json '.schema == 1 and .dryRun and (.changed | not) and .toSend.blobs == 2 and .tags[0].step == "create"'
expect_equal "the world after a dry run" "$(world)" "$before"

step "an image gets the tag of the source, the same bytes and all blobs"
expect_exit 0 tagwarden copy oci:images:1.0.0 "$destination"
expect_output "^  1\.0\.0  ${digest[1.0.0]}  new$"
expect_output '^copied .*: 1 tag set; 2 blobs sent, .* in .*/s\), 0 there already$'
expect_names "$destination" 1.0.0="${digest[1.0.0]}"
pull "$destination" 1.0.0

step "again nothing is sent, and nothing is set"
before=$(world)
expect_exit 0 tagwarden copy oci:images:1.0.0 "$destination"
expect_output '^copied .*: 1 tag right already; nothing sent, .* s$'
expect_exit 0 tagwarden copy oci:images:1.0.0 "$destination" --json
expect_json '(.changed | not) and .tags[0].step == "present" and .tags[0].done and .sent.blobs == 0'
expect_exit 0 tagwarden copy oci:images:1.0.0 "$destination" --recheck
expect_output '^copied .*: 1 tag right already; nothing sent, 2 blobs there already, .* s$'
expect_equal "the world" "$(world)" "$before"

step "an index goes with all its images, from a registry as from a layout"
expect_exit 0 tagwarden copy "$upstream:both" "$destination:2"
expect_output '1 tag set; 2 blobs sent, .* 2 there already$'
expect_names "$destination" 1.0.0="${digest[1.0.0]}" 2="${digest[both]}"
pull "$destination" 2
expect_complete "$destination" "${digest[both]}"

step "one platform of it is an image with a digest of its own"
expect_exit 0 tagwarden copy "$upstream:both@${digest[both]}" "$destination:arm" --platform linux/arm64
expect_output "^only linux/arm64 of ${digest[both]}: an image with a digest of its own$"
expect_names "$destination" 1.0.0="${digest[1.0.0]}" 2="${digest[both]}" arm="${digest[1.0.0-arm]}"
expect_exit 3 tagwarden copy "$upstream:both" "$destination:arm" --platform linux/s390x
expect_output '^hint: it has: linux/amd64, linux/arm64$'

step "a tag that names something else is moved, and what it named is said"
expect_exit 0 tagwarden copy oci:images:1.1.0 "$destination:arm"
expect_output "^  arm  ${digest[1.1.0]}  moved from ${digest[1.0.0-arm]}$"
expect_names "$destination" 1.0.0="${digest[1.0.0]}" 2="${digest[both]}" arm="${digest[1.1.0]}"

step "with --no-overwrite it is not"
expect_exit 4 tagwarden copy "$upstream:both" "$destination:arm" --no-overwrite
expect_output "names ${digest[1.1.0]}, not ${digest[both]}"
expect_names "$destination" 1.0.0="${digest[1.0.0]}" 2="${digest[both]}" arm="${digest[1.1.0]}"
expect_exit 4 tagwarden copy "$upstream:both" "$destination:arm" --no-overwrite --json
expect_json '.error.exitCode == 4 and .tags[0].step == "keep" and (.tags[0].done | not)'
expect_exit 4 tagwarden copy "$upstream:both" "$destination:arm" --no-overwrite --dry-run
expect_output "^  arm  ${digest[both]}  left on ${digest[1.1.0]}$"
expect_output "^error: tag 'arm' of .* and --no-overwrite leaves it$"

step "by digest and without a tag only the content arrives"
new_destination content
expect_exit 0 tagwarden copy "$upstream@${digest[1.1.0]}" "$destination"
expect_output "^  -  ${digest[1.1.0]}  no tag: none was named$"
expect_equal "names" "$(names_of "$destination")" ""
expect_complete "$destination" "${digest[1.1.0]}"
expect_exit 4 tagwarden copy "$upstream:1.1.0@${digest[1.0.0]}" "$destination"
expect_exit 4 tagwarden copy "$upstream:1.1.0" "$destination:1@${digest[1.0.0]}"
expect_exit 2 tagwarden copy "$upstream:1.1.0" oci-archive:app.tar
expect_equal "names" "$(names_of "$destination")" ""

step "all tags are one copy, of which the patterns leave some"
new_destination all
expect_exit 0 tagwarden copy --all-tags "$upstream" "$destination" --exclude '*-rc*' --include '1.*' --dry-run
expect_equal "names" "$(names_of "$destination")" ""
expect_exit 0 tagwarden copy --all-tags "$upstream" "$destination" --exclude '*-rc*' --include '1.*'
expect_output '3 tags set'
expect_names "$destination" 1.0.0="${digest[1.0.0]}" 1.0.0-arm="${digest[1.0.0-arm]}" 1.1.0="${digest[1.1.0]}"
expect_exit 0 tagwarden copy oci:images:both "$destination:1.1.0"
expect_exit 0 tagwarden copy --all-tags "$upstream" "$destination"
expect_output "^  1\.1\.0 .* moved from ${digest[both]}$"
expect_output '3 tags set, 2 tags right already; 2 blobs sent'
expect_names "$destination" 1.0.0="${digest[1.0.0]}" 1.0.0-arm="${digest[1.0.0-arm]}" 1.1.0="${digest[1.1.0]}" \
    1.2.0-rc1="${digest[1.2.0-rc1]}" both="${digest[both]}"
for tag in 1.0.0 1.1.0 1.2.0-rc1 both; do pull "$destination" "$tag"; done
expect_exit 0 tagwarden copy --all-tags "$upstream" "$destination" --json
expect_json '(.changed | not) and (.tags | length == 5 and all(.step == "present"))'
expect_exit 3 tagwarden copy --all-tags "$upstream" "$destination" --include 'v*'
expect_exit 2 tagwarden copy --all-tags "$upstream:both" "$destination"
expect_exit 2 tagwarden copy "$upstream:both" "$destination" --include 'v*'

step "of all tags one platform is taken out of each index, and tags that lack it are named"
new_destination platform
expect_exit 3 tagwarden copy --all-tags "$upstream" "$destination" --platform linux/arm64
expect_output '^only linux/arm64 of each index: images with digests of their own$'
expect_output ': 2 tags set, 3 tags unreadable or without linux/arm64;'
for tag in 1.0.0 1.1.0 1.2.0-rc1; do expect_output "^warning: tag '$tag' is not copied: .* no image for linux/arm64$"; done
expect_names "$destination" 1.0.0-arm="${digest[1.0.0-arm]}" both="${digest[1.0.0-arm]}"
pull "$destination" both

step "several destinations get the same, and the source is read once"
new_destination one && one=$destination
new_destination two && two=$destination
lines=$(wc -l <"$upstream_log")
expect_exit 0 tagwarden copy "$upstream:both" "$one" "$two:stable" oci:three
expect_output "^$one:$"
expect_output "^  stable  ${digest[both]}  new$"
read_of_upstream() {
    tail -n "+$((lines + 1))" "$upstream_log" | grep -oE 'GET /v2/team/app/(blobs|manifests)/sha256:[0-9a-f]{64}' | sort
}
expect_equal "how often a manifest or blob was read" "$(read_of_upstream | uniq -c | awk '{print $1}' | sort -u)" 1
expect_equal "what was read: an index, two images of two blobs each" "$(read_of_upstream | wc -l)" 7
expect_names "$one" both="${digest[both]}"
expect_names "$two" stable="${digest[both]}"
expect_names oci:three both="${digest[both]}"
for place in "$one" "$two" oci:three; do expect_complete "$place" "${digest[both]}"; done

step "one that fails keeps no other from being complete, and is named"
nowhere=oci:$scratch/work/images/oci-layout/below-a-file
expect_exit 9 tagwarden copy --all-tags "$upstream" "$one" "$nowhere" "$two" --exclude both
expect_output "^warning: tag '1\.1\.0' is not copied to $nowhere: "
expect_output "^  while copying to 3 destinations, of which these lack something: $nowhere$"
all=(1.0.0="${digest[1.0.0]}" 1.0.0-arm="${digest[1.0.0-arm]}" 1.1.0="${digest[1.1.0]}" 1.2.0-rc1="${digest[1.2.0-rc1]}")
expect_names "$one" both="${digest[both]}" "${all[@]}"
expect_names "$two" stable="${digest[both]}" "${all[@]}"
for tag in 1.0.0-arm 1.1.0; do pull "$two" "$tag"; done
expect_exit 9 tagwarden copy "$upstream:both" "$one" "$nowhere" --json
expect_json '.schema == 1 and .error.exitCode == 9 and (.changed | not) and (.destinations | map(.error.exitCode)) == [null, 9]
    and .destinations[0].tags[0].done'
expect_exit 0 tagwarden copy "$upstream:both" "$one" "$two" --dry-run --json
expect_json '.destinations | map(.tags[0].step) == ["present", "create"] and map(.toSend.blobs) == [0, 0]'

step "blobs may have SHA-512 digests"
# by_sha512 DIGEST: the same blob of the layout 'images' under its SHA-512 digest, which is printed.
by_sha512() {
    local hash
    hash=$(sha512sum <"images/blobs/sha256/${1#*:}") && hash=${hash%% *}
    mkdir -p images/blobs/sha512
    cp "images/blobs/sha256/${1#*:}" "images/blobs/sha512/$hash"
    echo "sha512:$hash"
}
manifest_at oci:images "${digest[1.0.0]}" >"$scratch/tmp/image"
config=$(by_sha512 "$(jq -r .config.digest "$scratch/tmp/image")")
layer=$(by_sha512 "$(jq -r '.layers[0].digest' "$scratch/tmp/image")")
jq -c --arg config "$config" --arg layer "$layer" '.config.digest = $config | .layers[0].digest = $layer' \
    "$scratch/tmp/image" | put_manifest images long-blobs >/dev/null
digest[long-blobs]=$(digest_of oci:images long-blobs)
new_destination long-blobs
expect_exit 0 tagwarden copy oci:images:long-blobs "$destination"
expect_names "$destination" long-blobs="${digest[long-blobs]}"
expect_exit 0 tagwarden copy "$destination:long-blobs" oci:back
expect_exit 0 tagwarden copy oci:images:long-blobs "$destination"
expect_output '1 tag right already; nothing sent'

step "and so may manifests, where the destination keeps them so; else it says what to do"
root=$(by_sha512 "${digest[1.0.0]}")
jq --arg digest "$root" '.manifests |= map(select(.annotations["org.opencontainers.image.ref.name"] == "1.0.0")
    | .digest = $digest)' images/index.json >"$scratch/tmp/index"
cp -r images long && cp "$scratch/tmp/index" long/index.json
new_destination long-manifest
if [[ $kind == layout ]]; then
    expect_exit 0 tagwarden copy oci:long:1.0.0 "$destination"
    expect_output "^  1\.0\.0  $root  new$"
    expect_exit 0 tagwarden copy oci:long:1.0.0 "$destination"
    expect_output '1 tag right already'
else
    expect_exit 4 tagwarden copy oci:long:1.0.0 "$destination"
    expect_output 'does not keep a manifest by its SHA-512 digest, .* DIGEST_INVALID'
    expect_output '^hint: .*oci:DIR'
    expect_equal "names" "$(names_of "$destination")" ""
fi

step "Ctrl-C in the middle of a blob sets no tag, and the same command again goes on"
head -c 8000000 /dev/urandom >big
tar --create --file "$scratch/tmp/layer.tar" big
umoci new --image images:big
umoci --log error raw add-layer --no-history --image images:big "$scratch/tmp/layer.tar"
skopeo --insecure-policy copy --quiet --dest-tls-verify=false oci:images:big "docker://$upstream:big"
digest[big]=$(digest_of oci:images big)
"$here/slow_registry.py" "${upstream%%/*}" "$scratch/tmp" >"$scratch/port" &
servers+=($!)
until [[ -s $scratch/port ]]; do sleep 0.05; done
slow=127.0.0.1:$(cat "$scratch/port")/team/app
new_destination stopped

# stop_with SIGNAL CODE ARGUMENTS…: what a shell starts in the background ignores Ctrl-C, unless it is told not to.
stop_with() {
    local pid signal=$1 wanted=$2 code=0
    shift 2
    rm -f "$scratch/tmp/half" "$scratch/tmp/fast"
    env --default-signal=INT "$TAGWARDEN_BINARY" "$@" >"$scratch/stdout" 2>"$scratch/stderr" </dev/null &
    pid=$!
    until [[ -e $scratch/tmp/half ]]; do sleep 0.05 && kill -0 "$pid"; done
    kill -s "$signal" "$pid"
    wait "$pid" || code=$?
    expect_equal "exit code" "$code" "$wanted"
    expect_equal "names" "$(names_of "$destination")" ""
    touch "$scratch/tmp/fast"
}
for stop in 'INT 130' 'TERM 143'; do
    # shellcheck disable=SC2086  # two words
    stop_with $stop copy "$slow:big" "$destination"
    expect_output '^error: stopped when 0 of 1 tags of .* were set; none names what is not complete$'
    expect_output '^hint: run the same command again: what has arrived is not sent again$'
done
expect_exit 0 tagwarden copy "$slow:big" "$destination"
expect_names "$destination" big="${digest[big]}"
pull "$destination" big

step "and in the middle of a publish it is recorded, and the same command again goes on"
new_destination published
cat >tagwarden.yaml <<YAML
product: app
ledger: sqlite:ledger.db
images: { app: { probes: none, probes-reason: it holds noise } }
destinations: { hub: { to: "$destination" } }
channels: { latest: { follow: stable } }
YAML
stop_with INT 130 publish --version 1.0.0 "$slow:big"
expect_output '^hint: .*the same command again'
expect_exit 0 tagwarden status --json
expect_json '.unfinished == []'
expect_exit 0 tagwarden publish --version 1.0.0 "$slow:big"
expect_names "$destination" 1.0.0="${digest[big]}" latest="${digest[big]}"
