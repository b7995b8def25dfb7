// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layout/docker_archive.h"

#include <gtest/gtest.h>

#include "ports/byte_streams.h"
#include "ports/sole_content.h"
#include "tests/support/image_builder.h"
#include "tests/support/temporary_folder.h"

namespace tagwarden {

using tests::TarEntry;

namespace {

constexpr auto file = TarEntry::Kind::file;

std::string config_of(const std::string& diff_ids)
{
    return R"({"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[)" + diff_ids + "]}}";
}

std::string quoted(const std::string& text)
{
    return '"' + text + '"';
}

class DockerArchive : public testing::Test {
protected:
    Result<std::unique_ptr<RepositoryReader>> open(const std::vector<TarEntry>& held)
    {
        return open_docker_archive(folder.write("a.tar", tests::tar_of(held)));
    }

    Manifest manifest_in(RepositoryReader& archive)
    {
        const auto root = dynamic_cast<SoleContent&>(archive).sole().value();
        return parse_manifest(archive.manifests(std::span(&root.digest, 1)).front().value().bytes, "").value();
    }

    tests::TemporaryFolder folder;
    std::string layer = "nobody looks into a layer here";
    std::string config = config_of(quoted(Digest::of(layer).str()));
    std::string listing =
        R"([{"Config":"c.json","RepoTags":["localhost:5000/x:1.8.1","x:latest"],"Layers":["1/layer.tar"]}])";
    std::vector<TarEntry> entries{
        {file, "c.json", config}, {file, "1/layer.tar", layer}, {file, "manifest.json", listing}};
};

}  // namespace

TEST_F(DockerArchive, shows_an_oci_image_of_the_same_bytes)
{
    const auto archive = open(entries).value();
    const auto manifest = manifest_in(*archive);
    EXPECT_EQ(manifest.media_type, media_type::oci_manifest);
    EXPECT_EQ(read_all(**archive->open_blob(*manifest.config)).value(), config);
    ASSERT_EQ(manifest.layers.size(), 1U);
    EXPECT_EQ(manifest.layers[0].media_type, media_type::oci_layer);
    EXPECT_EQ(read_all(**archive->open_blob(manifest.layers[0])).value(), layer);
    EXPECT_TRUE(archive->has_blobs(manifest.layers).front().value());
}

TEST_F(DockerArchive, has_the_tags_of_its_names)
{
    const auto archive = open(entries).value();
    const auto tags = archive->tags().value();
    EXPECT_EQ(tags, (std::vector{TagName::parse("1.8.1").value(), TagName::parse("latest").value()}));
    EXPECT_EQ(archive->resolve(tags)[0].value(), dynamic_cast<SoleContent&>(*archive).sole().value());
}

TEST_F(DockerArchive, always_gives_the_same_digest)
{
    const auto digest = dynamic_cast<SoleContent&>(*open(entries).value()).sole().value().digest;
    std::swap(entries[0], entries[1]);
    EXPECT_EQ(dynamic_cast<SoleContent&>(*open(entries).value()).sole().value().digest, digest);
    EXPECT_EQ(digest.str(), "sha256:0dde52051afb07627d8734180ae5ad2087f470b97cfbc9ea182ef634085a3959");
}

TEST_F(DockerArchive, a_gzip_layer_is_called_so)
{
    entries[1].content = tests::compressed(layer, tests::Compression::gzip);
    const auto archive = open(entries).value();
    const auto manifest = manifest_in(*archive);
    EXPECT_EQ(manifest.layers[0].media_type, "application/vnd.oci.image.layer.v1.tar+gzip");
    EXPECT_EQ(read_all(**archive->open_blob(manifest.layers[0])).value(), entries[1].content);
}

TEST_F(DockerArchive, links_between_layers_are_followed)
{
    entries[1].path = "sha.tar";
    entries.push_back({TarEntry::Kind::symlink, "1/layer.tar", "../sha.tar"});
    const auto archive = open(entries).value();
    EXPECT_EQ(read_all(**archive->open_blob(manifest_in(*archive).layers[0])).value(), layer);
}

TEST_F(DockerArchive, links_in_a_circle_and_out_of_the_archive_lead_nowhere)
{
    for (const std::string target : {"layer.tar", "../../../../etc/passwd", "/etc/passwd"}) {
        entries[1] = {TarEntry::Kind::symlink, "1/layer.tar", target};
        const auto archive = open(entries);
        ASSERT_FALSE(archive) << target;
        EXPECT_EQ(archive.error().kind, ErrorKind::malformed) << target;
    }
}

TEST_F(DockerArchive, one_layer_used_twice_is_listed_twice)
{
    entries[0].content = config_of(quoted(Digest::of(layer).str()) + "," + quoted(Digest::of(layer).str()));
    entries[2].content = R"([{"Config":"c.json","RepoTags":null,"Layers":["1/layer.tar","1/layer.tar"]}])";
    const auto archive = open(entries).value();
    EXPECT_EQ(manifest_in(*archive).layers.size(), 2U);
    EXPECT_TRUE(archive->tags().value().empty());
}

TEST_F(DockerArchive, with_several_images_tells_their_names)
{
    entries[2].content = R"([{"Config":"c.json","RepoTags":["x:1"],"Layers":["1/layer.tar"]},
                             {"Config":"c.json","RepoTags":["y:2"],"Layers":["1/layer.tar"]}])";
    const auto archive = open(entries);
    ASSERT_FALSE(archive);
    EXPECT_EQ(archive.error().kind, ErrorKind::usage);
    EXPECT_NE(archive.error().message.find("x:1; y:2"), std::string::npos) << archive.error().message;
}

TEST_F(DockerArchive, a_layer_that_the_config_does_not_name_is_malformed)
{
    for (const auto& diff_ids : {std::string(), quoted("sha256:" + std::string(64, '0'))}) {
        entries[0].content = config_of(diff_ids);
        const auto archive = open(entries);
        ASSERT_FALSE(archive) << diff_ids;
        EXPECT_EQ(archive.error().kind, ErrorKind::malformed) << diff_ids;
    }
}

TEST_F(DockerArchive, what_is_missing_is_named)
{
    for (const std::size_t missing : {0U, 1U, 2U}) {
        auto fewer = entries;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(missing));
        const auto archive = open(fewer);
        ASSERT_FALSE(archive);
        EXPECT_EQ(archive.error().kind, ErrorKind::malformed);
        EXPECT_NE(archive.error().message.find(entries[missing].path), std::string::npos) << archive.error().message;
    }
}

TEST_F(DockerArchive, that_holds_an_oci_layout_is_read_as_one)
{
    const auto image = tests::ImageBuilder().file("VERSION", "1.8.1").build();
    const auto& root = image.manifest.descriptor;
    const auto path = [](const Descriptor& blob) { return "blobs/sha256/" + std::string(blob.digest.hex()); };
    const auto index = R"({"schemaVersion":2,"manifests":[{"mediaType":")" + root.media_type + R"(","digest":")" +
                       root.digest.str() + R"(","size":)" + std::to_string(root.size) +
                       R"(,"annotations":{"org.opencontainers.image.ref.name":"1.8.1"}}]})";
    entries.push_back({file, "oci-layout", R"({"imageLayoutVersion":"1.0.0"})"});
    entries.push_back({file, "index.json", index});
    entries.push_back({file, path(root), image.manifest.bytes});
    for (const auto& [blob, bytes] : image.blobs) entries.push_back({file, path(blob), bytes});
    EXPECT_EQ(dynamic_cast<SoleContent&>(*open(entries).value()).sole().value(), root);

    entries.pop_back();
    EXPECT_NE(dynamic_cast<SoleContent&>(*open(entries).value()).sole().value(), root)
        << "a layout that lacks a layer is left for manifest.json";
}

}  // namespace tagwarden
