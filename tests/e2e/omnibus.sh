#!/usr/bin/env bash
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
#
# omnibus-gitlab, from 'git init' on: feature branches, nightlies, candidates and releases of two editions, with the
# configuration of examples/omnibus-gitlab as it is. A back-port must not take latest, the image with the tests must not
# become public, and what happens to one edition must not touch the other.
# shellcheck source-path=SCRIPTDIR source=support.sh
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

copy_example omnibus-gitlab
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

# build VERSION: what the real build leaves, and which content that is.
build() {
    ./build "$1"
    digest[$1]=$(jq -r '.manifests[0].digest' built/gitlab/index.json)
    tests[$1]=$(jq -r '.manifests[0].digest' built/qa/index.json)
}

# publish_in_job VARIABLE=VALUE…: asks for the version, builds it, and publishes it. Sets $version.
publish_in_job() {
    expect_exit 0 in_job "$@" -- "$TAGWARDEN_BINARY" version --json
    version=$(jq -r .version "$scratch/stdout")
    build "$version"
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

# Public places that do not answer: a folder where there should be a file, or the other way round.
public_file() {
    case $kind in
        layout) echo "${public#oci:}-$1/index.json" ;;
        registry) echo "$registry_data/docker/registry/v2/repositories/team/public/gitlab-$1" ;;
    esac
}
break_place() {
    local file && file=$(public_file "$1")
    mv "$file" "away-$1"
    if [[ $kind == layout ]]; then mkdir "$file"; else touch "$file"; fi
}
mend_place() {
    local file && file=$(public_file "$1")
    rm -r "$file" && mv "away-$1" "$file"
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
expect_output "add --edition ce or --edition ee: these have 'latest'"
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

step "what was latest on a day is told of both"
expect_exit 0 tagwarden history latest --as-of 2999-01-01 --json
expect_json '[.channels[] | [.edition, .version]] == [["ce", "19.1.4-ce.0"], ["ee", "19.2.2-ee.0"]]'
expect_exit 0 tagwarden history latest --as-of 2999-01-01
expect_output '^EDITION +CHANNEL '
expect_output '^ee +latest +latest +19\.2\.2-ee\.0 '

step "a version that is named says its edition, wherever it is named"
expect_exit 0 tagwarden rollback latest --to 19.1.0-ee.0 --reason "crashes" --dry-run
expect_output '^would rollback latest of edition ee:'
expect_exit 0 tagwarden hold latest --at 19.1.0-ee.0 --reason "a freeze" --dry-run
expect_output '^would hold latest of edition ee:'
expect_exit 4 tagwarden rollback latest --to 19.1.0-ee.0 --edition ce --reason "crashes" --dry-run
expect_exit 0 tagwarden settle
expect_output '^settle of edition ce: no channel moved$'
expect_output '^settle of edition ee: no channel moved$'
expect_exit 0 tagwarden settle --json
expect_json '[.editions[].plan.edition] == ["ce", "ee"]'
expect_exit 0 tagwarden settle --edition ee

step "without --edition settle goes through both, and says of each what became of it"
break_place ee
code=0
tagwarden settle >"$scratch/stdout" 2>"$scratch/stderr" || code=$?
[[ $code != 0 ]] || fail "settle with a destination that does not answer"
expect_output '^settle of edition ce: no channel moved$'
expect_output '^settle of edition ee: '
expect_output '^  while settling ee$'
tagwarden settle --json >"$scratch/stdout" 2>"$scratch/stderr" || true
expect_json '[.editions[] | [.edition, has("plan"), has("error")]] == [["ce", true, false], ["ee", false, true]]'
expect_json '.editions[1].error.message == .error.message'
tagwarden settle --edition ee --json >"$scratch/stdout" 2>"$scratch/stderr" || true
expect_json 'has("editions") | not'
break_place ce
tagwarden settle --json >"$scratch/stdout" 2>"$scratch/stderr" || true
expect_json '[.editions[] | [.edition, has("error")]] == [["ce", true], ["ee", true]]'
mend_place ce
mend_place ee

step "an anchor of one edition that somebody overwrote is shown, and repaired there"
skopeo --insecure-policy copy --quiet --all --src-tls-verify=false --dest-tls-verify=false \
    "$(at "$public-ee" 19.1.0-ee.0)" "$(at "$public-ee" 19.1.4-ee.0)"
expect_exit 0 tagwarden status
expect_output "^trouble: .*'tagwarden repair 19\.1\.4-ee\.0 --edition ee' puts it back$"
expect_exit 2 tagwarden repair "$feature" --yes
expect_output "add --edition ce: that one has '"
expect_exit 0 tagwarden repair "$feature" --edition ce --yes
expect_output '^nothing to repair'
expect_exit 0 tagwarden repair 19.1.4-ee.0 --reason "pushed by hand" --yes
expect_edition ee "${ee[@]}" "${channels[@]}" -- "${ee[@]}" "${channels[@]}"

step "a run that was killed is recovered in its edition"
git commit --quiet --allow-empty --message "Fix the database"
build 19.2.3-ee.0
expect_exit 137 env TAGWARDEN_KILL_AT=anchors-set "$TAGWARDEN_BINARY" publish --version 19.2.3-ee.0
expect_exit 0 tagwarden recover --edition ce
expect_output '^nothing to recover'
expect_exit 0 tagwarden recover --dry-run
expect_output '^publish 19\.2\.3-ee\.0 of edition ee .*would be finished$'

step "without --edition recover goes through both: what fails in one keeps it from nothing in the other"
build 19.1.5-ce.0
expect_exit 137 env TAGWARDEN_KILL_AT=channels-set "$TAGWARDEN_BINARY" publish --version 19.1.5-ce.0
break_place ce
code=0
tagwarden recover >"$scratch/stdout" 2>"$scratch/stderr" || code=$?
[[ $code != 0 ]] || fail "recover with a destination that does not answer"
expect_output '^publish 19\.1\.5-ce\.0 of edition ce .*: (taken back|left)'
expect_output '^publish 19\.2\.3-ee\.0 of edition ee .*: finished; '
ee+=(19.2.3-ee.0)
channels=(latest=19.2.3-ee.0 rc=19.2.3-ee.0 "nightly=$nightly")
expect_edition ee "${ee[@]}" "${channels[@]}" -- "${ee[@]}" "${channels[@]}"
mend_place ce
expect_exit 0 tagwarden recover --json
expect_json '[.recovered[] | [.edition, .subject, .end]] == [["ce", "19.1.5-ce.0", "finished"]]'
ce=("$feature" 19.1.4-ce.0 19.1.5-ce.0 "$triggered" "$version" latest=19.1.5-ce.0 rc=19.1.5-ce.0)
expect_edition ce "${ce[@]}" -- 19.1.4-ce.0 19.1.5-ce.0 latest=19.1.5-ce.0 rc=19.1.5-ce.0
expect_all_right

step "a plan that was approved knows its edition"
planned=19.3.0+rfbranch.159900.0a1b2c3d-0
build $planned
expect_exit 2 tagwarden plan --version $planned --out release.plan
expect_exit 0 tagwarden plan --version $planned --edition ee --out release.plan
expect_exit 2 tagwarden publish --plan release.plan --edition ce
expect_output '--plan says what is published, so --edition cannot'
expect_exit 0 tagwarden publish --plan release.plan
expect_edition ee "${ee[@]}" $planned "${channels[@]}" -- "${ee[@]}" "${channels[@]}"

step "a ledger that knows nothing adopts each edition from its own places"
expect_exit 3 tagwarden adopt pubic --ledger sqlite:new.db
expect_output "did you mean 'public'"
expect_exit 0 tagwarden adopt --ledger sqlite:new.db --dry-run
expect_output '^public \(.*/gitlab-ee\), edition ee: .* anchors, 3 channels'
expect_exit 0 tagwarden adopt public --edition ce --ledger sqlite:new.db --json
expect_json '[.repositories[] | [.edition, .destination]] == [["ce", "public"]]'
expect_exit 0 tagwarden adopt --ledger sqlite:new.db --json
expect_json '.changed and ([.repositories[].edition] | unique == ["ce", "ee"])'
expect_json '[.repositories[] | select(.edition == "ce") | .tags[] | select(.channel == "latest") | .version] | unique ==
    ["19.1.5-ce.0"]'
expect_exit 0 tagwarden status --ledger sqlite:new.db --json
expect_json 'all(.channels[]; .state == "right") and .holds == []'

step "one journal holds both, and is whole"
expect_exit 0 tagwarden ledger verify
expect_exit 0 tagwarden ledger export
expect_equal "editions in the journal" "$(jq -r .edition "$scratch/stdout" | sort -u | tr '\n' ' ')" "ce ee "
