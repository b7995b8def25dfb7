// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/text_template.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace tagwarden {

namespace {

const std::vector<std::string>& known_names()
{
    static const std::vector<std::string> names{"version", "major",   "minor",          "patch", "edition",
                                                "variant", "suffix",  "image",          "kind",  "branch",
                                                "sha",     "ordinal", "ci.upstream_sha"};
    return names;
}

bool is_known(std::string_view name)
{
    if (name.starts_with("env.") && name.size() > 4) return true;
    return std::ranges::find(known_names(), name) != known_names().end();
}

bool holds(const std::vector<std::string>& names, std::string_view name)
{
    return std::ranges::find(names, name) != names.end();
}

bool may_be_empty(std::string_view name)
{
    return name == "variant" || name == "suffix";
}

/// What to do where a name has no value.
std::string what_gives(const std::string& name)
{
    if (name.starts_with("env.")) return "set the environment variable " + name.substr(4);
    if (name == "edition") return "say which with --edition, or leave it out of the template";
    if (name == "ci.upstream_sha")
        return "it is the commit of another project whose pipeline started this one: set TAGWARDEN_UPSTREAM_COMMIT, or "
               "give a fallback, {ci.upstream_sha|version}";
    return "give a fallback behind a '|', or leave it out of the template";
}

}  // namespace

Result<TextTemplate> TextTemplate::parse(std::string_view text)
{
    TextTemplate parsed;
    parsed.text_ = text;
    auto rest = text;
    while (!rest.empty()) {
        const auto open = rest.find('{');
        if (open != 0) parsed.pieces_.emplace_back(std::string(rest.substr(0, open)));
        if (open == std::string_view::npos) break;
        const auto close = rest.find('}', open);
        if (close == std::string_view::npos)
            return fail(ErrorKind::usage, fmt::format("'{}' has a '{{' that is not closed", printable(text)));
        Hole hole;
        for (const auto name : split(rest.substr(open + 1, close - open - 1), '|')) {
            if (!is_known(name))
                return fail(ErrorKind::usage,
                            fmt::format("'{}': {{{}}} is not known in a template{}", printable(text), printable(name),
                                        did_you_mean(name, known_names())),
                            "known are " + join(known_names(), ", ") + " and env.NAME");
            hole.names.emplace_back(name);
        }
        parsed.pieces_.emplace_back(std::move(hole));
        rest = rest.substr(close + 1);
    }
    return parsed;
}

std::vector<std::string> TextTemplate::names() const
{
    std::vector<std::string> all;
    for (const auto& piece : pieces_)
        if (const auto* hole = std::get_if<Hole>(&piece)) all.insert(all.end(), hole->names.begin(), hole->names.end());
    return all;
}

bool TextTemplate::mentions(std::string_view name) const
{
    return holds(names(), name);
}

Result<std::string> TextTemplate::fill(const Hole& hole, const Variables& variables) const
{
    bool empty_is_fine = false;
    for (const auto& name : hole.names) {
        const auto found = variables.find(name);
        if (found != variables.end() && !found->second.empty()) return found->second;
        empty_is_fine |= found != variables.end() && may_be_empty(name);
    }
    if (empty_is_fine) return std::string();
    return fail(ErrorKind::usage,
                fmt::format("'{}' needs {{{}}}, which has no value here", text_, join(hole.names, "|")),
                what_gives(hole.names.back()));
}

Result<std::string> TextTemplate::render(const Variables& variables) const
{
    std::string text;
    for (const auto& piece : pieces_) {
        if (const auto* literal = std::get_if<std::string>(&piece)) {
            text += *literal;
            continue;
        }
        auto value = fill(std::get<Hole>(piece), variables);
        if (!value) return value;
        text += *value;
    }
    return text;
}

std::string TextTemplate::filled_with(const Variables& variables) const
{
    std::string text;
    for (const auto& piece : pieces_) {
        if (const auto* literal = std::get_if<std::string>(&piece)) {
            text += *literal;
            continue;
        }
        const auto& names = std::get<Hole>(piece).names;
        const auto value = variables.find(names.front());
        text += value != variables.end() ? value->second : "{" + join(names, "|") + "}";
    }
    return text;
}

std::optional<TextTemplate::Surroundings> TextTemplate::around(std::string_view name, const Variables& variables) const
{
    Surroundings sides;
    int seen = 0;
    for (const auto& piece : pieces_) {
        const auto* hole = std::get_if<Hole>(&piece);
        if (hole != nullptr && holds(hole->names, name)) {
            ++seen;
            continue;
        }
        const auto value = hole == nullptr ? Result<std::string>(std::get<std::string>(piece)) : fill(*hole, variables);
        if (!value) return std::nullopt;
        (seen == 0 ? sides.before : sides.behind) += *value;
    }
    if (seen != 1) return std::nullopt;
    return sides;
}

}  // namespace tagwarden
