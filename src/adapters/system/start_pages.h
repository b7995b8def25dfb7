// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace tagwarden {

/// Takes out of this process what it has read so far of the files of its code; what is needed again comes back out of
/// the system's cache of files. Starting resolves the names of forty libraries and prepares them, which reads some
/// 13 MiB, and hardly any of that is needed afterwards; but it counts for as long as the program runs. A mapping into
/// which somebody wrote, as relocations do, stays. Does nothing where the system does not say what is mapped.
void give_back_start_pages();

}  // namespace tagwarden
