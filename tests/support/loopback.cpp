// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/loopback.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <string_view>

namespace tagwarden::tests {

namespace {

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

}  // namespace

int listen_on_loopback()
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = loopback(0);
    if (bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || listen(socket, 64) != 0)
        throw std::runtime_error("cannot listen on loopback");
    return socket;
}

std::uint16_t port_of(int socket)
{
    sockaddr_in address{};
    socklen_t length = sizeof address;
    getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length);
    return ntohs(address.sin_port);
}

std::uint16_t free_loopback_port()
{
    const int socket = listen_on_loopback();
    const auto port = port_of(socket);
    close(socket);
    return port;
}

bool takes_connections(const std::string& host)
{
    const auto address = loopback(static_cast<std::uint16_t>(std::stoi(host.substr(host.find(':') + 1))));
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool connected = connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    close(socket);
    return connected;
}

bool answers_http(const std::string& host)
{
    constexpr std::string_view question = "GET /v2/ HTTP/1.0\r\n\r\n";
    const auto address = loopback(static_cast<std::uint16_t>(std::stoi(host.substr(host.find(':') + 1))));
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    std::array<char, 64> answer{};
    const bool answered = connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
                          send(socket, question.data(), question.size(), MSG_NOSIGNAL) > 0 &&
                          recv(socket, answer.data(), answer.size() - 1, 0) > 0;
    close(socket);
    const std::string_view text = answer.data();
    return answered && (text.find(" 200 ") != std::string_view::npos || text.find(" 401 ") != std::string_view::npos);
}

}  // namespace tagwarden::tests
