// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layers/archive_layer_files.h"

#include <gtest/gtest.h>

#include "tests/adapters/layers/blob_shelf.h"
#include "tests/adapters/layers/tar_file.h"

namespace tagwarden {

using namespace tests;

namespace {

/// An image of layers, lowest first.
class ArchiveLayerFilesTest : public testing::Test {
protected:
    Descriptor layer(const std::vector<TarEntry>& entries, Compression how = Compression::gzip)
    {
        return layer_of_bytes(compressed(tar(entries), how));
    }
    Descriptor layer_of_bytes(std::string bytes)
    {
        layers_.push_back(shelf_.add(std::move(bytes)));
        return layers_.back();
    }

    Each<FileAnswer> ask(const std::vector<FileQuestion>& questions)
    {
        return ArchiveLayerFiles().read(shelf_, layers_, questions);
    }

    /// The only text; "absent", or the error's message.
    std::string text(const std::string& path, std::optional<std::string> match = {})
    {
        const auto answer = ask({{path, std::move(match)}}).at(0);
        if (!answer) return answer.error().message;
        if (!answer->found) return "absent";
        return answer->texts.size() == 1 ? answer->texts[0] : std::to_string(answer->texts.size()) + " texts";
    }

    BlobShelf shelf_;
    std::vector<Descriptor> layers_;
};

}  // namespace

TEST_F(ArchiveLayerFilesTest, reads_the_trimmed_content_of_the_topmost_file)
{
    layer({file("VERSION", "1.0.0\n")});
    layer({file("VERSION", " 1.1.0 \r\n"), file("empty")});
    EXPECT_EQ(text("/VERSION"), "1.1.0");
    EXPECT_EQ(text("/empty"), "");
    EXPECT_EQ(text("/nothing"), "absent");
}

TEST_F(ArchiveLayerFilesTest, reads_a_tar_file_without_its_filling_and_end_mark)
{
    // opencontainers/umoci#436: what umoci 0.4.7 writes ends with the last byte of the last file.
    const std::string content = "1.8.1\n";
    for (const auto how : {Compression::none, Compression::gzip, Compression::zstd}) {
        const auto whole = tar({file("VERSION", content)}, ARCHIVE_FORMAT_TAR_USTAR);
        layer_of_bytes(compressed(whole.substr(0, 512 + content.size()), how));
        EXPECT_EQ(text("/VERSION"), "1.8.1");
    }
}

TEST_F(ArchiveLayerFilesTest, a_tar_file_that_ends_inside_a_file_is_malformed)
{
    const auto whole = tar({file("VERSION", "1.8.1\n"), file("big", std::string(2000, 'x'))}, ARCHIVE_FORMAT_TAR_USTAR);
    const auto big = 512 + 512 + 512;
    for (const auto size : {big + 1999, big + 1990, big + 1536, big + 1, big, big - 1}) {
        layer_of_bytes(compressed(whole.substr(0, static_cast<std::size_t>(size)), Compression::gzip));
        const auto answer = ask({{"/big", "x+"}, {"/VERSION", {}}});
        ASSERT_FALSE(answer[0]) << size;
        EXPECT_EQ(answer[0].error().kind, ErrorKind::malformed);
        layers_.clear();
    }
}

TEST_F(ArchiveLayerFilesTest, tells_the_compression_by_the_bytes)
{
    for (const auto how : {Compression::none, Compression::gzip, Compression::zstd}) {
        layers_.clear();
        layer({file("a"), file("VERSION", "1.2.3")}, how);
        layers_[0].media_type = "application/vnd.oci.image.layer.v1.tar+zstd";
        EXPECT_EQ(text("/VERSION"), "1.2.3") << static_cast<int>(how);
    }
}

TEST_F(ArchiveLayerFilesTest, reads_on_behind_the_first_gzip_member_and_zstd_frame)
{
    const auto whole =
        tar({file("a", std::string(5000, 'a')), file("VERSION", "1.2.3"), file("z", std::string(900, 'z'))});
    for (const auto how : {Compression::gzip, Compression::zstd}) {
        for (const std::size_t member : {100U, 512U, 6000U}) {
            std::string bytes;
            for (std::size_t at = 0; at < whole.size(); at += member)
                bytes += compressed(whole.substr(at, member), how);
            layers_.clear();
            layer_of_bytes(bytes);
            EXPECT_EQ(text("/VERSION"), "1.2.3") << member;
            EXPECT_EQ(text("/z").size(), 900) << member;
        }
    }
}

TEST_F(ArchiveLayerFilesTest, names_are_the_same_however_archives_write_them)
{
    for (const auto* name : {"usr/VERSION", "./usr/VERSION", "/usr/VERSION", "usr//VERSION"}) {
        for (const int format :
             {ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FORMAT_TAR_GNUTAR}) {
            layers_.clear();
            layer_of_bytes(tar({file(name, "1.2.3")}, format));
            EXPECT_EQ(text("/usr/VERSION"), "1.2.3") << name;
            EXPECT_EQ(text("usr/./VERSION"), "1.2.3") << name;
        }
    }
}

TEST_F(ArchiveLayerFilesTest, long_names_and_names_beyond_ascii_are_found)
{
    const auto deep = std::string(90, 'd') + "/" + std::string(90, 'e') + "/" + std::string(90, 'f') + "/VERSION";
    for (const int format : {ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, ARCHIVE_FORMAT_TAR_GNUTAR}) {
        layers_.clear();
        layer_of_bytes(tar({file(deep, "1.2.3")}, format));
        EXPECT_EQ(text("/" + deep), "1.2.3");
    }
    layers_.clear();
    layer_of_bytes(tar({file("caf\u00e9/VERSION", "1.2.3"), symbolic_link("l", "caf\u00e9/VERSION"),
                        hard_link("h", "caf\u00e9/VERSION")},
                       ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE));
    EXPECT_EQ(text("/caf\u00e9/VERSION"), "1.2.3");
    EXPECT_EQ(text("/l"), "1.2.3");
    EXPECT_EQ(text("/h"), "1.2.3");
    layers_.clear();
    auto raw = tar({file("cafX/VERSION", "1.2.3")}, ARCHIVE_FORMAT_TAR_USTAR);
    // Latin-1 in a plain header, its checksum put right: the sum grows by 0xe9 - 'X'.
    raw[3] = '\xe9';
    const auto sum = std::stol(raw.substr(148, 6), nullptr, 8) + 0xe9 - 'X';
    char octal[7];
    std::snprintf(octal, sizeof octal, "%06lo", static_cast<unsigned long>(sum));
    raw.replace(148, 6, octal);
    layer_of_bytes(raw);
    EXPECT_EQ(text("/caf\xe9/VERSION"), "1.2.3");
}

TEST_F(ArchiveLayerFilesTest, whiteouts_hide_what_lower_layers_have)
{
    layer({file("a/VERSION", "1"), file("b/VERSION", "1"), file("c/d/VERSION", "1"), file("e/VERSION", "1")});
    layer(
        {file("a/.wh.VERSION"), file(".wh.b"), file("c/.wh..wh..opq"), file("e/VERSION", "2"), file("e/.wh..wh..opq")});
    EXPECT_EQ(text("/a/VERSION"), "absent");
    EXPECT_EQ(text("/b/VERSION"), "absent");
    EXPECT_EQ(text("/c/d/VERSION"), "absent");
    EXPECT_EQ(text("/e/VERSION"), "2");
}

TEST_F(ArchiveLayerFilesTest, links_lead_to_files_of_any_layer)
{
    layer({symbolic_link("bin", "usr/bin"), folder("usr"), folder("usr/bin"), file("usr/bin/old", "0")});
    layer({file("usr/bin/app-2", "2"), symbolic_link("usr/bin/app", "/usr/bin/app-2"),
           hard_link("usr/bin/twin", "usr/bin/app-2")});
    layer({file("other", "x")});
    EXPECT_EQ(text("/bin/app"), "2");
    EXPECT_EQ(text("/bin/twin"), "2");
    EXPECT_EQ(text("/bin/old"), "0");
}

TEST_F(ArchiveLayerFilesTest, a_layer_is_read_once_for_all_questions_and_not_at_all_when_all_are_answered)
{
    const auto lowest = layer({file("VERSION", "1"), file("x", "1")});
    const auto middle = layer({file("b", "2"), file("a", "2")});
    const auto top = layer({file("c", "3")});
    const auto answers = ask({{"/a", {}}, {"/b", {}}, {"/c", {}}, {"/c", "[0-9]"}});
    for (const auto& answer : answers) EXPECT_TRUE(answer && answer->found);
    EXPECT_EQ(shelf_.opened(top), 1);
    EXPECT_EQ(shelf_.opened(middle), 1);
    EXPECT_EQ(shelf_.opened(lowest), 0);
}

TEST_F(ArchiveLayerFilesTest, a_layer_is_read_again_only_for_a_file_a_link_led_to_afterwards)
{
    const auto lowest = layer({symbolic_link("bin", "usr/bin")});
    const auto middle = layer({file("usr/bin/app", "2"), file("usr/bin/tool", "3")});
    const auto top = layer({file("c", "3")});
    const auto answers = ask({{"/bin/app", {}}, {"/bin/tool", {}}});
    EXPECT_EQ(answers.at(0)->texts, std::vector<std::string>{"2"});
    EXPECT_EQ(answers.at(1)->texts, std::vector<std::string>{"3"});
    EXPECT_EQ(shelf_.opened(top), 1);
    EXPECT_EQ(shelf_.opened(middle), 2);
    EXPECT_EQ(shelf_.opened(lowest), 1);
}

TEST_F(ArchiveLayerFilesTest, a_link_that_is_known_in_time_costs_no_second_read)
{
    const auto lowest = layer({file("usr/bin/app", "2")});
    const auto top = layer({symbolic_link("bin", "usr/bin"), folder("usr/bin")});
    EXPECT_EQ(text("/bin/app"), "2");
    EXPECT_EQ(shelf_.opened(lowest), 1);
    EXPECT_EQ(shelf_.opened(top), 1);
}

TEST_F(ArchiveLayerFilesTest, content_without_a_pattern_has_a_limit)
{
    layer({file("fits", std::string(4096, 'x')), file("not", std::string(4097, 'x'))});
    EXPECT_EQ(text("/fits").size(), 4096);
    const auto answer = ask({{"/not", {}}}).at(0);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::malformed);
    EXPECT_EQ(answer.error().message, "the file 'not' has more than the 4096 bytes that a version may have");
    EXPECT_EQ(answer.error().hint, "add 'match: REGEX' to its probe, so that it is searched for the version");
}

TEST_F(ArchiveLayerFilesTest, a_pattern_is_found_in_a_large_binary)
{
    auto binary = std::string(5'000'000, '\0');
    binary.replace(1024 * 1024 - 12, 24, "ollama version is 0.6.3\n");
    binary.replace(4'000'000, 24, "ollama version is 0.6.2\n");
    layer({file("usr/bin/ollama", binary)});
    const auto answer = ask({{"/usr/bin/ollama", "ollama version is ([0-9.]+)"}}).at(0);
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->texts, (std::vector<std::string>{"0.6.3", "0.6.2"}));
    EXPECT_EQ(text("/usr/bin/ollama", "nothing of the kind"), "0 texts");
}

TEST_F(ArchiveLayerFilesTest, a_bad_pattern_fails_its_own_question_before_anything_is_read)
{
    const auto only = layer({file("VERSION", "1.2.3")});
    const auto alone = ask({{"/VERSION", "("}});
    ASSERT_FALSE(alone.at(0));
    EXPECT_EQ(alone.at(0).error().kind, ErrorKind::usage);
    EXPECT_EQ(shelf_.opened(only), 0);
    const auto both = ask({{"/VERSION", "("}, {"/VERSION", {}}});
    EXPECT_FALSE(both.at(0));
    EXPECT_EQ(both.at(1)->texts, std::vector<std::string>{"1.2.3"});
}

TEST_F(ArchiveLayerFilesTest, a_wrong_digest_is_noticed_although_the_file_was_found)
{
    for (const auto how : {Compression::none, Compression::gzip, Compression::zstd}) {
        layers_.clear();
        const auto right = compressed(tar({file("VERSION", "1.0.0"), file("big", std::string(100000, 'x'))}), how);
        const auto only = layer_of_bytes(right);
        for (const auto& wrong :
             {compressed(tar({file("VERSION", "6.6.6"), file("big", std::string(100000, 'x'))}), how),
              right + std::string(3000, '\0')}) {
            shelf_.corrupt(only, wrong);
            const auto answer = ask({{"/VERSION", {}}}).at(0);
            ASSERT_FALSE(answer) << static_cast<int>(how);
            EXPECT_EQ(answer.error().kind, ErrorKind::malformed);
            EXPECT_EQ(answer.error().message, "the blob has another digest");
        }
    }
}

TEST_F(ArchiveLayerFilesTest, a_layer_that_cannot_be_read_fails_only_the_questions_that_need_it)
{
    const auto lowest = layer({file("VERSION", "1")});
    const auto middle = layer({file("a", "2")});
    layer({file("top", "3"), file(".wh.gone")});
    shelf_.lose(middle);
    const auto answers = ask({{"/VERSION", {}}, {"/top", {}}, {"/gone", {}}});
    ASSERT_FALSE(answers.at(0));
    EXPECT_EQ(answers.at(0).error().kind, ErrorKind::not_found);
    EXPECT_EQ(answers.at(0).error().trail.at(0), "reading layer 2 of 3 (" + middle.digest.brief() + ")");
    EXPECT_EQ(answers.at(1)->texts, std::vector<std::string>{"3"});
    EXPECT_FALSE(answers.at(2)->found);
    EXPECT_EQ(shelf_.opened(lowest), 0);
}

TEST_F(ArchiveLayerFilesTest, bytes_that_are_no_layer_are_malformed)
{
    const auto good = compressed(tar({file("VERSION", std::string(3000, 'v'))}), Compression::gzip);
    const auto plain = tar({file("VERSION", std::string(3000, 'v'))});
    for (const auto& bytes :
         {std::string("hello, this is no archive at all"), std::string(2000, '\xaa'), good.substr(0, good.size() / 2),
          plain.substr(0, 1000), std::string("\x1f\x8b\x08") + std::string(100, 'x')}) {
        layers_.clear();
        layer_of_bytes(bytes);
        const auto answer = ask({{"/VERSION", {}}}).at(0);
        ASSERT_FALSE(answer) << bytes.size();
        EXPECT_EQ(answer.error().kind, ErrorKind::malformed);
        EXPECT_TRUE(answer.error().message.starts_with("the layer ")) << answer.error().message;
    }
}

TEST_F(ArchiveLayerFilesTest, an_empty_layer_and_an_image_without_layers_hold_nothing)
{
    EXPECT_EQ(text("/VERSION"), "absent");
    for (const auto how : {Compression::none, Compression::gzip, Compression::zstd}) layer({}, how);
    EXPECT_EQ(text("/VERSION"), "absent");
    EXPECT_TRUE(ask({}).empty());
}

TEST_F(ArchiveLayerFilesTest, a_name_that_comes_twice_is_what_it_was_last)
{
    layer({file("VERSION", "1"), file("VERSION", "2"), file("l", "3"), symbolic_link("l", "VERSION")});
    EXPECT_EQ(text("/VERSION"), "2");
    EXPECT_EQ(text("/l"), "2");
}

}  // namespace tagwarden
