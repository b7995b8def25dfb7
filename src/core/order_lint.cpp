// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/order_lint.h"

#include <fmt/format.h>

#include <array>
#include <cassert>
#include <optional>

#include "core/order_remedy.h"
#include "core/rendering/rendering.h"
#include "core/rendering/tool.h"
#include "core/version/difference.h"

namespace tagwarden {

namespace {

constexpr std::array managers{Format::deb, Format::rpm, Format::python, Format::semver};
using Rendered = std::array<std::optional<Version>, managers.size()>;

bool concerns(Format manager, Order order)
{
    return order != Order::omnibus || manager == Format::deb || manager == Format::rpm;
}

Rendered render_for_all(const Version& version)
{
    Rendered all;
    for (std::size_t i = 0; i < managers.size(); ++i) {
        if (!concerns(managers[i], version.order())) continue;
        const auto text = rendered_text(version, managers[i]);
        if (!text) continue;
        if (auto parsed = Version::parse(*order_of(managers[i]), *text)) all[i] = std::move(*parsed);
    }
    return all;
}

/// One new build against one earlier build.
class Pair {
public:
    Pair(const Version& earlier, std::weak_ordering intended) : earlier_(earlier), intended_(intended) {}

    std::optional<Hazard> hazard_of(const Version& now, const Version& then) const
    {
        const auto order = now <=> then;
        if (order == intended_ || (order == 0 && intended_ < 0)) return std::nullopt;
        const bool forward = intended_ > 0;
        const auto tool = tool_of(now.order());
        auto hazard = begin(std::string(tool), now, then);
        hazard.kind = forward ? Hazard::Kind::would_not_upgrade : Hazard::Kind::would_wrongly_upgrade;
        hazard.sentence =
            forward ? fmt::format("{} would not upgrade {} to {}", tool, then.str(), now.str())
                    : fmt::format("{} would upgrade {} to {}, which is meant to be lower", tool, then.str(), now.str());
        hazard.sentence += ": " + explain(then, now);
        if (const auto remedy = remedy_for(earlier_.order(), now, then, intended_); !remedy.empty())
            hazard.sentence += "; " + remedy;
        return hazard;
    }

    std::optional<Hazard> disagreement(const Rendered& now, const Rendered& then) const
    {
        const auto &deb_now = now[0], &deb_then = then[0], &rpm_now = now[1], &rpm_then = then[1];
        if (!deb_now || !deb_then || !rpm_now || !rpm_then) return std::nullopt;
        if ((*deb_now <=> *deb_then) == (*rpm_now <=> *rpm_then)) return std::nullopt;
        auto hazard = begin("dpkg and rpm", *deb_now, *deb_then);
        hazard.kind = Hazard::Kind::disagreement;
        hazard.sentence = fmt::format("dpkg and rpm disagree on {} against {}: {}, {}", deb_now->str(), deb_then->str(),
                                      explain(*deb_now, *deb_then), explain(*rpm_now, *rpm_then));
        return hazard;
    }

private:
    Hazard begin(std::string manager, const Version& now, const Version& then) const
    {
        return {std::move(manager), {}, earlier_.str(), then.str(), now.str(), {}};
    }

    const Version& earlier_;
    std::weak_ordering intended_;
};

}  // namespace

std::vector<Hazard> check_order(const Build& candidate, std::span<const Build> earlier)
{
    std::vector<Hazard> hazards;
    const auto keep = [&](std::optional<Hazard> hazard) {
        if (hazard) hazards.push_back(std::move(*hazard));
    };
    const auto now = render_for_all(candidate.version);
    for (const auto& build : earlier) {
        assert(build.version.order() == candidate.version.order());
        const auto intended = intended_order(candidate, build);
        if (!intended) continue;
        const auto then = render_for_all(build.version);
        const Pair pair(build.version, *intended);
        for (std::size_t i = 0; i < managers.size(); ++i)
            if (now[i] && then[i]) keep(pair.hazard_of(*now[i], *then[i]));
        keep(pair.disagreement(now, then));
    }
    return hazards;
}

}  // namespace tagwarden
