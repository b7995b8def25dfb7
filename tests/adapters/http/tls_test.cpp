// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "adapters/http/curl_transport.h"
#include "adapters/http/http_client.h"
#include "tests/support/loopback.h"
#include "tests/support/nginx.h"

namespace tagwarden {
namespace {

using tests::Nginx;
using tests::NginxSite;
using tests::TemporaryFolder;
using tests::TestAuthority;
using tests::Validity;

const std::string hello = "location / { return 200 hello; }";

/// Nothing of this machine's own, so that a test fails or passes for its own reasons.
NetworkSettings bare()
{
    NetworkSettings settings;
    settings.system_ca_file = "/nowhere/ca-certificates.crt";
    settings.system_ca_folders = "/nowhere";
    return settings;
}

NetworkSettings trusting(const TestAuthority& authority)
{
    auto settings = bare();
    settings.ca_file = authority.file();
    return settings;
}

Result<HttpResponse> get(const NetworkSettings& settings, const std::string& url)
{
    CurlTransport transport(settings);
    return HttpClient(transport).send({"GET", url, {}, {}, nullptr, 0}, 10'000);
}

TEST(Tls, an_extra_authority_is_trusted_beside_the_systems)
{
    TestAuthority authority;
    const Nginx site({.locations = hello, .certificate = authority.issue({"127.0.0.1"})});
    const auto answer = get(trusting(authority), site.url("/"));
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->body, "hello");
}

TEST(Tls, a_redirect_from_a_server_without_it_to_a_storage_with_it_is_followed)
{
    TestAuthority authority;
    const Nginx storage({.locations = hello, .certificate = authority.issue({"127.0.0.1"})});
    const Nginx server({.locations = "location /blob { return 307 " + storage.url("/bucket/blob?signature=s") +
                                     "; }"
                                     "location /all { return 307 " +
                                     storage.url("/all") + "; }"});
    const auto answer = get(trusting(authority), server.url("/blob"));
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->body, "hello");
    const auto all = get(trusting(authority), server.url("/all"));
    ASSERT_FALSE(all);
    EXPECT_EQ(all.error().kind, ErrorKind::refused);
}

TEST(Tls, an_unknown_authority_is_named_as_the_reason_with_the_file_to_write)
{
    TestAuthority authority;
    TestAuthority other;
    const Nginx site({.locations = hello, .certificate = authority.issue({"127.0.0.1"})});
    const auto answer = get(trusting(other), site.url("/v2/?token=secret"));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::unreachable);
    EXPECT_EQ(answer.error().message,
              fmt::format("GET {0}/v2/ got no answer: the certificate of {0} was signed by nobody this machine knows",
                          site.host()));
    EXPECT_NE(answer.error().hint.find(fmt::format("/etc/containers/certs.d/{}/ca.crt", site.host())),
              std::string::npos);
    EXPECT_TRUE(answer.error().lasting);
}

TEST(Tls, expired_early_and_foreign_certificates_each_say_so)
{
    TestAuthority authority;
    struct Row {
        std::string name;
        Validity validity;
        std::string want;
    };
    const Row rows[] = {
        {"127.0.0.1", Validity::past, "the certificate of {} has expired"},
        {"127.0.0.1", Validity::future, "the certificate of {} is not valid yet"},
        {"r.example", Validity::now, "the certificate that was shown is not for {}"},
    };
    for (const auto& [name, validity, want] : rows) {
        const Nginx site({.locations = hello, .certificate = authority.issue({name}, validity)});
        const auto answer = get(trusting(authority), site.url("/"));
        ASSERT_FALSE(answer) << want;
        EXPECT_EQ(answer.error().kind, ErrorKind::unreachable);
        EXPECT_TRUE(answer.error().lasting);
        EXPECT_NE(answer.error().message.find(fmt::format(fmt::runtime(want), site.host())), std::string::npos)
            << answer.error().message;
    }
}

TEST(Tls, an_authority_is_found_by_its_hash_without_reading_the_file_of_all)
{
    TestAuthority authority;
    const Nginx site({.locations = hello, .certificate = authority.issue({"127.0.0.1"})});
    auto settings = bare();
    settings.system_ca_folders = authority.hashed_folder();
    EXPECT_TRUE(get(settings, site.url("/")));
}

TEST(Tls, an_authority_that_is_only_in_the_file_of_all_is_found_there)
{
    TestAuthority authority;
    TestAuthority other;
    const Nginx site({.locations = hello, .certificate = authority.issue({"127.0.0.1"})});
    for (const auto& folder : {other.hashed_folder(), std::string("/nowhere")}) {
        auto settings = bare();
        settings.system_ca_folders = folder;
        settings.system_ca_file = authority.file();
        EXPECT_TRUE(get(settings, site.url("/"))) << folder;
        settings.ca_file = other.file();
        EXPECT_TRUE(get(settings, site.url("/"))) << folder;
    }
}

TEST(Tls, a_machine_without_authorities_is_told_what_to_install)
{
    TestAuthority authority;
    const Nginx site({.locations = hello, .certificate = authority.issue({"127.0.0.1"})});
    const auto answer = get(bare(), site.url("/"));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::local);
    EXPECT_NE(answer.error().message.find("/nowhere/ca-certificates.crt"), std::string::npos) << answer.error().message;
    EXPECT_NE(answer.error().hint.find("ca-certificates"), std::string::npos);
}

TEST(Tls, the_folder_of_a_host_gives_its_authority_and_no_other_hosts)
{
    TestAuthority authority;
    const auto certificate = authority.issue({"127.0.0.1"});
    const Nginx site({.locations = hello, .certificate = certificate});
    const Nginx other({.locations = hello, .certificate = certificate});
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder.path() / site.host());
    std::filesystem::copy(authority.file(), folder.path() / site.host() / "ca.crt");
    auto settings = bare();
    settings.certificate_folders = {folder.path().string()};
    EXPECT_TRUE(get(settings, site.url("/")));
    EXPECT_FALSE(get(settings, other.url("/")));
}

TEST(Tls, a_client_certificate_is_shown_to_its_host)
{
    TestAuthority authority;
    const Nginx site({.locations = "location / { return 200 $ssl_client_verify; }",
                      .certificate = authority.issue({"127.0.0.1"}),
                      .client_authority = authority.file()});
    const auto client = authority.issue({"client"});
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder.path() / site.host());
    auto settings = trusting(authority);
    settings.certificate_folders = {folder.path().string()};
    EXPECT_EQ(get(settings, site.url("/"))->body, "NONE");
    std::filesystem::copy(client.certificate, folder.path() / site.host() / "client.cert");
    std::filesystem::copy(client.key, folder.path() / site.host() / "client.key");
    EXPECT_EQ(get(settings, site.url("/"))->body, "SUCCESS");
}

TEST(Tls, a_client_certificate_whose_key_does_not_fit_is_named)
{
    TestAuthority authority;
    const Nginx site({.locations = hello, .certificate = authority.issue({"127.0.0.1"})});
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder.path() / site.host());
    std::filesystem::copy(authority.issue({"a"}).certificate, folder.path() / site.host() / "client.cert");
    std::filesystem::copy(authority.issue({"b"}).key, folder.path() / site.host() / "client.key");
    auto settings = trusting(authority);
    settings.certificate_folders = {folder.path().string()};
    const auto answer = get(settings, site.url("/"));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::local);
    EXPECT_NE(answer.error().message.find(folder / (site.host() + "/client.cert")), std::string::npos)
        << answer.error().message;
}

/// openssl s_server: nginx answers 400 where most others refuse the handshake.
TEST(Tls, a_server_that_wants_a_client_certificate_gets_a_sentence_that_says_so)
{
    TestAuthority authority;
    TestAuthority other;
    const auto own = authority.issue({"127.0.0.1"});
    const TemporaryFolder folder;
    const auto host = fmt::format("127.0.0.1:{}", tests::free_loopback_port());
    tests::ServerProcess server;
    server.start({"openssl", "s_server", "-accept", host, "-cert", own.certificate, "-key", own.key, "-CAfile",
                  authority.file(), "-Verify", "1", "-verify_return_error", "-www"},
                 folder / "log");
    ASSERT_TRUE(server.comes_up([&] { return tests::takes_connections(host); })) << folder.read("log");
    auto settings = trusting(authority);
    settings.certificate_folders = {folder / "certs"};
    const auto without = get(settings, "https://" + host + "/");
    ASSERT_FALSE(without);
    EXPECT_EQ(without.error().kind, ErrorKind::denied);
    EXPECT_NE(without.error().message.find(host + " wants a client certificate"), std::string::npos)
        << without.error().message;

    const auto stranger = other.issue({"client"});
    std::filesystem::create_directories(folder.path() / "certs" / host);
    std::filesystem::copy(stranger.certificate, folder.path() / "certs" / host / "client.cert");
    std::filesystem::copy(stranger.key, folder.path() / "certs" / host / "client.key");
    const auto refused = get(settings, "https://" + host + "/");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::denied);
    EXPECT_NE(refused.error().message.find("does not accept the client certificate " + folder.path().string()),
              std::string::npos)
        << refused.error().message;
}

TEST(Tls, a_server_without_tls_is_asked_for_with_the_hint_for_it)
{
    const Nginx plain({.locations = hello});
    TestAuthority authority;
    const auto asked = get(trusting(authority), "https://" + plain.host() + "/");
    ASSERT_FALSE(asked);
    EXPECT_EQ(asked.error().kind, ErrorKind::unreachable);
    EXPECT_NE(asked.error().hint.find("--plain-http"), std::string::npos) << asked.error().message;
    EXPECT_TRUE(asked.error().lasting);
}

TEST(Tls, a_second_connection_resumes_the_session_of_the_first)
{
    TestAuthority authority;
    const Nginx site({.locations = hello, .certificate = authority.issue({"127.0.0.1"})});
    CurlTransport transport(trusting(authority));
    const HttpRequest request{"GET", site.url("/"), {}, {}, nullptr, 0};
    auto first = transport.open(request);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->headers.find("x-session"), ".");
    std::string bytes(100, '\0');
    ASSERT_TRUE(first->body->read(bytes));
    const auto second = transport.open(request);  // while the first is still in use
    ASSERT_TRUE(second);
    EXPECT_NE(second->headers.find("x-connection"), first->headers.find("x-connection"));
    EXPECT_EQ(second->headers.find("x-session"), "r");
}

}  // namespace
}  // namespace tagwarden
