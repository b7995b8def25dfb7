// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/curl_failure.h"

#include <fmt/format.h>
#include <netdb.h>

#include <algorithm>
#include <cstring>
#include <string_view>

#include "adapters/http/url.h"
#include "base/text.h"

namespace tagwarden {

namespace {

// X509_V_ERR_… of OpenSSL's x509_vfy.h, which only base/hash.cpp may know.
constexpr long unspecified = 1;
constexpr long not_yet_valid = 9;
constexpr long expired = 10;
constexpr long self_signed = 18;
constexpr long self_signed_in_chain = 19;
constexpr long no_issuer = 20;
constexpr long no_issuer_at_all = 21;

constexpr auto up_and_reachable = "check that the server is up and can be reached from here, then try again";

std::string own_words(const CurlFailure& failure)
{
    return printable(failure.explanation.empty() ? curl_easy_strerror(failure.code) : failure.explanation);
}

Error certificate_refused(const CurlFailure& failure, const CurlParties& parties)
{
    if (failure.unknown_authority())
        return {ErrorKind::unreachable,
                fmt::format("the certificate of {} was signed by nobody this machine knows", parties.host),
                fmt::format("put the certificate of its authority into /etc/containers/certs.d/{}/ca.crt, or into this "
                            "machine's store (update-ca-certificates)",
                            parties.host),
                {}};
    if (failure.verify_result == expired || failure.verify_result == not_yet_valid)
        return {ErrorKind::unreachable,
                fmt::format("the certificate of {} {}", parties.host,
                            failure.verify_result == expired ? "has expired" : "is not valid yet"),
                "tell whoever runs that registry, and check the clock of this machine",
                {}};
    // The name is looked at after the chain, and libcurl takes down the chain's result after that.
    if (failure.verify_result == 0 || failure.verify_result == unspecified)
        return {
            ErrorKind::unreachable,
            fmt::format("the certificate that was shown is not for {}", parties.host),
            "ask for the registry by the name that is in its certificate; openssl s_client -connect HOST:PORT shows it",
            {}};
    return {ErrorKind::unreachable, "its certificate was not accepted: " + own_words(failure), up_and_reachable, {}};
}

/// The server ended the handshake, or the connection just after it. libcurl has one code for all reasons; the alert's
/// name in its explanation is all there is to tell them apart (RFC 8446, 6.2).
bool wants_certificate(const CurlFailure& failure)
{
    constexpr std::string_view alerts[] = {"alert certificate required", "alert bad certificate", "alert unknown ca",
                                           "alert certificate unknown"};
    return std::ranges::any_of(alerts,
                               [&](auto alert) { return failure.explanation.find(alert) != std::string::npos; });
}

/// OpenSSL's name for bytes that are no TLS at all (ERR_error_string(3)).
bool speaks_no_tls(const CurlFailure& failure)
{
    return failure.explanation.find("wrong version number") != std::string::npos;
}

/// The name servers' word on whether there is such a host, which libcurl does not pass on. Asked only where they were
/// quick to answer a moment ago, for nobody can interrupt it.
bool is_no_host(CURL* easy)
{
    constexpr curl_off_t quick = 2'000'000;  // µs
    curl_off_t took = 0;
    curl_easy_getinfo(easy, CURLINFO_TOTAL_TIME_T, &took);
    const char* url = nullptr;
    curl_easy_getinfo(easy, CURLINFO_EFFECTIVE_URL, &url);
    const auto parsed = Url::parse(url == nullptr ? "" : url);
    if (took > quick || !parsed) return false;
    const auto name = parsed->host.substr(0, parsed->host.rfind(':'));
    addrinfo* addresses = nullptr;
    const int problem = getaddrinfo(name.c_str(), nullptr, nullptr, &addresses);
    if (problem == 0) freeaddrinfo(addresses);
    return problem == EAI_NONAME;
}

Error lasting_if(bool lasting, Error error)
{
    error.lasting = lasting;
    return error;
}

Error client_certificate_refused(const CurlParties& parties)
{
    const auto put = fmt::format("put a pair client.cert and client.key into /etc/containers/certs.d/{}", parties.host);
    if (parties.client_certificate.empty())
        return {ErrorKind::denied, parties.host + " wants a client certificate", put, {}};
    return {ErrorKind::denied,
            fmt::format("{} does not accept the client certificate {}", parties.host,
                        printable(parties.client_certificate)),
            put + " that its authority has signed",
            {}};
}

Error not_connected(const CurlFailure& failure, const CurlParties& parties)
{
    const auto whom = parties.proxy.empty() ? parties.host : "the proxy " + parties.proxy;
    const auto why = failure.os_error == 0 ? own_words(failure) : std::strerror(static_cast<int>(failure.os_error));
    return {ErrorKind::unreachable,
            fmt::format("{} cannot be connected to: {}", whom, why),
            parties.proxy.empty() ? up_and_reachable : "check the proxy variables (HTTPS_PROXY, HTTP_PROXY, NO_PROXY)",
            {}};
}

Error proxy_refused(const CurlFailure& failure, const CurlParties& parties)
{
    const bool login = failure.proxy_status == 407;
    return {ErrorKind::unreachable,
            fmt::format("the proxy {} answers {} and does not connect to {}", parties.proxy, failure.proxy_status,
                        parties.host),
            login ? "give it a login: HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT"
                  : "name the host in NO_PROXY if it can be reached without that proxy",
            {}};
}

}  // namespace

CurlFailure CurlFailure::of(CURL* easy, CURLcode code, const char* explanation)
{
    CurlFailure failure{code, explanation, 0, 0, 0, code == CURLE_COULDNT_RESOLVE_HOST && is_no_host(easy)};
    curl_easy_getinfo(easy, CURLINFO_SSL_VERIFYRESULT, &failure.verify_result);
    curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &failure.os_error);
    curl_easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &failure.proxy_status);
    return failure;
}

bool CurlFailure::unknown_authority() const
{
    return code == CURLE_PEER_FAILED_VERIFICATION &&
           (verify_result == self_signed || verify_result == self_signed_in_chain || verify_result == no_issuer ||
            verify_result == no_issuer_at_all);
}

Error explain(const CurlFailure& failure, const CurlParties& parties)
{
    if (failure.proxy_status >= 300) return proxy_refused(failure, parties);
    if (wants_certificate(failure)) return client_certificate_refused(parties);
    switch (failure.code) {
        case CURLE_COULDNT_RESOLVE_HOST:
            return lasting_if(failure.no_such_host, {ErrorKind::unreachable,
                                                     fmt::format("no address is known for {}", parties.host),
                                                     "check the host's name, and the name servers of this machine",
                                                     {}});
        case CURLE_COULDNT_RESOLVE_PROXY:
            return {ErrorKind::unreachable,
                    fmt::format("no address is known for the proxy {}", parties.proxy),
                    "check the proxy variables (HTTPS_PROXY, HTTP_PROXY, NO_PROXY)",
                    {}};
        case CURLE_COULDNT_CONNECT: return not_connected(failure, parties);
        case CURLE_OPERATION_TIMEDOUT:
            return {ErrorKind::unreachable,
                    fmt::format("{} did not let us connect in time",
                                parties.proxy.empty() ? parties.host : "the proxy " + parties.proxy),
                    up_and_reachable,
                    {}};
        case CURLE_PEER_FAILED_VERIFICATION: return lasting_if(true, certificate_refused(failure, parties));
        case CURLE_SSL_CONNECT_ERROR:
            return lasting_if(speaks_no_tls(failure),
                              {ErrorKind::unreachable,
                               fmt::format("no TLS connection to {}: {}", parties.host, own_words(failure)),
                               "if the server speaks HTTP without TLS on purpose, say --plain-http (plain-http: true)",
                               {}});
        case CURLE_SSL_CACERT_BADFILE:
            return {ErrorKind::local,
                    "the certificate authorities of this machine cannot be read: " + own_words(failure),
                    "install the package ca-certificates, or check SSL_CERT_FILE and SSL_CERT_DIR",
                    {}};
        case CURLE_SSL_CERTPROBLEM:
            return {ErrorKind::local,
                    fmt::format("the client certificate {} cannot be used: {}", printable(parties.client_certificate),
                                own_words(failure)),
                    "its key has to lie beside it as NAME.key, in PEM, without a passphrase",
                    {}};
        case CURLE_WEIRD_SERVER_REPLY:
        case CURLE_UNSUPPORTED_PROTOCOL:
            return {ErrorKind::malformed, own_words(failure), "check that there is a registry at this address", {}};
        case CURLE_SEND_FAIL_REWIND:
            return {ErrorKind::unreachable, "the connection was closed while it was used again", "try again", {}};
        case CURLE_GOT_NOTHING:
            return {
                ErrorKind::unreachable, fmt::format("{} hung up without a word", parties.host), up_and_reachable, {}};
        default: return {ErrorKind::unreachable, own_words(failure), up_and_reachable, {}};
    }
}

}  // namespace tagwarden
