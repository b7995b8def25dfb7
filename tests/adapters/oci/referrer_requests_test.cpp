// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/referrer_requests.h"

#include <functional>

#include "core/attached_tag.h"
#include "tests/adapters/oci/scripted_registry.h"

namespace tagwarden {
namespace {

/// A signature of `subject`; `note` tells it apart from others.
ManifestContent attached_to(const Digest& subject, const std::string& note)
{
    auto text = tests::image_manifest();
    text.pop_back();
    text += R"(,"subject":{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":")" + subject.str() +
            R"(","size":7},"annotations":{"note":")" + note + "\"}}";
    return manifest_content(text).value();
}

/// Lists what is attached under a tag, as registries do that have no referrers API.
struct OciReferrers : tests::ScriptedRegistry {
    const Digest subject = Digest::of("subject");
    const std::string tag = "/v2/app/manifests/" + referrers_tag(subject).str();
    std::string list;                                            ///< what the tag names; empty for none
    std::function<bool(int)> fails = [](int) { return false; };  ///< the put number so and so
    std::function<void()> meanwhile = [] {};                     ///< what others do when one fails
    int puts = 0;

    OciReferrers()
    {
        server.answer_others_with([this](const tests::RecordedRequest& request) { return answer(request); });
    }

    tests::ScriptedAnswer answer(const tests::RecordedRequest& request)
    {
        if (request.line == "PUT " + tag) {
            if (fails(++puts)) {
                meanwhile();
                return {503};
            }
            list = request.body;
            return {201};
        }
        if (request.line.starts_with("PUT ")) return {201};
        if (list.empty()) return {404};
        return {
            200,
            {{"Content-Type", std::string(media_type::oci_index)}, {"Docker-Content-Digest", Digest::of(list).str()}},
            list};
    }

    std::vector<std::string> listed() const
    {
        std::vector<std::string> digests;
        const auto entries = parse_referrers(list, "the list").value();
        for (const auto& entry : entries) digests.push_back(entry.descriptor.digest.str());
        return digests;
    }
};

TEST_F(OciReferrers, a_list_whose_put_fails_is_read_again_before_the_next)
{
    const auto mine = attached_to(subject, "mine"), other = attached_to(subject, "other");
    fails = [](int put) { return put == 1; };
    meanwhile = [&] { list = with_referrer("", attachment_of(other).value()->referrer, "the list").value(); };
    ASSERT_TRUE(put_attached(client, mine));
    EXPECT_EQ(listed(), (std::vector{other.descriptor.digest.str(), mine.descriptor.digest.str()}));
    EXPECT_EQ(puts, 2);
}

TEST_F(OciReferrers, a_list_that_cannot_be_put_is_given_up_after_six_attempts)
{
    fails = [](int) { return true; };
    const auto error = put_attached(client, attached_to(subject, "mine")).error();
    EXPECT_TRUE(error.message.ends_with("with 503 (6 attempts)")) << error.message;
    EXPECT_EQ(puts, 6);
}

}  // namespace
}  // namespace tagwarden
