// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/version_source.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "core/kind_in.h"
#include "core/version_tags.h"

namespace tagwarden {

namespace {

using Tags = std::vector<TaggedVersion>;

bool is_of_a_branch(const CiBuild& ci)
{
    return ci.trigger && *ci.trigger != Trigger::tag;
}

bool tags_on_head_count(const VersionSources& sources)
{
    if (sources.kind) return *sources.kind == BuildKind::release || *sources.kind == BuildKind::prerelease;
    return !is_of_a_branch(sources.ci);
}

Tags versions_on_head(const VersionConfiguration& scheme, const VersionSources& sources)
{
    if (!sources.checkout || !tags_on_head_count(sources)) return {};
    return versions_in_tags(scheme, sources.checkout->tags);
}

std::string list_of(const Tags& tagged)
{
    std::vector<std::string> names;
    for (const auto& one : tagged) names.push_back(one.tag);
    return join(names, ", ");
}

bool has_version(const Tags& tagged, const Version& version)
{
    return std::ranges::any_of(tagged, [&](const auto& one) { return one.version.str() == version.str(); });
}

std::unexpected<Error> differ(const std::string& one, const std::string& other)
{
    return fail(ErrorKind::refused, one + ", " + other,
                "a release has one version: check out the commit of that version, or correct the one that is wrong");
}

/// A version and who says it, in words that read on: "--version says 1.8.0".
struct Claim {
    Version version;
    std::string source;
    std::string words;
    bool by_tag = true;
};

Result<std::optional<Claim>> given_claim(const VersionConfiguration& scheme, const VersionSources& sources)
{
    if (!sources.given) return std::nullopt;
    auto version = parse_version_text(scheme.order, *sources.given);
    if (!version) return during("reading --version", version.error());
    auto words = fmt::format("--version says {}", version->str());
    return Claim{std::move(*version), "--version", std::move(words), false};
}

/// What the CI's tag says. It may be no version ("deployed"): then it says nothing.
std::optional<Claim> ci_claim(const VersionConfiguration& scheme, const VersionSources& sources)
{
    if (sources.ci.trigger != Trigger::tag) return std::nullopt;
    auto version = version_in_tag(scheme, sources.ci.tag);
    if (!version) return std::nullopt;
    return Claim{std::move(*version), fmt::format("the tag {} of the CI's job", sources.ci.tag),
                 fmt::format("the CI's job is for the tag {}", sources.ci.tag)};
}

/// A job for a tag, in a checkout that does not have it, must at least be at the job's commit.
Result<void> check_commit(const Claim& claim, const Tags& on_head, const VersionSources& sources)
{
    const auto& commit = sources.ci.commit;
    if (sources.ci.trigger != Trigger::tag || commit.empty() || !sources.checkout || !on_head.empty()) return {};
    if (commit == sources.checkout->commit) return {};
    return differ(fmt::format("{} and the commit {}", claim.words, commit),
                  fmt::format("the checkout is at {}", sources.checkout->commit));
}

Result<std::optional<Claim>> agreed(const VersionConfiguration& scheme, const VersionSources& sources)
{
    auto given = given_claim(scheme, sources);
    if (!given) return fail(given.error());
    auto ci = ci_claim(scheme, sources);
    const auto on_head = versions_on_head(scheme, sources);
    if (*given && ci && (*given)->version.str() != ci->version.str()) return differ((*given)->words, ci->words);
    auto& first = *given ? *given : ci;
    if (!first) {
        if (on_head.empty()) return std::nullopt;
        const auto& highest = on_head.front();
        return Claim{highest.version, fmt::format("the tag {} on HEAD", highest.tag), ""};
    }
    if (!on_head.empty() && !has_version(on_head, first->version))
        return differ(first->words, fmt::format("the tag on HEAD says {}", list_of(on_head)));
    if (auto checked = check_commit(*first, on_head, sources); !checked) return fail(checked.error());
    return std::move(first);
}

/// A tag makes a release or a pre-release, even one whose author calls it "dev".
BuildKind kind_by_version(const Claim& claim)
{
    const auto kind = kind_in(claim.version);
    const bool between_tags = kind == BuildKind::branch || kind == BuildKind::nightly;
    return claim.by_tag && between_tags && claim.version.prerelease() ? BuildKind::prerelease : kind;
}

Result<BuildKind> kind_of(const Claim& claim, const VersionSources& sources)
{
    const auto& version = claim.version;
    const auto follows = kind_by_version(claim);
    if (!sources.kind) {
        if (follows != BuildKind::release || !is_of_a_branch(sources.ci)) return follows;
        return fail(ErrorKind::usage,
                    fmt::format("{} is the version of a release, and this job{} is not one for a tag", version.str(),
                                sources.ci.system.empty() ? "" : " of " + sources.ci.system),
                    "give --kind release if it is meant, or publish in the job of the tag");
    }
    if (follows != BuildKind::release && *sources.kind == BuildKind::release)
        return fail(ErrorKind::usage,
                    fmt::format("{} is the version of a {} build, so it cannot be published as a release",
                                version.str(), name_of(follows)),
                    "leave --kind out, or give the release its own version");
    return *sources.kind;
}

}  // namespace

Result<std::optional<ChosenVersion>> named_version(const VersionConfiguration& scheme, const VersionSources& sources)
{
    auto claim = agreed(scheme, sources);
    if (!claim) return fail(claim.error());
    if (!*claim) return std::nullopt;
    const auto kind = kind_of(**claim, sources);
    if (!kind) return fail(kind.error());
    return ChosenVersion{std::move((*claim)->version), *kind, std::move((*claim)->source)};
}

Result<BuildKind> kind_between_tags(const VersionConfiguration& scheme, const VersionSources& sources)
{
    const bool wants_a_name =
        sources.kind && (*sources.kind == BuildKind::release || *sources.kind == BuildKind::prerelease);
    if (!sources.checkout)
        return fail(ErrorKind::usage, "this is not a git checkout, and no version was given",
                    "run it in the checkout, or give --version 1.8.1");
    if (wants_a_name || sources.ci.trigger == Trigger::tag)
        return fail(ErrorKind::usage,
                    sources.ci.tag.empty()
                        ? "no tag on HEAD names a version, and none was given"
                        : fmt::format("the tag '{}' of the CI's job is no version, and none was given",
                                      printable(sources.ci.tag)),
                    fmt::format("tag the commit ({}v1.8.1), or give --version 1.8.1", scheme.tag_prefix));
    if (sources.kind) return *sources.kind;
    return sources.ci.trigger == Trigger::schedule ? BuildKind::nightly : BuildKind::branch;
}

Result<void> check_depth(const CheckoutFacts& checkout)
{
    if (!checkout.shallow) return {};
    return fail(ErrorKind::usage,
                "this is a shallow clone, which does not know the tags and commits that its version depends on",
                "git fetch --unshallow --tags (in GitLab CI: GIT_DEPTH: 0; in GitHub Actions: fetch-depth: 0)");
}

std::string commit_of(const VersionSources& sources)
{
    return sources.checkout ? sources.checkout->commit : sources.ci.commit;
}

std::string branch_of(const VersionSources& sources)
{
    if (sources.ci.trigger == Trigger::merge_request) return "";
    if (sources.ci.trigger) return sources.ci.branch;
    return sources.checkout ? sources.checkout->branch : "";
}

}  // namespace tagwarden
