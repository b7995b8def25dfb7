// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/faulty_answer.h"

#include <fmt/format.h>

#include "tests/support/registry_login.h"

namespace tagwarden::tests {

namespace {

/// What is sent where an answer has no body to break.
constexpr std::string_view filling = "surplus";

bool has_no_body(const RegistryRequest& request, const RegistryAnswer& answer)
{
    return request.method == "HEAD" || answer.status == 204;
}

std::string head_of(const RegistryAnswer& answer, std::optional<std::size_t> length)
{
    auto head = fmt::format("HTTP/1.1 {} Answer\r\n", answer.status);
    for (const auto& [name, value] : answer.headers) head += name + ": " + value + "\r\n";
    if (length) head += fmt::format("Content-Length: {}\r\n", *length);
    return head + "\r\n";
}

std::optional<std::size_t> proper_length(const RegistryAnswer& answer)
{
    return answer.status == 204 ? std::nullopt : std::optional(answer.body.size());
}

/// Half of a body whose head promises all of it.
void send_half(HttpConnection& connection, const RegistryRequest& request, const RegistryAnswer& answer)
{
    const auto body = answer.body.empty() ? std::string(filling) : answer.body;
    connection.send(head_of(answer, body.size()));
    if (!has_no_body(request, answer)) connection.send(std::string_view(body).substr(0, body.size() / 2));
}

void send_without_end(HttpConnection& connection, std::string_view piece)
{
    while (connection.send(piece)) continue;
}

void send_endless_body(HttpConnection& connection, const RegistryAnswer& answer)
{
    connection.send(head_of(answer, std::nullopt));
    connection.send(answer.body);
    send_without_end(connection, std::string(65536, ' '));
}

void send_endless_head(HttpConnection& connection, const RegistryAnswer& answer)
{
    const auto head = head_of(answer, proper_length(answer));
    connection.send(head.substr(0, head.size() - 2));
    send_without_end(connection, "X-More: " + std::string(1000, 'x') + "\r\n");
}

/// More or less than there is. Behind an answer that is said to be shorter its last byte is left over.
void send_other_length(HttpConnection& connection, const RegistryRequest& request, RegistryAnswer answer, bool larger)
{
    if (answer.body.empty() && !larger) answer.body = filling.substr(0, 1);
    const auto length = larger ? answer.body.size() + filling.size() : answer.body.size() - 1;
    connection.send(head_of(answer, length));
    if (!has_no_body(request, answer)) connection.send(answer.body);
}

RegistryAnswer too_many(bool says_when)
{
    auto answer = complaint(429, "TOOMANYREQUESTS", "too many requests");
    if (says_when) answer.set("Retry-After", "1");
    return answer;
}

}  // namespace

bool send_answer(HttpConnection& connection, const RegistryRequest& request, const RegistryAnswer& answer)
{
    return connection.send(head_of(answer, proper_length(answer)) +
                           (has_no_body(request, answer) ? std::string() : answer.body));
}

bool send_faulty(Fault fault, HttpConnection& connection, const RegistryRequest& request, const RegistryAnswer& answer)
{
    switch (fault) {
        case Fault::reset_in_head:
            connection.send("HTTP/1.1 200 OK\r\nContent-Le");
            connection.reset();
            return false;
        case Fault::reset_in_body:
            send_half(connection, request, answer);
            connection.reset();
            return false;
        case Fault::truncated: send_half(connection, request, answer); return false;
        case Fault::length_too_large:
        case Fault::length_too_small:
            send_other_length(connection, request, answer, fault == Fault::length_too_large);
            return false;
        case Fault::endless_body: send_endless_body(connection, answer); return false;
        case Fault::endless_head: send_endless_head(connection, answer); return false;
        case Fault::not_http: connection.send("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"); return false;
        default: return send_answer(connection, request, answer);
    }
}

std::optional<RegistryAnswer> refusal_of(Fault fault, const RegistryRequest& request, const std::string& origin)
{
    switch (fault) {
        case Fault::unauthorized: return challenge(request, true, origin);
        case Fault::not_found: return complaint(404, "NOT_FOUND", "not found");
        case Fault::too_many_for_now: return too_many(true);
        case Fault::too_many: return too_many(false);
        case Fault::internal_error: return complaint(500, "UNKNOWN", "unknown error");
        case Fault::bad_gateway: return RegistryAnswer{502, {{"Content-Type", "text/html"}}, "<html>502</html>"};
        case Fault::unavailable: return RegistryAnswer{503, {{"Content-Type", "text/html"}}, "<html>503</html>"};
        case Fault::wrong_range: return RegistryAnswer{416, {}, {}};
        default: return std::nullopt;
    }
}

}  // namespace tagwarden::tests
