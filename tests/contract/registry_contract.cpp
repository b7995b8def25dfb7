// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/contract/registry_contract.h"

#include <algorithm>

#include "ports/byte_streams.h"
#include "tests/support/image_builder.h"

namespace tagwarden::tests {

namespace {

TagName tag(const std::string& name)
{
    return TagName::parse(name).value();
}

Digest digest_of(const std::string& text)
{
    return Digest::of(text);
}

Descriptor blob_of(const std::string& bytes)
{
    return {"application/octet-stream", Digest::of(bytes), static_cast<std::int64_t>(bytes.size())};
}

/// Gives bytes out in pieces of an odd size, as networks do.
class Dripping final : public ByteStream {
public:
    explicit Dripping(std::string text) : bytes_(std::move(text)) {}

    Result<std::size_t> read(std::span<char> into) override
    {
        return bytes_.read(into.first(std::min<std::size_t>(into.size(), 7001)));
    }

private:
    TextStream bytes_;
};

/// Breaks off after some bytes, as networks do too.
class Breaking final : public ByteStream {
public:
    explicit Breaking(std::string text) : bytes_(std::move(text)) {}

    Result<std::size_t> read(std::span<char> into) override
    {
        const auto size = bytes_.read(into);
        if (*size == 0) return fail(ErrorKind::unreachable, "the line was cut");
        return size;
    }

private:
    TextStream bytes_;
};

std::string megabytes(std::size_t count)
{
    std::string bytes(count * 1024 * 1024, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>((i * 7 + i / 251) & 0xFFU);
    return bytes;
}

std::string bytes_of(ContentReader& reader, const Descriptor& blob)
{
    const auto stream = reader.open_blob(blob);
    return stream ? read_all(**stream).value() : stream.error().message;
}

bool has_blob(ContentReader& reader, const Descriptor& blob)
{
    return reader.has_blobs(std::span(&blob, 1)).front().value();
}

bool has_manifest(ContentReader& reader, const Digest& digest)
{
    return reader.has_manifests(std::span(&digest, 1)).front().value();
}

ManifestContent manifest(ContentReader& reader, const Digest& digest)
{
    return reader.manifests(std::span(&digest, 1)).front().value();
}

std::optional<Descriptor> resolve(TagReader& reader, const std::string& name)
{
    const auto named = tag(name);
    return reader.resolve(std::span(&named, 1)).front().value();
}

Result<void> move(TagWriter& writer, const std::string& name, std::optional<Digest> from, const Descriptor& to)
{
    const TagMove wanted{tag(name), std::move(from), to};
    return writer.move(std::span(&wanted, 1)).front();
}

Result<void> put_one(ContentWriter& writer, const ManifestContent& content)
{
    return writer.put_manifests(std::span(&content, 1)).front();
}

Descriptor image(ContentWriter& writer, const std::string& version)
{
    return ImageBuilder().file("VERSION", version).build_into(writer);
}

/// The parts of an image stored, its manifest not yet.
ManifestContent parts_stored(ContentWriter& writer, const ImageBuilder& builder)
{
    const auto built = builder.build();
    for (const auto& [descriptor, bytes] : built.blobs) put(writer, bytes, descriptor.media_type);
    return built.manifest;
}

const Platform amd64{"linux", "amd64", ""};
const Platform arm64{"linux", "arm64", ""};

}  // namespace

TEST_P(RegistryContract, an_empty_repository_has_no_tags)
{
    EXPECT_EQ(repository->tags().value(), std::vector<TagName>{});
}

TEST_P(RegistryContract, an_empty_repository_resolves_no_tag)
{
    EXPECT_EQ(resolve(*repository, "latest"), std::nullopt);
}

TEST_P(RegistryContract, an_empty_repository_has_no_content)
{
    EXPECT_FALSE(has_blob(*repository, blob_of("x")));
    EXPECT_FALSE(has_manifest(*repository, digest_of("x")));
}

TEST_P(RegistryContract, a_blob_that_is_absent_is_not_found)
{
    const auto stream = repository->open_blob(blob_of("absent"));
    ASSERT_FALSE(stream);
    EXPECT_EQ(stream.error().kind, ErrorKind::not_found);
}

TEST_P(RegistryContract, a_manifest_that_is_absent_is_not_found)
{
    const auto absent = digest_of("absent");
    const auto answers = repository->manifests(std::span(&absent, 1));
    ASSERT_FALSE(answers.front());
    EXPECT_EQ(answers.front().error().kind, ErrorKind::not_found);
}

TEST_P(RegistryContract, a_batch_of_no_questions_has_no_answers)
{
    EXPECT_TRUE(repository->resolve({}).empty());
    EXPECT_TRUE(repository->manifests({}).empty());
    EXPECT_TRUE(repository->has_manifests({}).empty());
    EXPECT_TRUE(repository->has_blobs({}).empty());
    EXPECT_TRUE(repository->put_manifests({}).empty());
    EXPECT_TRUE(repository->move({}).empty());
}

TEST_P(RegistryContract, a_blob_comes_back_as_it_was)
{
    const auto blob = put(*repository, std::string("a\0b\r\n", 5), "text/plain");
    EXPECT_TRUE(has_blob(*repository, blob));
    EXPECT_EQ(bytes_of(*place->open(), blob), std::string("a\0b\r\n", 5));
}

TEST_P(RegistryContract, an_empty_blob_is_a_blob)
{
    const auto blob = put(*repository, "", "text/plain");
    EXPECT_TRUE(has_blob(*repository, blob));
    EXPECT_EQ(bytes_of(*repository, blob), "");
}

TEST_P(RegistryContract, a_large_blob_streams_in_odd_pieces)
{
    const auto bytes = megabytes(3);
    const auto blob = blob_of(bytes);
    Dripping stream(bytes);
    ASSERT_TRUE(repository->put_blob(blob, stream));
    EXPECT_TRUE(bytes_of(*repository, blob) == bytes);
}

TEST_P(RegistryContract, a_blob_may_be_put_again)
{
    put(*repository, "again", "text/plain");
    const auto blob = put(*repository, "again", "text/plain");
    EXPECT_EQ(bytes_of(*repository, blob), "again");
}

TEST_P(RegistryContract, a_blob_with_a_wrong_digest_leaves_nothing)
{
    auto blob = blob_of("what was promised");
    TextStream other("what really came!");
    const auto stored = repository->put_blob(blob, other);
    ASSERT_FALSE(stored);
    EXPECT_EQ(stored.error().kind, ErrorKind::malformed);
    EXPECT_FALSE(has_blob(*place->open(), blob));
}

TEST_P(RegistryContract, a_blob_of_a_wrong_size_leaves_nothing)
{
    for (const std::string came : {"too lit", "too little, or too much", ""}) {
        const auto blob = blob_of("too little");
        TextStream bytes(came);
        const auto stored = repository->put_blob(blob, bytes);
        ASSERT_FALSE(stored) << came;
        EXPECT_EQ(stored.error().kind, ErrorKind::malformed) << came;
        EXPECT_FALSE(has_blob(*repository, blob)) << came;
    }
}

TEST_P(RegistryContract, a_blob_whose_source_breaks_off_leaves_nothing_and_says_why)
{
    const auto bytes = megabytes(1);
    const auto blob = blob_of(bytes);
    Breaking source(bytes.substr(0, 300000));
    const auto stored = repository->put_blob(blob, source);
    ASSERT_FALSE(stored);
    EXPECT_EQ(stored.error().message, "the line was cut");
    EXPECT_EQ(stored.error().kind, ErrorKind::unreachable);
    EXPECT_FALSE(has_blob(*repository, blob));
}

TEST_P(RegistryContract, a_blob_that_failed_can_be_put_right)
{
    const auto blob = blob_of("right");
    TextStream wrong("wrong");
    ASSERT_FALSE(repository->put_blob(blob, wrong));
    put(*repository, "right", "text/plain");
    EXPECT_EQ(bytes_of(*repository, blob), "right");
}

TEST_P(RegistryContract, reading_a_blob_checks_the_size_that_was_asked_for)
{
    auto blob = put(*repository, "twelve bytes", "text/plain");
    blob.size = 11;
    const auto stream = repository->open_blob(blob);
    const auto bytes = stream ? read_all(**stream) : fail(stream.error());
    ASSERT_FALSE(bytes);
    EXPECT_EQ(bytes.error().kind, ErrorKind::malformed);
}

TEST_P(RegistryContract, answers_about_blobs_come_in_the_order_of_the_questions)
{
    const auto first = put(*repository, "first", "text/plain");
    const auto third = put(*repository, "third", "text/plain");
    const std::vector<Descriptor> asked{first, blob_of("second"), third, first};
    const auto answers = repository->has_blobs(asked);
    ASSERT_EQ(answers.size(), 4U);
    EXPECT_EQ((std::vector{*answers[0], *answers[1], *answers[2], *answers[3]}),
              (std::vector{true, false, true, true}));
}

TEST_P(RegistryContract, a_manifest_comes_back_byte_for_byte)
{
    const auto spaced = R"({ "schemaVersion": 2,
        "mediaType": "application/vnd.oci.image.index.v1+json", "manifests": [ ] })";
    const std::vector<ManifestContent> cases{
        parts_stored(*repository, ImageBuilder().file("a", "plain")),
        parts_stored(*repository, ImageBuilder().file("a", "docker").docker()),
        parts_stored(*repository, ImageBuilder().file("a", "silent").without_media_type()),
        parts_stored(*repository, ImageBuilder().file("a", "more").field("x-unknown", JsonObject{{"deep", 1}})),
        manifest_content(spaced).value(),
    };
    for (const auto& wanted : cases) {
        const auto stored = put_one(*repository, wanted);
        ASSERT_TRUE(stored) << wanted.bytes << stored.error().message;
        EXPECT_TRUE(has_manifest(*repository, wanted.descriptor.digest)) << wanted.bytes;
        EXPECT_EQ(manifest(*place->open(), wanted.descriptor.digest), wanted);
    }
}

TEST_P(RegistryContract, an_index_comes_back_with_what_it_refers_to)
{
    const auto amd = image(*repository, "1.8.1");
    const auto arm = ImageBuilder().platform("linux/arm64").file("VERSION", "1.8.1").build_into(*repository);
    const auto proof = build_attestation(*repository, R"({"predicate":"x"})");
    const auto inner = build_index(*repository, {{amd64, amd}}, {.fields = {{"x-note", "inner"}}});
    const auto wanted = index_of({{amd64, amd}, {arm64, arm}},
                                 {.attestations = {proof}, .unmarked = {inner}, .fields = {{"x-note", "outer"}}});
    ASSERT_TRUE(put_one(*repository, wanted));
    EXPECT_EQ(manifest(*repository, wanted.descriptor.digest), wanted);
    EXPECT_EQ(manifest(*repository, inner.digest).descriptor, inner);
}

TEST_P(RegistryContract, manifest_lists_of_docker_and_silent_indexes_come_back)
{
    const auto docker = ImageBuilder().file("a", "docker").docker().build_into(*repository);
    const auto oci = image(*repository, "1");
    for (const auto& wanted :
         {index_of({{amd64, docker}}, {.docker = true}), index_of({{amd64, oci}}, {.says_media_type = false})}) {
        ASSERT_TRUE(put_one(*repository, wanted));
        EXPECT_EQ(manifest(*repository, wanted.descriptor.digest), wanted);
    }
}

TEST_P(RegistryContract, one_batch_stores_children_before_the_index_that_needs_them)
{
    const auto one = parts_stored(*repository, ImageBuilder().file("a", "one"));
    const auto two = parts_stored(*repository, ImageBuilder().file("a", "two"));
    const auto index = index_of({{amd64, one.descriptor}, {arm64, two.descriptor}});
    const auto answers = repository->put_manifests(std::vector{one, two, index});
    ASSERT_EQ(answers.size(), 3U);
    for (const auto& answer : answers) EXPECT_TRUE(answer) << answer.error().message;
    EXPECT_TRUE(has_manifest(*repository, index.descriptor.digest));
}

TEST_P(RegistryContract, a_manifest_whose_blobs_are_missing_is_not_stored)
{
    const auto built = ImageBuilder().file("a", "b").build();
    EXPECT_FALSE(put_one(*repository, built.manifest));
    EXPECT_FALSE(has_manifest(*repository, built.manifest.descriptor.digest));
}

TEST_P(RegistryContract, an_index_whose_manifests_are_missing_is_not_stored)
{
    const auto index = index_of({{amd64, ImageBuilder().file("a", "b").build().manifest.descriptor}});
    EXPECT_FALSE(put_one(*repository, index));
    EXPECT_FALSE(has_manifest(*repository, index.descriptor.digest));
}

TEST_P(RegistryContract, a_manifest_with_a_wrong_digest_is_not_stored)
{
    auto wrong = parts_stored(*repository, ImageBuilder().file("a", "b"));
    const auto claimed = digest_of("something else");
    wrong.descriptor.digest = claimed;
    EXPECT_FALSE(put_one(*repository, wrong));
    EXPECT_FALSE(has_manifest(*repository, claimed));
}

TEST_P(RegistryContract, answers_about_manifests_come_in_the_order_of_the_questions)
{
    const auto first = image(*repository, "1");
    const auto third = image(*repository, "3");
    const std::vector<Digest> asked{third.digest, digest_of("second"), first.digest};
    const auto there = repository->has_manifests(asked);
    const auto contents = repository->manifests(asked);
    EXPECT_EQ((std::vector{*there[0], *there[1], *there[2]}), (std::vector{true, false, true}));
    EXPECT_EQ(contents[0]->descriptor, third);
    EXPECT_EQ(contents[1].error().kind, ErrorKind::not_found);
    EXPECT_EQ(contents[2]->descriptor, first);
}

TEST_P(RegistryContract, storing_content_sets_no_tag)
{
    image(*repository, "1");
    EXPECT_EQ(repository->tags().value(), std::vector<TagName>{});
}

TEST_P(RegistryContract, a_tag_that_did_not_exist_names_what_it_was_set_to)
{
    const auto one = image(*repository, "1");
    ASSERT_TRUE(move(*repository, "1.0", std::nullopt, one));
    EXPECT_EQ(resolve(*place->open(), "1.0"), one);
}

TEST_P(RegistryContract, a_tag_can_name_an_index)
{
    const auto index = build_index(*repository, {{amd64, image(*repository, "1")}});
    ASSERT_TRUE(move(*repository, "latest", std::nullopt, index));
    EXPECT_EQ(resolve(*repository, "latest"), index);
}

TEST_P(RegistryContract, a_tag_moves_from_where_it_was_seen)
{
    const auto one = image(*repository, "1");
    const auto two = image(*repository, "2");
    ASSERT_TRUE(move(*repository, "latest", std::nullopt, one));
    ASSERT_TRUE(move(*repository, "latest", one.digest, two));
    EXPECT_EQ(resolve(*repository, "latest"), two);
    ASSERT_TRUE(move(*repository, "latest", two.digest, one)) << "back is a move like any other";
    EXPECT_EQ(resolve(*repository, "latest"), one);
}

TEST_P(RegistryContract, a_tag_that_changed_since_it_was_seen_is_left_alone)
{
    const auto one = image(*repository, "1");
    const auto two = image(*repository, "2");
    const auto three = image(*repository, "3");
    ASSERT_TRUE(move(*place->open(), "latest", std::nullopt, two));
    for (const auto& seen : {std::optional<Digest>(), std::optional(one.digest)}) {
        const auto moved = move(*repository, "latest", seen, three);
        ASSERT_FALSE(moved);
        EXPECT_EQ(moved.error().kind, ErrorKind::refused);
        EXPECT_EQ(resolve(*repository, "latest"), two);
    }
}

TEST_P(RegistryContract, a_tag_that_vanished_since_it_was_seen_is_not_made_anew)
{
    const auto one = image(*repository, "1");
    const auto two = image(*repository, "2");
    const auto moved = move(*repository, "latest", one.digest, two);
    ASSERT_FALSE(moved);
    EXPECT_EQ(moved.error().kind, ErrorKind::refused);
    EXPECT_EQ(resolve(*repository, "latest"), std::nullopt);
}

TEST_P(RegistryContract, a_tag_that_already_names_the_content_is_fine_whatever_was_seen)
{
    const auto one = image(*repository, "1");
    const auto two = image(*repository, "2");
    ASSERT_TRUE(move(*repository, "latest", std::nullopt, two));
    for (const auto& seen : {std::optional<Digest>(), std::optional(one.digest), std::optional(two.digest)})
        EXPECT_TRUE(move(*repository, "latest", seen, two));
    EXPECT_EQ(resolve(*repository, "latest"), two);
}

TEST_P(RegistryContract, a_tag_cannot_name_content_that_is_not_there)
{
    const auto elsewhere = ImageBuilder().file("a", "b").build().manifest.descriptor;
    EXPECT_FALSE(move(*repository, "latest", std::nullopt, elsewhere));
    EXPECT_EQ(resolve(*repository, "latest"), std::nullopt);
}

TEST_P(RegistryContract, one_batch_sets_many_tags)
{
    const auto one = image(*repository, "1");
    const auto two = image(*repository, "2");
    const std::vector<TagMove> moves{
        {tag("1"), std::nullopt, one}, {tag("2"), std::nullopt, two}, {tag("latest"), std::nullopt, two}};
    for (const auto& moved : repository->move(moves)) EXPECT_TRUE(moved) << moved.error().message;
    const auto named = repository->resolve(std::vector{tag("latest"), tag("none"), tag("1"), tag("2")});
    ASSERT_EQ(named.size(), 4U);
    EXPECT_EQ(*named[0], two);
    EXPECT_EQ(*named[1], std::nullopt);
    EXPECT_EQ(*named[2], one);
    EXPECT_EQ(*named[3], two);
}

TEST_P(RegistryContract, a_batch_follows_its_own_moves)
{
    const auto one = image(*repository, "1");
    const auto two = image(*repository, "2");
    const std::vector<TagMove> moves{{tag("latest"), std::nullopt, one}, {tag("latest"), one.digest, two}};
    for (const auto& moved : repository->move(moves)) EXPECT_TRUE(moved) << moved.error().message;
    EXPECT_EQ(resolve(*repository, "latest"), two);
}

TEST_P(RegistryContract, in_a_batch_the_move_that_is_refused_says_so)
{
    const auto one = image(*repository, "1");
    const auto two = image(*repository, "2");
    ASSERT_TRUE(move(*repository, "b", std::nullopt, one));
    const std::vector<TagMove> moves{{tag("a"), std::nullopt, two}, {tag("b"), std::nullopt, two}};
    const auto answers = repository->move(moves);
    ASSERT_EQ(answers.size(), 2U);
    ASSERT_FALSE(answers[1]);
    EXPECT_EQ(answers[1].error().kind, ErrorKind::refused);
    EXPECT_EQ(resolve(*repository, "b"), one);
    EXPECT_EQ(resolve(*repository, "a").has_value(), answers[0].has_value()) << "an answer is what happened";
}

TEST_P(RegistryContract, tags_are_listed_in_ascii_order)
{
    const auto one = image(*repository, "1");
    for (const auto* name : {"latest", "1.10", "1.9", "Zeta", "_under", "1.8.1-rc.1"})
        ASSERT_TRUE(move(*repository, name, std::nullopt, one)) << name;
    EXPECT_EQ(repository->tags().value(),
              (std::vector{tag("1.10"), tag("1.8.1-rc.1"), tag("1.9"), tag("Zeta"), tag("_under"), tag("latest")}));
}

TEST_P(RegistryContract, what_one_handle_writes_another_sees)
{
    const auto other = place->open();
    const auto one = image(*repository, "1");
    ASSERT_TRUE(move(*repository, "latest", std::nullopt, one));
    EXPECT_EQ(other->tags().value(), std::vector{tag("latest")});
    EXPECT_EQ(resolve(*other, "latest"), one);
    EXPECT_TRUE(has_manifest(*other, one.digest));
}

}  // namespace tagwarden::tests
