#!/usr/bin/env bash
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
#
# What the version of a checkout is: on a tag, between tags, in every kind of repository, in CI jobs, in every scheme;
# how it is handed on, what is refused, and what package managers would make of it.
# shellcheck source-path=SCRIPTDIR source=support.sh
make_history=$(dirname "$(realpath "${BASH_SOURCE[0]}")")/../support/make_history.py
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

commit() { git commit --quiet --allow-empty --message "${1-a change}"; }
sha8() { git rev-parse HEAD | cut -c1-8; }

# repository NAME [OPTION…]: a new one with one commit, and we are in it.
repository() {
    cd "$scratch/work"
    git init --quiet --initial-branch=main "${@:2}" "$1"
    cd "$1"
    commit
}

# version_is TEXT KIND [ENVIRONMENT…]
version_is() {
    expect_exit 0 env "${@:3}" "$TAGWARDEN_BINARY" version --json
    expect_equal "version" "$(jq -r '.version + " " + .kind' "$scratch/stdout")" "$1 $2"
}

# refused CODE PATTERN ENVIRONMENT… -- ARGUMENTS…
refused() {
    local code=$1 pattern=$2 environment=()
    shift 2
    while [[ $1 != -- ]]; do
        environment+=("$1")
        shift
    done
    expect_exit "$code" env "${environment[@]}" "$TAGWARDEN_BINARY" version "${@:2}"
    expect_output "$pattern"
}

step "on a tag and between tags"
repository semver
version_is "0.0.1-dev.1.0+g$(sha8)" branch
git tag v1.8.0-rc.1
git tag --annotate --message x v1.8.0
version_is 1.8.0 release
commit
commit
version_is "1.8.1-dev.2.0+g$(sha8)" branch
git checkout --quiet --detach
version_is "1.8.1-dev.2.0+g$(sha8)" branch
git checkout --quiet main
git pack-refs --all
version_is "1.8.1-dev.2.0+g$(sha8)" branch
git tag v1.9.0-rc.1
commit
version_is "1.9.0-rc.1.dev.1.0+g$(sha8)" branch

step "a higher tag on another branch does not count"
git checkout --quiet -b other v1.8.0
commit "on another branch"
git tag v3.0.0
git checkout --quiet main
version_is "1.9.0-rc.1.dev.1.0+g$(sha8)" branch

step "CI jobs: the kind, the number and the date are the pipeline's"
gitlab=(GITLAB_CI=true CI=true CI_PIPELINE_ID=77 CI_PIPELINE_CREATED_AT=2026-11-22T02:00:00Z "CI_COMMIT_SHA=$(git rev-parse HEAD)")
github=(GITHUB_ACTIONS=true CI=true GITHUB_RUN_NUMBER=78 "GITHUB_SHA=$(git rev-parse HEAD)")
version_is "1.9.0-rc.1.dev.1.77+g$(sha8)" branch "${gitlab[@]}" CI_COMMIT_BRANCH=main
version_is "1.9.0-rc.1.nightly.20261122.77+g$(sha8)" nightly "${gitlab[@]}" CI_PIPELINE_SOURCE=schedule CI_COMMIT_BRANCH=main
version_is "1.9.0-rc.1.dev.1.78+g$(sha8)" branch "${github[@]}" GITHUB_EVENT_NAME=pull_request GITHUB_REF_TYPE=branch
version_is "1.9.0-rc.1.dev.1.5+g$(sha8)" branch TAGWARDEN_BRANCH=main TAGWARDEN_ORDINAL=5
git checkout --quiet v1.8.0
commit=$(git rev-parse HEAD)
version_is 1.8.0 release "${gitlab[@]}" "CI_COMMIT_SHA=$commit" CI_COMMIT_TAG=v1.8.0
version_is 1.8.0-rc.1 prerelease "${github[@]}" "GITHUB_SHA=$commit" GITHUB_REF_TYPE=tag GITHUB_REF_NAME=v1.8.0-rc.1
version_is "1.8.1-dev.0.77+g$(sha8)" branch "${gitlab[@]}" CI_COMMIT_BRANCH=main

step "sources that differ refuse"
refused 4 "^error: --version says 1\.8\.1, the tag on HEAD says v1\.8\.0, v1\.8\.0-rc\.1$" -- --version 1.8.1
refused 4 "^error: the CI's job is for the tag v1\.9\.0, the tag on HEAD says" "${gitlab[@]}" CI_COMMIT_TAG=v1.9.0 --
refused 2 "1\.8\.0 is the version of a release, and this job of GitLab is not one for a tag" \
    "${gitlab[@]}" CI_COMMIT_BRANCH=main -- --version 1.8.0
expect_exit 0 env "${gitlab[@]}" CI_COMMIT_BRANCH=main "$TAGWARDEN_BINARY" version --version 1.8.0 --kind release
refused 2 "CI_PIPELINE_ID is 'many', and a whole number" "${gitlab[@]}" CI_PIPELINE_ID=many --
git checkout --quiet main

step "a constant in the checkout has to say the same"
cat >tagwarden.yaml <<'YAML'
product: app
sources: [ { file: version.go, match: 'Version = "(.*)"' } ]
images: { app: {} }
destinations: { hub: { to: "{env.NOT_SET_HERE}/app" } }
YAML
printf 'package x\nconst Version = "1.8.0"\n' >version.go
refused 4 'version\.go:2: found 1\.8\.0, wanted 1\.8\.1' -- --version 1.8.1
expect_exit 0 tagwarden version --version 1.8.0
expect_exit 0 tagwarden version # a build between tags is not what a constant can know
rm tagwarden.yaml version.go

step "an empty check is no check"
refused 2 '--against says what --check-order compares with' -- --version 1.8.2 --against published
printf 'a\nb\n' >nothing
refused 7 "no line of 'nothing' is a version" -- --version 1.8.2 --check-order --against nothing
rm nothing

step "renderings, and files for the jobs that follow"
expect_exit 0 tagwarden version --version 1.8.2-rc.1+exp
expect_output '^deb +1\.8\.2~rc\.1\+exp$'
expect_output '^rpm +1\.8\.2~rc\.1\+exp-1$'
expect_output '^python +1\.8\.2rc1\+exp'
expect_exit 0 tagwarden version --version 1.8.2-rc.1 --format deb
expect_equal "stdout" "$(cat "$scratch/stdout")" "1.8.2~rc.1"
expect_equal "what dpkg thinks of it" "$(dpkg --compare-versions "1.8.2~rc.1" lt 1.8.2 && echo lower)" lower
echo before=1 >outputs
expect_exit 0 env GITHUB_OUTPUT="$PWD/outputs" "$TAGWARDEN_BINARY" version --version 1.8.2-rc.1 --output github
expect_equal "outputs" "$(grep -E '^(before|version|kind|rpm-release|tag)=' outputs)" "$(printf 'before=1\nversion=1.8.2-rc.1\nkind=prerelease\nrpm-release=1\ntag=1.8.2-rc.1')"
echo OLD=1 >build.env
expect_exit 0 tagwarden version --version 1.8.2-rc.1 --output dotenv=build.env
# shellcheck disable=SC2016
expect_equal "variables" "$(bash -c '. ./build.env; echo "${OLD-gone} $VERSION $VERSION_DEB $VERSION_RPM_VERSION"')" \
    "gone 1.8.2-rc.1 1.8.2~rc.1 1.8.2~rc.1"
refused 9 "the file 'nowhere/x.env' cannot be written" -- --version 1.8.2 --output dotenv=nowhere/x.env
refused 2 'GITHUB_OUTPUT, which is not set' -- --version 1.8.2 --output github
refused 2 "there is no format 'debb' \(did you mean 'deb'\?\)" -- --version 1.8.2 --format debb
rm outputs build.env

step "worktrees, submodules and SHA-256 repositories"
git worktree add --quiet ../linked v1.8.0
cd ../linked
version_is 1.8.0 release
repository parent
git -c protocol.file.allow=always submodule --quiet add "$scratch/work/semver" inside
commit submodule
git tag v5.0.0
version_is 5.0.0 release
git -C inside checkout --quiet v1.8.0
cd inside
git fetch --quiet --tags
version_is 1.8.0 release
cd ..
expect_exit 0 tagwarden version --json
expect_json '.checkout.dirty'
repository long --object-format=sha256
git tag v1.0.0
commit
version_is "1.0.1-dev.1.0+g$(sha8)" branch

step "a shallow clone says how to deepen it, unless the tag is on HEAD"
cd "$scratch/work"
git clone --quiet --depth 1 "file://$PWD/semver" shallow
cd shallow
refused 2 '^error: this is a shallow clone' --
expect_output 'git fetch --unshallow --tags'
git tag v7.0.0
version_is 7.0.0 release
refused 2 '^error: this is a shallow clone' -- --check-order
git tag --delete v7.0.0 >"$scratch/deleted"
git fetch --quiet --unshallow --tags
version_is "1.9.0-rc.1.dev.1.0+g$(sha8)" branch

step "a partial clone"
git -C "$scratch/work/semver" config uploadpack.allowFilter true
git clone --quiet --filter=tree:0 "file://$scratch/work/semver" "$scratch/work/partial"
cd "$scratch/work/partial"
version_is "1.9.0-rc.1.dev.1.0+g$(sha8)" branch

step "a hundred thousand commits and ten thousand tags"
"$make_history" "$scratch/work/history"
cd "$scratch/work/history"
version_is "24.40.0-rc.1.dev.50.0+g$(sha8)" branch
git checkout --quiet v12.3.4
version_is 12.3.4 release

step "no git, and one that is too old"
mkdir "$scratch/no-git" "$scratch/old-git"
ln -s "$(command -v env)" "$scratch/no-git/env"
refused 2 'the git program is missing' "PATH=$scratch/no-git" --
expect_exit 0 env "PATH=$scratch/no-git" "$TAGWARDEN_BINARY" version --version 1.0.0
printf '#!/bin/sh\necho git version 2.25.1\n' >"$scratch/old-git/git"
chmod +x "$scratch/old-git/git"
refused 2 'git is 2\.25, and 2\.30 or newer is needed' "PATH=$scratch/old-git:$PATH" --
cd "$scratch"
refused 2 'this is not a git checkout, and no version was given' --
expect_exit 0 tagwarden version --version 1.0.0

step "calendar versions"
repository calver
cat >tagwarden.yaml <<'YAML'
product: app
version: { scheme: calver, format: YYYY.0M.MICRO }
images: { app: {} }
destinations: { hub: { to: "oci:hub" } }
YAML
git add tagwarden.yaml
commit
git tag 2026.10.3
version_is 2026.10.3 release
commit
version_is "2026.11.0-dev.1.0+g$(sha8)" branch SOURCE_DATE_EPOCH=1794000000
version_is "2026.10.4-dev.1.0+g$(sha8)" branch SOURCE_DATE_EPOCH=1792000000

step "patterns"
sed -i 's|^version:.*|version: { scheme: pattern, match: "^release-(?P<version>.+)$", order: natural }|' tagwarden.yaml
git tag release-7.2b1
version_is 7.2b1 prerelease

step "omnibus, as the pipeline of omnibus-gitlab names its builds"
repository omnibus
printf 'product: gitlab\nversion: omnibus\nimages: { app: {} }\ndestinations: { hub: { to: "oci:hub" } }\n' >tagwarden.yaml
git add tagwarden.yaml
commit
git tag 13.1.1+ee.0
git tag 13.1.1+ce.0
commit
version_is "13.1.1+rfbranch.159743.$(sha8)-0" branch GITLAB_CI=true CI_PIPELINE_ID=159743 CI_COMMIT_BRANCH=topic
version_is "13.1.1+rnightly.159756.$(sha8)-0" nightly GITLAB_CI=true CI_PIPELINE_ID=159756 NIGHTLY=true CI_COMMIT_BRANCH=master
git checkout --quiet 13.1.1+ee.0
version_is 13.1.1-ee.0 release GITLAB_CI=true CI_COMMIT_TAG=13.1.1+ee.0 ee=true
version_is 13.1.1-fips.0 release GITLAB_CI=true CI_COMMIT_TAG=13.1.1+ee.0 ee=true USE_SYSTEM_SSL=true

step "omnibus in another CI, and what it refuses"
version_is "13.1.1+rfbranch.5.$(sha8)-0" branch GITHUB_ACTIONS=true GITHUB_REF_TYPE=branch GITHUB_REF_NAME=main GITHUB_RUN_NUMBER=5
version_is 13.1.1-ce.0 release TAGWARDEN_TAG=13.1.1+ce.0
refused 4 "the CI's job is for the tag 13\.2\.0\+ce\.0, the tag on HEAD says" TAGWARDEN_TAG=13.2.0+ce.0 --
refused 2 'is not a tag' 'IMAGE_TAG=a/b' --
git checkout --quiet main
refused 2 '^error: no tag on HEAD|--kind says release, and the pipeline' -- --kind release
git checkout --quiet 13.1.1+ee.0

step "what package managers would make of it"
git checkout --quiet main
expect_exit 0 tagwarden version --version 13.1.2-ce.0 --check-order # tags of the other edition do not count
printf '13.1.0-ee.0\n13.1.2-ee.0\n13.1.1-ce.0\nnot a version\n' >published
# hazard VERSION PATTERN…: found, with exit code 1
hazard() {
    expect_exit 1 tagwarden version --version "$1" --kind "$2" --check-order --against published
    for pattern in "${@:3}"; do expect_output "$pattern"; done
}
hazard 13.1.0-rc42.ee.0 prerelease \
    "^dpkg would upgrade 13\.1\.0-ee\.0 to 13\.1\.0-rc42\.ee\.0, which is meant to be lower: .*'r' \(character 8" \
    '^rpm would upgrade 13\.1\.0-ee\.0' '13\.1\.0~rc42-ee\.0 would sort before' '^warning: 1 of the lines'
hazard 13.1.1+rnightly.159756.b2b5f05e-0 nightly '^dpkg would not upgrade 13\.1\.2-ee\.0 to 13\.1\.1\+rnightly'
hazard 13.1.1-0 branch '^dpkg and rpm disagree on 13\.1\.1-0 against 13\.1\.1-ce\.0'
echo 13.2.0+rnightly.160000.aaaaaaaa-0 >published
hazard 13.2.0-ee.0 release '^dpkg would not upgrade 13\.2\.0\+rnightly\.160000\.aaaaaaaa-0 to 13\.2\.0-ee\.0'
cd "$scratch/work/semver"
expect_exit 0 tagwarden version --check-order --json
expect_json '.hazards == [] and .comparedWith == 4'
expect_exit 1 "$TAGWARDEN_BINARY" version --version 1.9.0-rc10 --check-order --against - <<<1.9.0-rc9
expect_output "^SemVer would not upgrade 1\.9\.0-rc9 to 1\.9\.0-rc10: SemVer puts '9' \(character 9"
expect_exit 3 tagwarden version --check-order --against no-such-file

step "against what was published"
new_destination published
make_image images 1.9.0 1.9.0 label
cat >tagwarden.yaml <<YAML
product: app
ledger: sqlite:ledger.db
images: { app: {} }
destinations: { hub: { to: "$destination" } }
YAML
expect_exit 0 tagwarden publish --version 1.9.0 oci:images:1.9.0
expect_exit 0 tagwarden version --version 1.9.1-rc.1 --check-order --against ledger --json
expect_json '.hazards == [] and .comparedWith == 1'
expect_exit 0 tagwarden version --version 1.8.7 --check-order --against ledger # a back-port is meant to be lower

step "compare and sort"
compares() {
    expect_exit 0 tagwarden compare "$1" "$3" --order "$4"
    expect_equal "$1 and $3 in $4" "$(cat "$scratch/stdout")" "$2"
}
compares 1.9.0 '<' 1.10.0 semver
compares v1.9.0 '=' 1.9.0 semver
compares 1.0~rc1 '<' 1.0 deb
compares 1.0 '<' 1.0^git1 rpm
compares 1.0.dev1 '<' 1.0a1 pep440
compares 16.0.0+rc42.ee.0 '<' 16.0.0+ee.0 omnibus
compares 2026.11.22 '>' 2026.2.3 calver
compares 3.12-alpine3.20 '>' 3.9-alpine3.20 natural
expect_exit 4 tagwarden compare 3.12-alpine3.20 3.9-slim --order natural
expect_exit 0 tagwarden compare 3.12-alpine3.20 3.9-slim --order natural --any-flavour
expect_exit 2 tagwarden compare 1.8.x 1.9.0 --order semver
expect_output '^      \^ wanted a digit$'
sorted() { printf '%s\n' "${@:3}" | "$TAGWARDEN_BINARY" sort --order "$1" ${2:+"$2"} 2>"$scratch/stderr" | paste -sd ' '; }
expect_equal "semver" "$(sorted semver '' v1.10.0 1.9.0 nonsense v1.10.0-rc.1)" "1.9.0 v1.10.0-rc.1 v1.10.0 nonsense"
grep -q '^warning: 1 line is not a version' "$scratch/stderr" || fail "no warning of the line that is no version"
expect_equal "reverse" "$(sorted deb --reverse 1.0 1.0~rc1 x 1.0-1)" "1.0-1 1.0 1.0~rc1 x"
code=0 && "$TAGWARDEN_BINARY" compare 1 2 --order deb >/dev/full 2>"$scratch/stderr" || code=$?
expect_equal "a full disk" "$code $(grep -c 'stdout does not take' "$scratch/stderr")" "9 1"
expect_equal "JSON of what is no text" \
    "$(printf 'b\xe9ta\n' | "$TAGWARDEN_BINARY" sort --order semver --json 2>"$scratch/stderr" | jq -c .notVersions)" '["b�ta"]'
expect_equal "flavours" "$(sorted natural '' 3.12-slim 3.9 3.10-slim 3.11)" "3.9 3.11 3.10-slim 3.12-slim"
