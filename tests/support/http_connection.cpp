// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/http_connection.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>

namespace tagwarden::tests {

std::optional<std::string> HttpConnection::head()
{
    constexpr std::string_view mark = "\r\n\r\n";
    while (bytes_.find(mark) == std::string::npos)
        if (!more()) return std::nullopt;
    return take(bytes_.find(mark) + mark.size());
}

std::string HttpConnection::body(std::size_t size)
{
    while (bytes_.size() < size && more()) continue;
    return take(std::min(size, bytes_.size()));
}

bool HttpConnection::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto sent = ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void HttpConnection::wait_for_hang_up()
{
    pollfd wanted{socket_.number(), POLLRDHUP, 0};
    poll(&wanted, 1, -1);
}

void HttpConnection::hang_up()
{
    const std::lock_guard lock(closing_);
    socket_.close();
}

void HttpConnection::reset()
{
    const std::lock_guard lock(closing_);
    const linger at_once{1, 0};
    if (socket_.is_open()) setsockopt(socket_.number(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    socket_.close();
}

void HttpConnection::end()
{
    const std::lock_guard lock(closing_);
    if (socket_.is_open()) shutdown(socket_.number(), SHUT_RDWR);
}

bool HttpConnection::more()
{
    std::array<char, 65536> piece{};
    const auto got = recv(socket_.number(), piece.data(), piece.size(), 0);
    if (got > 0) bytes_.append(piece.data(), static_cast<std::size_t>(got));
    return got > 0;
}

std::string HttpConnection::take(std::size_t count)
{
    auto taken = bytes_.substr(0, count);
    bytes_.erase(0, count);
    return taken;
}

}  // namespace tagwarden::tests
