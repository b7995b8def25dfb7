// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <thread>

#include "adapters/layout/layout_repository.h"
#include "core/attached_tag.h"
#include "tests/support/artifact_builder.h"
#include "tests/support/image_builder.h"
#include "tests/support/temporary_folder.h"

namespace tagwarden {

using tests::build_artifact;
using tests::ImageBuilder;

namespace {

class LayoutReferrers : public testing::Test {
protected:
    std::unique_ptr<Repository> open() { return open_layout(folder.path()).value(); }
    std::vector<Referrer> attached() { return layout->referrers({&image.digest, 1}).front().value(); }

    tests::TemporaryFolder folder;
    std::unique_ptr<Repository> layout = open();
    Descriptor image = ImageBuilder().file("a", "1").build_into(*layout);
    TagName list_tag = referrers_tag(image.digest);
};

}  // namespace

TEST_F(LayoutReferrers, are_kept_in_an_index_under_the_tag_that_registries_use)
{
    const auto sbom = build_artifact(*layout, {.subject = image, .type = "x/sbom"});
    const auto list = layout->resolve({&list_tag, 1}).front().value();
    ASSERT_TRUE(list);
    const auto content = layout->manifests({&list->digest, 1}).front().value();
    EXPECT_EQ(content.descriptor.media_type, media_type::oci_index);
    EXPECT_EQ(parse_referrers(content.bytes, "it").value(), (std::vector<Referrer>{{sbom, "x/sbom"}}));
}

TEST_F(LayoutReferrers, a_layout_with_one_image_and_what_is_attached_to_it_holds_one_image)
{
    tests::set_tag(*layout, TagName::parse("1").value(), image);
    build_artifact(*layout, {.subject = image});
    tests::build_cosign_signature(*layout, image.digest, {"ann"});
    EXPECT_EQ(dynamic_cast<SoleContent&>(*layout).sole().value(), image);
}

TEST_F(LayoutReferrers, that_several_write_at_once_are_all_listed)
{
    constexpr int writers = 8;
    std::vector<std::jthread> threads;
    for (int i = 0; i < writers; ++i)
        threads.emplace_back([&, i] {
            const auto own = open();
            build_artifact(*own, {.subject = image, .payload = std::to_string(i)});
        });
    threads.clear();
    EXPECT_EQ(attached().size(), std::size_t{writers});
}

TEST_F(LayoutReferrers, a_list_that_is_damaged_is_malformed_and_not_written_over)
{
    build_artifact(*layout, {.subject = image});
    const auto list = layout->resolve({&list_tag, 1}).front().value();
    folder.write("blobs/sha256/" + std::string(list->digest.hex()), "{}");
    EXPECT_EQ(layout->referrers({&image.digest, 1}).front().error().kind, ErrorKind::malformed);
    const auto more = tests::artifact_parts(*layout, {.subject = image, .payload = "2"});
    EXPECT_EQ(layout->put_manifests({&more, 1}).front().error().kind, ErrorKind::malformed);
    EXPECT_EQ(layout->resolve({&list_tag, 1}).front().value(), list);
}

TEST_F(LayoutReferrers, a_reader_of_the_folder_can_go_back)
{
    const auto blob = tests::put(*layout, "0123456789", "text/plain");
    const auto bytes = layout->open_blob(blob).value();
    std::string some(7, ' ');
    ASSERT_EQ(bytes->read(some).value(), 7U);
    ASSERT_TRUE(bytes->rewind(3));
    std::string rest(7, ' ');
    ASSERT_EQ(bytes->read(rest).value(), 7U);
    EXPECT_EQ(rest, "3456789");
}

}  // namespace tagwarden
