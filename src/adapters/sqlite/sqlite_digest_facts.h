// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <memory>

#include "ports/digest_facts.h"
#include "ports/notices.h"

namespace tagwarden {

/// A cache in one SQLite file, for all processes of a user. The file and its folder are made when they are not there,
/// and may be deleted at any time. Whatever is wrong with it (damaged, locked, of another program, on a full disk) is
/// one notice, and from then on nothing is found or kept. `notices` must live as long.
std::unique_ptr<DigestFacts> open_sqlite_digest_facts(const std::filesystem::path& path, Notices& notices);

}  // namespace tagwarden
