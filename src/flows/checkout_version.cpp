// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/checkout_version.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "core/omnibus/omnibus_build.h"
#include "core/omnibus/omnibus_variables.h"
#include "core/omnibus/tag_form.h"
#include "core/tag_name.h"
#include "core/version_between_tags.h"
#include "core/version_tags.h"

namespace tagwarden {

namespace {

/// https://reproducible-builds.org/specs/source-date-epoch/: seconds since 1970.
Result<std::optional<Time>> source_date(const Environment& environment)
{
    const auto text = value_of(environment, "SOURCE_DATE_EPOCH");
    if (text.empty()) return std::nullopt;
    constexpr std::int64_t end_of_year_9999 = 253'402'300'799;
    std::int64_t seconds = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (problem != std::errc() || end != text.data() + text.size() || seconds < 0 || seconds > end_of_year_9999)
        return fail(ErrorKind::usage, fmt::format("SOURCE_DATE_EPOCH is '{}', want seconds since 1970", excerpt(text)),
                    "set it to the output of: git log -1 --format=%ct");
    return Time(std::chrono::seconds(seconds));
}

/// Without the git program there is no checkout to look at, which is fine where somebody else says the version.
Result<std::optional<CheckoutFacts>> checkout_if_any(const VersionQuestion& question, const CiBuild& ci, Git& git)
{
    auto checkout = git.checkout();
    if (checkout) return checkout;
    if (checkout.error().kind != ErrorKind::not_found) return during("reading the git checkout", checkout.error());
    if (question.given || ci.trigger == Trigger::tag) return std::nullopt;
    auto missing = checkout.error();
    missing.kind = ErrorKind::usage;
    missing.hint += ", or give --version";
    return fail(std::move(missing));
}

Result<Time> date_of(const VersionSources& sources, const Environment& environment)
{
    if (sources.ci.created) return *sources.ci.created;
    const auto said = source_date(environment);
    if (!said) return fail(said.error());
    if (*said) return **said;
    return sources.checkout ? sources.checkout->committed : Time{};
}

Result<std::optional<TaggedVersion>> highest_behind_head(const VersionConfiguration& scheme, Git& git)
{
    const auto tags = git.tags();
    if (!tags) return fail(tags.error());
    const auto versions = versions_in_tags(scheme, *tags);
    std::vector<std::string> highest_first;
    for (const auto& version : versions) highest_first.push_back(version.tag);
    const auto base = git.first_behind_head(highest_first);
    if (!base) return fail(base.error());
    if (!*base) return std::nullopt;
    return *std::ranges::find(versions, **base, &TaggedVersion::tag);
}

Result<ChosenVersion> between_tags(const VersionConfiguration& scheme, const VersionSources& sources, BuildKind kind,
                                   Time date, Git& git)
{
    const auto& checkout = *sources.checkout;
    UntaggedBuild build{kind, {}, 0, sources.ci.ordinal.value_or(0), date, checkout.commit, checkout.dirty};
    auto base = highest_behind_head(scheme, git);
    if (!base) return fail(base.error());
    build.base = std::move(*base);
    const auto commits = git.commits_since(build.base ? std::optional(build.base->tag) : std::nullopt);
    if (!commits) return fail(commits.error());
    build.commits = *commits;
    auto version = version_between_tags(scheme, build);
    if (!version) return fail(version.error());
    return ChosenVersion{std::move(*version), kind,
                         fmt::format("{} {} after {}", build.commits, build.commits == 1 ? "commit" : "commits",
                                     build.base ? "the tag " + build.base->tag : "no tag at all")};
}

/// The text of the file VERSION, which the omnibus pipeline looks at; "" without one.
Result<std::string> version_file(SourceFiles& files)
{
    auto text = std::move(files.read({"VERSION"}).front());
    if (text || text.error().kind != ErrorKind::not_found) return text;
    return std::string();
}

/// --kind cannot make another build of it than the pipeline's scripts do: its version would say so.
Result<void> check_kind(const VersionSources& sources, BuildKind kind)
{
    if (!sources.kind || *sources.kind == kind) return {};
    return fail(ErrorKind::usage,
                fmt::format("--kind says {}, and the pipeline's variables and tags make it a {} build",
                            name_of(*sources.kind), name_of(kind)),
                "leave --kind out; NIGHTLY=true makes a nightly, a tag a release");
}

/// The pipeline's own variable for an edition, which --edition sets.
Environment pipeline_variables(const VersionQuestion& question, const CiBuild& ci)
{
    auto variables = omnibus_variables(question.environment, ci);
    if (question.edition == "ee") variables["ee"] = "true";
    return variables;
}

/// The edition of a build: what its tag says, else what the pipeline's variables do. Variables that make it ee stand
/// against a tag of ce: the package inside would be another than the name says. Where --edition set them, whoever asks
/// compares.
Result<std::string> edition_of(const OmnibusBuild& build, const VersionQuestion& question)
{
    const auto named = omnibus::edition_named_in(build.version);
    const bool differ = named == "ce" && build.edition == "ee" && !question.edition;
    if (!differ) return named == "ce" || named == "ee" ? named : build.edition;
    return fail(ErrorKind::refused,
                fmt::format("the tag {} is of the edition ce, and the pipeline's variables or the file VERSION make "
                            "this a build of ee",
                            build.tag),
                "unset 'ee' and GITLAB_VERSION, or check out the tag of ee");
}

Result<ChosenVersion> by_omnibus(const VersionQuestion& question, const VersionSources& sources, Git& git,
                                 SourceFiles& files)
{
    auto file = version_file(files);
    if (!file) return fail(file.error());
    auto tags = git.tags();
    if (!tags) return fail(tags.error());
    const auto& checkout = *sources.checkout;
    const auto build = omnibus_build({pipeline_variables(question, sources.ci), std::move(*file), checkout.tags,
                                      std::move(*tags), checkout.commit, checkout.branch});
    if (!build) return fail(build.error());
    if (auto deep = check_depth(checkout); !deep && build->tag.empty()) return fail(deep.error());
    if (auto same = check_kind(sources, build->kind); !same) return fail(same.error());
    if (const auto tag = TagName::parse(build->image_tag); !tag) return during("naming the image", tag.error());
    auto edition = edition_of(*build, question);
    if (!edition) return fail(edition.error());
    auto version = Version::parse(Order::omnibus, build->version);
    if (!version) return fail(version.error());
    return ChosenVersion{std::move(*version), build->kind,
                         build->tag.empty() ? "the scheme of omnibus-gitlab" : "the tag " + build->tag,
                         std::move(*edition), build->image_tag};
}

Result<ChosenVersion> unnamed(const VersionConfiguration& scheme, const VersionSources& sources, Time date, Git& git)
{
    const auto kind = kind_between_tags(scheme, sources);
    if (!kind) return fail(kind.error());
    if (auto deep = check_depth(*sources.checkout); !deep) return fail(deep.error());
    return between_tags(scheme, sources, *kind, date, git);
}

bool asks_the_pipeline(const VersionConfiguration& scheme, const VersionSources& sources)
{
    return scheme.order == Order::omnibus && !scheme.pattern && sources.checkout;
}

}  // namespace

Release release_of(const CheckoutVersion& version, Time now)
{
    return {version.chosen.edition,
            version.chosen.version,
            version.chosen.kind,
            commit_of(version.sources),
            branch_of(version.sources),
            version.sources.ci.ordinal.value_or(0),
            now,
            {},
            {},
            {},
            {},
            version.sources.ci.upstream_commit};
}

Result<CheckoutVersion> version_of_checkout(const VersionConfiguration& scheme, const VersionQuestion& question,
                                            Git& git, SourceFiles& files)
{
    auto ci = read_ci_build(question.environment);
    if (!ci) return fail(ci.error());
    auto checkout = checkout_if_any(question, *ci, git);
    if (!checkout) return fail(checkout.error());
    VersionSources sources{question.given, question.kind, std::move(*ci), std::move(*checkout)};
    const auto date = date_of(sources, question.environment);
    if (!date) return fail(date.error());

    auto named = named_version(scheme, sources);
    if (!named) return fail(named.error());
    // The pipeline of omnibus-gitlab looks at more than the name of a tag (FIPS, internal releases): there a tag does
    // not settle the version, unless somebody says which it is.
    const bool asks = asks_the_pipeline(scheme, sources);
    if (*named && (!asks || sources.given || sources.kind))
        return CheckoutVersion{std::move(**named), std::move(sources), *date};
    auto chosen = asks ? by_omnibus(question, sources, git, files) : unnamed(scheme, sources, *date, git);
    if (!chosen) return during("looking for the version", chosen.error());
    return CheckoutVersion{std::move(*chosen), std::move(sources), *date};
}

}  // namespace tagwarden
