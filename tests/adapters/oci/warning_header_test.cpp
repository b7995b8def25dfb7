// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/warning_header.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

TEST(RegistryWarnings, are_the_texts_of_code_299)
{
    using Texts = std::vector<std::string>;
    const std::pair<const char*, Texts> rows[] = {
        {R"(299 - "This image is deprecated")", {"This image is deprecated"}},
        {R"(299 - "one", 299 - "two, three")", {"one", "two, three"}},
        {R"(299 - "say \"no\"")", {R"(say "no")"}},
        {R"(110 registry "Response is Stale", 299 - "old")", {"old"}},
        {R"(299 proxy.example "not from the registry")", {}},
        {R"(299 - "without end)", {}},
        {"299 - ", {}},
        {"", {}},
    };
    for (const auto& [header, texts] : rows) EXPECT_EQ(registry_warnings(header), texts) << header;
}

TEST(RegistryWarnings, show_no_control_characters_and_no_more_than_the_specification_allows)
{
    EXPECT_EQ(registry_warnings("299 - \"a\x1b[2Jb\"").front().find('\x1b'), std::string::npos);
    EXPECT_TRUE(registry_warnings("299 - \"" + std::string(5000, 'x') + "\"").empty());
}

}  // namespace
}  // namespace tagwarden
