// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "adapters/http/http_message.h"

namespace tagwarden {

/// The body of a request as it is sent: exactly as many bytes as were announced.
class UploadBody {
public:
    /// The request must outlive it.
    explicit UploadBody(const HttpRequest& request);

    std::int64_t size() const { return size_; }

    /// The next bytes; 0 at the end. A stream with fewer or, unless it goes on, more bytes than announced is
    /// `malformed`, and the server never gets the last of them. The error stays, for whoever finds the transfer
    /// aborted.
    Result<std::size_t> read(std::span<char> into);

    /// Begins anew. False when it cannot: a stream is read once.
    bool rewind();

    const std::optional<Error>& error() const { return error_; }

private:
    Result<std::size_t> read_stream(std::span<char> into);

    std::string_view text_;
    ByteStream* stream_;
    bool goes_on_;
    std::int64_t size_;
    std::int64_t sent_ = 0;
    std::optional<Error> error_;
};

}  // namespace tagwarden
