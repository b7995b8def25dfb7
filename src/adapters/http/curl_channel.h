// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "adapters/http/arriving_bytes.h"
#include "adapters/http/curl_failure.h"
#include "adapters/http/curl_handles.h"
#include "adapters/http/curl_shared.h"
#include "adapters/http/http_message.h"
#include "adapters/http/transfer_watch.h"
#include "adapters/http/upload_body.h"
#include "adapters/http/url.h"

namespace tagwarden {

/// The first part of an answer.
struct HttpHead {
    int status = 0;
    HttpHeaders headers;
};

/// Where a channel goes, and how: what its connection has to have in common with the next request.
struct Route {
    std::string origin;  ///< "https://registry.example"
    bool http2 = false;  ///< is offered to the server

    bool operator==(const Route&) const = default;
};

/// One request at a time over a connection of its own. It moves only while begin() or read() is called, so a
/// download that nobody reads is held back by TCP, and the body of an upload may come out of another channel.
class CurlChannel {
public:
    CurlChannel(CurlShared& shared, Route route);

    const Route& route() const { return route_; }

    /// Sends a request that goes this way and waits for the head of the answer.
    Result<HttpHead> begin(const HttpRequest& request, const Url& url);

    /// More of the answer's body; 0 at its end.
    Result<std::size_t> read(std::span<char> into);

    /// Ends the transfer, also in its middle, and forgets it. Complete answers leave their connection open.
    void finish();

private:
    Result<HttpHead> attempt(const HttpRequest& request, const Url& url);
    Result<void> prepare(const HttpRequest& request, const Url& url);
    Result<void> prepare_host(const Url& url);
    void prepare_buffers(const HttpRequest& request);
    void prepare_callbacks();
    void prepare_method(const HttpRequest& request);
    Result<void> prepare_headers(const HttpRequest& request);

    bool ended() const { return outcome_ || error_; }
    void drive();
    void perform();
    void wait();
    void report(std::chrono::nanoseconds waited);
    std::int64_t sent() const;
    std::int64_t moved() const;
    std::unexpected<Error> failure() const;

    void take_header(std::string_view line);
    static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self) noexcept;
    static std::size_t on_bytes(char* data, std::size_t size, std::size_t count, void* self) noexcept;
    static std::size_t on_upload(char* into, std::size_t size, std::size_t count, void* self) noexcept;
    static int on_rewind(void* self, curl_off_t offset, int origin) noexcept;

    CurlShared& shared_;
    Route route_;
    CurlMulti multi_;
    CurlEasy easy_;

    // Of the transfer that is under way:
    std::string request_name_;
    bool parting_ = false;
    CurlParties parties_;
    std::shared_ptr<HostTrust> trust_;
    CurlList request_headers_;
    std::optional<UploadBody> upload_;
    TransferWatch watch_;
    HttpHead head_;
    std::size_t head_size_ = 0;
    bool head_complete_ = false;
    ArrivingBytes arriving_;
    bool paused_ = false;
    std::array<char, CURL_ERROR_SIZE> explanation_{};
    std::optional<CURLcode> outcome_;
    std::optional<Error> error_;  ///< why this side ended it
};

}  // namespace tagwarden
