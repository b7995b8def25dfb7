// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/support/scripted_server.h"

namespace tagwarden::tests {

/// A token server and the registry that trusts it, on one loopback port: "/token" gives tokens as the distribution
/// project's "Token Authentication" and "OAuth2" pages say; all other paths want one. A token is good for what was
/// granted, until its time is over by the clock that the test gives.
class TokenServer {
public:
    using Now = std::function<std::chrono::milliseconds()>;

    struct Request {
        std::string method;
        std::multimap<std::string, std::string> fields;  ///< of the query or the form, decoded
        std::string authorization;

        std::vector<std::string> all(const std::string& field) const;
        std::string one(const std::string& field) const;  ///< "" when it is not there
    };

    explicit TokenServer(Now now);

    std::string host() const { return server_.host(); }
    std::string realm() const { return "http://" + host() + "/token"; }

    // What it is like; to be set before the first request.
    std::set<std::string> logins;               ///< "Basic dXNlcjpodXNo": who says this may do everything
    std::set<std::string> identity_tokens;      ///< who has one may do everything
    std::set<std::string> public_repositories;  ///< anybody may pull from them
    std::chrono::seconds lifetime{300};
    std::string token_field = "token";
    bool tells_lifetime = true;
    bool knows_post = true;
    bool rotates = false;  ///< each identity token is good for one use, which gives the next
    bool reads_first_scope_only = false;
    std::string challenge;  ///< in the place of the usual one

    std::vector<Request> token_requests() const;
    std::vector<std::string> issued() const;
    /// From now on nothing that was issued is good any more.
    void revoke_all();

private:
    struct Grant {
        std::set<std::string> scopes;  ///< "repository:app:pull", an action each
        std::chrono::milliseconds end;
    };

    ScriptedAnswer answer(const RecordedRequest& request);
    ScriptedAnswer token(const Request& request);
    ScriptedAnswer content(const RecordedRequest& request);
    bool knows(const Request& request) const;
    std::set<std::string> granted(const Request& request, bool to_anybody) const;

    Now now_;
    mutable std::mutex mutex_;
    std::vector<Request> token_requests_;
    std::map<std::string, Grant> grants_;  ///< by token
    std::vector<std::string> issued_;
    ScriptedServer server_;  // last: it answers from its construction to its end
};

}  // namespace tagwarden::tests
