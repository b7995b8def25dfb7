// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "flows/copy.h"
#include "flows/measure_copy.h"

namespace tagwarden {

/// A dry run for people. `size` is what would move, where that was asked for.
std::string copy_plan_text(const CopyRequest& request, const CopyPlan& plan, const std::optional<CopySize>& size);
JsonObject copy_plan_json(const CopyRequest& request, const CopyPlan& plan, const std::optional<CopySize>& size);

/// What a copy did: a line for each tag that is new or was moved, and at the end one with all of it in short.
std::string copy_report_text(const CopyRequest& request, const CopyReport& report);
/// What became of tags that are not copied: a line for each, up to some number of lines.
std::vector<std::string> copy_failure_lines(const CopyReport& report);
JsonObject copy_report_json(const CopyRequest& request, const CopyReport& report);

}  // namespace tagwarden
