// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace tagwarden::tests {

/// What the server answers once. Content-Length is that of the body unless a header says otherwise.
struct ScriptedAnswer {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::string body = {};
    bool close = false;   ///< hangs up after it, also when Content-Length promised more
    bool silent = false;  ///< takes the request and never answers
};

struct RecordedRequest {
    std::string line;                            ///< "GET /v2/app/tags/list?n=1000"
    std::map<std::string, std::string> headers;  ///< their names in lower case
    std::string body;
};

/// An HTTP server on loopback that knows nothing but its script, for what a well-behaved registry never does.
/// What is not in the script is answered with 404, or as answer_others_with() says.
class ScriptedServer {
public:
    ScriptedServer();
    ~ScriptedServer();
    ScriptedServer(const ScriptedServer&) = delete;
    ScriptedServer& operator=(const ScriptedServer&) = delete;

    /// The answers to a request ("HEAD /v2/app/manifests/latest"), one after the other; the last one stays.
    void in_turn(const std::string& line, std::vector<ScriptedAnswer> answers);
    void on(const std::string& line, ScriptedAnswer answer);

    /// Makes an answer to each request that is not in the script, one at a time.
    void answer_others_with(std::function<ScriptedAnswer(const RecordedRequest&)> make);

    std::string host() const;  ///< "127.0.0.1:PORT"
    std::vector<RecordedRequest> requests() const;
    std::vector<std::string> lines() const;  ///< of all requests, in the order of their arrival
    int connections() const;

private:
    void accept_all();
    void serve(int connection);
    ScriptedAnswer answer_to(const RecordedRequest& request);

    int listener_;
    mutable std::mutex mutex_;
    std::map<std::string, std::vector<ScriptedAnswer>> script_;
    std::function<ScriptedAnswer(const RecordedRequest&)> make_;
    std::vector<RecordedRequest> requests_;
    std::vector<int> connections_;
    std::vector<std::jthread> servers_;
    std::jthread acceptor_;
};

}  // namespace tagwarden::tests
