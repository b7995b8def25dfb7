// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <charconv>
#include <string>
#include <string_view>

#include "adapters/http/http_message.h"
#include "base/text.h"
#include "tests/fuzz/fuzz.h"

namespace tagwarden::fuzz {

/// An answer as a text: its status, a line a header, an empty line, the body.
inline HttpResponse answer_in(std::string_view text)
{
    HttpResponse answer;
    const auto [status, further] = first_line(text);
    std::from_chars(status.data(), status.data() + status.size(), answer.status);
    for (auto rest = further; !rest.empty();) {
        const auto [line, behind] = first_line(rest);
        rest = behind;
        if (line.empty()) {
            answer.body = rest;
            break;
        }
        const auto colon = line.find(':');
        if (colon != std::string_view::npos)
            answer.headers.add(trim(line.substr(0, colon)), trim(line.substr(colon + 1)));
    }
    return answer;
}

}  // namespace tagwarden::fuzz
