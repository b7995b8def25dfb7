// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layout/oci_archive.h"

#include <gtest/gtest.h>

#include "adapters/layout/layout_repository.h"
#include "ports/byte_streams.h"
#include "ports/sole_content.h"
#include "tests/support/artifact_builder.h"
#include "tests/support/image_builder.h"
#include "tests/support/temporary_folder.h"

namespace tagwarden {

using tests::Compression;
using tests::TarEntry;

namespace {

/// A layout in a folder and the same in a tar file.
class OciArchive : public testing::TestWithParam<Compression> {
protected:
    std::string archive()
    {
        std::vector<TarEntry> entries;
        for (const auto& file : std::filesystem::recursive_directory_iterator(folder.path() / "layout")) {
            const auto name = file.path().lexically_relative(folder.path() / "layout").string();
            if (file.is_regular_file())
                entries.push_back({TarEntry::Kind::file, "./" + name, folder.read("layout/" + name)});
            else
                entries.push_back({TarEntry::Kind::folder, "./" + name, ""});
        }
        return folder.write("a.tar", tests::compressed(tests::tar_of(entries), GetParam()));
    }

    tests::TemporaryFolder folder;
    std::unique_ptr<Repository> layout = open_layout(folder.path() / "layout").value();
};

}  // namespace

TEST_P(OciArchive, answers_as_the_folder_does)
{
    const auto image = tests::ImageBuilder().file("VERSION", std::string(300000, 'v')).build();
    for (const auto& [blob, bytes] : image.blobs) tests::put(*layout, bytes, blob.media_type);
    const TagMove move{TagName::parse("1.8.1").value(), std::nullopt, tests::put(*layout, image.manifest)};
    ASSERT_TRUE(layout->move(std::span(&move, 1)).front());

    const auto read = open_oci_archive(archive()).value();
    EXPECT_EQ(read->tags().value(), std::vector{move.tag});
    EXPECT_EQ(read->resolve(std::span(&move.tag, 1)).front().value(), move.to);
    EXPECT_EQ(read->manifests(std::span(&move.to.digest, 1)).front().value(), image.manifest);
    for (const auto& [blob, bytes] : image.blobs) {
        EXPECT_TRUE(read->has_blobs(std::span(&blob, 1)).front().value());
        EXPECT_EQ(read_all(**read->open_blob(blob)).value(), bytes);
    }
    EXPECT_EQ(dynamic_cast<SoleContent&>(*read).sole().value(), move.to);
}

TEST_P(OciArchive, a_blob_with_other_bytes_is_malformed)
{
    const auto blob = tests::put(*layout, "right", "text/plain");
    folder.write("layout/blobs/sha256/" + std::string(blob.digest.hex()), "wrong");
    const auto read = open_oci_archive(archive()).value();
    EXPECT_EQ(read_all(**read->open_blob(blob)).error().kind, ErrorKind::malformed);
}

TEST_P(OciArchive, a_blob_can_be_read_again_from_any_place)
{
    std::string content;
    for (int i = 0; i < 100'000; ++i) content += std::to_string(i);
    const auto blob = tests::put(*layout, content, "text/plain");
    const auto read = open_oci_archive(archive()).value();
    const auto bytes = read->open_blob(blob).value();
    EXPECT_TRUE(read_all(*bytes).value() == content);
    for (const std::size_t offset : {0UL, 77UL, 300'001UL, content.size()}) {
        ASSERT_TRUE(bytes->rewind(static_cast<std::int64_t>(offset)));
        EXPECT_TRUE(read_all(*bytes).value() == content.substr(offset)) << offset;
    }
}

TEST_P(OciArchive, says_what_is_attached_as_the_folder_does)
{
    const auto image = tests::ImageBuilder().file("VERSION", "1").build_into(*layout);
    tests::build_artifact(*layout, {.subject = image});
    const auto in_folder = layout->referrers(std::span(&image.digest, 1)).front().value();
    ASSERT_EQ(in_folder.size(), 1U);
    EXPECT_EQ(open_oci_archive(archive()).value()->referrers(std::span(&image.digest, 1)).front().value(), in_folder);
}

TEST_P(OciArchive, of_docker_is_told_apart)
{
    const auto bytes = tests::tar_of({{TarEntry::Kind::file, "manifest.json", "[]"}});
    const auto read = open_oci_archive(folder.write("d.tar", tests::compressed(bytes, GetParam())));
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind, ErrorKind::malformed);
    EXPECT_NE(read.error().hint.find("docker-archive:"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(compressed, OciArchive,
                         testing::Values(Compression::none, Compression::gzip, Compression::zstd));

TEST(OciArchiveFile, that_does_not_exist_is_not_found)
{
    EXPECT_EQ(open_oci_archive("/nowhere/a.tar").error().kind, ErrorKind::not_found);
}

TEST(OciArchiveFile, that_is_no_archive_is_malformed)
{
    const tests::TemporaryFolder folder;
    for (const std::string bytes : {"", "text that is no tar file at all", "\x1f\x8b"}) {
        const auto read = open_oci_archive(folder.write("a.tar", bytes));
        ASSERT_FALSE(read) << bytes;
        EXPECT_EQ(read.error().kind, ErrorKind::malformed) << bytes;
    }
}

TEST(OciArchiveFile, that_was_cut_short_gives_no_wrong_bytes)
{
    const tests::TemporaryFolder folder;
    const std::string bytes(100000, 'b');
    const auto digest = Digest::of(bytes);
    const auto tar = tests::tar_of({{TarEntry::Kind::file, "oci-layout", R"({"imageLayoutVersion":"1.0.0"})"},
                                    {TarEntry::Kind::file, "index.json", R"({"manifests":[]})"},
                                    {TarEntry::Kind::file, "blobs/sha256/" + std::string(digest.hex()), bytes}});
    const auto read = open_oci_archive(folder.write("a.tar", tar.substr(0, 50000)));
    if (!read) return;  // as good: it is noticed even earlier
    const auto blob = (*read)->open_blob({"", digest, 100000});
    EXPECT_EQ((blob ? read_all(**blob) : fail(blob.error())).error().kind, ErrorKind::malformed);
}

TEST(OciArchiveFile, an_index_json_beyond_all_measure_is_not_read)
{
    const tests::TemporaryFolder folder;
    const std::string huge = R"({"manifests":[]})" + std::string(17 * 1024 * 1024, ' ');
    const auto tar = tests::tar_of({{TarEntry::Kind::file, "oci-layout", R"({"imageLayoutVersion":"1.0.0"})"},
                                    {TarEntry::Kind::file, "index.json", huge}});
    const auto read = open_oci_archive(folder.write("a.tar", tar)).value();
    EXPECT_EQ(read->tags().error().kind, ErrorKind::malformed);
}

}  // namespace tagwarden
