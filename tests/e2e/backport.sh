#!/usr/bin/env bash
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
#
# A back-port, 1.7.9, is made after 1.8.0 and must not take latest. The channels follow from what is published, not from
# the order in which jobs finish: the C++ tests try every order, this story some of them on real destinations.
# shellcheck source-path=SCRIPTDIR source=support.sh
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

declare -A digest
for version in 1.6.0 1.7.8 1.7.9 1.8.0-rc.1 1.8.0 1.8.1-rc.1; do
    make_image images "$version" "$version" file
    digest[$version]=$(digest_of oci:images "$version")
done

# begin NAME: a product of its own, to which nothing has been published.
begin() {
    new_destination "$1"
    cat >tagwarden.yaml <<YAML
product: backport
ledger: sqlite:$1.db
images:
  app: { source: "oci:images:{version}", probes: [ { file: /VERSION } ] }
destinations:
  hub: { to: "$destination" }
channels:
  latest:            { follow: stable }
  "{major}":         { follow: stable }
  "{major}.{minor}": { follow: stable }
  rc:                { follow: tagged }
YAML
}

# expect_published NAME=VERSION…: these channels, beside the anchors of what was published, and nothing else.
anchors=()
expect_published() {
    local names=() one
    for one in "${anchors[@]}" "$@"; do names+=("${one%=*}=${digest[${one#*=}]}"); done
    expect_names "$destination" "${names[@]}"
}

publish() {
    expect_exit 0 tagwarden publish --version "$1"
    anchors+=("$1=$1")
}

step "a back-port takes its own line, and neither its major nor latest"
begin told
publish 1.7.8
expect_published latest=1.7.8 1=1.7.8 1.7=1.7.8 rc=1.7.8
publish 1.8.0
expect_published latest=1.8.0 1=1.8.0 1.8=1.8.0 1.7=1.7.8 rc=1.8.0
publish 1.7.9
expect_output 'moved 1\.7 to 1\.7\.9$'
expect_output '1\.7\.9 is not the highest stable: 1\.8\.0 is'
expect_published latest=1.8.0 1=1.8.0 1.8=1.8.0 1.7=1.7.9 rc=1.8.0
expect_all_right
expect_exit 0 tagwarden history latest --json
expect_json '[.history[].to] == ["1.7.8", "1.8.0"]'

step "a pre-release takes rc alone, and its release takes all"
publish 1.8.1-rc.1
expect_published latest=1.8.0 1=1.8.0 1.8=1.8.0 1.7=1.7.9 rc=1.8.1-rc.1

step "an order of arrival changes nothing"
orders() {
    python3 - "$1" <<'PYTHON'
import itertools, random, sys
every = list(itertools.permutations(["1.6.0", "1.7.8", "1.8.0-rc.1", "1.8.0", "1.7.9"]))
assert len(every) == 120
for order in random.Random(10105).sample(every, int(sys.argv[1])):
    print(*order)
PYTHON
}
case $kind in layout) many=12 ;; *) many=6 ;; esac
orders "$many" >orders.txt
number=0
while read -ra order; do
    number=$((number + 1))
    echo "   ${order[*]}"
    begin "order-$number"
    anchors=()
    for version in "${order[@]}"; do publish "$version"; done
    expect_published latest=1.8.0 1=1.8.0 1.8=1.8.0 1.7=1.7.9 1.6=1.6.0 rc=1.8.0
    expect_all_right
done <orders.txt
expect_equal "orders that were tried" "$number" "$many"
