// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/tag_list.h"

#include <fmt/format.h>

#include "adapters/oci/link_header.h"
#include "tests/adapters/oci/scripted_registry.h"

namespace tagwarden {
namespace {

using tests::tag;

struct OciTagList : tests::ScriptedRegistry {
    const std::string first = "GET /v2/app/tags/list?n=1000";

    static tests::ScriptedAnswer page(const std::string& tags, const std::string& link = {})
    {
        return {200, {{"Link", link}}, R"({"name":"app","tags":)" + tags + "}"};
    }
};

TEST_F(OciTagList, pages_are_joined_sorted_and_each_tag_comes_once)
{
    server.on(first, page(R"(["b","a"])", "</v2/app/tags/list?n=1000&last=b>; rel=\"next\""));
    server.on("GET /v2/app/tags/list?n=1000&last=b", page(R"(["c","b","A"])", "<list?last=c>; rel=next"));
    server.on("GET /v2/app/tags/list?last=c",
              page("null", "<http://" + server.host() + "/v2/app/tags/list?last=z>; rel=\"next\""));
    server.on("GET /v2/app/tags/list?last=z", page(R"(["_"])"));
    EXPECT_EQ(repository->tags(), (std::vector{tag("A"), tag("_"), tag("a"), tag("b"), tag("c")}));
}

TEST_F(OciTagList, a_repository_that_does_not_exist_has_no_tags)
{
    server.on(first, {404, {}, R"({"errors":[{"code":"NAME_UNKNOWN","message":"repository name not known"}]})"});
    EXPECT_EQ(repository->tags(), std::vector<TagName>{});
}

TEST_F(OciTagList, a_host_that_is_no_registry_is_not_an_empty_repository)
{
    server.on(first, {404, {}, "<html>nothing here</html>"});
    EXPECT_EQ(repository->tags().error().kind, ErrorKind::not_found);
}

TEST_F(OciTagList, the_next_page_is_never_at_another_host)
{
    tests::ScriptedServer foreign;
    server.on(first, page(R"(["a"])", "<http://" + foreign.host() + "/v2/app/tags/list>; rel=next"));
    const auto tags = repository->tags();
    ASSERT_FALSE(tags);
    EXPECT_EQ(tags.error().kind, ErrorKind::malformed);
    EXPECT_NE(tags.error().message.find(foreign.host()), std::string::npos);
    EXPECT_TRUE(foreign.lines().empty());
}

TEST_F(OciTagList, a_page_that_repeats_ends_the_list_with_an_error)
{
    server.on(first, page(R"(["a"])", "</v2/app/tags/list?n=1000>; rel=next"));
    EXPECT_EQ(repository->tags().error().kind, ErrorKind::malformed);

    server.on(first, page(R"(["a"])", "</v2/app/tags/list?round=2>; rel=next"));
    server.on("GET /v2/app/tags/list?round=2", page(R"(["a"])", "</v2/app/tags/list?round=3>; rel=next"));
    EXPECT_EQ(repository->tags().error().kind, ErrorKind::malformed);
}

TEST_F(OciTagList, a_full_page_without_a_link_is_followed_by_a_question_for_the_rest)
{
    std::string thousand;
    for (int i = 0; i < 1000; ++i) thousand += fmt::format(R"({}"t{:04}")", i == 0 ? "" : ",", i);
    server.on(first, page("[" + thousand + "]"));
    server.on(first + "&last=t0999", page(R"(["u"])"));
    EXPECT_EQ(repository->tags().value().size(), 1001U);
    // One that ignores the question gives the same again: then it was all.
    server.on(first + "&last=t0999", page("[" + thousand + "]"));
    EXPECT_EQ(repository->tags().value().size(), 1000U);
}

TEST_F(OciTagList, what_is_no_list_of_tags_is_malformed)
{
    for (const auto* body : {"", "[]", R"({"tags":3})", R"({"tags":[3]})", R"({"tags":["not a tag"]})"}) {
        server.on(first, {200, {}, body});
        EXPECT_EQ(repository->tags().error().kind, ErrorKind::malformed) << body;
    }
}

TEST(LinkHeader, gives_the_target_of_next)
{
    const std::pair<const char*, std::optional<std::string>> rows[] = {
        {"", std::nullopt},
        {"</next>; rel=next", "/next"},
        {"</next>; rel=\"next\"", "/next"},
        {"</next>;title=x; REL = \"last NEXT\"", "/next"},
        {"</last>; rel=last, </a,b>; rel=next", "/a,b"},
        {"</last>; rel=\"last\"", std::nullopt},
        {"</last>; title=\"next\"", std::nullopt},
        {"/next; rel=next", std::nullopt},
        {"</next; rel=next", std::nullopt},
    };
    for (const auto& [header, want] : rows) EXPECT_EQ(next_link(header), want) << header;
}

}  // namespace
}  // namespace tagwarden
