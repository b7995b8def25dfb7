// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

#include "core/configuration.h"
#include "core/finding.h"
#include "core/version/version.h"

namespace tagwarden {

/// What one probe read from one platform's content.
struct ProbeAnswer {
    std::string probe;               ///< "label org.opencontainers.image.version"
    std::vector<std::string> texts;  ///< empty: the probe had no answer
};

/// All answers for one platform of one part.
struct PlatformAnswers {
    std::string subject;  ///< "gokapi linux/amd64"
    std::vector<ProbeAnswer> answers;
};

struct Verdict {
    std::vector<Finding> findings;      ///< what is wrong
    std::vector<std::string> accepted;  ///< mismatches that an exception lets pass, with its reason: to be recorded
    std::vector<Platform> platforms{};  ///< what the content runs on, where it was looked at
};

/// Whether the content says what its name will say. `expected` is the rendered `expect` of the image.
/// At least one probe must answer on every platform, and all answers must say `expected`, as says_version() has
/// it. A mismatch declared as an exception for this exact pair is accepted.
Verdict judge(const Version& version, const std::string& expected, const std::vector<Exception>& exceptions,
              const std::vector<PlatformAnswers>& platforms);

}  // namespace tagwarden
