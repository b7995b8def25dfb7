// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/nginx.h"

#include <fmt/format.h>

#include <filesystem>
#include <stdexcept>

#include "tests/support/loopback.h"

namespace tagwarden::tests {

namespace {

std::string tls_lines(const NginxSite& site)
{
    if (site.certificate.certificate.empty()) return "";
    auto lines = fmt::format("ssl_certificate {}; ssl_certificate_key {}; ssl_session_cache shared:one:1m;",
                             site.certificate.certificate, site.certificate.key);
    if (!site.client_authority.empty())
        lines += fmt::format(" ssl_verify_client optional; ssl_client_certificate {};", site.client_authority);
    return lines;
}

std::string configuration(const NginxSite& site, const std::string& host, const std::string& folder)
{
    const bool tls = !site.certificate.certificate.empty();
    return fmt::format(R"(daemon off; master_process off; pid {0}/pid; error_log stderr warn;
events {{ worker_connections 256; }}
http {{
    access_log off; default_type application/octet-stream;
    client_body_temp_path {0}/bodies; proxy_temp_path {0}/answers;
    fastcgi_temp_path {0}/x; uwsgi_temp_path {0}/x; scgi_temp_path {0}/x;
    add_header X-Protocol $server_protocol always;
    add_header X-Connection $connection always;
    add_header X-Session $ssl_session_reused always;
    {1}
    server {{ listen {2}{3}; {4}
        {5}
    }}
}}
)",
                       folder, site.above, host, std::string(tls ? " ssl" : "") + (site.http2 ? " http2" : ""),
                       tls_lines(site), site.locations);
}

}  // namespace

std::string proxy_to(const std::string& host)
{
    return fmt::format(
        "client_max_body_size 0; location / {{ proxy_pass http://{}; proxy_http_version 1.1; "
        "proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Proto $scheme; "
        "proxy_buffering off; proxy_request_buffering off; }}",
        host);
}

Nginx::Nginx(const NginxSite& site) : scheme_(site.certificate.certificate.empty() ? "http" : "https")
{
    // Between choosing a port and listening on it somebody else may take it.
    for (int attempt = 0; attempt < 5; ++attempt) {
        host_ = fmt::format("{}:{}", site.address, free_loopback_port());
        const auto config = folder_.write("nginx.conf", configuration(site, host_, folder()));
        // Its whole path: /usr/sbin is not on the PATH of every user.
        process_.start({"/usr/sbin/nginx", "-e", "stderr", "-c", config}, folder_ / "log");
        // Written when it listens.
        if (process_.comes_up([this] { return std::filesystem::exists(folder_ / "pid"); })) return;
    }
    throw std::runtime_error("nginx does not come up (is it installed?): " + folder_.read("log"));
}

}  // namespace tagwarden::tests
