// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/configuration.h"
#include "core/finding.h"
#include "core/version/order.h"

namespace tagwarden {

/// Whether a file of the checkout says what it should: `expected` is the rendered `expect` of the source, `text` is
/// the whole file. Every place that says something else (says_version()) is a finding whose subject is
/// FILE:LINE:COLUMN; so is a file that says nothing, and one that the pattern matches in more than 1000 places.
std::vector<Finding> check_source(Order order, const SourceConfiguration& source, const std::string& expected,
                                  std::string_view text);

}  // namespace tagwarden
