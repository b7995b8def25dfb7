// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layout/layout_repository.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <set>

#include "ports/byte_streams.h"
#include "tests/support/image_builder.h"
#include "tests/support/temporary_folder.h"

namespace tagwarden {

using tests::build_index;
using tests::ImageBuilder;
using tests::TemporaryFolder;

namespace {

TagName tag(const std::string& name)
{
    return TagName::parse(name).value();
}

Descriptor image(ContentWriter& writer, const std::string& version)
{
    return ImageBuilder().file("VERSION", version).build_into(writer);
}

Result<Descriptor> sole(Repository& repository)
{
    return dynamic_cast<SoleContent&>(repository).sole();
}

/// Every file below the folder, as relative paths.
std::set<std::string> files(const std::filesystem::path& folder)
{
    std::set<std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) found.insert(entry.path().lexically_relative(folder).string());
    return found;
}

}  // namespace

TEST(LayoutRepository, reading_a_folder_that_does_not_exist_does_not_make_it)
{
    const TemporaryFolder folder;
    const auto layout = open_layout(folder.path() / "none").value();
    EXPECT_TRUE(layout->tags().value().empty());
    EXPECT_FALSE(sole(*layout));
    EXPECT_FALSE(std::filesystem::exists(folder / "none"));
}

TEST(LayoutRepository, the_first_write_makes_a_layout_and_the_folders_above)
{
    const TemporaryFolder folder;
    const auto layout = open_layout(folder.path() / "a/b").value();
    const auto blob = tests::put(*layout, "bytes", "text/plain");
    EXPECT_EQ(files(folder.path() / "a/b"),
              (std::set<std::string>{"oci-layout", "index.json", "blobs/sha256/" + std::string(blob.digest.hex())}));
    EXPECT_EQ(folder.read("a/b/oci-layout"), R"({"imageLayoutVersion":"1.0.0"})");
}

TEST(LayoutRepository, an_empty_folder_becomes_a_layout)
{
    const TemporaryFolder folder;
    const auto layout = open_layout(folder.path()).value();
    image(*layout, "1");
    EXPECT_TRUE(open_layout(folder.path()));
}

TEST(LayoutRepository, a_folder_with_other_things_is_refused_and_left_alone)
{
    const TemporaryFolder folder;
    folder.write("thesis.txt", "x");
    const auto layout = open_layout(folder.path());
    ASSERT_FALSE(layout);
    EXPECT_EQ(layout.error().kind, ErrorKind::usage);
    EXPECT_NE(layout.error().message.find("oci-layout"), std::string::npos) << layout.error().message;
    EXPECT_EQ(files(folder.path()), std::set<std::string>{"thesis.txt"});
}

TEST(LayoutRepository, a_folder_that_filled_up_since_it_was_opened_is_left_alone)
{
    const TemporaryFolder folder;
    const auto layout = open_layout(folder.path()).value();
    folder.write("thesis.txt", "x");
    TextStream bytes("b");
    EXPECT_FALSE(layout->put_blob({"text/plain", Digest::of("b"), 1}, bytes));
    EXPECT_EQ(files(folder.path()), std::set<std::string>{"thesis.txt"});
}

TEST(LayoutRepository, a_file_is_no_layout)
{
    const TemporaryFolder folder;
    const auto layout = open_layout(folder.write("file", "x"));
    ASSERT_FALSE(layout);
    EXPECT_EQ(layout.error().kind, ErrorKind::usage);
}

TEST(LayoutRepository, a_folder_in_the_place_of_its_index_is_malformed_and_not_an_empty_layout)
{
    const TemporaryFolder folder;
    image(*open_layout(folder.path()).value(), "1");
    std::filesystem::remove(folder / "index.json");
    std::filesystem::create_directory(folder / "index.json");
    const auto tags = open_layout(folder.path()).value()->tags();
    ASSERT_FALSE(tags);
    EXPECT_EQ(tags.error().kind, ErrorKind::malformed);
    EXPECT_NE(tags.error().message.find("index.json' is no file"), std::string::npos) << tags.error().message;
}

TEST(LayoutRepository, a_layout_of_an_unknown_version_is_malformed)
{
    const TemporaryFolder folder;
    folder.write("oci-layout", R"({"imageLayoutVersion":"2.0.0"})");
    const auto layout = open_layout(folder.path());
    ASSERT_FALSE(layout);
    EXPECT_EQ(layout.error().kind, ErrorKind::malformed);
}

TEST(LayoutRepository, a_blob_that_failed_leaves_no_file_behind)
{
    const TemporaryFolder folder;
    const auto layout = open_layout(folder.path()).value();
    TextStream wrong("wrong");
    ASSERT_FALSE(layout->put_blob({"text/plain", Digest::of("right"), 5}, wrong));
    EXPECT_EQ(files(folder.path()), (std::set<std::string>{"oci-layout", "index.json"}));
}

TEST(LayoutRepository, a_wrong_blob_does_not_harm_the_right_one_that_is_there)
{
    const TemporaryFolder folder;
    const auto layout = open_layout(folder.path()).value();
    const auto blob = tests::put(*layout, "right", "text/plain");
    TextStream wrong("wrong");
    ASSERT_FALSE(layout->put_blob(blob, wrong));
    EXPECT_EQ(read_all(**layout->open_blob(blob)).value(), "right");
}

TEST(LayoutRepository, a_blob_that_was_cut_short_on_disk_counts_as_absent)
{
    const TemporaryFolder folder;
    const auto layout = open_layout(folder.path()).value();
    const auto blob = tests::put(*layout, "whole", "text/plain");
    folder.write("blobs/sha256/" + std::string(blob.digest.hex()), "who");
    EXPECT_FALSE(layout->has_blobs(std::span(&blob, 1)).front().value());
    tests::put(*layout, "whole", "text/plain");
    EXPECT_EQ(read_all(**layout->open_blob(blob)).value(), "whole");
}

TEST(LayoutRepository, bytes_that_rotted_on_disk_are_found_when_read)
{
    const TemporaryFolder folder;
    const auto layout = open_layout(folder.path()).value();
    const auto blob = tests::put(*layout, "whole", "text/plain");
    const auto manifest = image(*layout, "1");
    folder.write("blobs/sha256/" + std::string(blob.digest.hex()), "whale");
    auto bytes = folder.read("blobs/sha256/" + std::string(manifest.digest.hex()));
    folder.write("blobs/sha256/" + std::string(manifest.digest.hex()), bytes + " ");
    EXPECT_EQ(read_all(**layout->open_blob(blob)).error().kind, ErrorKind::malformed);
    EXPECT_EQ(layout->manifests(std::span(&manifest.digest, 1)).front().error().kind, ErrorKind::malformed);
}

TEST(LayoutRepository, a_sha512_blob_has_its_own_folder)
{
    const TemporaryFolder folder;
    const auto layout = open_layout(folder.path()).value();
    Hasher hasher(HashAlgorithm::sha512);
    hasher.update("bytes");
    const Descriptor blob{"text/plain", Digest::parse("sha512:" + hasher.hex()).value(), 5};
    TextStream bytes("bytes");
    ASSERT_TRUE(layout->put_blob(blob, bytes));
    EXPECT_EQ(folder.read("blobs/sha512/" + std::string(blob.digest.hex())), "bytes");
    EXPECT_EQ(read_all(**layout->open_blob(blob)).value(), "bytes");
}

TEST(LayoutRepository, a_batch_with_one_refused_move_sets_nothing)
{
    const TemporaryFolder folder;
    const auto layout = open_layout(folder.path()).value();
    const auto one = image(*layout, "1");
    const auto two = image(*layout, "2");
    const std::vector<TagMove> moves{
        {tag("a"), std::nullopt, one}, {tag("b"), one.digest, two}, {tag("c"), std::nullopt, one}};
    const auto before = folder.read("index.json");
    const auto answers = layout->move(moves);
    ASSERT_EQ(answers.size(), 3U);
    EXPECT_NE(answers[1].error().message.find("names nothing, not " + one.digest.str()), std::string::npos);
    for (const auto i : {0U, 2U}) {
        EXPECT_EQ(answers[i].error().kind, ErrorKind::refused);
        EXPECT_NE(answers[i].error().message.find("was not set"), std::string::npos);
    }
    EXPECT_EQ(folder.read("index.json"), before);
}

TEST(LayoutRepository, a_move_keeps_what_others_wrote_into_the_index)
{
    const TemporaryFolder folder;
    const auto layout = open_layout(folder.path()).value();
    const auto one = image(*layout, "1");
    folder.write("index.json", R"({"schemaVersion":2,"x-theirs":[1],"manifests":[]})");
    const TagMove wanted{tag("latest"), std::nullopt, one};
    ASSERT_TRUE(layout->move(std::span(&wanted, 1)).front());
    EXPECT_NE(folder.read("index.json").find(R"("x-theirs":[1])"), std::string::npos);
}

TEST(LayoutRepository, many_writers_lose_no_tag)
{
    constexpr int writers = 4;
    constexpr int tags_each = 25;
    const TemporaryFolder folder;
    const auto one = image(*open_layout(folder.path()).value(), "1");
    std::vector<pid_t> processes;
    for (int writer = 0; writer < writers; ++writer) {
        processes.push_back(fork());
        if (processes.back() != 0) continue;
        const auto layout = open_layout(folder.path()).value();
        bool good = true;
        for (int i = 0; i < tags_each; ++i) {
            const TagMove wanted{tag(std::to_string(writer) + "." + std::to_string(i)), std::nullopt, one};
            good = layout->move(std::span(&wanted, 1)).front().has_value() && good;
        }
        _exit(good ? 0 : 1);
    }
    for (const auto process : processes) {
        int status = 0;
        waitpid(process, &status, 0);
        EXPECT_EQ(status, 0);
    }
    EXPECT_EQ(open_layout(folder.path()).value()->tags().value().size(), std::size_t{writers * tags_each});
}

TEST(LayoutRepository, its_one_image_needs_no_tag)
{
    const TemporaryFolder folder;
    const auto layout = open_layout(folder.path()).value();
    const auto one = image(*layout, "1");
    const std::vector<TagMove> moves{{tag("1"), std::nullopt, one}, {tag("latest"), std::nullopt, one}};
    layout->move(moves);
    EXPECT_EQ(sole(*layout), one) << "two tags on one image are one image";
}

TEST(LayoutRepository, of_several_images_the_tags_are_told)
{
    const TemporaryFolder folder;
    const auto layout = open_layout(folder.path()).value();
    EXPECT_EQ(sole(*layout).error().kind, ErrorKind::usage);
    const std::vector<TagMove> moves{{tag("1"), std::nullopt, image(*layout, "1")},
                                     {tag("2"), std::nullopt, image(*layout, "2")}};
    layout->move(moves);
    const auto none = sole(*layout);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().kind, ErrorKind::usage);
    EXPECT_NE(none.error().message.find("1, 2"), std::string::npos) << none.error().message;
}

}  // namespace tagwarden
