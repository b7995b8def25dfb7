// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/http_message.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "adapters/http/ascii_lower.h"
#include "base/text.h"

namespace tagwarden {

void HttpHeaders::add(std::string_view name, std::string_view value)
{
    const auto [place, fresh] = by_name_.try_emplace(ascii_lower(std::string(name)), value);
    if (!fresh) place->second.append(", ").append(value);
}

std::optional<std::string> HttpHeaders::find(std::string_view name) const
{
    const auto found = by_name_.find(ascii_lower(std::string(name)));
    return found == by_name_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::int64_t> HttpHeaders::content_length() const
{
    const auto text = find("content-length");
    std::int64_t length = 0;
    if (!text || !all_digits(*text)) return std::nullopt;
    const auto [end, problem] = std::from_chars(text->data(), text->data() + text->size(), length);
    return problem == std::errc{} ? std::optional(length) : std::nullopt;
}

Result<HttpResponse> read_whole(HttpDownload download, std::size_t body_limit)
{
    HttpResponse response{
        download.status, std::move(download.headers), {}, download.attempts, std::move(download.origin)};
    std::array<char, 4096> piece{};  // most answers are smaller, and each thread that asks has it on its stack
    while (true) {
        const auto got = download.body->read(piece);
        // A server that refuses an upload may hang up while we still send; what it said first is the news.
        if (!got && response.status >= 400 && response.status < 500) return response;
        if (!got) return fail(got.error());
        if (*got == 0) return response;
        response.body.append(piece.data(), *got);
        if (response.body.size() <= body_limit) continue;
        if (is_success(response.status))
            return fail(ErrorKind::malformed, fmt::format("the answer has more than the {} bytes allowed", body_limit));
        response.body.resize(body_limit);
        return response;
    }
}

}  // namespace tagwarden
