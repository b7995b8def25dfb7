// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ci_build.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <system_error>
#include <utility>
#include <vector>

#include "base/text.h"
#include "core/ci_system.h"

namespace tagwarden {

namespace {

constexpr std::array triggers{
    std::pair<Trigger, std::string_view>{Trigger::tag, "tag"},
    std::pair<Trigger, std::string_view>{Trigger::branch, "branch"},
    std::pair<Trigger, std::string_view>{Trigger::merge_request, "merge-request"},
    std::pair<Trigger, std::string_view>{Trigger::schedule, "schedule"},
};

/// What a template stands for here ("" where one of its parts has no value), and the first variable that had a say.
struct Said {
    std::string variable;
    std::string value;
};

/// Reads fields of CiBuild: the own variable first, then what the CI says.
class CiVariables {
public:
    explicit CiVariables(const Environment& environment)
        : variables_(template_variables(environment)), system_(detected_ci_system(environment))
    {
        if (system_ != nullptr) trigger_ = trigger_of(*system_, environment);
    }

    std::string_view system() const { return system_ == nullptr ? "" : system_->name; }
    std::optional<Trigger> trigger() const { return trigger_; }

    using Field = std::string_view CiSystem::*;

    Said said(Field field) const
    {
        auto own = filled(own_variables().*field);
        if (!own.value.empty() || system_ == nullptr || !tells(field)) return own;
        return filled(system_->*field);
    }

    std::string text(Field field) const { return said(field).value; }

private:
    bool tells(Field field) const
    {
        const bool tagged = trigger_ == Trigger::tag;
        return field == &CiSystem::tag ? tagged : field != &CiSystem::branch || !tagged;
    }

    Said filled(std::string_view text) const
    {
        const auto parsed = TextTemplate::parse(text).value();  // the rows are constants, and a test reads them all
        const auto value = parsed.render(variables_);
        return value ? Said{first_set(parsed.names()), *value} : Said{};
    }

    std::string first_set(const std::vector<std::string>& names) const
    {
        constexpr std::string_view prefix = "env.";
        for (const auto& name : names)
            if (const auto found = variables_.find(name); found != variables_.end() && !found->second.empty())
                return name.substr(prefix.size());
        return "";
    }

    Variables variables_;
    const CiSystem* system_;
    std::optional<Trigger> trigger_;
};

/// "CI_PIPELINE_ID is 'x', and a whole number is wanted".
std::unexpected<Error> unreadable(const Said& said, std::string_view wanted)
{
    return fail(ErrorKind::usage,
                fmt::format("{} is '{}', and {} is wanted", said.variable, printable(said.value), wanted),
                fmt::format("correct {}, or unset it", said.variable));
}

Result<std::optional<std::int64_t>> ordinal_in(const Said& said)
{
    if (said.value.empty()) return std::nullopt;
    std::int64_t number = 0;
    const char* const end = said.value.data() + said.value.size();
    const auto read = std::from_chars(said.value.data(), end, number);
    if (read.ec != std::errc() || read.ptr != end || number < 0)
        return unreadable(said, "a whole number from 0 to 9223372036854775807");
    return number;
}

Result<std::optional<Time>> time_in(const Said& said)
{
    if (said.value.empty()) return std::nullopt;
    const auto time = parse_time(said.value);
    if (!time) return unreadable(said, "a time such as 2026-11-22T06:47:49Z");
    return *time;
}

/// Whoever names a tag or a branch has said what is built.
std::optional<Trigger> trigger_by_names(const Environment& environment)
{
    if (!value_of(environment, "TAGWARDEN_TAG").empty()) return Trigger::tag;
    if (!value_of(environment, "TAGWARDEN_BRANCH").empty()) return Trigger::branch;
    return std::nullopt;
}

Result<std::optional<Trigger>> trigger_in(const Environment& environment, const CiVariables& variables)
{
    const Said said{"TAGWARDEN_TRIGGER", value_of(environment, "TAGWARDEN_TRIGGER")};
    if (said.value.empty()) {
        const auto by_names = trigger_by_names(environment);
        return by_names == Trigger::tag || !variables.trigger() ? by_names : variables.trigger();
    }
    const auto trigger = trigger_named(said.value);
    if (!trigger) return unreadable(said, "tag, branch, merge-request or schedule");
    return trigger;
}

}  // namespace

std::string_view name_of(Trigger trigger)
{
    for (const auto& [known, name] : triggers)
        if (known == trigger) return name;
    return "";
}

std::optional<Trigger> trigger_named(std::string_view name)
{
    for (const auto& [trigger, known] : triggers)
        if (known == name) return trigger;
    return std::nullopt;
}

namespace {

/// A project that starts a pipeline of its own names itself as the upstream: nobody else did.
void leave_out_itself(const CiVariables& variables, CiBuild& build)
{
    for (const auto field : {&CiSystem::project, &CiSystem::project_number})
        if (const auto own = variables.text(field); !own.empty() && own == build.upstream_project) {
            build.upstream_project.clear();
            build.upstream_commit.clear();
        }
}

}  // namespace

Result<CiBuild> read_ci_build(const Environment& environment)
{
    const CiVariables variables(environment);
    const auto trigger = trigger_in(environment, variables);
    if (!trigger) return fail(trigger.error());
    const auto ordinal = ordinal_in(variables.said(&CiSystem::ordinal));
    if (!ordinal) return fail(ordinal.error());
    const auto created = time_in(variables.said(&CiSystem::created));
    if (!created) return fail(created.error());
    CiBuild build{
        .system = std::string(variables.system()),
        .trigger = *trigger,
        .tag = variables.text(&CiSystem::tag),
        .branch = variables.text(&CiSystem::branch),
        .target_branch = variables.text(&CiSystem::target_branch),
        .commit = variables.text(&CiSystem::commit),
        .ordinal = *ordinal,
        .created = *created,
        .actor = variables.text(&CiSystem::actor),
        .job_url = variables.text(&CiSystem::job_url),
        .upstream_project = variables.text(&CiSystem::upstream_project),
        .upstream_commit = variables.text(&CiSystem::upstream_commit),
    };
    leave_out_itself(variables, build);
    return build;
}

std::string ci_actor(const Environment& environment)
{
    return CiVariables(environment).text(&CiSystem::actor);
}

}  // namespace tagwarden
