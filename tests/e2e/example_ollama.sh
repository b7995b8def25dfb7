#!/usr/bin/env bash
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
#
# Ollama (ollama/ollama#10105), from 'git init' on, with the configuration of examples/ollama as it is. 0.6.3 had a
# regression; latest and its twin rocm went back to 0.6.2, nobody was told, and users took it for a stale tag.
# shellcheck source-path=SCRIPTDIR source=support.sh
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

new_destination hub
export OLLAMA_IMAGE=$destination
copy_example ollama
new_origin

declare -A digest # of each image, by its tag

# build VERSION: both images.
build() {
    ./build "$1"
    digest[$1]=$(jq -r '.manifests[0].digest' built/default/index.json)
    digest[$1-rocm]=$(jq -r '.manifests[0].digest' built/rocm/index.json)
}

publish_in_job() { in_github_job "$1" "$TAGWARDEN_BINARY" publish "${@:2}"; }

# expect_ollama LATEST VERSION…: latest and rocm are on LATEST, and these versions are there with both their images.
expect_ollama() {
    local names=("latest=${digest[$1]}" "rocm=${digest[$1-rocm]}") version
    shift
    for version in "$@"; do names+=("$version=${digest[$version]}" "$version-rocm=${digest[$version-rocm]}"); done
    expect_names "$destination" "${names[@]}"
}

step "0.6.2 is latest, and its twin rocm with it"
git add tagwarden.yaml && git commit --quiet --message "Begin" && git tag v0.6.2
git push --quiet origin master
build 0.6.2
expect_exit 0 publish_in_job v0.6.2
expect_ollama 0.6.2 0.6.2

step "a candidate on the same commit as its release takes no channel (#14852, PR #6832)"
git commit --quiet --allow-empty --message "Work" && git tag v0.6.3-rc1 && git tag v0.6.3
build 0.6.3-rc1
expect_exit 0 publish_in_job v0.6.3-rc1
expect_ollama 0.6.2 0.6.2 0.6.3-rc1

step "what two jobs bring is one release: neither channel moves before both have (#3448)"
build 0.6.3
expect_exit 0 publish_in_job v0.6.3 --only ollama
expect_equal "latest" "$(digest_of "$destination" latest)" "${digest[0.6.2]}"
expect_exit 0 tagwarden status
expect_output '^latest, rocm \(latest\) at hub: .*; 0\.6\.3 waits for ollama/rocm, which no job has brought yet; '
expect_exit 0 publish_in_job v0.6.3 --only ollama/rocm
expect_ollama 0.6.3 0.6.2 0.6.3-rc1 0.6.3

step "0.6.3 writes nonsense: one command on a maintainer's desk takes both back"
git clone --quiet "$scratch/origin.git" "$scratch/desk"
cd "$scratch/desk"
expect_exit 0 tagwarden rollback latest --reason "Gemma 3 answers are worse (#10105)" --yes
expect_ollama 0.6.2 0.6.2 0.6.3-rc1 0.6.3
expect_all_right

step "nobody has to guess: a stale tag and one that was taken back are told apart"
expect_exit 0 tagwarden status
expect_output '^withdrawn: 0\.6\.3 since .*: Gemma 3 answers are worse \(#10105\)$'
expect_exit 0 tagwarden resolve 0.6.3
expect_output "^$destination@${digest[0.6.3]}\$"
expect_output '^warning: 0\.6\.3 is withdrawn: Gemma 3 answers are worse \(#10105\)$'
expect_exit 0 tagwarden resolve rocm
expect_output "^$destination@${digest[0.6.2-rocm]}\$"
pull "$destination" 0.6.3

step "the job of 0.6.3, run again, brings it back to no channel"
cd "$scratch/work/ollama"
expect_exit 0 publish_in_job v0.6.3
expect_ollama 0.6.2 0.6.2 0.6.3-rc1 0.6.3

step "0.6.4 takes both on, without further ado"
git commit --quiet --allow-empty --message "Fix Gemma 3" && git tag v0.6.4
build 0.6.4
expect_exit 0 publish_in_job v0.6.4
expect_ollama 0.6.4 0.6.2 0.6.3-rc1 0.6.3 0.6.4
expect_all_right

step "the history tells all of it, and what latest was on"
expect_exit 0 tagwarden history latest --json
expect_json '[.history[] | [.operation, .subject, .from, .to]] == [
    ["publish", "latest", "", "0.6.2"], ["publish", "latest", "0.6.2", "0.6.3"], ["withdraw", "0.6.3", "", ""],
    ["rollback", "latest", "0.6.3", "0.6.2"], ["publish", "latest", "0.6.2", "0.6.4"]]'
expect_json 'all(.history[] | select(.operation != "withdraw"); .tags == ["latest", "rocm"])'
expect_exit 0 tagwarden history latest
expect_output 'rollback +latest +0\.6\.3 → 0\.6\.2 .*Gemma 3 answers are worse \(#10105\)'
expect_exit 0 tagwarden history latest --as-of 2999-01-01 --json
expect_json '[.channels[] | [.tag, .version]] == [["latest", "0.6.4"], ["rocm", "0.6.4"]]'
