#!/usr/bin/env bash
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
#
# Gokapi (Forceu/Gokapi#138, #148), from 'git init' on, with the configuration of examples/gokapi as it is. In February
# 2024 the image of 1.8.1 was pushed as v1.8.0; it took 42 days until both tags were right again.
# shellcheck source-path=SCRIPTDIR source=support.sh
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

new_destination hub
export GOKAPI_IMAGE=$destination
copy_example gokapi
new_origin

# release VERSION: the constant is moved on, and the commit gets its tag.
release() {
    mkdir -p cmd/gokapi
    printf 'package main\n\nconst versionGokapi = "%s"\n' "$1" >cmd/gokapi/Main.go
    git add tagwarden.yaml cmd
    git commit --quiet --message "Release $1"
    git tag "v$1"
}

# build: what the source says, for all five platforms. Sets $built.
build() {
    ./build
    built=$(jq -r '.manifests[0].digest' built/index.json)
}

publish_in_job() { in_github_job "$1" "$TAGWARDEN_BINARY" publish "${@:2}"; }

step "1.8.0 is published by the job of its tag"
release 1.8.0
build && old=$built
expect_exit 0 publish_in_job v1.8.0
expect_names "$destination" v1.8.0="$old" latest="$old"
expect_equal "platforms" "$(skopeo inspect --raw --tls-verify=false "$(at "$destination" latest)" |
    jq -r '[.manifests[].platform | [.os, .architecture, .variant] | map(values) | join("/")] | join(" ")')" \
    "linux/386 linux/amd64 linux/arm/v6 linux/arm/v7 linux/arm64"

step "a tag whose constant was not moved on is refused before anything is built"
git commit --quiet --allow-empty --message "Release 1.8.1" && git tag v1.8.1
rm -r built
expect_exit 4 publish_in_job v1.8.1
expect_output '^error: cmd/gokapi/Main\.go:3: found 1\.8\.0, wanted 1\.8\.1$'
git tag --delete v1.8.1 >/dev/null

step "a release that lacks a platform is refused (#59)"
release 1.8.1
./build linux/386 linux/amd64 linux/arm/v6 linux/arm/v7
expect_exit 4 publish_in_job v1.8.1
expect_output 'linux/arm64'

step "what happened: the look-up of the newest release answers 1.8.0 in the job of v1.8.1"
build && new=$built
expect_exit 4 publish_in_job v1.8.1 --version v1.8.0
expect_output "^error: --version says 1\.8\.0, .*v1\.8\.1"

step "and where the checkout is that of 1.8.0, its content is not"
git switch --quiet --detach v1.8.0
expect_exit 4 publish_in_job v1.8.0
expect_output '^error: the content of gokapi linux/386 says 1\.8\.1 \(file /app/gokapi\), its name would say 1\.8\.0$'
git switch --quiet master
expect_names "$destination" v1.8.0="$old" latest="$old"

step "as 1.8.1 it gets its names"
expect_exit 0 publish_in_job v1.8.1
expect_names "$destination" v1.8.0="$old" v1.8.1="$new" latest="$new"

step "somebody else's script pushes it as v1.8.0 all the same: whoever looks is told"
skopeo --insecure-policy copy --quiet --all --src-tls-verify=false --dest-tls-verify=false \
    "$(at "$destination" v1.8.1)" "$(at "$destination" v1.8.0)"
expect_exit 1 tagwarden verify "$destination:v1.8.0"
expect_output 'says 1\.8\.1'
expect_exit 0 tagwarden status
expect_output "^trouble: .*'tagwarden repair 1\.8\.0' puts it back$"

step "repair, on another machine that has only the repository, puts the old image back"
git push --quiet origin master
git clone --quiet "$scratch/origin.git" "$scratch/desk"
cd "$scratch/desk"
expect_exit 0 tagwarden repair 1.8.0 --reason "1.8.1 was pushed as v1.8.0 (#138)" --yes
expect_names "$destination" v1.8.0="$old" v1.8.1="$new" latest="$new"
expect_exit 0 tagwarden verify "$destination:v1.8.0" "$destination:v1.8.1" "$destination:latest"
expect_all_right

step "the history tells all of it"
expect_exit 0 tagwarden history --json
expect_json '[.history[] | [.operation, .subject, .from, .to]] == [
    ["publish", "1.8.0", "", "1.8.0"], ["publish", "latest", "", "1.8.0"],
    ["publish", "1.8.1", "", "1.8.1"], ["publish", "latest", "1.8.0", "1.8.1"],
    ["repair", "1.8.0", "1.8.1", "1.8.0"]]'
expect_json '[.history[].actor] == ["octocat", "octocat", "octocat", "octocat"] + [.history[4].actor]'
expect_exit 0 tagwarden history 1.8.0
expect_output ' repair +1\.8\.0 +1\.8\.1 \(foreign\) → 1\.8\.0 .*1\.8\.1 was pushed as v1\.8\.0 \(#138\)'
