// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ports/registry.h"

namespace tagwarden {

/// The headers of an answer; their names compare without case. A name that comes twice has its values
/// joined with ", " (RFC 9110, 5.3).
class HttpHeaders {
public:
    void add(std::string_view name, std::string_view value);
    std::optional<std::string> find(std::string_view name) const;

    /// The value of Content-Length, when there is exactly one sensible one.
    std::optional<std::int64_t> content_length() const;

private:
    std::map<std::string, std::string> by_name_;
};

/// One request. PUT, POST and PATCH send a body: `body`, or what `stream` gives, which must be exactly `stream_size`
/// bytes unless it goes on.
struct HttpRequest {
    std::string method;
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    ByteStream* stream = nullptr;
    std::int64_t stream_size = 0;
    std::int64_t stream_offset = 0;  ///< where in the stream the body begins, should it have to be read again
    bool stream_goes_on = false;     ///< behind the body the stream has more, for a later request
    std::int64_t answer_size = 0;    ///< so large an answer is expected, where that is known to be more than a little

    /// What is said in parting: in one attempt that may take so long, at once and also when the program is to stop.
    std::optional<std::chrono::milliseconds> parting{};

    // For whoever watches:
    int attempt = 1;  ///< at the same thing
    int hops = 0;     ///< redirects that led to it
};

/// RFC 9110, 15.3.
constexpr bool is_success(int status)
{
    return status >= 200 && status < 300;
}

/// An answer whose body is all here.
struct HttpResponse {
    int status = 0;
    HttpHeaders headers;
    std::string body;
    int attempts = 1;      ///< so often the request was made
    std::string origin{};  ///< who answered: behind a redirect not the one that was asked
};

/// An answer whose body comes when it is read. Letting go of it early closes the connection.
struct HttpDownload {
    int status = 0;
    HttpHeaders headers;
    std::unique_ptr<ByteStream> body;
    int attempts = 1;
    std::string origin{};
};

/// Reads the rest of an answer; `malformed` when its body has more than `body_limit` bytes. What a refusal says beyond
/// them is left unread: its status is the news.
Result<HttpResponse> read_whole(HttpDownload download, std::size_t body_limit);

}  // namespace tagwarden
