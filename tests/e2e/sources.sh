#!/usr/bin/env bash
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
#
# Wherever an image comes from, the destination gets the same bytes under the same digest.
# shellcheck source-path=SCRIPTDIR source=support.sh
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

# begin NAME: a product of its own, to which nothing has been published.
begin() {
    new_destination "$1"
    cat >tagwarden.yaml <<YAML
product: sources
ledger: sqlite:$1.db
images:
  app: { probes: [ label, { file: /VERSION } ] }
destinations:
  hub: { to: "$destination" }
channels:
  latest: { follow: stable }
YAML
}

# arrives NAME SOURCE DIGEST: published from there, it has that digest and nothing is missing.
arrives() {
    begin "$1"
    expect_exit 0 tagwarden publish --version 1.0.0 "$2"
    expect_names "$destination" 1.0.0="$3" latest="$3"
    expect_complete "$destination" "$3"
    expect_exit 0 tagwarden verify "$destination:1.0.0"
    expect_output '1\.0\.0: the content says 1\.0\.0, as its name does'
    expect_exit 0 tagwarden publish --version 1.0.0 "$2"
    expect_output 'nothing was done'
}

start_registry
source=$registry/from/app
make_image images 1.0.0 1.0.0 file
make_image images arm64 1.0.0 file arm64
make_index images both 1.0.0 arm64
one=$(digest_of oci:images 1.0.0)
both=$(digest_of oci:images both)
copy() { skopeo --insecure-policy copy --quiet --all --src-tls-verify=false --dest-tls-verify=false "$@"; }

step "from a layout"
arrives from-layout oci:images:1.0.0 "$one"
pull "$destination" 1.0.0
pull "$destination" "$one"
arrives from-layout-index oci:images:both "$both"
pull "$destination" latest
arrives from-layout-digest "oci:images@$one" "$one"

step "from an OCI archive"
copy oci:images:1.0.0 oci-archive:one.tar:1.0.0
copy oci:images:both oci-archive:both.tar
arrives from-oci-archive oci-archive:one.tar "$one"
arrives from-oci-archive-tag oci-archive:one.tar:1.0.0 "$one"
arrives from-oci-archive-index oci-archive:both.tar "$both"

step "from a registry, by tag and by digest"
copy oci:images:1.0.0 "docker://$source:1.0.0"
copy oci:images:both "docker://$source:both"
arrives from-registry "$source:1.0.0" "$one"
arrives from-registry-index "$source:both" "$both"
arrives from-registry-digest "$source@$both" "$both"
arrives from-registry-tag-and-digest "$source:both@$both" "$both"
expect_exit 4 tagwarden publish --version 1.0.0 "$source:both@$one"

step "from a docker archive, which has no manifest: the layers and the configuration are those of the image"
copy oci:images:1.0.0 docker-archive:docker.tar:example.org/app:1.0.0
begin from-docker-archive
expect_exit 0 tagwarden publish --version 1.0.0 docker-archive:docker.tar
made=$(digest_of "$destination" 1.0.0)
expect_names "$destination" 1.0.0="$made" latest="$made"
expect_complete "$destination" "$made"
pull "$destination" 1.0.0
expect_exit 0 tagwarden publish --version 1.0.0 docker-archive:docker.tar
expect_output 'nothing was done'
layers() { blob_at "$1" "$(manifest_at "$1" "$2" | jq -r .config.digest)" | jq -c '[.architecture, .rootfs.diff_ids]'; }
expect_equal "platform and layers" "$(layers "$destination" "$made")" "$(layers "oci:$PWD/images" "$one")"

step "strange but right: unknown fields, no media type, white space, an index in an index"
type=application/vnd.oci.image
# A manifest without a media type, as older tools write it, in which also somebody keeps notes.
manifest_at "oci:$PWD/images" "$one" | jq '. + {note: {"ü": [1.50, null]}} | del(.mediaType)' |
    put_manifest images plain >plain.json
arrives plain oci:images:plain "$(jq -r .digest plain.json)"
jq -n --argjson one "$(descriptor_of images plain)" --argjson two "$(descriptor_of images arm64)" \
    '{manifests: [$one + {artifactType: "example/type", own: {deep: [true]}}, $two], schemaVersion: 2, extra: "kept"}' |
    put_manifest images odd >odd.json
arrives odd oci:images:odd "$(jq -r .digest odd.json)"
jq --indent 7 -n --arg type "$type.index.v1+json" --argjson inner "$(descriptor_of images both)" \
    --argjson odd "$(descriptor_of images odd)" \
    '{schemaVersion: 2, mediaType: $type, manifests: [$inner, $odd], annotations: {"a.b": "c"}}' |
    put_manifest images nested >nested.json
nested=$(jq -r .digest nested.json)
arrives nested oci:images:nested "$nested"
arrives nested-again "$destination:1.0.0" "$nested"

step "a layer as 'umoci insert' writes it: its tar lacks the end, and every container runtime takes it"
echo 1.0.0 >VERSION
umoci new --image images:inserted
umoci --log error insert --rootless --image images:inserted VERSION /VERSION
inserted=$(digest_of oci:images inserted)
arrives inserted oci:images:inserted "$inserted"
