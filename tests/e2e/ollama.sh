#!/usr/bin/env bash
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
#
# Ollama (ollama/ollama#10105): 0.6.3 had a regression, so latest and its twin rocm went back to 0.6.2.
# Two variants, two destinations; every channel of both has to go and to stay where the decision says.
# shellcheck source-path=SCRIPTDIR source=support.sh
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

new_destination hub
hub=$destination
registry= # the mirror is a registry of its own
new_destination mirror
mirror=$destination
cat >tagwarden.yaml <<YAML
product: ollama
ledger: sqlite:ledger.db
images:
  ollama:
    source: "oci:images:{version}{suffix}"
    variants: { default: "", rocm: "-rocm" }
    probes: [ { file: /VERSION } ]
destinations:
  hub: { to: "$hub" }
  mirror: { to: "$mirror" }
channels:
  latest:            { follow: stable, names: { rocm: rocm } }
  "{major}":         { follow: stable }
  "{major}.{minor}": { follow: stable }
YAML

declare -A digest # of each image, by its tag
for version in 0.6.2 0.6.3 0.6.4; do
    for suffix in "" -rocm; do
        make_image images "$version$suffix" "$version" file amd64 "$suffix"
        digest[$version$suffix]=$(digest_of oci:images "$version$suffix")
    done
done
published=() # the versions whose anchors have to be there, whatever the channels do

# expect_channels CHANNELS-AND-VERSIONS…: latest=0.6.2 and the like, at both places and for both variants.
expect_channels() {
    local names=() one version
    for version in "${published[@]}"; do
        names+=("$version=${digest[$version]}" "$version-rocm=${digest[$version-rocm]}")
    done
    for one in "$@"; do
        version=${one#*=}
        case $one in
            latest=*) names+=("latest=${digest[$version]}" "rocm=${digest[$version-rocm]}") ;;
            *) names+=("${one%=*}=${digest[$version]}" "${one%=*}-rocm=${digest[$version-rocm]}") ;;
        esac
    done
    expect_names "$hub" "${names[@]}"
    expect_names "$mirror" "${names[@]}"
}

step "a release gets its names for both variants, at both destinations"
expect_exit 0 tagwarden publish --version 0.6.2
published+=(0.6.2)
expect_channels latest=0.6.2 0=0.6.2 0.6=0.6.2
expect_exit 0 tagwarden publish --version 0.6.3
published+=(0.6.3)
expect_channels latest=0.6.3 0=0.6.3 0.6=0.6.3
expect_all_right
expect_json 'all(.channels[]; .rollbackTo == "0.6.2") and (.channels | length == 12)'

step "rollback wants a reason, and a yes"
expect_exit 2 tagwarden rollback latest
expect_exit 2 tagwarden rollback latest --reason " " --yes
expect_exit 2 tagwarden rollback latest --reason "Gemma 3 output quality"
expect_output 'no terminal'
expect_exit 3 tagwarden rollback lastet --reason "Gemma 3 output quality" --yes
expect_output "did you mean 'latest'"
expect_exit 0 tagwarden rollback latest --reason "Gemma 3 output quality" --dry-run
expect_channels latest=0.6.3 0=0.6.3 0.6=0.6.3

step "rollback: one command, every channel, every variant, every destination"
expect_exit 0 tagwarden rollback latest --reason "Gemma 3 output quality" --yes
expect_channels latest=0.6.2 0=0.6.2 0.6=0.6.2
expect_all_right
expect_json '[.withdrawn[] | [.version, .reason]] == [["0.6.3", "Gemma 3 output quality"]]'

step "what was taken back can still be had, by name and by digest"
for place in "$hub" "$mirror"; do
    for name in 0.6.3 0.6.3-rocm; do
        pull "$place" "$name"
        pull "$place" "${digest[$name]}"
    done
done

step "those who ask for it are told why it is withdrawn"
expect_exit 0 tagwarden resolve 0.6.3
expect_output "^$hub@${digest[0.6.3]}\$"
expect_output '^warning: 0\.6\.3 is withdrawn: Gemma 3 output quality$'
expect_exit 0 tagwarden resolve 0.6.3 --variant rocm --destination mirror --json
expect_json '.withdrawn and .reason == "Gemma 3 output quality"'
expect_equal "reference" "$(jq -r .reference "$scratch/stdout")" "$mirror@${digest[0.6.3-rocm]}"
expect_exit 0 tagwarden resolve rocm
expect_output "^$hub@${digest[0.6.2-rocm]}\$"
expect_no_output 'withdrawn'
expect_exit 1 tagwarden verify "$hub:0.6.3"
expect_output 'withdrawn: 0\.6\.3 is withdrawn since .*: Gemma 3 output quality'

step "the bad release published again does not take the channels back"
expect_exit 0 tagwarden publish --version 0.6.3
expect_channels latest=0.6.2 0=0.6.2 0.6=0.6.2
expect_exit 0 tagwarden settle
expect_channels latest=0.6.2 0=0.6.2 0.6=0.6.2

step "a rollback does not go forward, and there is nothing below the lowest release"
expect_exit 4 tagwarden rollback latest --to 0.6.3 --reason "back up" --yes
expect_exit 4 tagwarden rollback latest --reason "even lower" --yes
expect_output 'has no earlier complete release'
expect_channels latest=0.6.2 0=0.6.2 0.6=0.6.2

step "the next good release takes them"
expect_exit 0 tagwarden publish --version 0.6.4
published+=(0.6.4)
expect_channels latest=0.6.4 0=0.6.4 0.6=0.6.4
expect_all_right

step "history latest tells all of it, with the reasons"
expect_exit 0 tagwarden history latest --json
expect_json '[.history[] | [.operation, .subject, .from, .to]] == [
    ["publish", "latest", "", "0.6.2"], ["publish", "latest", "0.6.2", "0.6.3"],
    ["withdraw", "0.6.3", "", ""], ["rollback", "latest", "0.6.3", "0.6.2"], ["publish", "latest", "0.6.2", "0.6.4"]]'
expect_json '.history[2].reason == "Gemma 3 output quality" and .history[3].reason == "Gemma 3 output quality"
    and .history[4].reason == "0.6.4 is the highest stable"'
expect_json 'all(.history[] | select(.subject == "latest"); .destinations == ["hub", "mirror"] and .tags == ["latest", "rocm"]
    and .complete) and all(.history[]; .actor | startswith("warden@"))'
expect_json '[.history[].sequence] | . == (. | sort)'
expect_exit 0 tagwarden history latest
expect_output 'rollback +latest +0\.6\.3 → 0\.6\.2 +latest, rocm at hub, mirror .*Gemma 3 output quality'
expect_exit 3 tagwarden history 9.9.9

step "a held channel stays, and follows again when it is let go"
expect_exit 2 tagwarden hold latest --at 0.6.2
expect_exit 4 tagwarden hold latest --at 0.6.3 --reason "it is withdrawn"
expect_exit 0 tagwarden hold rocm --at 0.6.2 --reason "the driver is not out yet"
expect_channels latest=0.6.2 0=0.6.4 0.6=0.6.4
expect_exit 0 tagwarden status --json
expect_json '.holds | map([.channel, .version, .reason]) == [["latest", "0.6.2", "the driver is not out yet"]]'
expect_exit 0 tagwarden settle
expect_channels latest=0.6.2 0=0.6.4 0.6=0.6.4
expect_exit 4 tagwarden rollback latest --reason "while it is held" --yes
expect_output 'hold latest --at'
expect_exit 0 tagwarden unhold latest
expect_channels latest=0.6.4 0=0.6.4 0.6=0.6.4
expect_exit 4 tagwarden unhold latest

step "withdraw and reinstate do the same without naming a channel"
expect_exit 2 tagwarden withdraw 0.6.4 --yes
expect_exit 2 tagwarden withdraw 0.6.4 --reason "crashes at start"
expect_exit 0 tagwarden withdraw 0.6.4 --reason "crashes at start" --yes
expect_channels latest=0.6.2 0=0.6.2 0.6=0.6.2
expect_exit 4 tagwarden withdraw 0.6.4 --reason "again" --yes
expect_exit 2 tagwarden reinstate 0.6.3 --yes
expect_exit 2 tagwarden reinstate 0.6.3 --reason "without a terminal"
expect_exit 0 tagwarden reinstate 0.6.3 --reason "it was the test that was wrong" --yes
expect_channels latest=0.6.3 0=0.6.3 0.6=0.6.3
expect_exit 0 tagwarden resolve 0.6.3
expect_no_output 'withdrawn'
expect_exit 4 tagwarden reinstate 0.6.3 --reason "again" --yes
expect_all_right

step "a channel whose last release is withdrawn stays, and is called stranded"
expect_exit 0 tagwarden withdraw 0.6.3 --reason "no" --yes
expect_exit 0 tagwarden withdraw 0.6.2 --reason "none is left" --yes
expect_channels latest=0.6.2 0=0.6.2 0.6=0.6.2
expect_exit 0 tagwarden status --json
expect_json 'all(.channels[]; .state == "stranded" and .version == "0.6.2" and .wanted == "")'
