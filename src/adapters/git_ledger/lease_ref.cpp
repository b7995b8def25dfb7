// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/git_ledger/lease_ref.h"

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"

namespace tagwarden {

std::string lease_ref(const std::string& edition)
{
    std::string name;
    for (const char c : edition) {
        const bool plain = (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '_';
        name += plain ? std::string(1, c) : fmt::format("={:02x}", static_cast<unsigned char>(c));
    }
    return "refs/tagwarden/leases/" + (name.empty() ? "=" : name);
}

std::string lease_text(const Lease& lease)
{
    return canonical(JsonObject{
        {"schema", 1}, {"edition", lease.edition}, {"holder", lease.holder}, {"expires", format_time(lease.expires)}});
}

namespace {

Result<Lease> read_lease(std::string_view text)
{
    const auto json = parse_json(trim(text), "a lease");
    if (!json) return fail(json.error());
    JsonReader reader(*json, "a lease");
    Lease lease{reader.text("edition"), reader.text("holder"), {}};
    const auto expires = parse_time(reader.text("expires"));
    if (reader.error()) return fail(*reader.error());
    if (!expires) return fail(ErrorKind::malformed, "a lease does not say when it ends");
    lease.expires = *expires;
    return lease;
}

}  // namespace

Result<Lease> parse_lease(std::string_view text)
{
    auto lease = read_lease(text);
    if (!lease) lease.error().hint = "see who wrote it, with git log; when nobody publishes, the ref can be deleted";
    return lease;
}

}  // namespace tagwarden
