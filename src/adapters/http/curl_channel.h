// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <curl/curl.h>

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "adapters/http/http_message.h"
#include "adapters/http/network_settings.h"
#include "adapters/http/upload_body.h"

namespace tagwarden {

/// The first part of an answer.
struct HttpHead {
    int status = 0;
    HttpHeaders headers;
};

/// One request at a time over connections of its own. It moves only while begin() or read() is called, so a
/// download that nobody reads is held back by TCP, and the body of an upload may come out of another channel.
class CurlChannel {
public:
    CurlChannel();

    /// Sends a request and waits for the head of the answer.
    Result<HttpHead> begin(const HttpRequest& request, const NetworkSettings& settings);

    /// More of the answer's body; 0 at its end.
    Result<std::size_t> read(std::span<char> into);

    /// Ends the transfer, also in its middle, and forgets it. Complete answers leave their connection open.
    void finish();

private:
    Result<void> prepare(const HttpRequest& request, const NetworkSettings& settings);
    void prepare_connection(const NetworkSettings& settings);
    void prepare_callbacks();
    void prepare_method(const HttpRequest& request);
    Result<void> prepare_headers(const HttpRequest& request);
    void drive();
    bool has_bytes() const { return taken_ < bytes_.size(); }
    std::unexpected<Error> failure() const;

    void take_header(std::string_view line);
    static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self) noexcept;
    static std::size_t on_bytes(char* data, std::size_t size, std::size_t count, void* self) noexcept;
    static std::size_t on_upload(char* into, std::size_t size, std::size_t count, void* self) noexcept;

    template <auto Free>
    struct FreeBy {
        void operator()(auto* handle) const { Free(handle); }
    };
    std::unique_ptr<CURLM, FreeBy<curl_multi_cleanup>> multi_;
    std::unique_ptr<CURL, FreeBy<curl_easy_cleanup>> easy_;
    std::unique_ptr<curl_slist, FreeBy<curl_slist_free_all>> request_headers_;
    std::array<char, CURL_ERROR_SIZE> explanation_{};

    std::string request_name_;
    std::optional<UploadBody> upload_;
    HttpHead head_;
    std::size_t head_size_ = 0;
    bool head_complete_ = false;
    std::string bytes_;      ///< came and were not read yet
    std::size_t taken_ = 0;  ///< so many of them were
    std::optional<CURLcode> outcome_;
};

}  // namespace tagwarden
