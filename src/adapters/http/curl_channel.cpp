// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/curl_channel.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <mutex>

#include "adapters/http/request_name.h"
#include "adapters/http/url.h"
#include "base/text.h"
#include "core/location.h"

namespace tagwarden {

namespace {

constexpr std::size_t most_head_bytes = 256 * 1024;
constexpr long receive_buffer = 256 * 1024;
constexpr long send_buffer = 512 * 1024;

void start_curl()
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

bool sends_body(const HttpRequest& request)
{
    return request.method == "PUT" || request.method == "POST" || request.method == "PATCH";
}

/// "HTTP/1.1 200 OK" is 200.
int status_in(std::string_view line)
{
    const auto rest = line.substr(std::min(line.size(), line.find(' ') + 1));
    int status = 0;
    std::from_chars(rest.data(), rest.data() + rest.size(), status);
    return status;
}

ErrorKind kind_of(CURLcode code)
{
    const bool not_http = code == CURLE_WEIRD_SERVER_REPLY || code == CURLE_UNSUPPORTED_PROTOCOL;
    return not_http ? ErrorKind::malformed : ErrorKind::unreachable;
}

std::string hint_for(CURLcode code)
{
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST: return "check the host's name and this machine's network";
        case CURLE_SSL_CONNECT_ERROR:
            return "if the server speaks HTTP without TLS on purpose, say so with --plain-http";
        case CURLE_PEER_FAILED_VERIFICATION:
            return "add the certificate authority of the server to this machine's CA store";
        default: return "check that the server is up and can be reached from here, then try again";
    }
}

}  // namespace

CurlChannel::CurlChannel()
{
    start_curl();
    multi_.reset(curl_multi_init());
    easy_.reset(curl_easy_init());
}

Result<HttpHead> CurlChannel::begin(const HttpRequest& request, const NetworkSettings& settings)
{
    finish();
    request_name_ = request_name(request);
    if (auto prepared = prepare(request, settings); !prepared) return fail(prepared.error());
    // Without a byte to send the body is never asked for, so it could not object.
    if (upload_ && upload_->size() == 0 && !upload_->read({})) return failure();
    curl_multi_add_handle(multi_.get(), easy_.get());
    while (!head_complete_ && !outcome_) drive();
    if (!head_complete_) return failure();
    return std::move(head_);
}

Result<void> CurlChannel::prepare(const HttpRequest& request, const NetworkSettings& settings)
{
    const auto url = Url::parse(request.url);
    if (!url) return fail(url.error());
    curl_easy_setopt(easy_.get(), CURLOPT_URL, url->text.c_str());
    // A proxy's loopback is not ours.
    if (is_loopback(url->host)) curl_easy_setopt(easy_.get(), CURLOPT_PROXY, "");
    prepare_connection(settings);
    prepare_callbacks();
    prepare_method(request);
    return prepare_headers(request);
}

void CurlChannel::prepare_connection(const NetworkSettings& settings)
{
    auto* easy = easy_.get();
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    // One request a connection at a time: then a body that is not read is held back by TCP, not kept in memory.
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_1_1});
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.connect.count()));
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(settings.stall.count()));
    curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, receive_buffer);
    curl_easy_setopt(easy, CURLOPT_UPLOAD_BUFFERSIZE, send_buffer);
}

void CurlChannel::prepare_callbacks()
{
    auto* easy = easy_.get();
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, explanation_.data());
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_bytes);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
}

void CurlChannel::prepare_method(const HttpRequest& request)
{
    auto* easy = easy_.get();
    if (request.method == "HEAD") {
        curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
        return;
    }
    if (sends_body(request)) {
        upload_.emplace(request);
        curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(easy, CURLOPT_INFILESIZE_LARGE, curl_off_t{upload_->size()});
        curl_easy_setopt(easy, CURLOPT_READFUNCTION, on_upload);
        curl_easy_setopt(easy, CURLOPT_READDATA, this);
    }
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
}

Result<void> CurlChannel::prepare_headers(const HttpRequest& request)
{
    curl_easy_setopt(easy_.get(), CURLOPT_USERAGENT, "tagwarden/0.1.0");
    // No "Expect: 100-continue": servers that do not know it cost a second for each upload.
    std::vector<std::string> lines{"Expect:"};
    for (const auto& [name, value] : request.headers) lines.push_back(name + ": " + value);
    for (const auto& line : lines) {
        if (printable(line) != line)
            return fail(ErrorKind::malformed,
                        fmt::format("'{}' cannot be sent as a header of {}: it has control characters", printable(line),
                                    request_name_));
        // Appending to a list that is not empty gives its head back, which is then released to itself.
        request_headers_.reset(curl_slist_append(request_headers_.release(), line.c_str()));
    }
    curl_easy_setopt(easy_.get(), CURLOPT_HTTPHEADER, request_headers_.get());
    return {};
}

void CurlChannel::drive()
{
    const bool had_head = head_complete_;
    const auto had_bytes = bytes_.size();
    int running = 0;
    curl_multi_perform(multi_.get(), &running);
    int waiting = 0;
    while (const auto* message = curl_multi_info_read(multi_.get(), &waiting))
        if (message->msg == CURLMSG_DONE) outcome_ = message->data.result;
    // Silence ends by the time-outs of the transfer; this one only bounds a single wait.
    constexpr int wait_ms = 1000;
    const bool news = outcome_ || head_complete_ != had_head || bytes_.size() != had_bytes;
    if (!news) curl_multi_poll(multi_.get(), nullptr, 0, wait_ms, nullptr);
}

Result<std::size_t> CurlChannel::read(std::span<char> into)
{
    if (!has_bytes()) {
        bytes_.clear();
        taken_ = 0;
    }
    while (!has_bytes() && !outcome_) drive();
    if (!has_bytes()) {
        if (*outcome_ != CURLE_OK) return failure();
        return 0;
    }
    const auto count = bytes_.copy(into.data(), into.size(), taken_);
    taken_ += count;
    return count;
}

void CurlChannel::finish()
{
    curl_multi_remove_handle(multi_.get(), easy_.get());
    curl_easy_reset(easy_.get());
    request_headers_.reset();
    explanation_.fill('\0');
    upload_.reset();
    head_ = {};
    head_size_ = 0;
    head_complete_ = false;
    bytes_.clear();
    taken_ = 0;
    outcome_.reset();
}

std::unexpected<Error> CurlChannel::failure() const
{
    if (upload_ && upload_->error()) return during("sending " + request_name_, *upload_->error());
    if (head_size_ > most_head_bytes)
        return fail(ErrorKind::malformed,
                    fmt::format("{} is answered with more than {} bytes of headers", request_name_, most_head_bytes));
    const auto code = outcome_.value_or(CURLE_GOT_NOTHING);
    const std::string why = explanation_.front() != '\0' ? explanation_.data() : curl_easy_strerror(code);
    return fail(kind_of(code),
                fmt::format("{} {}: {}", request_name_, head_complete_ ? "broke off" : "got no answer", printable(why)),
                hint_for(code));
}

void CurlChannel::take_header(std::string_view line)
{
    if (line.starts_with("HTTP/")) {  // also after an interim answer (1xx), which is then forgotten
        head_ = {status_in(line), {}};
    } else if (trim(line).empty()) {
        head_complete_ = head_.status >= 200;
    } else if (const auto colon = line.find(':'); colon != std::string_view::npos) {
        head_.headers.add(trim(line.substr(0, colon)), trim(line.substr(colon + 1)));
    }
}

std::size_t CurlChannel::on_header(char* data, std::size_t size, std::size_t count, void* self) noexcept
{
    auto& channel = *static_cast<CurlChannel*>(self);
    channel.head_size_ += size * count;
    if (channel.head_size_ > most_head_bytes) return 0;
    if (!channel.head_complete_) channel.take_header({data, size * count});  // what comes later is a trailer
    return size * count;
}

std::size_t CurlChannel::on_bytes(char* data, std::size_t size, std::size_t count, void* self) noexcept
{
    static_cast<CurlChannel*>(self)->bytes_.append(data, size * count);
    return size * count;
}

std::size_t CurlChannel::on_upload(char* into, std::size_t size, std::size_t count, void* self) noexcept
{
    const auto got = static_cast<CurlChannel*>(self)->upload_->read({into, size * count});
    return got ? *got : CURL_READFUNC_ABORT;
}

}  // namespace tagwarden
