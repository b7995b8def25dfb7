// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <malloc.h>

#include <exception>
#include <iostream>

#include "cli/run_program.h"
#include "wiring.h"

/// GnuTLS comes with Debian's libcurl for RTMP and LDAP, which are never spoken here: TLS is OpenSSL's. It prepares
/// itself at every start, for 0.6 MiB, unless the program has this function (gnutls.h, GNUTLS_SKIP_GLOBAL_INIT).
extern "C" int _gnutls_global_init_skip();  // NOLINT(bugprone-reserved-identifier): it is GnuTLS's name
extern "C" int _gnutls_global_init_skip()   // NOLINT(bugprone-reserved-identifier)
{
    return 1;
}

int main(int count, char** words)
{
    // Else threads that move bytes have heaps of their own, and none of them ever gives back what it held.
    mallopt(M_ARENA_MAX, 1);
    try {
        const std::vector<std::string> arguments(words + 1, words + count);
        const auto world = tagwarden::system_world();
        return static_cast<int>(tagwarden::run_program(arguments, *world));
    } catch (const std::exception& bug) {
        // Errors are values here: what comes as an exception is want of memory, or a fault of ours.
        std::cerr << "bug: " << bug.what() << "\nhint: please report it, with the command that led to it\n";
        return static_cast<int>(tagwarden::ExitCode::bug);
    }
}
