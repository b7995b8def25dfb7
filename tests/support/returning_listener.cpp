// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/returning_listener.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <stdexcept>

#include "tests/support/loopback.h"

namespace tagwarden::tests {

namespace {

/// SO_REUSEADDR lets two sockets have one port as long as only one of them listens.
FileDescriptor bound_to(std::uint16_t port)
{
    FileDescriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const int yes = 1;
    setsockopt(socket.number(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    if (bind(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("cannot bind a port on loopback");
    return socket;
}

}  // namespace

ReturningListener::ReturningListener() : reservation_(bound_to(0)), port_(port_of(reservation_.number()))
{
    come_back();
}

std::optional<int> ReturningListener::accept()
{
    int listener = -1;
    {
        const std::lock_guard lock(mutex_);
        listener = listener_.number();
    }
    const int connection = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    return connection < 0 ? std::nullopt : std::optional(connection);
}

void ReturningListener::go_away()
{
    const std::lock_guard lock(mutex_);
    shutdown(listener_.number(),
             SHUT_RDWR);  // wakes accept(); closed when it comes back, so that its number stays ours
}

void ReturningListener::come_back()
{
    const std::lock_guard lock(mutex_);
    listener_ = bound_to(port_);
    if (listen(listener_.number(), 64) != 0) throw std::runtime_error("cannot listen on loopback");
}

}  // namespace tagwarden::tests
