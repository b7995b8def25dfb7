// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger_url.h"

#include <algorithm>

#include "base/text.h"

namespace tagwarden {

namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";
constexpr std::string_view git_scheme = "git:";

/// RFC 3986, section 3.2.1: what stands between the first ':' and the '@' of an authority.
bool has_password(std::string_view text)
{
    const auto begin = text.find("://");
    if (begin == std::string_view::npos) return false;
    const auto authority = text.substr(begin + 3, text.find_first_of("/?#", begin + 3) - begin - 3);
    const auto at = authority.rfind('@');
    return at != std::string_view::npos && authority.substr(0, at).find(':') != std::string_view::npos;
}

bool may_be_a_remote(std::string_view place)
{
    const bool plain = std::ranges::none_of(place, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    return plain && !place.starts_with('-');
}

}  // namespace

Result<LedgerUrl> LedgerUrl::parse(std::string_view text)
{
    if (has_password(text))
        return fail(ErrorKind::usage, "the URL of the ledger has a password in it, which every log would show",
                    "leave it out; of git a credential helper, an SSH key or a remote of the checkout brings it");
    if (text.starts_with(sqlite_scheme) && text.size() > sqlite_scheme.size())
        return LedgerUrl(Kind::sqlite, std::string(text.substr(sqlite_scheme.size())));
    const auto remote = text.starts_with(git_scheme) ? text.substr(git_scheme.size()) : std::string_view();
    if (!remote.empty() && may_be_a_remote(remote)) return LedgerUrl(Kind::git, std::string(remote));
    return fail(ErrorKind::usage, "'" + printable(text) + "' is not a ledger this version knows",
                "write sqlite:PATH, or git:REMOTE with the name of a remote or its URL");
}

bool LedgerUrl::is_path() const
{
    if (kind_ == Kind::sqlite) return true;
    return place_.starts_with('/') || place_.starts_with("./") || place_.starts_with("../") || place_ == "." ||
           place_ == "..";
}

}  // namespace tagwarden
