// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/registry_request.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "base/text.h"

namespace tagwarden::tests {

namespace {

std::string lower(std::string_view text)
{
    std::string lowered(text);
    std::ranges::transform(lowered, lowered.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lowered;
}

std::string unescaped(std::string_view text)
{
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        unsigned value = 0;
        const auto* hex = text.data() + at + 1;
        if (text[at] == '%' && at + 2 < text.size() && std::from_chars(hex, hex + 2, value, 16).ptr == hex + 2) {
            plain += static_cast<char>(value);
            at += 2;
        } else {
            plain += text[at];
        }
    }
    return plain;
}

std::map<std::string, std::string> pairs_in(std::string_view query)
{
    std::map<std::string, std::string> pairs;
    if (query.empty()) return pairs;
    for (const auto part : split(query, '&')) {
        const auto equals = std::min(part.find('='), part.size());
        auto& value = pairs[unescaped(part.substr(0, equals))];
        value += (value.empty() ? "" : " ") + unescaped(part.substr(std::min(equals + 1, part.size())));
    }
    return pairs;
}

void read_headers(std::string_view lines, RegistryRequest& request)
{
    while (!lines.empty()) {
        const auto line = lines.substr(0, lines.find("\r\n"));
        lines.remove_prefix(std::min(line.size() + 2, lines.size()));
        if (const auto colon = line.find(':'); colon != std::string_view::npos)
            request.headers[lower(line.substr(0, colon))] = std::string(trim(line.substr(colon + 1)));
    }
}

/// The kinds of one endpoint, by method.
RequestKind by_method(const std::string& method, const std::map<std::string, RequestKind>& kinds)
{
    const auto found = kinds.find(method);
    return found == kinds.end() ? RequestKind::unknown : found->second;
}

RequestKind upload_kind(const RegistryRequest& request)
{
    if (request.method == "POST" && request.query.contains("from")) return RequestKind::mount_post;
    return by_method(request.method, {{"POST", RequestKind::upload_post},
                                      {"PATCH", RequestKind::upload_patch},
                                      {"GET", RequestKind::upload_status},
                                      {"PUT", RequestKind::upload_put},
                                      {"DELETE", RequestKind::upload_delete}});
}

RequestKind manifest_kind(const RegistryRequest& request)
{
    return by_method(request.method, {{"HEAD", RequestKind::manifest_head},
                                      {"GET", RequestKind::manifest_get},
                                      {"PUT", RequestKind::manifest_put},
                                      {"DELETE", RequestKind::manifest_delete}});
}

RequestKind blob_kind(const RegistryRequest& request)
{
    return by_method(
        request.method,
        {{"HEAD", RequestKind::blob_head}, {"GET", RequestKind::blob_get}, {"DELETE", RequestKind::blob_delete}});
}

/// Takes "REPOSITORY/mark" off the path below /v2/ and leaves the reference. A repository may have any name, so
/// the last mark counts.
bool is_at(std::string_view mark, std::string_view below, RegistryRequest& request)
{
    const auto at = below.rfind(mark);
    if (at == std::string_view::npos || at == 0) return false;
    request.repository = below.substr(0, at);
    request.reference = unescaped(below.substr(at + mark.size()));
    return true;
}

RequestKind kind_below(std::string_view below, RegistryRequest& request)
{
    if (below.empty()) return RequestKind::ping;
    if (is_at("/tags/list", below, request)) return by_method(request.method, {{"GET", RequestKind::list_tags}});
    if (is_at("/blobs/uploads/", below, request)) return upload_kind(request);
    if (is_at("/manifests/", below, request)) return manifest_kind(request);
    if (is_at("/blobs/", below, request)) return blob_kind(request);
    if (is_at("/referrers/", below, request)) return by_method(request.method, {{"GET", RequestKind::referrers}});
    return RequestKind::unknown;
}

}  // namespace

std::string RegistryRequest::header(const std::string& name) const
{
    const auto found = headers.find(name);
    return found == headers.end() ? "" : found->second;
}

std::string RegistryRequest::pair(const std::string& name) const
{
    const auto found = query.find(name);
    return found == query.end() ? "" : found->second;
}

std::optional<std::string> RegistryAnswer::header(std::string_view name) const
{
    for (const auto& [key, value] : headers)
        if (key == name) return value;
    return std::nullopt;
}

void RegistryAnswer::set(const std::string& name, std::string value)
{
    std::erase_if(headers, [&](const auto& header) { return header.first == name; });
    headers.emplace_back(name, std::move(value));
}

RegistryRequest read_request(std::string_view head)
{
    RegistryRequest request;
    const auto end = head.find("\r\n");
    const auto words = split(head.substr(0, end), ' ');
    request.method = words.front();
    request.target = words.size() > 1 ? words[1] : "";
    read_headers(head.substr(end + 2), request);

    const std::string_view target = request.target;
    const auto question = std::min(target.find('?'), target.size());
    const auto path = target.substr(0, question);
    request.query = pairs_in(target.substr(std::min(question + 1, target.size())));
    constexpr std::string_view root = "/v2/";
    if (path == "/token") request.kind = RequestKind::token;
    if (path.starts_with(root)) request.kind = kind_below(path.substr(root.size()), request);
    return request;
}

}  // namespace tagwarden::tests
