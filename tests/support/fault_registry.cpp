// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/fault_registry.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/digest.h"
#include "tests/support/faulty_answer.h"

namespace tagwarden::tests {

namespace {

std::size_t body_size(const RegistryRequest& request)
{
    const auto text = request.header("content-length");
    std::size_t size = 0;
    std::from_chars(text.data(), text.data() + text.size(), size);
    return size;
}

bool carries_a_blob(const RegistryRequest& request)
{
    return (request.kind == RequestKind::upload_patch || request.kind == RequestKind::upload_put) &&
           !request.body.empty();
}

/// Other bytes where there are some, and the digest of others where one is named.
void falsify(const RegistryRequest& request, RegistryAnswer& answer)
{
    if (!answer.body.empty() && request.method != "HEAD")
        answer.body.back() = static_cast<char>(answer.body.back() ^ 1);
    else if (answer.header("Docker-Content-Digest"))
        answer.set("Docker-Content-Digest", Digest::of("something else").str());
}

}  // namespace

FaultRegistry::FaultRegistry(RegistryBehaviour behaviour, RegistryStore content)
    : behaviour_(std::move(behaviour)), store_(std::move(content)), acceptor_([this] { accept_all(); })
{
}

FaultRegistry::~FaultRegistry()
{
    go_away();
    {
        const std::lock_guard lock(presence_);
        if (acceptor_.joinable()) acceptor_.join();
    }
    for (const auto& client : clients_) client->connection.end();
    clients_.clear();
}

void FaultRegistry::add(const FaultRule& rule)
{
    const std::lock_guard lock(mutex_);
    rules_.push_back(rule);
}

std::string FaultRegistry::host() const
{
    return fmt::format("127.0.0.1:{}", listener_.port());
}

RegistryStore FaultRegistry::content() const
{
    const std::lock_guard lock(mutex_);
    return store_;
}

std::vector<RegistryRequest> FaultRegistry::requests() const
{
    const std::lock_guard lock(mutex_);
    return requests_;
}

int FaultRegistry::count(RequestKind kind) const
{
    const std::lock_guard lock(mutex_);
    const auto found = counts_.find(kind);
    return found == counts_.end() ? 0 : found->second;
}

void FaultRegistry::go_away()
{
    const std::lock_guard lock(presence_);
    away_ = true;
    listener_.go_away();
}

void FaultRegistry::come_back()
{
    const std::lock_guard lock(presence_);
    {
        const std::lock_guard rules(mutex_);
        const auto for_good = [](const FaultRule& rule) {
            return rule.fault == Fault::refused && rule.times == FaultRule::always;
        };
        if (!away_ || std::ranges::any_of(rules_, for_good)) return;
    }
    acceptor_.join();
    listener_.come_back();
    away_ = false;
    acceptor_ = std::jthread([this] { accept_all(); });
}

void FaultRegistry::accept_all()
{
    while (const auto socket = listener_.accept()) {
        auto client = std::make_unique<Client>(*socket);
        auto& connection = client->connection;
        client->thread = std::jthread([this, &connection] { serve(connection); });
        const std::lock_guard lock(mutex_);
        clients_.push_back(std::move(client));
    }
}

void FaultRegistry::serve(HttpConnection& connection)
{
    while (const auto head = connection.head())
        if (!answer_one(connection, *head)) break;
    connection.hang_up();
}

/// False when that was the connection's last request.
bool FaultRegistry::answer_one(HttpConnection& connection, const std::string& head)
{
    auto request = read_request(head);
    const auto fault = fault_for(request);
    if (fault && interrupt(*fault, connection, request)) return false;
    request.body = connection.body(body_size(request));
    const bool whole = request.body.size() == body_size(request);
    // What a client sent before it went is kept, as registries do; nobody is there for an answer.
    const auto answer = fault && whole ? answer_with(*fault, request) : proper_answer(request);
    return whole &&
           (fault ? send_faulty(*fault, connection, request, answer) : send_answer(connection, request, answer));
}

std::optional<Fault> FaultRegistry::fault_for(const RegistryRequest& request)
{
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
    const auto number = ++counts_[request.kind];
    for (const auto& rule : rules_)
        if (rule.strikes(request.kind, number)) return rule.fault;
    return std::nullopt;
}

/// The faults that strike before a request is read to its end. True when this was one.
bool FaultRegistry::interrupt(Fault fault, HttpConnection& connection, RegistryRequest request)
{
    if (fault == Fault::stall) {
        connection.wait_for_hang_up();
        return true;
    }
    if (fault == Fault::refused) {
        go_away();
        connection.reset();
        return true;
    }
    if (fault != Fault::cut_request) return false;
    request.body = connection.body(body_size(request) / 2);
    if (request.kind == RequestKind::upload_patch) {
        const std::lock_guard lock(mutex_);
        const auto session = store_.uploads.find(request.reference);
        if (session != store_.uploads.end()) session->second.bytes += request.body;
    }
    connection.reset();
    return true;
}

RegistryAnswer FaultRegistry::proper_answer(const RegistryRequest& request)
{
    const std::lock_guard lock(mutex_);
    if (request.kind == RequestKind::token) return login_.token(request, behaviour_);
    if (auto refusal = login_.refusal(request, behaviour_, origin())) return *refusal;
    return answer_to(request, store_, behaviour_, origin());
}

RegistryAnswer FaultRegistry::answer_with(Fault fault, RegistryRequest request)
{
    if (auto refusal = refusal_of(fault, request, origin())) return *refusal;
    const bool of_blob = carries_a_blob(request);
    if (fault == Fault::wrong_digest && of_blob) request.body.back() = static_cast<char>(request.body.back() ^ 1);
    const auto before = fault == Fault::no_effect ? content() : RegistryStore{};
    auto answer = proper_answer(request);
    const std::lock_guard lock(mutex_);
    if (fault == Fault::no_effect) store_ = before;
    if (fault == Fault::wrong_digest && !of_blob) falsify(request, answer);
    if (fault == Fault::wrong_type) answer.set("Content-Type", "text/html");
    if (fault == Fault::same_page) answer.set("Link", "<" + request.target + R"(>; rel="next")");
    if (fault == Fault::endless_pages) {
        const auto page = ++pages_;
        answer.set("Link", fmt::format(R"(</v2/{}/tags/list?last=page-{}>; rel="next")", request.repository, page));
        answer.body = fmt::format(R"({{"name":"{}","tags":["page-{}"]}})", request.repository, page);
    }
    return answer;
}

}  // namespace tagwarden::tests
