// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/curl_channel.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

#include "adapters/http/curl_options.h"
#include "adapters/http/request_name.h"
#include "base/text.h"

namespace tagwarden {

namespace {

constexpr std::size_t most_head_bytes = 256 * 1024;

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

double seconds(std::chrono::milliseconds time)
{
    return std::chrono::duration<double>(time).count();
}

}  // namespace

CurlChannel::CurlChannel(CurlShared& shared, Route route)
    : shared_(shared),
      route_(std::move(route)),
      multi_(curl_multi_init()),
      easy_(curl_easy_init()),
      watch_(shared.settings())
{
    curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, 1L);
}

Result<HttpHead> CurlChannel::begin(const HttpRequest& request, const Url& url)
{
    auto head = attempt(request, url);
    // Nothing was sent yet, so asking again changes nothing.
    const bool ask_again = !head && outcome_ &&
                           CurlFailure::of(easy_.get(), *outcome_, explanation_.data()).unknown_authority() &&
                           shared_.trust().widen(url.host, *trust_);
    return ask_again ? attempt(request, url) : head;
}

Result<HttpHead> CurlChannel::attempt(const HttpRequest& request, const Url& url)
{
    finish();
    request_name_ = request_name(request);
    parting_ = request.parting.has_value();
    if (auto prepared = prepare(request, url); !prepared) return fail(prepared.error());
    // Without a byte to send the body is never asked for, so it could not object.
    if (upload_ && upload_->size() == 0 && !upload_->read({})) return failure();
    curl_multi_add_handle(multi_.get(), easy_.get());
    while (!head_complete_ && !ended()) drive();
    if (!head_complete_) return failure();
    return std::move(head_);
}

Result<void> CurlChannel::prepare(const HttpRequest& request, const Url& url)
{
    curl_easy_setopt(easy_.get(), CURLOPT_URL, url.text.c_str());
    apply_network(easy_.get(), shared_);
    curl_easy_setopt(easy_.get(), CURLOPT_HTTP_VERSION,
                     long{route_.http2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1});
    if (auto host = prepare_host(url); !host) return during("preparing " + request_name_, host.error());
    if (request.parting) curl_easy_setopt(easy_.get(), CURLOPT_TIMEOUT_MS, static_cast<long>(request.parting->count()));
    prepare_buffers(request);
    prepare_callbacks();
    prepare_method(request);
    return prepare_headers(request);
}

Result<void> CurlChannel::prepare_host(const Url& url)
{
    const auto proxy = proxy_for(url, shared_.settings().proxies);
    if (!proxy) return fail(proxy.error());
    apply_proxy(easy_.get(), *proxy);
    parties_ = {url.host, proxy->shown, {}};
    if (url.scheme != "https") return {};
    auto trust = shared_.trust().for_host(url.host);
    if (!trust) return fail(trust.error());
    trust_ = std::move(*trust);
    trust_->apply(easy_.get());
    parties_.client_certificate = trust_->own.certificate;
    return {};
}

void CurlChannel::prepare_buffers(const HttpRequest& request)
{
    const auto buffers = TransferBuffers::for_request(request, shared_.settings());
    apply_buffers(easy_.get(), buffers);
    arriving_ = ArrivingBytes(buffers.receive);
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
        curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, on_rewind);
        curl_easy_setopt(easy, CURLOPT_SEEKDATA, this);
    }
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
}

Result<void> CurlChannel::prepare_headers(const HttpRequest& request)
{
    curl_easy_setopt(easy_.get(), CURLOPT_USERAGENT, "tagwarden/0.1.0");
    // No "Expect: 100-continue": servers that do not know it cost a second for each upload.
    std::vector<std::string> lines{"Expect:"};
    for (const auto& [name, value] : request.headers) {
        if (printable(value) != value)  // which may be a secret, and is not shown
            return fail(ErrorKind::malformed,
                        fmt::format("the header {} of {} cannot be sent: its value has control characters",
                                    printable(name), request_name_));
        lines.push_back(name + ": " + value);
    }
    for (const auto& line : lines) {
        // Appending to a list that is not empty gives its head back, which is then released to itself.
        request_headers_.reset(curl_slist_append(request_headers_.release(), line.c_str()));
    }
    curl_easy_setopt(easy_.get(), CURLOPT_HTTPHEADER, request_headers_.get());
    return {};
}

void CurlChannel::drive()
{
    if (shared_.stopped() && !parting_) {
        error_ =
            Error{ErrorKind::interrupted, fmt::format("interrupted while {} was under way", request_name_), {}, {}};
        return;
    }
    const bool had_head = head_complete_;
    const auto had_moved = moved();
    perform();
    if (!ended() && head_complete_ == had_head && moved() == had_moved) wait();
}

void CurlChannel::perform()
{
    if (std::exchange(paused_, false)) curl_easy_pause(easy_.get(), CURLPAUSE_CONT);
    int running = 0;
    curl_multi_perform(multi_.get(), &running);
    int waiting = 0;
    while (const auto* message = curl_multi_info_read(multi_.get(), &waiting))
        if (message->msg == CURLMSG_DONE) outcome_ = message->data.result;
}

void CurlChannel::wait()
{
    // As often as somebody who wants to stop this program should be heard.
    constexpr std::chrono::milliseconds most{100};
    const auto time =
        std::min<std::chrono::milliseconds>(most, std::chrono::ceil<std::chrono::milliseconds>(watch_.left()));
    const auto begun = std::chrono::steady_clock::now();
    curl_multi_poll(multi_.get(), nullptr, 0, static_cast<int>(time.count()), nullptr);
    report(std::chrono::steady_clock::now() - begun);
}

/// What this side waited for: a connection, for which libcurl has a time-out of its own; room to send or bytes to
/// read; or the answer to all that was sent.
void CurlChannel::report(std::chrono::nanoseconds waited)
{
    curl_off_t connected = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_PRETRANSFER_TIME_T, &connected);
    if (connected == 0) return;
    const auto& settings = shared_.settings();
    const bool sending = upload_ && sent() < upload_->size();
    if (head_size_ == 0 && !sending)
        watch_.waited_for_answer(waited);
    else
        watch_.waited_for_bytes(waited, moved());
    if (watch_.no_answer())
        error_ = Error{ErrorKind::unreachable,
                       fmt::format("{} got no answer: {} took the request and said nothing for {} s", request_name_,
                                   parties_.host, seconds(settings.first_byte)),
                       "the server may be overloaded; try again later",
                       {}};
    if (watch_.stalled())
        error_ = Error{
            ErrorKind::unreachable,
            fmt::format("{} {}: less than {} bytes a second came through for {} s", request_name_,
                        head_complete_ ? "broke off" : "got no answer", settings.stall_rate, seconds(settings.stall)),
            "check the network between here and the server, then try again",
            {}};
}

std::int64_t CurlChannel::sent() const
{
    curl_off_t bytes = 0;
    if (upload_) curl_easy_getinfo(easy_.get(), CURLINFO_SIZE_UPLOAD_T, &bytes);
    return bytes;
}

std::int64_t CurlChannel::moved() const
{
    return sent() + static_cast<std::int64_t>(head_size_) + arriving_.total();
}

Result<std::size_t> CurlChannel::read(std::span<char> into)
{
    arriving_.serve(into);
    while (!arriving_.served() && !ended()) drive();
    const auto count = arriving_.leave();
    const bool whole = !error_ && outcome_ == CURLE_OK;
    if (count == 0 && !whole) return failure();
    return count;
}

void CurlChannel::finish()
{
    curl_multi_remove_handle(multi_.get(), easy_.get());
    curl_easy_reset(easy_.get());
    request_headers_.reset();
    trust_.reset();
    explanation_.fill('\0');
    upload_.reset();
    watch_ = TransferWatch(shared_.settings());
    head_ = {};
    head_size_ = 0;
    head_complete_ = false;
    arriving_ = ArrivingBytes();
    paused_ = false;
    outcome_.reset();
    error_.reset();
}

std::unexpected<Error> CurlChannel::failure() const
{
    if (upload_ && upload_->error()) return during("sending " + request_name_, *upload_->error());
    if (error_) return fail(*error_);
    if (head_size_ > most_head_bytes)
        return fail(ErrorKind::malformed,
                    fmt::format("{} is answered with more than {} bytes of headers", request_name_, most_head_bytes));
    const auto code = outcome_.value_or(CURLE_GOT_NOTHING);
    auto error = explain(CurlFailure::of(easy_.get(), code, explanation_.data()), parties_);
    error.message =
        fmt::format("{} {}: {}", request_name_, head_complete_ ? "broke off" : "got no answer", error.message);
    return fail(std::move(error));
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
    auto& channel = *static_cast<CurlChannel*>(self);
    channel.arriving_.take({data, size * count});
    if (!channel.paused_ && channel.arriving_.enough()) {
        channel.paused_ = true;
        curl_easy_pause(channel.easy_.get(), CURLPAUSE_RECV);
    }
    return size * count;
}

std::size_t CurlChannel::on_upload(char* into, std::size_t size, std::size_t count, void* self) noexcept
{
    const auto got = static_cast<CurlChannel*>(self)->upload_->read({into, size * count});
    return got ? *got : CURL_READFUNC_ABORT;
}

/// libcurl wants to send a request again when a connection that was kept turns out to be closed.
int CurlChannel::on_rewind(void* self, curl_off_t offset, int) noexcept
{
    const bool possible = offset == 0 && static_cast<CurlChannel*>(self)->upload_->rewind();
    return possible ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL;
}

}  // namespace tagwarden
