// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "adapters/yaml/yaml_configuration.h"

namespace tagwarden {

namespace {

/// bad_configurations.txt holds cases of the form
///     # what is wrong
///     yaml …
///     => error: message
///     => hint: hint
struct Case {
    std::string title;
    std::string yaml;
    std::string error;
};

std::vector<Case> read_cases()
{
    std::vector<Case> cases;
    std::ifstream file(TAGWARDEN_BAD_CONFIGURATIONS);
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("# "))
            cases.push_back({line, "", ""});
        else if (line.starts_with("=> "))
            cases.back().error += line + "\n";
        else if (!cases.empty())
            cases.back().yaml += line + "\n";
    }
    return cases;
}

std::string error_of(const Case& each)
{
    const auto configuration = parse_configuration(each.yaml, "tagwarden.yaml");
    if (configuration) return "=> no error\n";
    EXPECT_EQ(configuration.error().kind, ErrorKind::usage) << each.title;
    EXPECT_FALSE(configuration.error().hint.empty()) << each.title;
    return "=> error: " + configuration.error().message + "\n=> hint: " + configuration.error().hint + "\n";
}

}  // namespace

// Run with ACCEPT=1 to write what is said now into the file; then read the difference.
TEST(BadConfiguration, every_mistake_gets_its_place_and_what_to_do_next)
{
    const auto cases = read_cases();
    ASSERT_GE(cases.size(), 25);
    std::ostringstream now;
    for (const auto& each : cases) {
        const auto error = error_of(each);
        now << each.title << "\n" << each.yaml << error;
        if (std::getenv("ACCEPT") == nullptr) {
            EXPECT_EQ(error, each.error) << each.title;
        }
    }
    if (std::getenv("ACCEPT") != nullptr) std::ofstream(TAGWARDEN_BAD_CONFIGURATIONS) << now.str();
}

TEST(BadConfiguration, a_file_of_brackets_does_not_exhaust_the_stack)
{
    for (const auto* open : {"[", "{", "- ", "{a: "}) {
        std::string text = "product: ";
        for (int i = 0; i < 100000; ++i) text += open;
        EXPECT_FALSE(parse_configuration(text, "f"));
    }
}

TEST(BadConfiguration, no_cut_of_a_good_file_brings_it_down)
{
    const std::string good =
        "product: a\nimages: {a: {probes: [label, {file: /V, match: 'x(.)'}]}}\n"
        "destinations: {d: {to: \"{env.X}/y\", kinds: [release]}}\nchannels: {latest: {follow: stable, soak: 24h}}\n";
    ASSERT_TRUE(parse_configuration(good, "f"));
    for (std::size_t length = 0; length < good.size(); ++length) {
        const auto cut = parse_configuration(good.substr(0, length), "f");
        if (!cut) {
            EXPECT_EQ(cut.error().message.find("f:"), 0) << length;
        }
    }
}

}  // namespace tagwarden
