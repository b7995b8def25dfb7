// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// The body of an answer that is an error.

#include "adapters/oci/answer_error.h"
#include "base/text.h"
#include "tests/fuzz/fuzz.h"

namespace tagwarden::fuzz {

void one_input(std::string_view text)
{
    const auto complaint = complaint_in(text);
    require(complaint.message.size() <= 300);
    require(printable(complaint.message) == complaint.message);
    require(with_valid_utf8(complaint.message) == complaint.message);

    const HttpRequest request{"GET", "https://registry.example/v2/app/tags/list", {}, {}, nullptr, 0};
    for (const int status : {400, 401, 404, 429, 503}) {
        const auto error = answer_error("registry.example", request, {status, {}, std::string(text)});
        require(error.message.starts_with("registry.example answered GET /v2/app/tags/list with "));
        require(printable(error.message) == error.message && with_valid_utf8(error.message) == error.message);
        require(error.message.size() < 1000);
    }
}

}  // namespace tagwarden::fuzz
