#!/usr/bin/env bash
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
#
# omnibus-gitlab, from 'git init' on: feature branches, nightlies, candidates and releases of two editions, with the
# configuration of examples/omnibus-gitlab as it is. A back-port must not take latest, the image with the tests must not
# become public, and what happens to one edition must not touch the other.
# shellcheck source-path=SCRIPTDIR source=support.sh
example=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../../examples/omnibus-gitlab")
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

cp "$example/tagwarden.yaml" "$example/build" .
new_destination builder
export CI_REGISTRY_IMAGE=$destination
registry= # the public one is a registry of its own
new_destination public
export PUBLIC_REGISTRY_IMAGE=$destination
builder=$CI_REGISTRY_IMAGE/gitlab public=$PUBLIC_REGISTRY_IMAGE/gitlab

declare -A digest tests # of the image, and of the one with its tests, by version

# in_job VARIABLE=VALUE… -- COMMAND…: as in a job of GitLab CI at this commit.
in_job() {
    local variables=(GITLAB_CI=true CI_PROJECT_PATH=gitlab-org/omnibus-gitlab "CI_COMMIT_SHA=$(git rev-parse HEAD)")
    while [[ $1 != -- ]]; do
        variables+=("$1")
        shift
    done
    env "${variables[@]}" "${@:2}"
}

# publish_in_job VARIABLE=VALUE…: asks for the version, builds it, and publishes it. Sets $version.
publish_in_job() {
    expect_exit 0 in_job "$@" -- "$TAGWARDEN_BINARY" version --json
    version=$(jq -r .version "$scratch/stdout")
    ./build "$version"
    digest[$version]=$(jq -r '.manifests[0].digest' built/gitlab/index.json)
    tests[$version]=$(jq -r '.manifests[0].digest' built/qa/index.json)
    expect_exit 0 in_job "$@" -- "$TAGWARDEN_BINARY" publish
}

slug() { echo "${1//+/-}"; }

# expect_edition EDITION [NAME=VERSION…] -- [NAME=VERSION…]: what is at the builder's registry, and what is public.
expect_edition() {
    local edition=$1 place=$builder names=() one
    shift
    for one in "$@" end; do
        case $one in
            -- | end)
                expect_names "$place-$edition" "${names[@]}"
                place=$public names=()
                ;;
            *=*) names+=("${one%%=*}=${digest[${one#*=}]}") ;;
            *) names+=("$(slug "$one")=${digest[$one]}") ;;
        esac
    done
}

expect_tests() {
    local edition=$1 names=() one
    shift
    for one in "$@"; do
        case $one in
            *=*) names+=("${one%%=*}=${tests[${one#*=}]}") ;;
            *) names+=("$(slug "$one")=${tests[$one]}") ;;
        esac
    done
    expect_names "$builder-$edition-qa" "${names[@]}"
}

step "the first build of a new repository, on a feature branch, stays with its builder"
git init --quiet --initial-branch master
git add tagwarden.yaml
git commit --quiet --message "Begin"
publish_in_job CI_COMMIT_BRANCH=feature CI_PIPELINE_ID=159743
feature=$version
expect_equal "version" "$feature" "0.0.1+rfbranch.159743.$(git rev-parse --short=8 HEAD)-0"
expect_edition ce "$feature" --
expect_tests ce "$feature"

step "a candidate of ee is rc, also for the public"
git tag --annotate --message "" "19.1.0+rc42.ee.0"
publish_in_job CI_COMMIT_TAG=19.1.0+rc42.ee.0 ee=true CI_PIPELINE_ID=159744
expect_equal "version" "$version" 19.1.0-rc42.ee.0
expect_edition ee 19.1.0-rc42.ee.0 rc=19.1.0-rc42.ee.0 -- 19.1.0-rc42.ee.0 rc=19.1.0-rc42.ee.0
expect_edition ce "$feature" --

step "its release takes latest and rc"
git commit --quiet --allow-empty --message "Release"
git tag --annotate --message "" "19.1.0+ee.0"
publish_in_job CI_COMMIT_TAG=19.1.0+ee.0 CI_PIPELINE_ID=159745
ee=(19.1.0-rc42.ee.0 19.1.0-ee.0)
expect_edition ee "${ee[@]}" latest=19.1.0-ee.0 rc=19.1.0-ee.0 -- "${ee[@]}" latest=19.1.0-ee.0 rc=19.1.0-ee.0

step "a nightly is nightly, in both registries"
git commit --quiet --allow-empty --message "Work"
publish_in_job CI_COMMIT_BRANCH=master NIGHTLY=true ee=true CI_PIPELINE_ID=159756
nightly=$version
expect_equal "version" "$nightly" "19.1.0+rnightly.159756.$(git rev-parse --short=8 HEAD)-0"
ee+=("$nightly")
channels=(latest=19.1.0-ee.0 rc=19.1.0-ee.0 "nightly=$nightly")
expect_edition ee "${ee[@]}" "${channels[@]}" -- "${ee[@]}" "${channels[@]}"

step "a back-port made after a higher release does not take latest"
git tag --annotate --message "" "19.2.2+ee.0"
publish_in_job CI_COMMIT_TAG=19.2.2+ee.0 CI_PIPELINE_ID=159800
git switch --quiet --create 19-1-stable 19.1.0+ee.0
git commit --quiet --allow-empty --message "Back-port"
git tag --annotate --message "" "19.1.4+ee.0"
publish_in_job CI_COMMIT_TAG=19.1.4+ee.0 CI_PIPELINE_ID=159801
expect_output 'stays +latest +19\.2\.2-ee\.0 +19\.1\.4-ee\.0 is not the highest stable: 19\.2\.2-ee\.0 is'
ee+=(19.2.2-ee.0 19.1.4-ee.0)
channels=(latest=19.2.2-ee.0 rc=19.2.2-ee.0 "nightly=$nightly")
expect_edition ee "${ee[@]}" "${channels[@]}" -- "${ee[@]}" "${channels[@]}"

step "the same back-port of the other edition takes that edition's latest"
git tag --annotate --message "" "19.1.4+ce.0"
publish_in_job CI_COMMIT_TAG=19.1.4+ce.0 CI_PIPELINE_ID=159802
expect_edition ce "$feature" 19.1.4-ce.0 latest=19.1.4-ce.0 rc=19.1.4-ce.0 -- \
    19.1.4-ce.0 latest=19.1.4-ce.0 rc=19.1.4-ce.0
expect_edition ee "${ee[@]}" "${channels[@]}" -- "${ee[@]}" "${channels[@]}"

step "the tests of a build that another project started carry that project's commit"
upstream=6d1f4a0e0b0c4d5e6f708192a3b4c5d6e7f80910
publish_in_job CI_COMMIT_BRANCH=master CI_PIPELINE_ID=159810 CI_PIPELINE_SOURCE=pipeline \
    TOP_UPSTREAM_SOURCE_PROJECT=gitlab-org/gitlab TOP_UPSTREAM_SOURCE_SHA=$upstream
triggered=$version
expect_tests ce "$feature" 19.1.4-ce.0 "$upstream=$triggered"
publish_in_job CI_COMMIT_BRANCH=master CI_PIPELINE_ID=159811 CI_PIPELINE_SOURCE=parent_pipeline \
    TOP_UPSTREAM_SOURCE_PROJECT=gitlab-org/omnibus-gitlab TOP_UPSTREAM_SOURCE_SHA="$(git rev-parse HEAD)"
expect_tests ce "$feature" 19.1.4-ce.0 "$upstream=$triggered" "$version"
expect_edition ce "$feature" 19.1.4-ce.0 "$triggered" "$version" latest=19.1.4-ce.0 rc=19.1.4-ce.0 -- \
    19.1.4-ce.0 latest=19.1.4-ce.0 rc=19.1.4-ce.0
expect_equal "what is public of tests" "$(tags_of "$public-ce-qa")$(tags_of "$public-ee-qa")" ""

step "which edition is meant has to be said, where the version does not say it"
expect_exit 2 tagwarden rollback latest --reason "crashes" --yes
expect_output 'omnibus-gitlab has the editions ce, ee, and nothing says which one is meant'
expect_output 'add --edition ce'
expect_exit 2 tagwarden rollback latest --edition cee --reason "crashes" --yes
expect_output "--edition says 'cee', which omnibus-gitlab does not have \(did you mean 'c?ee?'\?\)"
expect_exit 4 tagwarden publish --edition ce --version 19.1.4-ee.0
expect_output '--edition says ce, and 19\.1\.4-ee\.0 is of the edition ee'
expect_exit 4 in_job CI_COMMIT_TAG=19.1.4+ce.0 ee=true -- "$TAGWARDEN_BINARY" publish
expect_output 'is of the edition ce'
expect_exit 0 tagwarden resolve latest --edition ee
expect_output "^$builder-ee@${digest[19.2.2-ee.0]}\$"
expect_exit 0 tagwarden resolve 19.1.4-ce.0 --destination public
expect_output "^$public-ce@${digest[19.1.4-ce.0]}\$"

step "a rollback of one edition leaves the other where it is"
expect_exit 0 tagwarden rollback latest --edition ee --reason "the database does not start" --yes
channels=(latest=19.1.4-ee.0 rc=19.1.4-ee.0 "nightly=$nightly")
expect_edition ee "${ee[@]}" "${channels[@]}" -- "${ee[@]}" "${channels[@]}"
expect_edition ce "$feature" 19.1.4-ce.0 "$triggered" "$version" latest=19.1.4-ce.0 rc=19.1.4-ce.0 -- \
    19.1.4-ce.0 latest=19.1.4-ce.0 rc=19.1.4-ce.0
expect_exit 0 tagwarden reinstate 19.2.2-ee.0 --reason "it was the test machine" --yes
channels=(latest=19.2.2-ee.0 rc=19.2.2-ee.0 "nightly=$nightly")
expect_edition ee "${ee[@]}" "${channels[@]}" -- "${ee[@]}" "${channels[@]}"

step "names are checked in the edition they belong to"
expect_exit 0 tagwarden verify "$public-ce:latest" "$public-ee:latest" "$public-ee:19.1.4-ee.0" \
    "$builder-ee:$(slug "$nightly")" "$builder-ce-qa:$upstream"

step "status and history show both editions, or the one that is named"
expect_exit 0 tagwarden status
expect_output '^edition ce:$'
expect_output '^edition ee:$'
expect_exit 0 tagwarden status --json
expect_json 'all(.channels[]; .state == "right") and ([.channels[].edition] | unique == ["ce", "ee"])'
expect_json '[.channels[] | select(.channel == "latest") | [.edition, .version]] | unique ==
    [["ce", "19.1.4-ce.0"], ["ee", "19.2.2-ee.0"]]'
expect_exit 0 tagwarden status --edition ce --json
expect_json '[.channels[].edition] | unique == ["ce"]'
expect_exit 0 tagwarden history latest --json
expect_json '[.history[] | [.edition, .operation, .subject, .from, .to]] == [
    ["ee", "publish", "latest", "", "19.1.0-ee.0"],
    ["ee", "publish", "latest", "19.1.0-ee.0", "19.2.2-ee.0"],
    ["ce", "publish", "latest", "", "19.1.4-ce.0"],
    ["ee", "withdraw", "19.2.2-ee.0", "", ""],
    ["ee", "rollback", "latest", "19.2.2-ee.0", "19.1.4-ee.0"],
    ["ee", "reinstate", "19.2.2-ee.0", "", ""],
    ["ee", "reinstate", "latest", "19.1.4-ee.0", "19.2.2-ee.0"]]'
expect_exit 0 tagwarden history latest --edition ce
expect_output ' ce +publish +latest +new → 19\.1\.4-ce\.0'
expect_no_output ' ee '
