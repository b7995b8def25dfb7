# shellcheck shell=bash
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
#
# What the stories in this folder have in common. Each is run with its kind of destination as $1:
#
#   layout      folders in the OCI layout
#   registry    repositories in Debian's docker-registry, on loopback
#
# Every fact is read through other programs than Tagwarden: skopeo, jq, curl, sqlite. To source this file makes an empty
# folder, goes there, and forgets all of the environment but the path, so that a CI job is like a desk.

set -euo pipefail
set -o errtrace
shopt -s inherit_errexit

: "${TAGWARDEN_BINARY:?the program under test}"
TAGWARDEN_BINARY=$(realpath "$TAGWARDEN_BINARY")
kind=${1-layout}
examples=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../../examples")

for name in $(compgen -e); do
    case $name in
        PATH | TMPDIR | TAGWARDEN_BINARY | ACCEPT | ASAN_OPTIONS | UBSAN_OPTIONS | LD_LIBRARY_PATH) ;;
        *) unset "$name" ;;
    esac
done

scratch=$(realpath "$(mktemp -d)")
servers=()

clean_up() {
    local pid
    for pid in "${servers[@]}"; do
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    cd /
    rm -rf "$scratch"
}
trap clean_up EXIT
trap 'echo "FAILED: ${BASH_SOURCE[0]##*/}:$LINENO: $BASH_COMMAND" >&2' ERR

mkdir "$scratch/home" "$scratch/tmp" "$scratch/work"
export HOME=$scratch/home TMPDIR=$scratch/tmp LC_ALL=C NO_COLOR=1 USER=warden
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null GIT_CEILING_DIRECTORIES=$scratch
export GIT_AUTHOR_NAME=Warden GIT_AUTHOR_EMAIL=warden@example.org
export GIT_COMMITTER_NAME=Warden GIT_COMMITTER_EMAIL=warden@example.org
cd "$scratch/work"

# --- telling and expecting -----------------------------------------------------------------------------------------

step() { printf -- '-- %s\n' "$*"; }

# Ends the story. The lines that called are named, the innermost first.
fail() {
    local frame=1
    printf 'FAILED: %s\n' "$*" >&2
    while caller "$frame" >&2; do frame=$((frame + 1)); done
    exit 1
}

tagwarden() { "$TAGWARDEN_BINARY" "$@" </dev/null; }

# expect_exit CODE COMMAND…: what it says is kept for expect_output and the like.
expect_exit() {
    local wanted=$1 code=0
    shift
    "$@" >"$scratch/stdout" 2>"$scratch/stderr" || code=$?
    [[ $code == "$wanted" ]] && return
    sed 's/^/  stdout: /' "$scratch/stdout" >&2
    sed 's/^/  stderr: /' "$scratch/stderr" >&2
    fail "exit code $code, wanted $wanted: $*"
}

# expect_output PATTERN: a line of stdout or stderr of the last expect_exit matches this extended regular expression.
expect_output() {
    grep -qE -- "$1" "$scratch/stdout" "$scratch/stderr" && return
    cat "$scratch/stdout" "$scratch/stderr" >&2
    fail "no line above matches: $1"
}

expect_no_output() {
    grep -qE -- "$1" "$scratch/stdout" "$scratch/stderr" || return 0
    cat "$scratch/stdout" "$scratch/stderr" >&2
    fail "a line above matches: $1"
}

expect_equal() {
    [[ $2 == "$3" ]] && return
    diff <(echo "$3") <(echo "$2") >&2 || true
    fail "$1: got (>) what was not wanted (<)"
}

# expect_json FILTER: it holds for the JSON on stdout of the last expect_exit.
expect_json() {
    jq -e "$1" "$scratch/stdout" >"$scratch/jq" 2>&1 && return
    cat "$scratch/jq" "$scratch/stdout" >&2
    fail "this does not hold for the JSON above: $1"
}

# --- images to publish ---------------------------------------------------------------------------------------------

# make_image DIR TAG VERSION HOW [ARCHITECTURE [SEED]]: an image of one layer in the layout DIR. HOW it says its version:
# label, file (/VERSION), binary (a constant amid the 300 KiB of /app/gokapi) or none. Another SEED: other content.
make_image() {
    local dir=$1 tag=$2 version=$3 how=$4 architecture=${5-amd64} seed=${6-}
    local file=$scratch/tmp/content path=/data config=(--no-history --created 2024-01-01T00:00:00Z)
    [[ -e $dir/oci-layout ]] || umoci init --layout "$dir"
    echo "content of $version $architecture $seed" >"$file"
    case $how in
        label) config+=(--config.label "org.opencontainers.image.version=$version") ;;
        file) path=/VERSION && echo "$version" >"$file" && config+=(--config.label "seed=$seed") ;;
        binary) path=/app/gokapi && binary_bytes "$version" "$version $architecture $seed" >"$file" ;;
        none) ;;
        *) fail "make_image: unknown HOW '$how'" ;;
    esac
    # Not with 'umoci insert': its tar lacks the end (opencontainers/umoci#436); the story 'sources' has one of these.
    tar --create --file "$scratch/tmp/layer.tar" --format ustar --mtime 2024-01-01T00:00:00Z --owner 0 --group 0 \
        --numeric-owner --absolute-names --transform "s|.*|${path#/}|" "$file"
    umoci new --image "$dir:$tag"
    umoci --log error raw add-layer --no-history --image "$dir:$tag" "$scratch/tmp/layer.tar"
    umoci config --image "$dir:$tag" --architecture "$architecture" "${config[@]}"
}

# Always the same bytes for one seed, of which nearly none are text.
binary_bytes() {
    python3 - "$@" <<'PYTHON'
import random, sys
version, seed = sys.argv[1:]
some = random.Random(seed)
high = bytes(byte | 0x80 for byte in range(256))
noise = [some.getrandbits(8 * 150 * 1024).to_bytes(150 * 1024, "big").translate(high) for _ in range(2)]
sys.stdout.buffer.write(b"\x7fELF" + noise[0] + f"\0versionGokapi = {version}\0".encode() + noise[1])
PYTHON
}

# put_manifest DIR [TAG]: stdin, byte for byte, becomes a blob of the layout DIR that TAG names. Prints its descriptor.
put_manifest() {
    local dir=$1 tag=${2-} file=$scratch/tmp/manifest digest size type
    cat >"$file"
    digest=$(sha256sum <"$file") && digest=${digest%% *}
    size=$(stat -c %s "$file")
    type=$(jq -r '.mediaType // "application/vnd.oci.image.\(if .manifests then "index" else "manifest" end).v1+json"' "$file")
    cp "$file" "$dir/blobs/sha256/$digest"
    jq -cn --arg type "$type" --arg digest "sha256:$digest" --argjson size "$size" \
        '{mediaType: $type, digest: $digest, size: $size}' | tee "$scratch/tmp/descriptor"
    [[ -n $tag ]] || return 0
    jq --slurpfile it "$scratch/tmp/descriptor" --arg tag "$tag" \
        '.manifests += [$it[0] + {annotations: {"org.opencontainers.image.ref.name": $tag}}]' \
        "$dir/index.json" >"$scratch/tmp/index"
    mv "$scratch/tmp/index" "$dir/index.json"
}

# descriptor_of DIR TAG: the entry for TAG of a layout, without its name, with its platform.
descriptor_of() {
    local dir=$1 tag=$2 entry blob config
    entry=$(jq -ce --arg tag "$tag" '.manifests[] | select(.annotations["org.opencontainers.image.ref.name"] == $tag)
        | del(.annotations)' "$dir/index.json")
    blob=$(jq -r .digest <<<"$entry")
    config=$(jq -r '.config.digest // empty' "$dir/blobs/sha256/${blob#*:}")
    [[ -n $config ]] || { echo "$entry" && return; }
    jq -c --argjson entry "$entry" '$entry + {platform: {os, architecture}}' "$dir/blobs/sha256/${config#*:}"
}

# make_index DIR TAG MEMBER…: an index of the images that are tagged MEMBER in the same layout.
make_index() {
    local dir=$1 tag=$2 member
    shift 2
    for member in "$@"; do descriptor_of "$dir" "$member"; done |
        jq -cs '{schemaVersion: 2, mediaType: "application/vnd.oci.image.index.v1+json", manifests: .}' |
        put_manifest "$dir" "$tag" >/dev/null
}

# copy_example NAME: a configuration of examples/ and what builds for it. The story goes on in its folder.
copy_example() {
    cp "$examples/image_layout.py" .
    mkdir "$1"
    cp "$examples/$1/tagwarden.yaml" "$examples/$1/build" "$1/"
    cd "$1"
}

# new_origin: a repository for a server's, as the remote 'origin' of the checkout in this folder, which is new, too.
new_origin() {
    git init --quiet --initial-branch master
    git init --quiet --bare --initial-branch master "$scratch/origin.git"
    git remote add origin "$scratch/origin.git"
}

# in_github_job TAG COMMAND…: as in a job of GitHub Actions that was started by this tag.
in_github_job() {
    local tag=$1
    shift
    env GITHUB_ACTIONS=true GITHUB_REF_TYPE=tag "GITHUB_REF_NAME=$tag" "GITHUB_REF=refs/tags/$tag" \
        GITHUB_EVENT_NAME=push "GITHUB_SHA=$(git rev-parse HEAD)" GITHUB_RUN_NUMBER=1 GITHUB_ACTOR=octocat \
        GITHUB_SERVER_URL=https://github.com "$@" </dev/null
}

# --- destinations --------------------------------------------------------------------------------------------------

registry=      # HOST:PORT of the last registry that was started
registry_data= # and the folder in which it keeps everything
registry_log=  # and what it says; with registry_keeps_quiet=false before it is started, a line for each request
registry_life=600 # seconds after which one that is started ends by itself

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# start_registry [MORE]: a docker-registry; MORE is added to its configuration. Somebody else may take the port before
# it does, so it is asked whether it is ours.
# shellcheck disable=SC2120  # stories may add to it
start_registry() {
    local more=${1-} folder port attempt look mark pid
    for attempt in 1 2 3 4 5; do
        port=$(free_port)
        mark=$$-$port-$attempt
        folder=$scratch/registry-$mark
        mkdir -p "$folder/data"
        cat >"$folder/config.yml" <<YAML
version: 0.1
log: { level: warn, accesslog: { disabled: ${registry_keeps_quiet-true} } }
storage:
  filesystem: { rootdirectory: $folder/data }
  delete: { enabled: true }
  maintenance: { uploadpurging: { enabled: false } }
http:
  addr: 127.0.0.1:$port
  secret: any-fixed-string
  headers: { X-Started-By: [$mark] }
$more
YAML
        # Should this script be killed, the registry still ends some day.
        timeout "$registry_life" docker-registry serve "$folder/config.yml" >"$folder/log" 2>&1 </dev/null &
        pid=$!
        servers+=("$pid")
        for ((look = 0; look < 100; look++)); do
            kill -0 "$pid" 2>/dev/null || break
            if curl -sS -D - -o /dev/null "http://127.0.0.1:$port/v2/" 2>/dev/null | grep -q "$mark"; then
                registry=127.0.0.1:$port
                registry_data=$folder/data
                # shellcheck disable=SC2034  # the stories use it
                registry_log=$folder/log
                return
            fi
            sleep 0.1
        done
    done
    cat "$folder/log" >&2
    fail "no registry could be started"
}

# new_destination NAME: sets $destination to an empty one, of the kind of this story.
# shellcheck disable=SC2034  # the stories use it
new_destination() {
    case $kind in
        layout) destination=oci:$scratch/work/$1 ;;
        registry)
            # shellcheck disable=SC2119
            [[ -n $registry ]] || start_registry
            destination=$registry/team/$1
            ;;
        *) fail "unknown kind of destination '$kind': write layout or registry" ;;
    esac
}

# at DESTINATION TAG: as skopeo writes it.
at() {
    if [[ $1 == oci:* ]]; then echo "$1:$2"; else echo "docker://$1:$2"; fi
}

# tags_of DESTINATION: its tags in order. A destination that is not there yet has none.
tags_of() {
    local dir=${1#oci:}
    if [[ $1 == oci:* ]]; then
        [[ -e $dir ]] || return 0
        jq -r '.manifests[]?.annotations["org.opencontainers.image.ref.name"] // empty' "$dir/index.json" | sort
    elif skopeo list-tags --tls-verify=false "docker://$1" >"$scratch/tags" 2>"$scratch/tags.error"; then
        jq -r '.Tags[]' "$scratch/tags" | sort
    elif ! grep -q 'status code from registry 404' "$scratch/tags.error"; then
        cat "$scratch/tags.error" >&2
        return 1
    fi
}

# digest_of DESTINATION TAG: the hash of what skopeo gets. In a layout, index.json has to say the same.
digest_of() {
    local got listed
    got=$(skopeo inspect --raw --tls-verify=false "$(at "$1" "$2")" | sha256sum)
    got=sha256:${got%% *}
    if [[ $1 == oci:* ]]; then
        listed=$(jq -r --arg tag "$2" '.manifests[] | select(.annotations["org.opencontainers.image.ref.name"] == $tag)
            | .digest' "${1#oci:}/index.json")
        [[ $listed == "$got" ]] || { echo "index.json lists $2 as $listed, its content is $got" >&2 && return 1; }
    fi
    echo "$got"
}

# names_of DESTINATION: "TAG DIGEST" for every tag, in order. The digests are hashes of what is there: all at once,
# as skopeo for each would take most of a story's time.
names_of() {
    local dir=${1#oci:} tags manifests=$scratch/tmp/manifests
    tags=$(tags_of "$1")
    [[ -n $tags ]] || return 0
    rm -rf "$manifests" && mkdir "$manifests"
    if [[ $1 == oci:* ]]; then
        jq -r '.manifests[] | select(.annotations) | [.annotations["org.opencontainers.image.ref.name"], .digest[7:]]
            | @tsv' "$dir/index.json" | while read -r tag hash; do
            ln "$dir/blobs/sha256/$hash" "$manifests/$tag"  # fails where two entries have one name
        done
    else
        curl -fsS --header "Accept: $manifest_types" --output "$manifests/#1" \
            "http://${1%%/*}/v2/${1#*/}/manifests/{${tags//$'\n'/,}}"
    fi
    (cd "$manifests" && sha256sum -- *) | sed -E 's/^([0-9a-f]+) +(.*)/\2 sha256:\1/' | sort
}

manifest_types=application/vnd.oci.image.index.v1+json,application/vnd.oci.image.manifest.v1+json
manifest_types+=,application/vnd.docker.distribution.manifest.v2+json
manifest_types+=,application/vnd.docker.distribution.manifest.list.v2+json

# blobs_of DESTINATION: every blob and manifest that is stored there (in a registry: in the whole of it).
blobs_of() {
    if [[ $1 == oci:* ]]; then
        [[ -e ${1#oci:} ]] || return 0
        (cd "${1#oci:}" && find blobs -type f | sort)
    else
        [[ -e $registry_data/docker/registry/v2/blobs ]] || return 0
        (cd "$registry_data/docker/registry/v2/blobs" && find . -type f | sort)
    fi
}

# expect_names DESTINATION TAG=DIGEST…: these names and no others are there.
expect_names() {
    local place=$1 got wanted
    shift
    got=$(names_of "$place")
    wanted=$(printf '%s\n' "$@" | sed 's/=/ /' | sort)
    expect_equal "the names at ${place##*/}" "$got" "$wanted"
}

# pull DESTINATION TAG|DIGEST: skopeo fetches all of it, and every hash is checked on the way.
pull() {
    local place=$1 what=$2 dir=${1#oci:} small=$scratch/tmp/small source
    if [[ $what != sha256:* ]]; then
        source=$(at "$place" "$what")
    elif [[ $place != oci:* ]]; then
        source=docker://$place@$what
    else
        # skopeo takes no digest for a layout, so it gets a layout that holds nothing else.
        rm -rf "$small" && mkdir "$small" && ln -s "$dir/blobs" "$small/blobs" && cp "$dir/oci-layout" "$small/"
        jq -e --arg digest "$what" '.manifests |= ([.[] | select(.digest == $digest)][:1]
            | map(.annotations = {"org.opencontainers.image.ref.name": "it"}))
            | select(.manifests | length == 1)' "$dir/index.json" >"$small/index.json"
        source=oci:$small:it
    fi
    rm -rf "$scratch/tmp/pulled"
    skopeo --insecure-policy copy --quiet --all --src-tls-verify=false "$source" "dir:$scratch/tmp/pulled"
}

# manifest_at DESTINATION DIGEST, blob_at DESTINATION DIGEST: its bytes, without a look at what they are.
manifest_at() {
    if [[ $1 == oci:* ]]; then
        blob_at "$@"
    else
        curl -fsS --header "Accept: $manifest_types" "http://${1%%/*}/v2/${1#*/}/manifests/$2"
    fi
}

blob_at() {
    if [[ $1 == oci:* ]]; then
        cat "${1#oci:}/blobs/sha256/${2#*:}"
    else
        curl -fsS "http://${1%%/*}/v2/${1#*/}/blobs/$2"
    fi
}

# expect_complete DESTINATION DIGEST: all that it refers to is there, byte for byte. Also for what skopeo cannot copy.
expect_complete() {
    local place=$1 digest=$2 file=$scratch/tmp/complete-${2#*:} part hash
    manifest_at "$place" "$digest" >"$file"
    hash=$(sha256sum <"$file")
    expect_equal "hash of a manifest at ${place##*/}" "sha256:${hash%% *}" "$digest"
    for part in $(jq -r '.manifests[]?.digest' "$file"); do expect_complete "$place" "$part"; done
    for part in $(jq -r '.config.digest // empty, .layers[]?.digest' "$file"); do
        hash=$(blob_at "$place" "$part" | sha256sum)
        expect_equal "hash of a blob at ${place##*/}" "sha256:${hash%% *}" "$part"
    done
}

# --- the ledger ----------------------------------------------------------------------------------------------------

# ledger_entries FILE: how many it holds, also those that history does not tell.
ledger_entries() {
    python3 - "$1" <<'PYTHON'
import os, sqlite3, sys
path = sys.argv[1]
if not os.path.exists(path):
    print(0)
else:
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as ledger:
        print(ledger.execute("SELECT count(*) FROM entries").fetchone()[0])
PYTHON
}

# expect_all_right: every channel is where its rule wants it, and nothing else is wrong.
expect_all_right() {
    expect_exit 0 tagwarden status --json
    expect_json '.schema == 1 and (.channels | length > 0) and all(.channels[]; .state == "right")
        and .troubledAnchors == [] and .unanswered == [] and .unfinished == []'
}
