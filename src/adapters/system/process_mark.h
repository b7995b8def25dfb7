// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

namespace tagwarden {

/// What this process is on this machine, for a later one to ask whether it still runs: "MACHINE.START", where MACHINE
/// stands for the host's name, its boot and the namespaces that process numbers and times are counted in, and START is
/// when it began (proc_pid_stat(5), starttime). Empty where the system does not say all of it.
std::string process_mark();

/// Whether the process of this number and mark is known to be gone. False wherever that is not certain: the mark is
/// empty, of another machine or container, or there is a process that may be it.
bool process_is_gone(long process, const std::string& mark);

}  // namespace tagwarden
