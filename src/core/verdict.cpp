// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/verdict.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "core/same_version.h"

namespace tagwarden {

namespace {

const Exception* exception_for(const std::vector<Exception>& exceptions, const Version& version,
                               const std::string& text)
{
    const auto found = std::ranges::find_if(
        exceptions, [&](const Exception& it) { return it.version == version.str() && it.content == trim(text); });
    return found == exceptions.end() ? nullptr : &*found;
}

struct Judge {
    const Version& version;
    const std::string& expected;
    const std::vector<Exception>& exceptions;
    Verdict verdict;

    void hear(const std::string& subject, const std::string& probe, const std::string& text)
    {
        if (says_version(version.order(), expected, text)) return;
        if (const auto* exception = exception_for(exceptions, version, text))
            verdict.accepted.push_back(fmt::format("the content of {} says {} ({}); accepted: {}", subject,
                                                   printable(text), probe, exception->reason));
        else
            verdict.findings.push_back({"content-says-other-version", subject,
                                        fmt::format("the content of {} says {} ({}), its name would say {}", subject,
                                                    printable(text), probe, expected)});
    }

    void hear(const PlatformAnswers& platform)
    {
        std::vector<std::string> asked;
        bool answered = false;
        for (const auto& answer : platform.answers) {
            asked.push_back(answer.probe);
            answered |= !answer.texts.empty();
            for (const auto& text : answer.texts) hear(platform.subject, answer.probe, text);
        }
        if (!answered)
            verdict.findings.push_back({"content-says-nothing", platform.subject,
                                        fmt::format("the content of {} does not say its version (asked: {})",
                                                    platform.subject, join(asked, ", "))});
    }
};

}  // namespace

Verdict judge(const Version& version, const std::string& expected, const std::vector<Exception>& exceptions,
              const std::vector<PlatformAnswers>& platforms)
{
    Judge judge{version, expected, exceptions, {}};
    for (const auto& platform : platforms) judge.hear(platform);
    return std::move(judge.verdict);
}

}  // namespace tagwarden
