#!/usr/bin/env bash
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
#
# A registry that wants to know who is there: what `docker login`, `podman login` and credential helpers left is used,
# and no secret shows anywhere.
# shellcheck source-path=SCRIPTDIR source=support.sh
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

secret=hush-c0ffee
htpasswd -Bbn somebody "$secret" >"$scratch/htpasswd" 2>/dev/null
start_registry "auth: { htpasswd: { realm: here, path: $scratch/htpasswd } }"
make_image images 1.0.0 1.0.0 label
digest=$(digest_of oci:images 1.0.0)
export DOCKER_CONFIG=$HOME/.docker
mkdir -p "$DOCKER_CONFIG" "$HOME/.config/containers" "$scratch/bin"

# nobody_sees_it: what was just printed has no secret in it, in no form.
nobody_sees_it() {
    expect_no_output "$secret"
    expect_no_output "$(printf 'somebody:%s' "$secret" | base64)"
}

# logged_in FILE: the entry that `docker login` writes.
logged_in() {
    printf '{"auths":{"%s":{"auth":"%s"}}}' "$registry" "$(printf 'somebody:%s' "${2-$secret}" | base64)" >"$1"
}

step "without credentials it is denied, and says what to type"
expect_exit 5 tagwarden copy oci:images:1.0.0 "$registry/team/app"
expect_output "^hint: .*docker login $registry"
expect_exit 5 tagwarden ls "$registry/team/app" --json
expect_json '.error.exitCode == 5'

step "with those that docker login left it goes"
logged_in "$DOCKER_CONFIG/config.json"
expect_exit 0 tagwarden copy oci:images:1.0.0 "$registry/team/app"
expect_exit 0 tagwarden ls "$registry/team/app"
expect_output "^1\.0\.0\s+$digest"
nobody_sees_it

step "with -v each request is a line, and nothing in it is a secret"
expect_exit 0 tagwarden ls "$registry/team/app" -v
expect_equal "requests" "$(sed -E 's/[0-9]+ ms/N ms/; s/[0-9]+ bytes/N bytes/' "$scratch/stderr")" "\
GET http://$registry/v2/team/app/tags/list?n=1000 → 401, N bytes, N ms, attempt 1
GET http://$registry/v2/team/app/tags/list?n=1000 → 200, N bytes, N ms, attempt 1
HEAD http://$registry/v2/team/app/manifests/1.0.0 → 200, N bytes, N ms, attempt 1"
nobody_sees_it
expect_no_output '[Aa]uthorization|Basic'
expect_exit 0 tagwarden ls "$registry/team/app" -v --json
expect_json '.tag == "1.0.0"'
expect_output '^HEAD http://'
expect_exit 0 tagwarden ls "$registry/team/app" -v --quiet
expect_equal "with --quiet" "$(cat "$scratch/stderr")" ""
expect_exit 0 tagwarden copy oci:images:1.0.0 "$registry/team/seen" -v
expect_output "^PUT http://$registry/v2/team/seen/blobs/uploads/[0-9a-f-]+\?digest=sha256:[0-9a-f]{64} → 201, [0-9]+ bytes sent, 0 bytes, [0-9]+ ms, attempt 1$"
nobody_sees_it

step "status shows what it knows of a place that denies it, and ends as the denial does"
printf 'product: app\nledger: sqlite:ledger.db\nimages: { app: {} }\ndestinations: { hub: { to: "%s" } }\n' \
    "$registry/team/product" >tagwarden.yaml
echo 'channels: { latest: { follow: stable } }' >>tagwarden.yaml
expect_exit 0 tagwarden publish --version 1.0.0 oci:images:1.0.0
expect_exit 0 tagwarden status
mv "$DOCKER_CONFIG/config.json" config.json
expect_exit 5 tagwarden status
expect_output '^latest +hub +\? +not known +'
expect_output "^unanswered: $registry/team/product: .*; hint: .*docker login $registry"
expect_output "^hint: .*docker login $registry"
expect_exit 5 tagwarden status --json
expect_json ".error.exitCode == 5 and .channels[0].recorded.version == \"1.0.0\" and .unanswered[0].exitCode == 5
    and (.unanswered[0].hint | contains(\"docker login $registry\"))"
mv config.json "$DOCKER_CONFIG/config.json"

step "those of podman login come first"
logged_in "$DOCKER_CONFIG/config.json" wrong-one
logged_in "$HOME/.config/containers/auth.json"
expect_exit 0 tagwarden ls "$registry/team/app"
rm "$HOME/.config/containers/auth.json"

step "wrong ones are denied, and not shown"
expect_exit 5 tagwarden ls "$registry/team/app" --verbose
expect_no_output wrong-one
expect_no_output "$(printf 'somebody:wrong-one' | base64)"

step "a credential helper is asked without a shell, once, and gets the host alone"
cat >"$scratch/bin/docker-credential-vault" <<HELPER
#!/bin/sh
echo "\$*" >>"$scratch/asked"
cat >>"$scratch/asked"
printf '{"ServerURL":"$registry","Username":"somebody","Secret":"$secret"}'
HELPER
chmod +x "$scratch/bin/docker-credential-vault"
printf '{"credHelpers":{"%s":"vault"}}' "$registry" >"$DOCKER_CONFIG/config.json"
PATH=$scratch/bin:$PATH expect_exit 0 tagwarden copy "$registry/team/app:1.0.0" "$registry/team/other"
expect_equal "what the helper was asked" "$(tr '\n' ' ' <"$scratch/asked")" "get $registry"
nobody_sees_it

step "a stop ends a helper that waits for somebody, and the command"
cat >"$scratch/bin/docker-credential-asking" <<HELPER
#!/bin/sh
echo \$\$ >"$scratch/waiting"
exec sleep 600
HELPER
chmod +x "$scratch/bin/docker-credential-asking"
printf '{"credHelpers":{"%s":"asking"}}' "$registry" >"$DOCKER_CONFIG/config.json"
# stopped_with SIGNAL CODE COMMAND…: what a shell starts in the background ignores Ctrl-C, unless it is told not to.
stopped_with() {
    local signal=$1 wanted=$2 pid code=0
    shift 2
    rm -f "$scratch/waiting"
    env --default-signal=INT PATH="$scratch/bin:$PATH" "$TAGWARDEN_BINARY" "$@" </dev/null >"$scratch/stdout" 2>"$scratch/stderr" &
    pid=$!
    until [[ -s $scratch/waiting ]]; do sleep 0.05 && kill -0 "$pid"; done
    kill -s "$signal" "$pid"
    wait "$pid" || code=$?
    expect_equal "exit code of $1" "$code" "$wanted"
    expect_output "^error: stopped while the program 'docker-credential-asking' was running, which was killed$"
    ! kill -0 "$(cat "$scratch/waiting")" 2>/dev/null || fail "the helper goes on"
}
stopped_with INT 130 ls "$registry/team/app"
stopped_with TERM 143 copy "$registry/team/app:1.0.0" "$registry/team/other"
stopped_with INT 130 verify "$registry/team/app:1.0.0"
stopped_with TERM 143 verify "$registry/team/app:1.0.0"

step "a file that is broken is named, with the place"
echo '{"auths": {' >"$DOCKER_CONFIG/config.json"
expect_exit 7 tagwarden ls "$registry/team/app"
expect_output "$DOCKER_CONFIG/config.json"
