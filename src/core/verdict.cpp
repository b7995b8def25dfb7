// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/verdict.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "core/version_source.h"

namespace tagwarden {

namespace {

bool agrees(Order order, const std::string& expected, const std::string& text)
{
    if (trim(text) == expected) return true;
    const auto wanted = parse_version_text(order, expected);
    const auto said = parse_version_text(order, text);
    return wanted && said && *wanted == *said;
}

bool excepted(const std::vector<Exception>& exceptions, const Version& version, const std::string& text)
{
    return std::ranges::any_of(
        exceptions, [&](const Exception& it) { return it.version == version.str() && it.content == trim(text); });
}

void judge_platform(const Version& version, const std::string& expected, const std::vector<Exception>& exceptions,
                    const PlatformAnswers& platform, std::vector<Finding>& findings)
{
    bool answered = false;
    std::vector<std::string> asked;
    for (const auto& answer : platform.answers) {
        asked.push_back(answer.probe);
        for (const auto& text : answer.texts) {
            answered = true;
            if (agrees(version.order(), expected, text) || excepted(exceptions, version, text)) continue;
            findings.push_back({"content-says-other-version", platform.subject,
                                fmt::format("the content of {} says {} ({}), its name would say {}", platform.subject,
                                            printable(text), answer.probe, expected)});
        }
    }
    if (!answered)
        findings.push_back({"content-says-nothing", platform.subject,
                            fmt::format("the content of {} does not say its version (asked: {})", platform.subject,
                                        join(asked, ", "))});
}

}  // namespace

std::vector<Finding> judge(const Version& version, const std::string& expected,
                           const std::vector<Exception>& exceptions, const std::vector<PlatformAnswers>& platforms)
{
    std::vector<Finding> findings;
    for (const auto& platform : platforms) judge_platform(version, expected, exceptions, platform, findings);
    return findings;
}

}  // namespace tagwarden
