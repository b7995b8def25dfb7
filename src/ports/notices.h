// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string_view>

namespace tagwarden {

/// Where adapters say what a user should know and what is no error: that a registry calls an image deprecated, that
/// it asked for patience. May be called from several threads; the same text twice is shown once.
struct Notices {
    virtual ~Notices() = default;

    virtual void notice(std::string_view text) = 0;
};

/// For whoever does not want to hear it.
struct NoNotices final : Notices {
    void notice(std::string_view) override {}
};

}  // namespace tagwarden
