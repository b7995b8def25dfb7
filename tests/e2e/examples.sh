#!/usr/bin/env bash
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
#
# Every help page opens with examples, and each of them works as it stands there, in a world where what it speaks of
# exists. Hosts become a registry of this machine; docker and crane, which take words or give some, are played.
# shellcheck source-path=SCRIPTDIR source=support.sh
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

start_registry
mkdir "$scratch/bin"
export PATH=$scratch/bin:$PATH GITHUB_OUTPUT=$scratch/tmp/github-output
ln -s "$TAGWARDEN_BINARY" "$scratch/bin/tagwarden"
printf '#!/bin/sh\ncase "$*" in "run out/hub@sha256:"*|"run oci:out/hub@sha256:"*) ;; *) exit 1 ;; esac\n' >"$scratch/bin/docker"
printf '#!/bin/sh\nprintf "%%s\\n" 3.12 3.9-slim 3.13-rc1\n' >"$scratch/bin/crane"
chmod +x "$scratch/bin/docker" "$scratch/bin/crane"

mapfile -t commands < <(tagwarden help | sed -n '/^Commands:/,$s/^  *\([a-z]*\)  .*/\1/p')
((${#commands[@]} >= 18)) || fail "the list of commands has only: ${commands[*]}"

step "'tagwarden help COMMAND' is 'tagwarden COMMAND --help'"
for command in "${commands[@]}"; do
    expect_equal "the page of $command" "$(tagwarden help "$command")" "$(tagwarden "$command" --help)"
done
expect_equal "the overview" "$(tagwarden help)" "$(tagwarden --help)"
expect_exit 2 tagwarden help rolback
expect_output "^error: there is no command 'rolback' \(did you mean 'rollback'\?\)$"
expect_exit 0 tagwarden help copy --json
expect_json '.schema == 1 and (.page | startswith("tagwarden copy: "))'

step "the world that the examples speak of"
for version in 0.6.2 0.6.3 1.7.8 1.7.9 1.8.0; do make_image content $version $version label; done
make_image content 1.8.1-arm 1.8.1 label arm64
make_image content 1.8.1 1.8.1 label
make_index content 1.8.1-all 1.8.1 1.8.1-arm
for layout in build/image out several/out several/out-rocm; do make_image $layout 1.8.1 1.8.1 label; done
skopeo --insecure-policy copy --quiet oci:build/image:1.8.1 docker-archive:image.tar:app:1.8.1
printf '1.8.0\n1.7.9\n' >published.txt
printf '1.8.0\n1.7.9-1\n' >versions.txt
configuration() {
    cat <<YAML
product: $1
ledger: sqlite:ledger.db
images: { $1: $2 }
destinations: { hub: { to: "oci:out/hub" } }
channels: { latest: { follow: stable }, lts: { follow: manual } }
YAML
}
configuration app '{ source: "oci:build/image" }' >tagwarden.yaml
configuration ollama '{ variants: { default: "", rocm: "-rocm" } }' >several/tagwarden.yaml
for version in 0.6.2 0.6.3 1.7.8 1.7.9; do expect_exit 0 tagwarden publish --version $version "oci:content:$version"; done
git init --quiet --initial-branch main
git add tagwarden.yaml && git commit --quiet --message first && git tag v1.8.1
seed() {
    local tag=$1 place=$2
    skopeo --insecure-policy copy --quiet --all --dest-tls-verify=false "oci:$scratch/work/content:$tag" \
        "docker://$registry/$place"
}
seed 1.8.1-all library/debian:12
seed 1.8.0 team/app:1.8.0
seed 1.8.0 f0rc3/gokapi:v1.8.0

# examples_of COMMAND: the lines that its page opens with.
examples_of() {
    tagwarden help ${1:+"$1"} | sed -n -e '1,2d' -e '/^$/q' -e 's/^    //p' |
        sed -E "s#(docker\.io|quay\.io|registry\.example)/#$registry/#g"
}

# prepare COMMAND EXAMPLE: what has to have happened before.
prepare() {
    case $1 in
        reinstate) expect_exit 0 tagwarden withdraw 0.6.3 --reason x --yes ;;
        unhold) expect_exit 0 tagwarden hold latest --reason x ;;
        copy) seed 1.8.1-all team/app:1.8.1 ;;
        publish)
            [[ $2 != *rocm* ]] || cd several
            [[ $2 != *--plan* ]] || expect_exit 0 tagwarden plan --version 1.8.1 oci:build/image --out release.plan
            ;;
        repair)
            git tag --delete v1.8.1
            expect_exit 0 tagwarden publish --version 1.8.0 oci:content:1.8.0
            skopeo --insecure-policy copy --quiet oci:content:1.7.9 oci:out/hub:1.8.0
            ;;
        adopt) [[ $2 != *team/app* ]] || sed -i "s#oci:out/hub#$registry/team/app#" tagwarden.yaml ;;
        verify) [[ $2 != *gokapi* ]] || rm tagwarden.yaml ;;
    esac
}

# Whoever is asked at a terminal says yes.
asks() { [[ $1 =~ ^tagwarden\ (rollback|withdraw|reinstate|promote|repair)\  && ! $1 =~ --(yes|dry-run) ]]; }

# example COMMAND LINE: in a world that no other example has touched.
example() {
    rm -rf "$scratch/fresh"
    cp -r "$scratch/work" "$scratch/fresh"
    cd "$scratch/fresh"
    prepare "$1" "$2"
    if asks "$2"; then
        expect_exit 0 script --quiet --return --command "$2" /dev/null < <(echo y)
    else
        expect_exit 0 bash -c "set -o pipefail; $2"
    fi
}

for command in "" "${commands[@]}"; do
    mapfile -t examples < <(examples_of "$command")
    ((${#examples[@]} > 0)) || fail "the page of '$command' opens with no example"
    for line in "${examples[@]}"; do
        step "$line"
        example "$command" "$line"
    done
done
