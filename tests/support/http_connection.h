// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/file_descriptor.h"

namespace tagwarden::tests {

/// One connection to a client, seen from the server: what comes in the pieces that HTTP has, and every way to end it.
/// One thread uses it; end() may be called by others.
class HttpConnection {
public:
    explicit HttpConnection(int socket) : socket_(socket) {}

    /// The lines of the next request up to the empty one; nothing when the client is gone.
    std::optional<std::string> head();

    /// So many bytes of a body, or what came of them before the client went.
    std::string body(std::size_t size);

    /// False when the client is gone.
    bool send(std::string_view bytes);

    /// Waits until the client hangs up, or end() is called; what it sends is not read.
    void wait_for_hang_up();

    void hang_up();  ///< as one does who has said everything (FIN)
    void reset();    ///< as a machine does that knows nothing of this connection (RST)

    /// Makes every wait on it end.
    void end();

private:
    bool more();
    std::string take(std::size_t count);

    FileDescriptor socket_;
    std::mutex closing_;
    std::string bytes_;
};

}  // namespace tagwarden::tests
