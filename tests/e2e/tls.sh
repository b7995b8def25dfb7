#!/usr/bin/env bash
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
#
# A registry on this machine that speaks TLS: it is spoken to in plain HTTP unless somebody says otherwise.
# shellcheck source-path=SCRIPTDIR source=support.sh
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

start_registry

# start_front: nginx with TLS before the registry. Sets $front, and believes its certificate.
start_front() {
    local folder=$scratch/front port attempt look pid
    mkdir "$folder"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
        -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout "$folder/key" -out "$folder/certificate" 2>/dev/null
    for attempt in 1 2 3 4 5; do
        port=$(free_port)
        cat >"$folder/$attempt.conf" <<NGINX
daemon off; master_process off; pid $folder/pid; error_log stderr warn;
events {}
http {
    access_log off; client_max_body_size 0;
    client_body_temp_path $folder/1; proxy_temp_path $folder/2;
    fastcgi_temp_path $folder/3; uwsgi_temp_path $folder/4; scgi_temp_path $folder/5;
    server {
        listen 127.0.0.1:$port ssl; ssl_certificate $folder/certificate; ssl_certificate_key $folder/key;
        location / { proxy_pass http://$registry; proxy_set_header Host \$http_host;
                     proxy_set_header X-Forwarded-Proto \$scheme; }
    }
}
NGINX
        timeout 600 /usr/sbin/nginx -e stderr -c "$folder/$attempt.conf" >"$folder/log" 2>&1 </dev/null &
        pid=$!
        servers+=("$pid")
        for ((look = 0; look < 100; look++)); do
            kill -0 "$pid" 2>/dev/null || break
            if [[ -s $folder/pid ]]; then
                front=localhost:$port
                export TAGWARDEN_CA_FILE=$folder/certificate
                return
            fi
            sleep 0.1
        done
    done
    cat "$folder/log" >&2
    fail "nginx does not come up"
}
start_front
make_image images 1.0.0 1.0.0 label
digest=$(digest_of oci:images 1.0.0)

step "without a word it is asked without TLS, and the error says what to say"
expect_exit 7 tagwarden ls "$front/team/app"
expect_output '^hint: .*--plain-http=false \(plain-http: false\)'

step "with --plain-http=false it is asked over TLS"
expect_exit 0 tagwarden copy oci:images:1.0.0 "$front/team/app" --plain-http=false
expect_exit 0 tagwarden ls "$front/team/app" --plain-http=false
expect_output "^1\.0\.0\s+$digest"
expect_exit 0 tagwarden verify "$front/team/app:1.0.0" --plain-http=false
expect_names "$registry/team/app" 1.0.0="$digest"

step "in the configuration it is said once, also for a source at the same registry"
cat >tagwarden.yaml <<YAML
product: app
ledger: sqlite:ledger.db
images:
  app: { source: "$front/team/app:{version}" }
destinations:
  hub: { to: "$front/team/hub", plain-http: false }
channels:
  latest: { follow: stable }
YAML
expect_exit 0 tagwarden publish --version 1.0.0
expect_names "$registry/team/hub" 1.0.0="$digest" latest="$digest"
expect_exit 0 tagwarden verify "$front/team/hub:latest"
expect_all_right

step "a registry without TLS is then not spoken to, and the error says so"
expect_exit 6 tagwarden ls "$registry/team/app" --plain-http=false
expect_output '^hint: .*--plain-http \(plain-http: true\)'
