// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/url.h"
#include "adapters/oci/link_header.h"
#include "tests/fuzz/fuzz.h"

namespace tagwarden::fuzz {

void one_input(std::string_view text)
{
    const auto next = next_link(text);
    if (!next) return;
    require(next->find('>') == std::string::npos);
    require(text.find("<" + *next + ">") != std::string_view::npos);

    // What is made of it is a URL, or it is nothing.
    const auto there = Url::parse("https://registry.example/v2/app/tags/list?n=1000")->resolve(*next);
    if (!there) return;
    require(there->scheme == "http" || there->scheme == "https");
    require(there->text.starts_with(there->origin() + "/"));
    require(Url::parse(there->text)->host == there->host);
}

}  // namespace tagwarden::fuzz
