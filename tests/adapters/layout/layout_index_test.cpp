// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layout/layout_index.h"

#include <gtest/gtest.h>

namespace tagwarden {

namespace {

const std::string one = "sha256:" + std::string(64, '1');
const std::string two = "sha256:" + std::string(64, '2');

std::string entry(const std::string& digest, const std::string& more = "")
{
    return R"({"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":")" + digest + R"(","size":7)" + more +
           "}";
}

std::string named(const std::string& name)
{
    return R"(,"annotations":{"org.opencontainers.image.ref.name":")" + name + R"("})";
}

Result<LayoutIndex> index_with(const std::string& entries)
{
    return LayoutIndex::parse(R"({"schemaVersion":2,"manifests":[)" + entries + "]}", "layout 'x'");
}

TagName tag(const std::string& name)
{
    return TagName::parse(name).value();
}

Descriptor descriptor(const std::string& digest)
{
    return {"application/vnd.oci.image.manifest.v1+json", Digest::parse(digest).value(), 7};
}

}  // namespace

TEST(LayoutIndex, an_entry_with_a_name_is_a_tag)
{
    const auto index = index_with(entry(one, named("1.8.1")) + "," + entry(two)).value();
    EXPECT_EQ(index.tags(), (std::map<TagName, Descriptor>{{tag("1.8.1"), descriptor(one)}}));
    EXPECT_EQ(index.entries().size(), 2U);
}

TEST(LayoutIndex, a_name_that_is_a_whole_reference_is_no_tag_and_stays)
{
    auto index = index_with(entry(one, named("docker.io/library/x:1"))).value();
    EXPECT_TRUE(index.tags().empty());
    index.set(tag("1"), descriptor(two));
    EXPECT_NE(index.str().find("docker.io/library/x:1"), std::string::npos);
}

TEST(LayoutIndex, one_tag_on_two_entries_is_malformed_and_named)
{
    const auto index = index_with(entry(one, named("latest")) + "," + entry(two, named("latest")));
    ASSERT_FALSE(index);
    EXPECT_EQ(index.error().kind, ErrorKind::malformed);
    EXPECT_NE(index.error().message.find("'latest'"), std::string::npos) << index.error().message;
}

TEST(LayoutIndex, setting_a_tag_keeps_all_that_it_does_not_know)
{
    auto index = LayoutIndex::parse(R"({"schemaVersion":2,"x-top":{"a":[1,2]},"manifests":[)" +
                                        entry(one, R"(,"x-mine":true,"platform":{"os":"linux"})") + "," +
                                        entry(one, named("old") + R"(,"x-old":1)") + R"(],"annotations":{"k":"v"}})",
                                    "layout 'x'")
                     .value();
    index.set(tag("new"), descriptor(two));
    EXPECT_EQ(index.str(), R"({"schemaVersion":2,"x-top":{"a":[1,2]},"manifests":[)" +
                               entry(one, R"(,"x-mine":true,"platform":{"os":"linux"})") + "," +
                               entry(one, named("old") + R"(,"x-old":1)") + "," + entry(two, named("new")) +
                               R"(],"annotations":{"k":"v"}})");
}

TEST(LayoutIndex, a_tag_that_moves_leaves_what_was_said_of_its_old_content)
{
    auto index = index_with(entry(one, named("latest") + R"(,"platform":{"os":"linux"})")).value();
    index.set(tag("latest"), descriptor(two));
    EXPECT_EQ(index.str(), R"({"schemaVersion":2,"manifests":[)" + entry(two, named("latest")) + "]}");
}

TEST(LayoutIndex, what_it_writes_it_reads)
{
    LayoutIndex index;
    index.set(tag("1.8.1"), descriptor(one));
    index.set(tag("latest"), descriptor(one));
    EXPECT_EQ(LayoutIndex::parse(index.str(), "layout 'x'").value().tags(), index.tags());
}

TEST(LayoutIndex, what_is_no_index_is_malformed)
{
    for (const std::string text :
         {"", "[]", "{", R"({"manifests":{}})", R"({"manifests":["x"]})", R"({"manifests":[{"digest":"sha256:1"}]})",
          R"({"manifests":[{"mediaType":"a","digest":"../../etc/passwd","size":1}]})"}) {
        const auto index = LayoutIndex::parse(text, "layout 'x'");
        ASSERT_FALSE(index) << text;
        EXPECT_EQ(index.error().kind, ErrorKind::malformed) << text;
    }
}

}  // namespace tagwarden
