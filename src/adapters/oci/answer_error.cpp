// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/answer_error.h"

#include <fmt/format.h>

#include <algorithm>

#include "adapters/http/ascii_lower.h"
#include "adapters/http/retry_verdict.h"
#include "adapters/http/url.h"
#include "base/json.h"
#include "base/text.h"

namespace tagwarden {

namespace {

constexpr std::size_t longest_complaint = 300;

/// Never in the middle of a UTF-8 character.
std::string shortened(std::string_view text)
{
    auto end = std::min(text.size(), longest_complaint);
    while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return printable(text.substr(0, end));
}

/// What is not JSON may be in any encoding.
std::string ascii(std::string text)
{
    std::ranges::replace_if(text, [](char c) { return static_cast<unsigned char>(c) > 0x7f; }, '?');
    return text;
}

/// Without what is between '<' and '>', and with one space for any number of them.
std::string without_markup(std::string_view page)
{
    std::string text;
    bool inside = false;
    for (const char c : page) {
        inside = inside || c == '<';
        const bool gap = inside || c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (!gap) text += c;
        if (gap && !text.empty() && text.back() != ' ') text += ' ';
        if (c == '>') inside = false;
    }
    return std::string(trim(text));
}

/// What a web page is about: its title without the status that titles repeat, else its first words. Proxies and
/// storages say in one what they did not like.
std::string page_in_short(std::string_view page)
{
    constexpr std::size_t most = 100;
    const auto lower = ascii_lower(std::string(page));
    const auto open = lower.find("<title>");
    const auto close = lower.find("</title>", open);
    auto text = close == std::string::npos ? without_markup(page) : without_markup(page.substr(open, close - open));
    if (text.size() > 4 && all_digits(text.substr(0, 3)) && text[3] == ' ') text.erase(0, 4);
    return printable(ascii(text.substr(0, most)));
}

ErrorKind kind_of(int status, std::string_view code)
{
    if (status == 401 || status == 403) return ErrorKind::denied;
    if (status == 404) return ErrorKind::not_found;
    if (status == 429) return ErrorKind::rate_limited;
    if (status == 408 || status >= 500) return ErrorKind::unreachable;
    // DIGEST_INVALID, MANIFEST_INVALID, NAME_INVALID, SIZE_INVALID: the bytes are at fault, not a rule.
    if (code.ends_with("_INVALID") || (status == 400 && code.empty()) || status < 400) return ErrorKind::malformed;
    return ErrorKind::refused;
}

std::string hint_for(const HttpRequest& request, const HttpResponse& answer, std::string_view host, bool registry)
{
    const auto status = answer.status;
    if (status == 401) return fmt::format("log in with 'docker login {0}' or 'podman login {0}'", host);
    if (status == 403) return "ask whoever runs the registry for access to this repository";
    // nginx and Go answer so to HTTP where they speak TLS; a registry would name a code.
    if (status == 400 && !registry && request.url.starts_with("http://"))
        return "the server may want TLS: then say --plain-http=false (plain-http: false)";
    const auto seconds = answer.headers.find("retry-after");
    if (status != 429 && (status != 503 || !seconds)) return {};
    if (judge(answer, {}).kind == RetryVerdict::Kind::quota_spent)
        return fmt::format(
            "the quota of pulls that {} gives is used up, and fills again within hours: log in with an "
            "account that has a larger one, or try again later",
            host);
    if (seconds && all_digits(*seconds)) return fmt::format("try again in {} seconds", *seconds);
    return "try again later";
}

}  // namespace

RegistryComplaint complaint_in(std::string_view body)
{
    const auto json = parse_json(body, "the registry's answer");
    if (!json && trim(body).starts_with('<')) return {{}, page_in_short(body)};
    if (!json) return {{}, shortened(ascii(std::string(trim(body))))};
    JsonReader reader(*json, "the registry's answer");
    const auto errors = reader.list_or_empty("errors");
    if (errors.empty()) return {};
    JsonReader first(*errors.front(), "an error");
    return {first.text_or("code", ""), shortened(first.text_or("message", ""))};
}

Error answer_error(std::string_view host, const HttpRequest& request, const HttpResponse& answer)
{
    const auto complaint = complaint_in(answer.body);
    const auto url = Url::parse(request.url);
    auto message = fmt::format("{} answered {} {} with {}", host, request.method, url ? url->path : "", answer.status);
    if (!complaint.code.empty()) message += " " + ascii(printable(complaint.code.substr(0, 60)));
    const bool page = trim(answer.body).starts_with('<');
    if (!complaint.message.empty()) message += page ? " (" + complaint.message + ")" : ": " + complaint.message;
    if (answer.attempts > 1) message += fmt::format(" ({} attempts)", answer.attempts);
    return {kind_of(answer.status, complaint.code),
            std::move(message),
            hint_for(request, answer, host, !complaint.code.empty()),
            {}};
}

Error answer_error_elsewhere(std::string_view host, const HttpRequest& request, const HttpResponse& answer)
{
    const auto there = Url::parse(answer.origin + "/");
    auto error =
        answer_error(fmt::format("{}, to which {} sends,", there ? there->host : "a host", host), request, answer);
    if (error.kind == ErrorKind::denied)
        error.hint = fmt::format(
            "what {} gave us to get in there was not enough; try again, and if it stays so tell "
            "whoever runs that registry",
            host);
    return error;
}

}  // namespace tagwarden
