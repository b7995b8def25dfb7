// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger/releases_in_bytes.h"

namespace tagwarden {

ReleasesInBytes::ReleasesInBytes(std::shared_ptr<const std::string> bytes, const ValueReader& reader,
                                 SavedReleaseBytes where)
    : bytes_(std::move(bytes)), reader_(reader), where_(std::move(where)), read_(size())
{
}

bool ReleasesInBytes::sound() const
{
    using Columns = ReleaseColumns;
    const auto texts = reader_.texts().size();
    for (std::size_t at = 0; at < size(); ++at) {
        if (word(at, Columns::version) >= texts || word(at, Columns::branch) >= texts) return false;
        if (word(at, Columns::kind) >= where_.kinds.size() || word(at, Columns::rank) >= size()) return false;
        if (word(at, Columns::whole) >= where_.whole.size()) return false;
    }
    return true;
}

std::size_t ReleasesInBytes::size() const
{
    return where_.words.size() / sizeof(std::uint32_t) / ReleaseColumns::count;
}

ReleaseFacts ReleasesInBytes::facts(std::size_t place) const
{
    using Columns = ReleaseColumns;
    const auto flags = word(place, Columns::flags);
    const auto created = wide_word_at(where_.words, place * Columns::count + Columns::created);
    return {reader_.texts()[word(place, Columns::version)],
            reader_.texts()[word(place, Columns::branch)],
            where_.kinds[word(place, Columns::kind)],
            Time(std::chrono::seconds(created)),
            (flags & Columns::named) != 0,
            (flags & Columns::published) != 0,
            (flags & Columns::withdrawn) != 0,
            (flags & Columns::incomplete) != 0};
}

const KnownRelease& ReleasesInBytes::release(std::size_t place) const
{
    auto& known = read_[place];
    if (!known) {
        reader_.go_to(where_.whole.substr(word(place, ReleaseColumns::whole)));
        known = std::make_unique<const KnownRelease>(reader_.known_release().value());
    }
    return *known;
}

}  // namespace tagwarden
