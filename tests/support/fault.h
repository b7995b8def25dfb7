// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <limits>
#include <string>
#include <string_view>

#include "tests/support/registry_request.h"

namespace tagwarden::tests {

/// What can go wrong with a request. Where a fault comes with the answer, the request has had its effect.
enum class Fault {
    refused,           ///< the registry is gone: this connection is reset, further ones are refused until it comes back
    cut_request,       ///< a reset in the middle of what the client sends; what came is kept
    reset_in_head,     ///< a reset in the middle of the answer's first lines
    reset_in_body,     ///< a reset in the middle of its body
    stall,             ///< nothing is read, nothing is answered
    unauthorized,      ///< 401 with a challenge
    not_found,         ///< 404
    too_many_for_now,  ///< 429 with Retry-After
    too_many,          ///< 429 without
    internal_error,    ///< 500
    bad_gateway,       ///< 502
    unavailable,       ///< 503
    wrong_range,       ///< 416
    truncated,         ///< hangs up in the middle of the body
    length_too_large,  ///< Content-Length promises more than comes
    length_too_small,  ///< Content-Length promises less than comes
    wrong_digest,      ///< other bytes, or the digest of others
    wrong_type,        ///< Content-Type of a web page
    endless_body,      ///< a body that goes on until the client hangs up
    endless_head,      ///< headers that do
    endless_pages,     ///< each page of a list leads to a further one
    same_page,         ///< each page leads to itself
    no_effect,         ///< the answer of success, and nothing behind it
    not_http,          ///< some other protocol
};

std::string_view name_of(Fault fault);
std::string_view name_of(RequestKind kind);

/// Where a fault strikes: the requests of one kind, from number `from` (the first is 1), so many `times`.
struct FaultRule {
    static constexpr int always = std::numeric_limits<int>::max();

    RequestKind kind;
    Fault fault;
    int times = 1;
    int from = 1;

    bool strikes(RequestKind asked, int number) const
    {
        return kind == asked && number >= from && number - from < times;
    }
};

}  // namespace tagwarden::tests
