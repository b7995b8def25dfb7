// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// The registry of the fault tests, where the registry contract does not look.

#include "tests/support/fault_registry.h"

#include <gtest/gtest.h>

#include "adapters/http/curl_transport.h"
#include "adapters/http/http_client.h"
#include "core/digest.h"

namespace tagwarden::tests {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct FaultRegistryTest : testing::Test {
    CurlTransport curl;
    HttpClient http{curl};

    HttpResponse ask(const FaultRegistry& registry, const std::string& method, const std::string& path,
                     const Headers& headers = {}, const std::string& body = {})
    {
        const auto answer = http.send({method, url(registry, path), headers, body, nullptr, 0}, 1'000'000);
        EXPECT_TRUE(answer) << answer.error().message;
        return answer.value_or(HttpResponse{});
    }
    static std::string url(const FaultRegistry& registry, const std::string& path)
    {
        return path.starts_with("http") ? path : "http://" + registry.host() + path;
    }
    static std::string header(const HttpResponse& answer, const std::string& name)
    {
        return answer.headers.find(name).value_or("");
    }
};

RegistryStore tagged(int tags)
{
    RegistryStore store;
    for (int i = 0; i < tags; ++i) store.repositories["app"].tags["t" + std::to_string(i)] = "";
    return store;
}

RegistryStore with_blob(const std::string& bytes)
{
    RegistryStore store;
    store.add_blob("app", bytes);
    return store;
}

TEST_F(FaultRegistryTest, a_list_of_tags_has_pages_and_each_says_where_the_next_is)
{
    const FaultRegistry relative({.page_size = 2}, tagged(3));
    const auto first = ask(relative, "GET", "/v2/app/tags/list");
    EXPECT_EQ(first.body, R"({"name":"app","tags":["t0","t1"]})");
    EXPECT_EQ(header(first, "Link"), R"(</v2/app/tags/list?last=t1&n=2>; rel="next")");
    const auto second = ask(relative, "GET", "/v2/app/tags/list?last=t1&n=2");
    EXPECT_EQ(second.body, R"({"name":"app","tags":["t2"]})");
    EXPECT_EQ(header(second, "Link"), "");

    const FaultRegistry absolute({.page_size = 2, .absolute_links = true}, tagged(3));
    EXPECT_EQ(header(ask(absolute, "GET", "/v2/app/tags/list?n=1"), "Link"),
              "<http://" + absolute.host() + R"(/v2/app/tags/list?last=t0&n=1>; rel="next")");
}

TEST_F(FaultRegistryTest, a_blob_can_be_read_in_part)
{
    const FaultRegistry registry({}, with_blob("0123456789"));
    const auto path = "/v2/app/blobs/" + Digest::of("0123456789").str();
    const auto part = ask(registry, "GET", path, {{"Range", "bytes=4-6"}});
    EXPECT_EQ(part.status, 206);
    EXPECT_EQ(part.body, "456");
    EXPECT_EQ(header(part, "Content-Range"), "bytes 4-6/10");
    EXPECT_EQ(ask(registry, "GET", path, {{"Range", "bytes=7-"}}).body, "789");
    const auto behind = ask(registry, "GET", path, {{"Range", "bytes=10-"}});
    EXPECT_EQ(behind.status, 416);
    EXPECT_EQ(header(behind, "Content-Range"), "bytes */10");
}

TEST_F(FaultRegistryTest, a_chunk_goes_where_the_last_one_ended_and_nowhere_else)
{
    const FaultRegistry registry;
    auto place = header(ask(registry, "POST", "/v2/app/blobs/uploads/"), "Location");
    place = header(ask(registry, "PATCH", place, {{"Content-Range", "0-3"}}, "0123"), "Location");
    const auto wrong = ask(registry, "PATCH", place, {{"Content-Range", "5-6"}}, "56");
    EXPECT_EQ(wrong.status, 416);
    EXPECT_EQ(header(wrong, "Range"), "0-3");
    EXPECT_EQ(ask(registry, "GET", place).status, 204);
    const auto digest = Digest::of("012345").str();
    EXPECT_EQ(ask(registry, "PUT", place + "&digest=" + digest, {{"Content-Range", "4-5"}}, "45").status, 201);
    EXPECT_EQ(*registry.content().repositories.at("app").blobs.at(digest), "012345");
}

TEST_F(FaultRegistryTest, what_refers_to_a_manifest_is_listed_by_kind)
{
    const FaultRegistry registry({.checks_references = false});
    const auto subject = Digest::of("subject").str();
    const auto manifest = R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",)"
                          R"("artifactType":"application/x-signature","config":{"mediaType":"x","digest":")" +
                          Digest::of("{}").str() + R"(","size":2},"layers":[],"subject":{"mediaType":"x","digest":")" +
                          subject + R"(","size":7}})";
    const auto put = ask(registry, "PUT", "/v2/app/manifests/" + Digest::of(manifest).str(),
                         {{"Content-Type", "application/vnd.oci.image.manifest.v1+json"}}, manifest);
    EXPECT_EQ(put.status, 201);
    EXPECT_EQ(header(put, "OCI-Subject"), subject);

    const auto path = "/v2/app/referrers/" + subject;
    EXPECT_NE(ask(registry, "GET", path).body.find(Digest::of(manifest).str()), std::string::npos);
    const auto filtered = ask(registry, "GET", path + "?artifactType=application/x-signature");
    EXPECT_NE(filtered.body.find(Digest::of(manifest).str()), std::string::npos);
    EXPECT_EQ(header(filtered, "OCI-Filters-Applied"), "artifactType");
    EXPECT_EQ(ask(registry, "GET", path + "?artifactType=other").body.find(Digest::of(manifest).str()),
              std::string::npos);
    const FaultRegistry older({.has_referrers = false});
    EXPECT_EQ(ask(older, "GET", path).status, 404);
}

TEST_F(FaultRegistryTest, sha512_is_a_digest_too)
{
    const FaultRegistry registry;
    Hasher hasher(HashAlgorithm::sha512);
    hasher.update("bytes");
    const auto digest = "sha512:" + hasher.hex();
    EXPECT_EQ(ask(registry, "POST", "/v2/app/blobs/uploads/?digest=" + digest, {}, "bytes").status, 201);
    EXPECT_EQ(ask(registry, "POST", "/v2/app/blobs/uploads/?digest=" + digest, {}, "other").status, 400);
    EXPECT_EQ(ask(registry, "GET", "/v2/app/blobs/" + digest).body, "bytes");
}

TEST_F(FaultRegistryTest, a_token_opens_what_it_was_asked_for_so_many_times)
{
    const FaultRegistry registry({.user = "ann", .password = "secret", .requests_a_token = 2}, tagged(1));
    const auto refused = ask(registry, "GET", "/v2/app/tags/list");
    EXPECT_EQ(refused.status, 401);
    EXPECT_EQ(header(refused, "WWW-Authenticate"),
              "Bearer realm=\"http://" + registry.host() +
                  "/token\",service=\"fault-registry\",scope=\"repository:app:pull\"");
    const Headers ann{{"Authorization", "Basic YW5uOnNlY3JldA=="}};
    EXPECT_EQ(ask(registry, "GET", "/token?scope=repository:app:pull").status, 401);
    EXPECT_EQ(ask(registry, "GET", "/token?scope=repository%3Aapp%3Apull", ann).body,
              R"({"token":"token-1","expires_in":300})");
    const Headers token{{"Authorization", "Bearer token-1"}};
    EXPECT_EQ(ask(registry, "GET", "/v2/app/tags/list", token).status, 200);
    EXPECT_EQ(ask(registry, "POST", "/v2/app/blobs/uploads/", token).status, 401);
    EXPECT_EQ(ask(registry, "GET", "/v2/app/tags/list", token).status, 401) << "it was good for two requests";
}

TEST_F(FaultRegistryTest, who_knows_the_password_comes_in_with_basic)
{
    const FaultRegistry registry({.user = "ann", .password = "secret", .gives_tokens = false}, tagged(1));
    const auto refused = ask(registry, "GET", "/v2/");
    EXPECT_EQ(refused.status, 401);
    EXPECT_EQ(header(refused, "WWW-Authenticate"), R"(Basic realm="fault-registry")");
    EXPECT_EQ(ask(registry, "GET", "/v2/", {{"Authorization", "Basic YW5uOnNlY3JldA=="}}).status, 200);
}

TEST_F(FaultRegistryTest, a_warning_goes_with_every_answer)
{
    const FaultRegistry registry({.warning = "this registry moves"});
    EXPECT_EQ(header(ask(registry, "GET", "/v2/"), "Warning"), R"(299 - "this registry moves")");
}

TEST_F(FaultRegistryTest, what_a_registry_must_never_hold_is_found)
{
    auto store = with_blob("bytes");
    EXPECT_TRUE(wrong_in(store).empty());
    store.repositories["app"].blobs[Digest::of("bytes").str()] = std::make_shared<const std::string>("other");
    store.repositories["app"].tags["latest"] = Digest::of("absent").str();
    EXPECT_EQ(wrong_in(store),
              (std::vector{"blob " + Digest::of("bytes").str() + " of app has other bytes",
                           "tag app:latest names manifest " + Digest::of("absent").str() + ", which is not there"}));
}

TEST_F(FaultRegistryTest, a_fault_strikes_the_requests_its_rule_says_and_no_others)
{
    FaultRegistry registry({}, tagged(1));
    registry.add({.kind = RequestKind::list_tags, .fault = Fault::unavailable, .times = 2, .from = 2});
    std::vector<int> seen;
    for (int i = 0; i < 4; ++i) {
        seen.push_back(ask(registry, "GET", "/v2/app/tags/list").status);
        EXPECT_EQ(ask(registry, "GET", "/v2/").status, 200);
    }
    EXPECT_EQ(seen, (std::vector{200, 503, 503, 200}));
    EXPECT_EQ(registry.count(RequestKind::list_tags), 4);
}

TEST_F(FaultRegistryTest, that_is_away_refuses_connections_until_it_comes_back)
{
    FaultRegistry registry;
    registry.add({.kind = RequestKind::ping, .fault = Fault::refused});
    const HttpRequest ping{"GET", url(registry, "/v2/"), {}, {}, nullptr, 0};
    ASSERT_FALSE(http.send(ping, 1000));
    const auto again = http.send(ping, 1000);
    ASSERT_FALSE(again);
    EXPECT_NE(again.error().message.find("Connection refused"), std::string::npos) << again.error().message;
    registry.come_back();
    EXPECT_EQ(ask(registry, "GET", "/v2/").status, 200);
}

}  // namespace
}  // namespace tagwarden::tests
