// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <cstddef>

namespace tagwarden {

/// How servers are dealt with that are slow, busy or failing. One struct, so that it can be read as a whole.
struct Patience {
    int attempts = 6;  ///< of one request, the first included
    /// Before the second attempt; doubles with each further one. Six attempts take five seconds where nobody is there.
    std::chrono::milliseconds first_pause{200};
    std::chrono::milliseconds longest_pause{30'000};  ///< where the server says nothing of its own
    /// What a server may ask for in Retry-After; who wants more is answered with an error that says when to come back.
    std::chrono::milliseconds longest_wait{120'000};

    std::chrono::milliseconds parting{3'000};  ///< what each request may take that only tidies up

    int questions_at_first = 8;  ///< small requests to one host at once, before anything is known of it
    int questions_at_most = 24;  ///< measured: beyond it registries answer no faster
    int streams_at_first = 3;    ///< bodies of blobs at once
    int streams_at_most = 6;
};

}  // namespace tagwarden
