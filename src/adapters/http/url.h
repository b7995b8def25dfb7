// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

#include "base/result.h"

namespace tagwarden {

/// An absolute http or https URL and the parts of it that decisions are made by.
struct Url {
    std::string text;
    std::string scheme;  ///< "http" or "https"
    std::string host;    ///< lower case, with its port unless that is the scheme's own
    std::string path;    ///< without the query, which may hold a secret; the part that may be shown
    std::string query;   ///< without its '?'

    /// Two URLs of one origin are answered by the same server.
    std::string origin() const { return scheme + "://" + host; }

    /// Refuses what is not http or https, and a URL with a user name or password in it.
    static Result<Url> parse(const std::string& text);

    /// What `reference`, absolute or relative, means in an answer to this URL (RFC 3986, 5).
    Result<Url> resolve(const std::string& reference) const;

    /// This URL with one more pair in its query. `pair` must be escaped already.
    std::string with_query(const std::string& pair) const;
};

}  // namespace tagwarden
