// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/flows/fault_scenes.h"

#include "tests/flows/killed_run.h"

namespace tagwarden::tests {

namespace {

const std::vector<std::string> in_channels{"first-channel", "last-channel", "read-back"};

template <class Report>
Result<void> ended(const Result<Report>& report)
{
    return report ? Result<void>{} : fail(report.error());
}

void publish_two(Story& story)
{
    for (const auto* version : {"1.0.0", "1.1.0"}) (void)story.publish(version);
}

/// A stranger put something else under the version at every place.
void overwrite_anchors(Story& story)
{
    (void)story.publish("1.0.0");
    for (const auto& [location, place] : story.places) {
        const auto other = Story::build_into(*place, {"app", "default"}, "0.9.0", "linux/amd64");
        place->store->tags.insert_or_assign(*TagName::parse("1.0.0"), other);
    }
}

void let_soak(Story& story)
{
    (void)story.publish("1.0.0");
    for (auto& rule : story.configuration.channels) rule.soak = std::chrono::hours(1);
    (void)story.publish("1.1.0");
    story.clock.time += std::chrono::hours(2);
}

/// Versions have dots here, and channels have none.
bool is_anchor(const TagMove& move)
{
    return move.tag.str().find('.') != std::string::npos;
}

/// Calls `strike` at the first name that the point means, and after it at each where it says so.
class Trap {
public:
    using Strike = std::function<Result<void>(const TagMove&)>;

    Trap(std::string point, bool always, Strike strike)
        : point_(std::move(point)), always_(always), strike_(std::move(strike))
    {
    }

    Result<void> operator()(const TagMove& move)
    {
        if (*sprung_ ? always_ : meant(move)) {
            *sprung_ = true;
            return strike_(move);
        }
        return {};
    }

    std::shared_ptr<const bool> sprung() const { return sprung_; }

private:
    bool meant(const TagMove& move) const
    {
        if (point_ == "anchor") return is_anchor(move);
        if (point_ == "first-channel") return !is_anchor(move);
        return !is_anchor(move) && (move.tag.str() == "latest" || move.tag.str() == "lts");
    }

    std::string point_;
    bool always_;
    std::shared_ptr<bool> sprung_ = std::make_shared<bool>(false);
    Strike strike_;
};

Fault at_names(std::string name, bool always, std::function<Result<void>(Place&, const TagMove&)> strike)
{
    return {std::move(name),
            [always, strike](Story& story, const std::string& destination, const std::string& point) {
                auto& place = story.place(destination);
                const Trap trap(point, always, [&place, strike](const TagMove& m) { return strike(place, m); });
                place.before_move = trap;
                return trap.sprung();
            },
            {"anchor", "first-channel", "last-channel"}};
}

std::unexpected<Error> broken(Place&)
{
    return fail(ErrorKind::unreachable, "the line broke");
}

Result<void> refuses(Place&, const TagMove&)
{
    return fail(ErrorKind::denied, "no");
}

Result<void> breaks(Place& place, const TagMove&)
{
    return broken(place);
}

Result<void> falls_silent(Place& place, const TagMove&)
{
    place.answers = false;
    return broken(place);
}

Result<void> loses_the_answer(Place& place, const TagMove& move)
{
    place.store->tags.insert_or_assign(move.tag, move.to);
    return broken(place);
}

Result<void> loses_the_answer_and_falls_silent(Place& place, const TagMove& move)
{
    place.store->tags.insert_or_assign(move.tag, move.to);
    place.answers = false;
    return broken(place);
}

/// Says yes; what the name was before is put back as soon as it is set.
Fault without_effect(std::string name, bool always)
{
    return {std::move(name),
            [always](Story& story, const std::string& destination, const std::string& point) {
                auto& place = story.place(destination);
                const Trap trap(point, always, [&place](const TagMove& move) {
                    const auto old = place.store->tags.find(move.tag);
                    const auto before = old == place.store->tags.end() ? std::optional<Descriptor>() : old->second;
                    place.after_move = [&place, before](const TagMove& done) {
                        before ? (void)place.store->tags.insert_or_assign(done.tag, *before)
                               : (void)place.store->tags.erase(done.tag);
                        place.after_move = [](const TagMove&) {};
                    };
                    return Result<void>{};
                });
                place.before_move = trap;
                return trap.sprung();
            },
            {"anchor", "first-channel", "last-channel"}};
}

/// What happens when all channels are set and before they are read back.
Fault at_read_back(std::string name, std::function<void(Place&)> strike)
{
    return {std::move(name),
            [strike](Story& story, const std::string& destination, const std::string&) {
                auto& place = story.place(destination);
                auto struck = std::make_shared<bool>(false);
                story.at_step = [&place, strike, struck, left = 3](std::string_view step) mutable {
                    if (step != "channels-set" || --left != 0) return;
                    strike(place);
                    *struck = true;
                };
                return struck;
            },
            {"read-back"}};
}

Fault at_content(std::string name, std::function<void(Place&)> strike)
{
    return {std::move(name),
            [strike](Story& story, const std::string& destination, const std::string&) {
                auto& place = story.place(destination);
                auto struck = std::make_shared<bool>(false);
                place.before_content = [&place, strike, struck] {
                    strike(place);
                    *struck = true;
                };
                return struck;
            },
            {"content"}};
}

void move_latest_elsewhere(Place& place)
{
    const auto other = Story::build_into(place, {"app", "default"}, "0.9.0", "linux/amd64");
    for (const auto* channel : {"latest", "lts"})
        if (const auto found = place.store->tags.find(*TagName::parse(channel)); found != place.store->tags.end())
            found->second = other;
}

}  // namespace

const std::vector<Scene>& scenes()
{
    static const std::vector<Scene> all{
        {"publish",
         [](Story& story) { (void)story.publish("1.0.0"); },
         [](Story& story) { return ended(story.publish("1.1.0")); },
         {"content", "anchor", "first-channel", "last-channel", "read-back"}},
        {"first publish",
         [](Story&) {},
         [](Story& story) { return ended(story.publish("1.0.0")); },
         {"content", "anchor", "first-channel", "last-channel", "read-back"}},
        {"rollback", publish_two, [](Story& story) { return ended(story.rollback("latest", "it crashes")); },
         in_channels},
        {"withdraw", publish_two, [](Story& story) { return ended(story.withdraw("1.1.0", "it crashes")); },
         in_channels},
        {"reinstate",
         [](Story& story) {
             publish_two(story);
             (void)story.withdraw("1.1.0", "it crashes");
         },
         [](Story& story) { return ended(story.reinstate("1.1.0", "it does not")); }, in_channels},
        {"hold",
         publish_two,
         [](Story& story) { return ended(story.hold("latest", "freeze", "1.0.0")); },
         {"last-channel", "read-back"}},
        {"unhold",
         [](Story& story) {
             (void)story.publish("1.0.0");
             (void)story.hold("latest", "freeze");
             (void)story.publish("1.1.0");
         },
         [](Story& story) { return ended(story.unhold("latest")); },
         {"last-channel", "read-back"}},
        {"promote",
         [](Story& story) {
             publish_two(story);
             (void)story.promote("1.0.0", "lts", "tried");
         },
         [](Story& story) { return ended(story.promote("1.1.0", "lts", "tried")); },
         {"last-channel", "read-back"}},
        {"settle", let_soak, [](Story& story) { return ended(story.settle()); }, in_channels},
        {"repair",
         overwrite_anchors,
         [](Story& story) { return ended(story.repair("1.0.0", "overwritten")); },
         {"anchor"}},
    };
    return all;
}

const std::vector<Fault>& faults()
{
    static const std::vector<Fault> all{
        at_names("refused", false, refuses),
        at_names("refused…", true, refuses),
        at_names("broken", false, breaks),
        at_names("silent…", false, falls_silent),
        at_names("lost", false, loses_the_answer),
        at_names("lost…", true, loses_the_answer),
        at_names("lost+silent…", false, loses_the_answer_and_falls_silent),
        without_effect("no-effect", false),
        without_effect("no-effect…", true),
        at_content("refused…", [](Place& place) { place.takes_content = false; }),
        at_content("silent…", [](Place& place) { place.answers = false; }),
        at_read_back("silent…", [](Place& place) { place.answers = false; }),
        at_read_back("stranger", move_latest_elsewhere),
    };
    return all;
}

void heal(Story& story)
{
    kill_no_more(story);
    for (const auto& [location, place] : story.places) {
        place->after_move = [](const TagMove&) {};
        place->before_content = [] {};
        place->takes_content = true;
        place->answers = true;
    }
}

}  // namespace tagwarden::tests
