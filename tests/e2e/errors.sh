#!/usr/bin/env bash
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
#
# What the errors say that people meet first: errors/NAME.txt is the golden text of each. ACCEPT=1 rewrites them.
# Every error also exits with the code of its kind, and with --json puts one JSON object with that code on stdout.
# shellcheck source-path=SCRIPTDIR source=support.sh
golden=$(dirname "$(realpath "${BASH_SOURCE[0]}")")/errors
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

# What differs from run to run becomes a word.
in_general() {
    sed -E -e "s|$scratch|SCRATCH|g" -e "s/127\.0\.0\.1:[0-9]+/127.0.0.1:PORT/g" -e "s/port [0-9]+/port PORT/g" \
        -e 's/sha256:[0-9a-f]{64}/sha256:DIGEST/g' -e 's/sha256:[0-9a-f]{8}\b/sha256:BRIEF/g' \
        -e 's/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z/TIME/g' -e 's/after [0-9]+ ms/after N ms/g' \
        -e "s/Couldn't connect/Could not connect/" -e 's/warden@[^ :]+/warden@HOST/g'
}

different=0
seen=()

# error NAME CODE ARGUMENTS…
error() {
    local name=$1 code=$2 wanted=$golden/$1.txt
    shift 2
    seen+=("$name.txt")
    expect_exit "$code" tagwarden "$@"
    expect_equal "stdout of $name" "$(cat "$scratch/stdout")" ""
    { printf '$ tagwarden%s\n' "$(printf ' %q' "$@")" && cat "$scratch/stderr" && echo "exit code $code"; } |
        in_general >"$scratch/got"
    if [[ -n ${ACCEPT-} ]]; then
        mkdir -p "$golden" && cp "$scratch/got" "$wanted"
    elif ! diff -u "$wanted" "$scratch/got" >&2; then
        different=$((different + 1))
    fi
    expect_exit "$code" tagwarden "$@" --json
    if ! jq -es --argjson code "$code" 'length == 1 and .[0].schema == 1 and .[0].error.exitCode == $code
        and (.[0].error.message | length > 0)' "$scratch/stdout" >/dev/null; then
        echo "$name: with --json stdout is not one JSON object with exitCode $code, but: $(cat "$scratch/stdout")" >&2
        different=$((different + 1))
    fi
}

configuration() {
    cat <<YAML
product: app
ledger: sqlite:ledger.db
images:
  app: { probes: [ label ] }
destinations:
  hub: { to: "${1-oci:hub}" }
channels:
  latest: { follow: stable }
  "{major}.{minor}": { follow: stable }
YAML
}

make_image images 1.0.0 1.0.0 label
make_image images 1.0.0-other 1.0.0 label amd64 other
make_image images 1.1.0 1.1.0 label
make_image images 1.2.0 1.2.0 label
make_image images silent 1.0.0 none

step "the command line"
error unknown-command 2 pubblish
error unknown-option 2 status --colour
error missing-argument 2 resolve
error missing-reason 2 rollback latest
error two-versions 2 publish --version 1.0.0 --version 1.0.1
error bad-reference 2 verify https://example.org/app:1.0.0

step "the configuration"
error no-configuration 2 status
error configuration-not-there 3 status --config elsewhere/tagwarden.yaml
configuration | sed 's/^channels:/chanels:/' >tagwarden.yaml
error unknown-section 2 status
configuration | sed 's/latest: { follow/latest: { folow/' >tagwarden.yaml
error unknown-key 2 status
configuration | sed 's/latest: { follow: stable/latest: { follow: stabel/' >tagwarden.yaml
error unknown-follow 2 status
configuration | grep -v '^product' >tagwarden.yaml
error missing-product 2 status
configuration | sed 's/latest: { follow: stable }/latest: { follow: stable/' >tagwarden.yaml
error not-yaml 2 status
: >tagwarden.yaml
error empty-configuration 2 status
configuration 'oci:{env.NOT_SET}/hub' >tagwarden.yaml
error variable-not-set 2 status
configuration | sed '1a sources: [ { file: Main.go, match: "version = (.*" } ]' >tagwarden.yaml
error bad-pattern 2 status
configuration 'oci:{edition}' >tagwarden.yaml
error edition-of-none 2 status
configuration | sed '1a editions: [ce, ee]' >tagwarden.yaml
error editions-collide 2 status
configuration 'oci:{edition}' | sed '1a editions: [ce, ee]' >tagwarden.yaml
error edition-not-said 2 rollback latest --reason "crashes" --yes
expect_exit 0 tagwarden publish --edition ee --version 1.0.0 oci:images:1.0.0 --ledger sqlite:editions.db
error edition-of-channel 2 hold latest --reason "freeze" --ledger sqlite:editions.db
error edition-of-version 2 withdraw v1.0.0 --reason "crashes" --yes --ledger sqlite:editions.db
error take-over-of-editions 2 settle --take-over --ledger sqlite:editions.db
error unknown-edition 2 status --edition eee

step "the ledger"
configuration | grep -v '^ledger' >tagwarden.yaml
export CI=true
error ledger-in-ci 2 publish --version 1.0.0 oci:images:1.0.0
unset CI
configuration >tagwarden.yaml
error unknown-ledger 2 status --ledger redis:localhost
echo "this is not a database, whatever its name says, and it is long enough to be one" >text.db
error not-a-ledger 7 status --ledger sqlite:text.db
error ledger-with-password 2 status --ledger git:https://jane:secret@git.example.org/app.git
error ledger-remote-without-checkout 3 status --ledger git:origin
error ledger-repository-not-there 3 status --ledger git:./nowhere.git
error ledger-not-there 3 ledger verify --ledger sqlite:typing-error.db
git init --quiet checkout && git -C checkout config remote.origin.url ""
configuration >checkout/tagwarden.yaml
error ledger-remote-without-url 3 status --ledger git:origin --config checkout/tagwarden.yaml
error ledger-unreachable 6 status --ledger "git:http://127.0.0.1:$(free_port)/app.git"

step "the source"
error no-source 2 publish --version 1.0.0
error source-not-there 3 publish --version 1.0.0 oci:nowhere:1.0.0
error source-tag-not-there 3 publish --version 1.0.0 oci:images:9.9.9
error source-ambiguous 2 publish --version 1.0.0 oci:images
mkdir -p folder && touch folder/file
error not-a-layout 2 publish --version 1.0.0 oci:folder:1.0.0
error archive-not-there 3 publish --version 1.0.0 oci-archive:nowhere.tar
echo "not a tar file" >text.tar
error not-an-archive 7 publish --version 1.0.0 docker-archive:text.tar
cp -r images damaged
config=damaged/blobs/sha256/$(descriptor_of images 1.0.0 | jq -r '.digest[7:]')
sed -i 's/schemaVersion/schemeVersion/' "$config"
error damaged-source 7 publish --version 1.0.0 oci:damaged:1.0.0
nobody=127.0.0.1:$(free_port)
error source-unreachable 6 publish --version 1.0.0 "$nobody/app:1.0.0"
start_registry
error source-not-in-registry 3 publish --version 1.0.0 "$registry/app:1.0.0"

step "the version"
error no-version 2 publish oci:images:1.0.0
error bad-version 2 publish --version 1.0 oci:images:1.0.0
error other-version 4 publish --version 1.0.1 oci:images:1.0.0
error silent-content 4 publish --version 1.0.0 oci:images:silent
error plan-file-nowhere 9 plan --version 1.0.0 oci:images:1.0.0 --out nowhere/release.plan
configuration | sed '1a sources: [ { file: Main.go, match: "version = (.*)" }, { file: src/a.py, match: "v=(.*)" } ]' \
    >tagwarden.yaml
error source-file-not-there 3 publish --version 1.0.0 oci:images:1.0.0
mkdir src && printf 'import x\nv=1.0.1\n\nv=1.0.0\n' >src/a.py && echo 'nothing here' >Main.go
error other-source 4 publish --version 1.0.0 oci:images:1.0.0
echo 'v=1.0.0' >src/a.py
error silent-source 4 plan --version 1.0.0 oci:images:1.0.0
configuration >tagwarden.yaml

step "rules"
expect_exit 0 tagwarden publish --version 1.0.0 oci:images:1.0.0
error write-once 4 publish --version 1.0.0 oci:images:1.0.0-other
error unknown-channel 3 rollback lates --reason "typing error" --yes
error unknown-version 3 withdraw 1.0.2 --reason "typing error" --yes
error unknown-name 3 resolve 1.0.2
error no-terminal 2 withdraw 1.0.0 --reason "where nobody watches"
error nowhere-to-go 4 rollback latest --reason "it was the first" --yes
expect_exit 0 tagwarden hold latest --reason "freeze"
error held 4 rollback latest --reason "it is held" --yes
expect_exit 0 tagwarden unhold latest
skopeo --insecure-policy copy --quiet oci:images:1.1.0 oci:hub:latest
error foreign-channel 4 publish --version 1.2.0 oci:images:1.2.0
configuration "$nobody/app" >tagwarden.yaml
error destination-unreachable 6 publish --version 1.1.0 oci:images:1.1.0 --ledger sqlite:other.db
configuration oci:other | sed "s|^channels|  mirror: { to: \"$nobody/app\", optional: true }\n&|" >tagwarden.yaml
expect_exit 0 tagwarden publish --version 1.1.0 oci:images:1.1.0 --ledger sqlite:other.db
expect_output "^warning: it will lag: mirror could not be asked: .*$nobody"
expect_exit 0 tagwarden status --ledger sqlite:other.db
expect_output "^warning: $nobody/app could not be asked: "
expect_output "^unanswered: $nobody/app, which may lag: "
configuration oci:planned >tagwarden.yaml
expect_exit 0 tagwarden plan --version 1.1.0 oci:images:1.1.0 --out release.plan --ledger sqlite:planned.db
umoci init --layout planned && rmdir planned/blobs/sha256 && touch planned/blobs/sha256
error plan-not-finished 9 publish --plan release.plan --ledger sqlite:planned.db

step "copy and ls"
other=sha256:$(printf other | sha256sum | cut -d ' ' -f 1)
error copy-archive-as-destination 2 copy oci:images:1.0.0 oci-archive:out.tar
error copy-all-tags-of-one 2 copy --all-tags oci:images:1.0.0 oci:out
error copy-patterns-without-all-tags 2 copy oci:images:1.0.0 oci:out --include '1*'
error copy-destination-twice 2 copy oci:images:1.0.0 oci:out oci:other oci:out:1.0.0
error copy-bad-platform 2 copy oci:images:1.0.0 oci:out --platform arm64
error copy-source-ambiguous 2 copy oci:images oci:out
error copy-source-tag-not-there 3 copy oci:images:9.9.9 oci:out
error copy-platform-not-there 3 copy oci:images:1.0.0 oci:out --platform linux/s390x
error copy-platform-of-no-tag 3 copy --all-tags oci:images oci:out --platform linux/s390x
error copy-nothing-matches 3 copy --all-tags oci:images oci:out --include 'v*'
error copy-nothing-there 3 copy --all-tags "$registry/nothing" oci:out
error copy-other-digest 4 copy "oci:images:1.0.0@$other" oci:out
error copy-other-digest-wanted 4 copy oci:images:1.0.0 "oci:out@$other"
expect_exit 0 tagwarden copy oci:images:1.0.0 oci:out:latest
error copy-no-overwrite 4 copy oci:images:1.1.0 oci:out:latest --no-overwrite
error copy-damaged-source 7 copy oci:damaged:1.0.0 oci:out
error copy-damaged-to-several 7 copy oci:damaged:1.0.0 oci:out oci:other
error copy-destination-unreachable 6 copy oci:images:1.0.0 "$nobody/app"
error ls-bad-pattern 2 ls oci:images --include '^1\.[0-9]+$'
error ls-one-image 2 ls oci:images:1.0.0
error ls-order-without-sort 2 ls oci:images --order semver
error ls-unknown-sort 2 ls oci:images --sort age
error ls-unknown-order 2 ls oci:images --sort version --order semvre
error ls-unreachable 6 ls "$nobody/app"

step "every command has a page"
expect_exit 0 tagwarden --help
mapfile -t commands < <(sed -n '/^Commands:/,$ s/^  \([a-z]*\)  .*/\1/p' "$scratch/stdout")
((${#commands[@]} >= 12)) || fail "only these commands are listed: ${commands[*]}"
for command in "${commands[@]}"; do
    expect_exit 0 tagwarden "$command" --help
    expect_equal "first line of the page" "$(head -n 1 "$scratch/stdout" | cut -d ' ' -f 1-2)" "tagwarden $command:"
    expect_equal "stderr" "$(cat "$scratch/stderr")" ""
done

step "no golden text is left over"
expect_equal "golden texts" "$(cd "$golden" && printf '%s\n' *)" "$(printf '%s\n' "${seen[@]}" | sort)"
((different == 0)) || fail "$different errors are not as their golden texts say; see above, and ACCEPT=1 when that is right"
