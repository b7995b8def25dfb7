// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/check_sources.h"

#include <algorithm>

#include "base/text.h"
#include "core/naming.h"
#include "core/source_check.h"

namespace tagwarden {

namespace {

bool has_a_version_of_its_own(BuildKind kind)
{
    return kind == BuildKind::release || kind == BuildKind::prerelease;
}

Each<std::string> read_all(const std::vector<SourceConfiguration>& sources, SourceFiles& files)
{
    std::vector<std::string> paths;
    for (const auto& source : sources) paths.push_back(source.file);
    return files.read(paths);
}

std::unexpected<Error> cannot_read(const std::string& file, Error error)
{
    if (error.kind == ErrorKind::not_found)
        error.hint =
            "run this in the whole checkout, or correct 'file' below 'sources': it begins at the "
            "configuration's folder";
    return during("reading the source '" + file + "'", std::move(error));
}

Result<std::vector<Finding>> check_text(const SourceConfiguration& source, const Release& release,
                                        const Result<std::string>& text)
{
    const auto file = printable(source.file);
    if (!text) return cannot_read(file, text.error());
    const auto expected = source.expect.render(variables_of(release));
    if (!expected) return during("reading 'expect' of the source '" + file + "'", expected.error());
    return check_source(release.version.order(), source, *expected, *text);
}

std::unexpected<Error> refused(const std::vector<Finding>& findings)
{
    const bool is_about_versions =
        std::ranges::any_of(findings, [](const Finding& it) { return it.code == "source-says-other-version"; });
    return fail(ErrorKind::refused, messages_of(findings),
                is_about_versions ? "give the source the version and release that commit, or release this one as the "
                                    "version it says; nothing was written"
                                  : "correct 'file' or 'match' below 'sources' of the configuration; nothing was "
                                    "written");
}

}  // namespace

Result<void> check_sources(const Configuration& configuration, const Release& release, SourceFiles& files)
{
    const auto& sources = configuration.sources;
    if (sources.empty() || !has_a_version_of_its_own(release.kind)) return {};
    const auto texts = read_all(sources, files);
    std::vector<Finding> findings;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const auto found = check_text(sources[i], release, texts[i]);
        if (!found) return fail(found.error());
        findings.insert(findings.end(), found->begin(), found->end());
    }
    if (!findings.empty()) return refused(findings);
    return {};
}

}  // namespace tagwarden
