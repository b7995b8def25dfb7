// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/fault.h"
#include "tests/support/http_connection.h"
#include "tests/support/registry_api.h"
#include "tests/support/registry_login.h"
#include "tests/support/registry_store.h"
#include "tests/support/returning_listener.h"

namespace tagwarden::tests {

/// A registry in this process, over real HTTP on loopback. It keeps to the specification (the registry contract is run
/// against it, too) until a rule says what goes wrong, and it remembers what it was asked.
class FaultRegistry {
public:
    explicit FaultRegistry(RegistryBehaviour behaviour = {}, RegistryStore content = {});
    ~FaultRegistry();
    FaultRegistry(const FaultRegistry&) = delete;
    FaultRegistry& operator=(const FaultRegistry&) = delete;

    /// From now on; requests made before count. Of several rules that strike the first does.
    void add(const FaultRule& rule);

    /// After Fault::refused: it can be reached again. Does nothing where a rule keeps it away for good.
    void come_back();

    std::string host() const;  ///< "127.0.0.1:PORT"
    RegistryStore content() const;
    std::vector<RegistryRequest> requests() const;  ///< in the order of their arrival, without their bodies
    int count(RequestKind kind) const;

private:
    struct Client {
        explicit Client(int socket) : connection(socket) {}

        HttpConnection connection;
        std::jthread thread;
    };

    void accept_all();
    void serve(HttpConnection& connection);
    bool answer_one(HttpConnection& connection, const std::string& head);
    std::optional<Fault> fault_for(const RegistryRequest& request);
    RegistryAnswer proper_answer(const RegistryRequest& request);
    RegistryAnswer answer_with(Fault fault, RegistryRequest request);
    bool interrupt(Fault fault, HttpConnection& connection, RegistryRequest request);
    void go_away();

    std::string origin() const { return "http://" + host(); }

    ReturningListener listener_;
    const RegistryBehaviour behaviour_;
    mutable std::mutex mutex_;
    RegistryStore store_;
    RegistryLogin login_;
    std::vector<FaultRule> rules_;
    std::vector<RegistryRequest> requests_;
    std::map<RequestKind, int> counts_;
    int pages_ = 0;
    std::vector<std::unique_ptr<Client>> clients_;
    std::mutex presence_;  ///< guards acceptor_ and away_
    bool away_ = false;
    std::jthread acceptor_;
};

}  // namespace tagwarden::tests
