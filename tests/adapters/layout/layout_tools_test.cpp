// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// Whether other tools read what is written here, and the other way round: skopeo and umoci are asked.

#include <gtest/gtest.h>

#include <cstdlib>

#include "adapters/layout/docker_archive.h"
#include "adapters/layout/layout_repository.h"
#include "adapters/layout/oci_archive.h"
#include "adapters/transfer/graph_transfer.h"
#include "tests/support/image_builder.h"
#include "tests/support/set_clock.h"
#include "tests/support/temporary_folder.h"

namespace tagwarden {

namespace {

TagName tag(const std::string& name)
{
    return TagName::parse(name).value();
}

void set_tag(Repository& repository, const std::string& name, const Descriptor& to)
{
    const TagMove move{tag(name), std::nullopt, to};
    const auto moved = repository.move(std::span(&move, 1)).front();
    ASSERT_TRUE(moved) << moved.error().message;
}

std::optional<Descriptor> resolve(TagReader& reader, const std::string& name)
{
    const auto named = tag(name);
    return reader.resolve(std::span(&named, 1)).front().value();
}

/// Everything below the root can be read and is what its digest says.
void expect_whole(RepositoryReader& source, const Descriptor& root)
{
    const tests::TemporaryFolder folder;
    const auto copy = open_layout(folder.path()).value();
    SilentProgress silent;
    const TransferJob job{"a copy", &source, copy.get(), root};
    const NeverStopped never;
    tests::SetClock clock;
    const auto report = GraphTransfer(never, {clock}).transfer(std::span(&job, 1), silent).front();
    EXPECT_TRUE(report) << report.error().message;
}

class LayoutTools : public testing::Test {
protected:
    /// Runs a command in the folder of this test. Its arguments have no spaces.
    std::string run(const std::string& command)
    {
        const auto line = "cd '" + folder.path().string() + "' && " + command + " >said 2>&1";
        EXPECT_EQ(std::system(line.c_str()), 0) << command << "\n" << folder.read("said");
        return folder.read("said");
    }

    std::unique_ptr<Repository> layout(const std::string& name) { return open_layout(folder.path() / name).value(); }

    /// A layout "ours" with an index of two platforms as "multi" and one image as "1.8.1".
    Descriptor write_ours()
    {
        const auto ours = layout("ours");
        const auto amd = builder("linux/amd64").build_into(*ours);
        const auto arm = builder("linux/arm64").build_into(*ours);
        set_tag(*ours, "1.8.1", amd);
        set_tag(
            *ours, "multi",
            tests::build_index(*ours, {{Platform{"linux", "amd64", ""}, amd}, {Platform{"linux", "arm64", ""}, arm}}));
        return amd;
    }

    static tests::ImageBuilder builder(const std::string& platform)
    {
        return tests::ImageBuilder().platform(platform).label("version", "1.8.1").file("VERSION", "1.8.1\n");
    }

    tests::TemporaryFolder folder;
};

}  // namespace

TEST_F(LayoutTools, skopeo_copies_what_is_written_here_without_changing_a_digest)
{
    const auto amd = write_ours();
    run("skopeo copy --insecure-policy --all oci:ours:multi oci:theirs:multi");
    run("skopeo copy --insecure-policy oci:ours:1.8.1 oci:theirs:1.8.1");
    const auto theirs = layout("theirs");
    EXPECT_EQ(resolve(*theirs, "multi"), resolve(*layout("ours"), "multi"));
    EXPECT_EQ(resolve(*theirs, "1.8.1"), amd);
    expect_whole(*theirs, *resolve(*theirs, "multi"));
}

TEST_F(LayoutTools, a_tag_can_be_moved_in_a_layout_of_skopeo_and_skopeo_sees_it)
{
    write_ours();
    run("skopeo copy --insecure-policy oci:ours:1.8.1 oci:theirs:latest");
    const auto theirs = layout("theirs");
    const auto before = resolve(*theirs, "latest");
    const auto next = builder("linux/amd64").label("next", "yes").build_into(*theirs);
    const TagMove move{tag("latest"), before->digest, next};
    ASSERT_TRUE(theirs->move(std::span(&move, 1)).front());
    EXPECT_NE(run("skopeo inspect oci:theirs:latest").find(next.digest.str()), std::string::npos);
}

TEST_F(LayoutTools, a_reference_as_a_name_survives_and_is_not_listed)
{
    write_ours();
    run("skopeo copy --insecure-policy oci:ours:1.8.1 oci:theirs:docker.io/library/x:1");
    const auto theirs = layout("theirs");
    EXPECT_TRUE(theirs->tags().value().empty());
    set_tag(*theirs, "1", dynamic_cast<SoleContent&>(*theirs).sole().value());
    run("skopeo inspect oci:theirs:docker.io/library/x:1");
}

TEST_F(LayoutTools, umoci_lists_checks_and_keeps_what_is_written_here)
{
    write_ours();
    const auto listed = run("umoci list --layout ours");
    EXPECT_NE(listed.find("1.8.1"), std::string::npos);
    EXPECT_NE(listed.find("multi"), std::string::npos);
    run("umoci stat --image ours:1.8.1");
    run("umoci gc --layout ours");
    const auto ours = layout("ours");
    expect_whole(*ours, *resolve(*ours, "multi"));
}

TEST_F(LayoutTools, what_umoci_writes_is_read)
{
    folder.write("VERSION", "1.8.1\n");
    run("umoci init --layout theirs");
    run("umoci new --image theirs:1.8.1");
    run("umoci insert --rootless --image theirs:1.8.1 VERSION /VERSION");
    const auto theirs = layout("theirs");
    EXPECT_EQ(theirs->tags().value(), std::vector{tag("1.8.1")});
    expect_whole(*theirs, *resolve(*theirs, "1.8.1"));
}

TEST_F(LayoutTools, an_oci_archive_of_skopeo_is_read)
{
    const auto amd = write_ours();
    run("skopeo copy --insecure-policy oci:ours:1.8.1 oci-archive:a.tar:1.8.1");
    const auto archive = open_oci_archive(folder / "a.tar").value();
    EXPECT_EQ(resolve(*archive, "1.8.1"), amd);
    EXPECT_EQ(dynamic_cast<SoleContent&>(*archive).sole().value(), amd);
    expect_whole(*archive, amd);
}

TEST_F(LayoutTools, a_docker_archive_of_skopeo_is_read_and_has_the_same_config)
{
    const auto amd = write_ours();
    run("skopeo copy --insecure-policy oci:ours:1.8.1 docker-archive:a.tar:docker.io/library/x:1.8.1");
    const auto archive = open_docker_archive(folder / "a.tar").value();
    const auto root = resolve(*archive, "1.8.1");
    ASSERT_TRUE(root);
    expect_whole(*archive, *root);
    const auto content = archive->manifests(std::span(&root->digest, 1)).front().value();
    const auto ours = layout("ours")->manifests(std::span(&amd.digest, 1)).front().value();
    EXPECT_EQ(parse_manifest(content.bytes, "")->config->digest, parse_manifest(ours.bytes, "")->config->digest);
}

}  // namespace tagwarden
