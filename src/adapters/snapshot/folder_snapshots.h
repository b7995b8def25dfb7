// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "ports/notices.h"
#include "ports/state_snapshots.h"

namespace tagwarden {

/// A cache with a file for each edition of a journal, for all processes of a user. The folder is made when it is not
/// there, and all of it may be deleted at any time. `journal` tells the journal from others: its whole address.
/// That nothing can be kept is one notice. `notices` must live as long.
std::unique_ptr<StateSnapshots> open_folder_snapshots(std::filesystem::path folder, std::string journal,
                                                      Notices& notices);

}  // namespace tagwarden
