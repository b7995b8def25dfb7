// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "render/status_view.h"

#include <gtest/gtest.h>

#include "render/columns.h"

namespace tagwarden {
namespace {

using Place = ChannelStatus::Place;

const Decision by_ci{"", "ci", *parse_time("2026-11-20T08:00:00Z")};
const Decision by_jane{"it says hello too loudly, and some of those who were woken up by it have written in",
                       "jane@laptop", *parse_time("2026-11-22T06:00:00Z")};

ChannelStatus channel(const std::string& name, const std::string& tag, const std::string& destination, Place place,
                      const std::string& version, const Decision& decision)
{
    ChannelStatus it{name,        {"app", "default"},
                     destination, {Location::layout(destination), *TagName::parse(tag)},
                     place,       {},
                     version,     {},
                     "1.8.0",     "1.8.0 is the highest stable",
                     "1.7.9",     true,
                     false};
    it.recorded = TagRecord{
        Role::channel, name, it.part, Digest::of("1.8.0"), "1.8.0", decision.reason.empty() ? "publish" : "rollback",
        decision,      1};
    if (!version.empty()) it.seen = Digest::of(version);
    return it;
}

ProductStatus status()
{
    ProductStatus it;
    for (const auto* destination : {"hub", "mirror"}) {
        it.channels.push_back(channel("latest", "latest", destination, Place::right, "1.8.0", by_jane));
        it.channels.push_back(channel("latest", "rocm", destination, Place::right, "1.8.0", by_jane));
    }
    auto behind = channel("1.8", "1.8", "hub", Place::behind, "1.8.0", by_ci);
    behind.wanted = "1.8.1";
    behind.why = "1.8.1 is the highest stable";
    behind.rollback_to.clear();
    it.channels.push_back(behind);
    it.channels.push_back(channel("1.8", "1.8", "mirror", Place::foreign, "1.7.9", by_ci));
    auto lacking = channel("nightly", "nightly", "hub", Place::right, "1.8.0", by_ci);
    lacking.rollback_complete = false;
    it.channels.push_back(lacking);
    it.channels.push_back(channel("nightly", "nightly", "mirror", Place::missing, "", by_ci));
    it.state.holds.emplace("1.8", Hold{"1.8.0", by_jane});
    it.anchors.push_back(
        {{Location::layout("hub"), *TagName::parse("1.7.9")}, "1.7.9", Digest::of("a"), Digest::of("b")});
    it.anchors_known = 66'000;
    it.anchors_asked = 24;
    return it;
}

TEST(StatusView, is_read_at_a_glance_and_explained_below)
{
    EXPECT_EQ(status_text({status()}, 100),
              R"(CHANNEL        AT           IS ON  THAT IS                 ROLLBACK TO
latest         hub, mirror  1.8.0  as its rule wants       1.7.9
rocm (latest)  hub, mirror  1.8.0  as its rule wants       1.7.9
1.8            hub          1.8.0  its rule wants 1.8.1    —
1.8            mirror       1.7.9  moved by somebody else  1.7.9
nightly        hub          1.8.0  as its rule wants       1.7.9, to be copied there
nightly        mirror       —      deleted by somebody     1.7.9

latest, rocm (latest) at hub, mirror: 1.8.0 is the highest stable; on 1.8.0 since
    2026-11-22T06:00:00Z by jane@laptop (rollback): it says hello too loudly, and some of those who
    were woken up by it have written in
1.8 at hub: 1.8.1 is the highest stable; on 1.8.0 since 2026-11-20T08:00:00Z by ci (publish)
1.8, nightly at mirror: the ledger has it on 1.8.0 since 2026-11-20T08:00:00Z by ci (publish)
nightly at hub: 1.8.0 is the highest stable; on 1.8.0 since 2026-11-20T08:00:00Z by ci (publish)

held: 1.8 on 1.8.0 since 2026-11-22T06:00:00Z by jane@laptop: it says hello too loudly, and some of
    those who were woken up by it have written in
trouble: 'oci:hub:1.7.9' names sha256:3e23e816, the ledger recorded sha256:ca978112 (1.7.9);
    'tagwarden repair 1.7.9' puts it back
24 of 66000 anchors were looked at, those that matter now; --all looks at every one
)");
}

TEST(StatusView, is_lines_for_a_program)
{
    EXPECT_NE(status_text({status()}, 0)
                  .find("\nheld: 1.8 on 1.8.0 since 2026-11-22T06:00:00Z by jane@laptop: it says hello too loudly, and "
                        "some of those who were woken up by it have written in\n"),
              std::string::npos);
}

TEST(StatusView, tells_of_each_edition_apart_and_how_to_type_for_it)
{
    auto ee = status();
    ee.edition = "ee";
    ProductStatus ce;
    ce.edition = "ce";
    const auto text = status_text({ce, ee}, 0);
    EXPECT_EQ(text.find("edition ce:\nnothing is published yet\n\nedition ee:\nCHANNEL "), 0U) << text;
    EXPECT_NE(text.find("'tagwarden repair 1.7.9 --edition ee'"), std::string::npos) << text;
    const auto json = status_json({ce, ee});
    EXPECT_EQ(json.at("anchorsKnown").to_number<int>(), 66'000);
    EXPECT_EQ(json.at("holds").at(0).at("edition").as_string(), "ee");
}

TEST(StatusView, promises_of_an_incomplete_release_what_recover_does)
{
    auto it = status();
    KnownRelease known{{"", *Version::parse(Order::semver, "1.9.0"), {}, "", "", 0, {}, {}}, {}, false, false, {}};
    known.incomplete = Decision{"mirror did not answer", "ci", {}};
    it.state.releases.add(known);
    EXPECT_NE(status_text({it}, 0).find("mirror did not answer; 'tagwarden recover' completes it\n"),
              std::string::npos);
    it.state.releases.change("1.9.0")->withdrawn = by_jane;
    const auto text = status_text({it}, 0);
    EXPECT_NE(text.find("it is withdrawn, so nothing completes it\n"), std::string::npos) << text;
    EXPECT_EQ(text.find("tagwarden recover"), std::string::npos) << text;
}

TEST(StatusView, of_a_place_that_could_not_be_asked_says_why_and_what_to_do)
{
    auto it = status();
    it.channels.front().place = Place::unanswered;
    it.unanswered.emplace(Location::layout("hub"),
                          Unasked{{ErrorKind::denied, "hub wants credentials", "docker login hub", {}}, false});
    it.unanswered.emplace(Location::layout("mirror"), Unasked{{ErrorKind::unreachable, "no route", "", {}}, true});
    const auto text = status_text({it}, 0);
    EXPECT_NE(text.find("\nunanswered: oci:hub: hub wants credentials; hint: docker login hub\n"), std::string::npos)
        << text;
    EXPECT_NE(text.find("\nunanswered: oci:mirror, which may lag: no route\n"), std::string::npos) << text;
    EXPECT_EQ(text.find("did not answer"), std::string::npos) << "it did";
    const auto json = status_json({it}).at("unanswered").at(0);
    EXPECT_EQ(json.at("location").as_string(), "oci:hub");
    EXPECT_EQ(json.at("message").as_string(), "hub wants credentials");
    EXPECT_EQ(json.at("hint").as_string(), "docker login hub");
    EXPECT_EQ(json.at("exitCode").to_number<int>(), 5);
}

TEST(StatusView, offers_no_rollback_to_what_nobody_has)
{
    auto it = status();
    for (auto& channel : it.channels) channel.rollback_lost = true;
    const auto text = status_text({it}, 0);
    EXPECT_NE(text.find("as its rule wants       — (nobody has 1.7.9 any more)\n"), std::string::npos) << text;
    EXPECT_TRUE(status_json({it}).at("channels").at(0).at("rollbackLost").as_bool());
}

TEST(StatusView, of_tags_that_the_ledger_does_not_know_says_how_to_learn_of_them)
{
    ProductStatus it;
    it.unknown.emplace(Location::layout("hub"), 2U);
    const std::string told =
        "unknown: oci:hub has 2 tags, and the ledger knows nothing of that place; 'tagwarden adopt "
        "--dry-run' says what each tag is taken for\n";
    EXPECT_EQ(status_text({it}, 0), told);
    auto more = status();
    more.unknown = it.unknown;
    EXPECT_NE(status_text({more}, 0).find("\n" + told), std::string::npos);
    EXPECT_EQ(status_json({more}).at("unknown").at(0).at("tags").to_number<int>(), 2);
}

TEST(StatusView, shows_what_a_reason_would_do_to_a_terminal_as_text)
{
    auto it = status();
    const Decision evil{"red \x1b[31m\nheld: latest on 9\ttab", "eve\x1b[2J", by_ci.time};
    it.channels.front().recorded->decision = evil;
    it.state.holds.at("1.8").decision = evil;
    const auto text = status_text({it}, 100);
    EXPECT_EQ(text.find_first_of("\x1b\t"), std::string::npos) << text;
    EXPECT_EQ(text.find("\nheld: latest"), std::string::npos) << text;
}

TEST(StatusView, fits_a_terminal_of_100_columns)
{
    const auto text = status_text({status()}, 100);
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find('\n', at);
        EXPECT_LE(end - at, 102U) << text.substr(at, end - at);  // a dash is three bytes
        at = end + 1;
    }
}

TEST(Wrapped, breaks_at_spaces_and_never_within_a_word)
{
    EXPECT_EQ(wrapped("one two three", "  ", 7), "one two\n  three");
    EXPECT_EQ(wrapped("one twothreefour", "  ", 7), "one\n  twothreefour");
    EXPECT_EQ(wrapped("äöü äöü", "", 7), "äöü äöü") << "characters count, not bytes";
    EXPECT_EQ(wrapped("", "  ", 7), "");
    EXPECT_EQ(wrapped("one two\nthree four\n", "  ", 7), "one two\nthree\n  four\n") << "each line for itself";
}

}  // namespace
}  // namespace tagwarden
