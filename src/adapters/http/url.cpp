// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/url.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <memory>

#include "adapters/http/ascii_lower.h"
#include "base/text.h"

namespace tagwarden {

namespace {

struct FreeUrl {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using CurlUrl = std::unique_ptr<CURLU, FreeUrl>;

std::string part(CURLU* url, CURLUPart which)
{
    char* text = nullptr;
    if (curl_url_get(url, which, &text, CURLU_NO_DEFAULT_PORT) != CURLUE_OK) return {};
    const std::unique_ptr<char, decltype(&curl_free)> owner(text, curl_free);
    return text;
}

/// The query may hold a signature and the authority a password, so an error shows neither.
std::string shown(std::string_view url)
{
    url = url.substr(0, url.find_first_of("?#"));
    const auto at = url.find('@');
    const auto scheme = url.substr(0, url.find("//"));
    return printable((at == std::string_view::npos ? std::string(url) : fmt::format("{}//…{}", scheme, url.substr(at)))
                         .substr(0, 200));
}

/// Reads `text`, relative to `base` unless that is empty.
Result<Url> read(const std::string& base, const std::string& text)
{
    const CurlUrl url(curl_url());
    constexpr unsigned flags = CURLU_DISALLOW_USER;
    auto problem = base.empty() ? CURLUE_OK : curl_url_set(url.get(), CURLUPART_URL, base.c_str(), flags);
    if (problem == CURLUE_OK) problem = curl_url_set(url.get(), CURLUPART_URL, text.c_str(), flags);
    if (problem == CURLUE_OK) problem = curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0);
    if (problem != CURLUE_OK)
        return fail(ErrorKind::malformed,
                    fmt::format("'{}' is not a URL to follow: {}", shown(text), curl_url_strerror(problem)));

    const auto scheme = part(url.get(), CURLUPART_SCHEME);
    if (scheme != "http" && scheme != "https")
        return fail(ErrorKind::malformed, fmt::format("'{}' is not an http or https URL", shown(text)));
    const auto port = part(url.get(), CURLUPART_PORT);
    const auto host = ascii_lower(part(url.get(), CURLUPART_HOST));
    return Url{part(url.get(), CURLUPART_URL), scheme, port.empty() ? host : host + ":" + port,
               part(url.get(), CURLUPART_PATH), part(url.get(), CURLUPART_QUERY)};
}

}  // namespace

Result<Url> Url::parse(const std::string& text)
{
    return read("", text);
}

Result<Url> Url::resolve(const std::string& reference) const
{
    return read(text, reference);
}

std::string Url::with_query(const std::string& pair) const
{
    return origin() + path + "?" + (query.empty() ? "" : query + "&") + pair;
}

}  // namespace tagwarden
