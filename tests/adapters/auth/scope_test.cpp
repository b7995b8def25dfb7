// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/auth/scope.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

ScopeSet set(const std::vector<Scope>& scopes)
{
    return ScopeSet(scopes);
}

TEST(Scopes, keep_their_order_and_name_each_repository_once)
{
    EXPECT_EQ(set({{"team/b", "pull,push"}, {"a", "pull"}}).texts(),
              (std::vector<std::string>{"repository:team/b:pull,push", "repository:a:pull"}));
    EXPECT_EQ(set({{"a", "pull"}, {"b", "pull"}, {"a", "push,pull"}}).str(),
              "repository:a:pull,push repository:b:pull");
    EXPECT_EQ(set({}).str(), "");
}

TEST(Scopes, cover_what_asks_for_no_more)
{
    struct Row {
        std::vector<Scope> have;
        std::vector<Scope> want;
        bool covered;
    };
    const std::vector<Row> rows{
        {{{"a", "pull,push"}}, {{"a", "pull"}}, true},
        {{{"a", "pull,push"}}, {{"a", "push,pull"}}, true},
        {{{"a", "pull"}}, {{"a", "pull,push"}}, false},
        {{{"a", "pull"}}, {{"b", "pull"}}, false},
        {{{"a", "pull,push"}, {"b", "pull"}}, {{"b", "pull"}}, true},
        {{{"a", "pull,push"}}, {{"a", "pull"}, {"b", "pull"}}, false},
        {{{"a", "*"}}, {{"a", "delete"}}, true},
        {{{"a", "pull"}}, {}, true},
        {{}, {}, true},
        {{}, {{"a", "pull"}}, false},
    };
    for (const auto& row : rows)
        EXPECT_EQ(set(row.have).covers(set(row.want)), row.covered)
            << set(row.have).str() << " / " << set(row.want).str();
}

TEST(Scopes, take_up_what_a_challenge_names)
{
    auto scopes = set({{"app", "pull"}});
    scopes.add_challenge("repository:app:pull,push registry:catalog:* repository:host:5000/x:pull");
    EXPECT_EQ(scopes.str(), "repository:app:pull,push registry:catalog:* repository:host:5000/x:pull");
    for (const std::string nothing : {"", "*", "repository", "repository:app", " "}) scopes.add_challenge(nothing);
    EXPECT_EQ(scopes.str(), "repository:app:pull,push registry:catalog:* repository:host:5000/x:pull");
}

}  // namespace
}  // namespace tagwarden
