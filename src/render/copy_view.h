// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/json.h"
#include "flows/copy.h"

namespace tagwarden {

/// A dry run for people: a section for each destination that could be looked at.
std::string copy_plan_text(std::span<const CopyReport> foreseen);
JsonObject copy_plan_json(std::span<const CopyReport> foreseen);

/// What a copy did: a section for each destination where it did something, with a line for each tag that is new or was
/// moved, and at the end one with all of it in short.
std::string copy_report_text(std::span<const CopyReport> reports);
/// What became of tags and destinations that are not copied: a line for each, of a destination up to some number.
std::vector<std::string> copy_failure_lines(std::span<const CopyReport> reports);

/// An object for each destination in "destinations". Where there is only one, its members are those of the whole, too.
JsonObject copy_report_json(std::span<const CopyReport> reports);

}  // namespace tagwarden
