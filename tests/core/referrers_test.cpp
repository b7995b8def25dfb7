// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/referrers.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "core/descriptor_json.h"

namespace tagwarden {
namespace {

const auto subject = Digest::of("subject");
const Descriptor some{std::string(media_type::oci_manifest), Digest::of("some"), 7};
const Descriptor other{std::string(media_type::oci_manifest), Digest::of("other"), 8};

std::string text(const Descriptor& descriptor)
{
    return compact(json_of(descriptor));
}

ManifestContent manifest(const std::string& fields)
{
    return manifest_content(R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",)" + fields +
                            R"("config":{"mediaType":"application/x-config","digest":")" + Digest::of("c").str() +
                            R"(","size":1},"layers":[]})")
        .value();
}

std::string with_subject(const std::string& fields = "")
{
    return R"("subject":)" + text({std::string(media_type::oci_manifest), subject, 3}) + "," + fields;
}

TEST(Referrers, a_manifest_without_a_subject_is_attached_to_nothing)
{
    EXPECT_EQ(attachment_of(manifest("")).value().has_value(), false);
    EXPECT_EQ(attachment_of(manifest(R"("subject":null,)")).value().has_value(), false);
}

TEST(Referrers, a_manifest_with_a_subject_says_what_it_is_to_it)
{
    const auto content = manifest(with_subject(R"("artifactType":"x/sbom","annotations":{"a":"1","b":2},)"));
    const auto found = attachment_of(content).value();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->subject, subject);
    EXPECT_EQ(found->referrer, (Referrer{content.descriptor, "x/sbom", {{"a", "1"}}}));
}

TEST(Referrers, without_an_artifact_type_the_config_tells_and_an_index_says_nothing)
{
    EXPECT_EQ(attachment_of(manifest(with_subject())).value()->referrer.artifact_type, "application/x-config");
    const auto index = manifest_content(R"({"schemaVersion":2,)" + with_subject() + R"("manifests":[]})").value();
    EXPECT_EQ(attachment_of(index).value()->referrer.artifact_type, "");
}

TEST(Referrers, a_subject_that_is_none_is_malformed)
{
    for (const std::string bad : {R"("subject":7,)", R"("subject":{"digest":"x"},)", R"("subject":{},)"}) {
        const auto found = attachment_of(manifest(bad));
        ASSERT_FALSE(found) << bad;
        EXPECT_EQ(found.error().kind, ErrorKind::malformed);
    }
}

TEST(Referrers, a_new_list_is_an_index_with_one_entry)
{
    const auto list = with_referrer("", {some, "x/sbom", {{"a", "1"}}}, "a list").value();
    EXPECT_EQ(list, R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[)" +
                        text(some).substr(0, text(some).size() - 1) +
                        R"(,"artifactType":"x/sbom","annotations":{"a":"1"}}]})");
    EXPECT_EQ(parse_referrers(list, "a list").value(), (std::vector<Referrer>{{some, "x/sbom", {{"a", "1"}}}}));
    EXPECT_EQ(*manifest_media_type(list), media_type::oci_index);
}

TEST(Referrers, what_others_wrote_into_a_list_stays_in_its_order)
{
    const std::string entry = R"({"x-own":[1],"mediaType":"a/b","size":1,"digest":")" + subject.str() + R"("})";
    const std::string list = R"({"x-note":"n","manifests":[)" + entry + R"(],"schemaVersion":2})";
    EXPECT_EQ(with_referrer(list, {some, ""}, "a list").value(),
              R"({"x-note":"n","manifests":[)" + entry + "," + text(some) + R"(],"schemaVersion":2})");
}

TEST(Referrers, what_is_listed_already_changes_no_byte)
{
    const std::string list = R"({ "schemaVersion": 2, "manifests": [ )" + text(some) + " ] }";
    EXPECT_EQ(with_referrer(list, {some, "another/type"}, "a list").value(), list);
    EXPECT_NE(with_referrer(list, {other, ""}, "a list").value(), list);
}

TEST(Referrers, a_list_without_entries_is_empty)
{
    for (const std::string list : {"{}", R"({"manifests":null})", R"({"manifests":[]})"}) {
        EXPECT_TRUE(parse_referrers(list, "a list").value().empty()) << list;
        EXPECT_EQ(parse_referrers(with_referrer(list, {some, ""}, "a list").value(), "a list").value().size(), 1U);
    }
}

TEST(Referrers, a_list_that_is_none_is_malformed_and_never_written_over)
{
    for (const std::string list : {"x", "[]", R"({"manifests":{}})", R"({"manifests":[{}]})", R"({"manifests":[7]})"}) {
        EXPECT_EQ(parse_referrers(list, "a list").error().kind, ErrorKind::malformed) << list;
        EXPECT_EQ(with_referrer(list, {some, ""}, "a list").error().kind, ErrorKind::malformed) << list;
    }
}

TEST(Referrers, a_size_that_no_content_has_is_malformed)
{
    const auto sized = [](std::int64_t size) {
        const Descriptor entry{std::string(media_type::oci_manifest), Digest::of("x"), size};
        return parse_referrers(R"({"manifests":[)" + text(entry) + "]}", "a list");
    };
    EXPECT_TRUE(sized(max_content_size));
    EXPECT_EQ(sized(max_content_size + 1).error().kind, ErrorKind::malformed);
    EXPECT_EQ(sized(9'000'000'000'000'000'000).error().kind, ErrorKind::malformed);
}

ManifestContent listing(const std::string& key, const std::vector<JsonObject>& entries)
{
    return manifest_content(
               compact(JsonObject{{"schemaVersion", 2},
                                  {"mediaType", key == "layers" ? media_type::oci_manifest : media_type::oci_index},
                                  {"config", json_of(some)},
                                  {key, JsonArray(entries.begin(), entries.end())}}))
        .value();
}

TEST(Referrers, a_manifest_keeps_all_layers_of_another_when_it_has_each)
{
    for (const auto* key : {"layers", "manifests"}) {
        const auto one = listing(key, {json_of(some)});
        const auto both = listing(key, {json_of(other), json_of(some)});
        EXPECT_TRUE(keeps_all_layers(one, both).value());
        EXPECT_TRUE(keeps_all_layers(one, one).value());
        EXPECT_FALSE(keeps_all_layers(both, one).value());
    }
}

TEST(Referrers, one_layer_with_two_signatures_is_two)
{
    auto by_ann = json_of(some);
    by_ann["annotations"] = JsonObject{{"dev.cosignproject.cosign/signature", "ann"}};
    auto by_bob = json_of(some);
    by_bob["annotations"] = JsonObject{{"dev.cosignproject.cosign/signature", "bob"}};
    EXPECT_FALSE(keeps_all_layers(listing("layers", {by_ann}), listing("layers", {by_bob})).value());
    EXPECT_TRUE(keeps_all_layers(listing("layers", {by_ann}), listing("layers", {by_bob, by_ann})).value());
}

}  // namespace
}  // namespace tagwarden
