// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/order_remedy.h"

#include <fmt/format.h>

#include "core/rendering/forms.h"
#include "core/version/characters.h"

namespace tagwarden {

namespace {

/// The same with '~', which comes before everything: the candidate of an iteration ("13.1.0-rc42.ee.0" is
/// 13.1.0~rc42-ee.0), else what stands behind '+'. "" when it has neither.
std::string with_tilde(std::string_view text)
{
    const auto [version, iteration] = at_last_dash(text);
    if (iteration.starts_with("rc")) {
        const auto dot = iteration.find('.');
        const auto rest = dot == std::string_view::npos ? "0" : iteration.substr(dot + 1);
        return fmt::format("{}~{}-{}", version, iteration.substr(0, dot), rest);
    }
    const auto plus = text.find('+');
    if (plus == std::string_view::npos) return "";
    return fmt::format("{}~{}", text.substr(0, plus), text.substr(plus + 1));
}

/// "13.1.1+rnightly.7.abc-0" as a build that leads to what comes after 13.1.2: 13.1.3~rnightly.7.abc-0.
std::string built_after(std::string_view text, const Version& release)
{
    constexpr std::size_t longest = 18;  // what fits into a number
    const auto plus = text.find('+');
    const auto patch = release.number(2);
    if (plus == std::string_view::npos || patch.empty() || patch.size() > longest) return "";
    return fmt::format("{}.{}.{}~{}", release.number(0), release.number(1), std::stoull(patch) + 1,
                       text.substr(plus + 1));
}

/// "1.9.0-rc10" as "1.9.0-rc.10".
std::string with_dotted_number(std::string_view text)
{
    std::string dotted;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (at > 0 && is_digit(text[at]) && is_letter(text[at - 1])) dotted += '.';
        dotted += text[at];
    }
    return dotted;
}

bool is_in_order(Order order, const std::string& low, const std::string& high)
{
    const auto a = Version::parse(order, low), b = Version::parse(order, high);
    return a && b && *a < *b;
}

std::string remedy_for_omnibus(const Version& now, const Version& then, bool forward)
{
    const auto order = now.order();
    const auto& low = forward ? then : now;
    const auto& high = forward ? now : then;
    const bool both_between_tags =
        low.str().find('+') != std::string::npos && high.str().find('+') != std::string::npos;
    if (both_between_tags) return "";
    if (const auto text = with_tilde(low.str()); is_in_order(order, text, high.str()))
        return fmt::format("{} would sort before {}", text, high.str());
    if (const auto text = built_after(now.str(), then); forward && is_in_order(order, then.str(), text))
        return fmt::format("{} would sort after {}", text, then.str());
    return "";
}

std::string remedy_for_semver(const Version& now, const Version& then, bool forward)
{
    const auto low = with_dotted_number((forward ? then : now).str());
    const auto high = with_dotted_number((forward ? now : then).str());
    return is_in_order(Order::semver, low, high) ? fmt::format("{} would sort before {}", low, high) : "";
}

}  // namespace

std::string remedy_for(Order scheme, const Version& now, const Version& then, std::weak_ordering intended)
{
    const bool forward = intended > 0;
    if (scheme == Order::omnibus) return remedy_for_omnibus(now, then, forward);
    if (now.order() == Order::semver) return remedy_for_semver(now, then, forward);
    return "";
}

}  // namespace tagwarden
