// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/network_environment.h"

namespace tagwarden {

namespace {

std::string either(const Environment& environment, std::string_view lower, std::string_view upper)
{
    const auto value = value_of(environment, lower);
    return value.empty() ? value_of(environment, upper) : value;
}

ProxySettings proxies_in(const Environment& environment)
{
    const bool cgi = !value_of(environment, "REQUEST_METHOD").empty();
    ProxySettings proxies{either(environment, "https_proxy", "HTTPS_PROXY"),
                          either(environment, "http_proxy", cgi ? "" : "HTTP_PROXY"),
                          either(environment, "no_proxy", "NO_PROXY")};
    const auto all = either(environment, "all_proxy", "ALL_PROXY");
    if (proxies.for_https.empty()) proxies.for_https = all;
    if (proxies.for_http.empty()) proxies.for_http = all;
    return proxies;
}

}  // namespace

NetworkSettings network_settings_in(const Environment& environment)
{
    NetworkSettings settings;
    settings.proxies = proxies_in(environment);
    settings.ca_file = value_of(environment, "TAGWARDEN_CA_FILE");
    settings.system_ca_file = value_of(environment, "SSL_CERT_FILE");
    settings.system_ca_folders = value_of(environment, "SSL_CERT_DIR");
    if (const auto home = value_of(environment, "HOME"); !home.empty())
        settings.certificate_folders.push_back(home + "/.config/containers/certs.d");
    settings.certificate_folders.insert(settings.certificate_folders.end(),
                                        {"/etc/containers/certs.d", "/etc/docker/certs.d"});
    return settings;
}

}  // namespace tagwarden
