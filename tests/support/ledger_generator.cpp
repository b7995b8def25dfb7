// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/ledger_generator.h"

#include <fmt/format.h>

#include <map>

namespace tagwarden::tests {

namespace {

using namespace std::chrono_literals;

/// How often each thing happens: once in so many publications.
constexpr std::size_t a_release = 4, a_candidate = 10, a_rollback = 60, an_interruption = 500, an_incomplete = 90,
                      a_reinstated = 300, a_hold = 200, an_adoption = 2'000;

class Life {
public:
    std::vector<Draft> live(std::size_t entries)
    {
        while (drafts_.size() < entries) {
            now_ += 37min;
            ++build_;
            publish();
            if (every(a_rollback)) rollback();
            if (every(a_reinstated)) add(VersionReinstated{withdrawn_, "it was not the cause"});
            if (every(a_hold)) hold();
            if (every(an_adoption)) adopt();
        }
        return std::move(drafts_);
    }

private:
    bool every(std::size_t times) const { return build_ % times == 0; }
    void add(EntryBody body) { drafts_.push_back({"", now_, actor(), std::move(body)}); }
    std::string actor() const { return every(7) ? "jane@laptop" : "ci"; }

    Digest digest(std::string_view of) const { return Digest::of(fmt::format("{} {}", of, build_)); }

    Release next()
    {
        auto kind = BuildKind::nightly;
        auto text = fmt::format("{}.{}.{}-nightly.2026.{}", major_, minor_, patch_ + 1, build_);
        if (every(a_release)) {
            kind = BuildKind::release;
            if (++patch_ == 20) patch_ = 0, ++minor_;
            if (minor_ == 50) minor_ = 0, ++major_;
            text = fmt::format("{}.{}.{}", major_, minor_, patch_);
        } else if (every(a_candidate)) {
            kind = BuildKind::prerelease;
            text = fmt::format("{}.{}.{}-rc.{}", major_, minor_, patch_ + 1, build_);
        }
        Release release{"",     *Version::parse(Order::semver, text), kind, digest("commit").str().substr(7, 40),
                        "main", static_cast<std::int64_t>(build_),    now_, {}};
        for (const auto* variant : {"default", "rocm"})
            release.parts.emplace(Part{"app", variant},
                                  Descriptor{"application/vnd.oci.image.index.v1+json", digest(variant), 1'609});
        return release;
    }

    std::vector<std::string> channels_of(const Release& release) const
    {
        if (release.kind == BuildKind::nightly) return {"nightly"};
        if (release.kind == BuildKind::prerelease) return {"rc"};
        return {"latest", release.version.number(0), release.version.number(0) + "." + release.version.number(1), "rc"};
    }

    void add_moves(std::vector<PlannedMove>& moves, Role role, const std::string& channel, const Release& to) const
    {
        const auto name = role == Role::anchor ? to.version.str() : channel;
        const auto on = on_.find(channel);
        for (const auto& [destination, location] : places_)
            for (const auto& [part, content] : to.parts) {
                const auto tag = *TagName::parse(part.variant == "default" ? name : name + "-rocm");
                PlannedMove move{
                    role,
                    destination,
                    location,
                    part,
                    channel,
                    {tag, {}, content},
                    "",
                    to.version.str(),
                    role == Role::anchor ? "the version's own name" : to.version.str() + " is the highest"};
                if (on != on_.end() && role == Role::channel) {
                    move.move.from = on->second.parts.at(part).digest;
                    move.from_version = on->second.version.str();
                }
                moves.push_back(std::move(move));
            }
    }

    void publish()
    {
        const auto release = next();
        add(ReleaseAnnounced{release});
        std::vector<PlannedMove> moves;
        add_moves(moves, Role::anchor, "", release);
        const bool moves_channels = !every(an_incomplete);
        if (moves_channels)
            for (const auto& channel : channels_of(release)) add_moves(moves, Role::channel, channel, release);
        add(Intent{"publish", release.version.str(), "", false, moves});
        if (every(an_interruption)) return;
        const auto intent = static_cast<std::int64_t>(drafts_.size());
        add(Outcome{intent, moves_channels ? Outcome::Result::done : Outcome::Result::incomplete, moves,
                    release.version.str(), moves_channels ? locations_ : std::vector{locations_.front()},
                    moves_channels ? "" : "mirror did not answer"});
        if (!moves_channels) return;
        for (const auto& channel : channels_of(release)) {
            const auto [on, first] = on_.try_emplace(channel, release);
            if (first) continue;
            before_.insert_or_assign(channel, on->second);
            on->second = release;
        }
    }

    void rollback()
    {
        const auto before = before_.find("latest");
        if (before == before_.end()) return;
        withdrawn_ = on_.at("latest").version.str();
        const auto reason = fmt::format("regression in build {}", build_);
        add(VersionWithdrawn{withdrawn_, reason});
        std::vector<PlannedMove> moves;
        add_moves(moves, Role::channel, "latest", before->second);
        add(Intent{"rollback", "latest", reason, false, moves});
        add(Outcome{static_cast<std::int64_t>(drafts_.size()), Outcome::Result::done, moves, "", {}, ""});
        on_.at("latest") = before->second;
    }

    void hold()
    {
        const auto channel = fmt::format("{}", major_);
        if (every(2 * a_hold))
            add(ChannelReleased{channel, "the freeze is over"});
        else
            add(ChannelHeld{channel, on_.at("latest").version.str(), "a freeze"});
        add(ChannelPromoted{"lts", on_.at("latest").version.str(), "asked for by many"});
    }

    void adopt()
    {
        auto release = next();
        release.version = *Version::parse(Order::semver, fmt::format("0.0.{}", build_));
        const auto& content = release.parts.begin()->second;
        add(RepositoryAdopted{"hub",
                              locations_.front(),
                              {release},
                              {{Role::anchor, "", Part{"app", "default"}, *TagName::parse(release.version.str()),
                                content.digest, release.version.str()}}});
    }

    std::vector<Draft> drafts_;
    Time now_{1'700'000'000s};
    std::size_t build_ = 0;
    int major_ = 1, minor_ = 0, patch_ = 0;
    std::string withdrawn_ = "1.0.1";
    std::vector<Location> locations_{*Location::parse("oci:out/hub"), *Location::parse("oci:out/mirror")};
    std::map<std::string, Location> places_{{"hub", locations_[0]}, {"mirror", locations_[1]}};
    std::map<std::string, Release> on_, before_;
};

}  // namespace

std::vector<Entry> generated_journal(std::size_t entries)
{
    return seal({}, Life().live(entries));
}

}  // namespace tagwarden::tests
