// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/scripted_server.h"

#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "tests/support/loopback.h"

namespace tagwarden::tests {

namespace {

std::string lower(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// What a client sends, taken in the pieces that HTTP has.
class Incoming {
public:
    explicit Incoming(int connection) : connection_(connection) {}

    std::optional<std::string> until(const std::string& mark)
    {
        while (bytes_.find(mark) == std::string::npos)
            if (!more()) return std::nullopt;
        return take(bytes_.find(mark) + mark.size());
    }

    std::optional<std::string> exactly(std::size_t count)
    {
        while (bytes_.size() < count)
            if (!more()) return std::nullopt;
        return take(count);
    }

private:
    bool more()
    {
        std::array<char, 65536> piece{};
        const auto got = recv(connection_, piece.data(), piece.size(), 0);
        if (got > 0) bytes_.append(piece.data(), static_cast<std::size_t>(got));
        return got > 0;
    }

    std::string take(std::size_t count)
    {
        auto taken = bytes_.substr(0, count);
        bytes_.erase(0, count);
        return taken;
    }

    int connection_;
    std::string bytes_;
};

RecordedRequest parse_head(const std::string& head)
{
    RecordedRequest request;
    const auto end = head.find("\r\n");
    request.line = head.substr(0, head.rfind(" HTTP/", end));
    for (auto at = end + 2; at < head.size() - 2;) {
        const auto stop = head.find("\r\n", at);
        const auto colon = head.find(':', at);
        request.headers[lower(head.substr(at, colon - at))] = head.substr(colon + 2, stop - colon - 2);
        at = stop + 2;
    }
    return request;
}

std::optional<RecordedRequest> next_request(Incoming& incoming)
{
    const auto head = incoming.until("\r\n\r\n");
    if (!head) return std::nullopt;
    auto request = parse_head(*head);
    const auto length = request.headers.find("content-length");
    const auto body = incoming.exactly(length == request.headers.end() ? 0 : std::stoul(length->second));
    request.body = body.value_or("(cut off)");
    return request;
}

std::string text_of(const ScriptedAnswer& answer, bool head_only)
{
    auto text = fmt::format("HTTP/1.1 {} Scripted\r\n", answer.status);
    bool length = false;
    for (const auto& [name, value] : answer.headers) {
        if (!value.empty()) text += name + ": " + value + "\r\n";
        length |= lower(name) == "content-length" || lower(name) == "transfer-encoding";
    }
    if (!length) text += fmt::format("Content-Length: {}\r\n", answer.body.size());
    return text + "\r\n" + (head_only ? "" : answer.body);
}

void send_all(int connection, std::string_view text)
{
    while (!text.empty()) {
        const auto sent = send(connection, text.data(), text.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;
        text.remove_prefix(static_cast<std::size_t>(sent));
    }
}

}  // namespace

ScriptedServer::ScriptedServer() : listener_(listen_on_loopback()), acceptor_([this] { accept_all(); }) {}

ScriptedServer::~ScriptedServer()
{
    shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    for (const int connection : connections_) shutdown(connection, SHUT_RDWR);
    servers_.clear();
    for (const int connection : connections_) close(connection);
    close(listener_);
}

void ScriptedServer::in_turn(const std::string& line, std::vector<ScriptedAnswer> answers)
{
    const std::lock_guard lock(mutex_);
    script_[line] = std::move(answers);
}

void ScriptedServer::on(const std::string& line, ScriptedAnswer answer)
{
    in_turn(line, std::vector{std::move(answer)});
}

void ScriptedServer::answer_others_with(std::function<ScriptedAnswer(const RecordedRequest&)> make)
{
    const std::lock_guard lock(mutex_);
    make_ = std::move(make);
}

std::string ScriptedServer::host() const
{
    return fmt::format("127.0.0.1:{}", port_of(listener_));
}

std::vector<RecordedRequest> ScriptedServer::requests() const
{
    const std::lock_guard lock(mutex_);
    return requests_;
}

std::vector<std::string> ScriptedServer::lines() const
{
    std::vector<std::string> lines;
    for (const auto& request : requests()) lines.push_back(request.line);
    return lines;
}

int ScriptedServer::connections() const
{
    const std::lock_guard lock(mutex_);
    return static_cast<int>(connections_.size());
}

void ScriptedServer::accept_all()
{
    while (true) {
        const int connection = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection < 0) return;
        const std::lock_guard lock(mutex_);
        connections_.push_back(connection);
        servers_.emplace_back([this, connection] { serve(connection); });
    }
}

void ScriptedServer::serve(int connection)
{
    Incoming incoming(connection);
    while (const auto request = next_request(incoming)) {
        const auto answer = answer_to(*request);
        if (answer.silent) continue;
        send_all(connection, text_of(answer, request->line.starts_with("HEAD ")));
        if (answer.close) break;
    }
    shutdown(connection, SHUT_RDWR);  // closed by the destructor, so that its number is not given to another meanwhile
}

ScriptedAnswer ScriptedServer::answer_to(const RecordedRequest& request)
{
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
    const auto found = script_.find(request.line);
    if (found == script_.end()) return make_ ? make_(request) : ScriptedAnswer{404, {}, {}, false, false};
    const auto answer = found->second.front();
    if (found->second.size() > 1) found->second.erase(found->second.begin());
    return answer;
}

}  // namespace tagwarden::tests
