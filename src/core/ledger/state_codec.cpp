// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger/state_codec.h"

#include <algorithm>
#include <array>
#include <bit>

#include "base/compact_bytes.h"

// Each value is taken apart by naming all of its members: one that gains another does not compile here until it is
// saved, too.

namespace tagwarden {

namespace {

constexpr std::string_view magic = "tagwarden state\n";
constexpr std::size_t hash_size = 8;

/// Against damage, not against people: who can write to the cache can do what its user can. Each step can be undone, so
/// that no single change of eight bytes goes unseen, and it costs next to nothing beside a SHA-256.
std::string checksum(std::string_view bytes)
{
    constexpr std::uint64_t odd = 0x9E37'79B9'7F4A'7C15;
    std::uint64_t sum = bytes.size();
    while (!bytes.empty()) {
        std::array<char, hash_size> next{};
        const auto size = std::min(hash_size, bytes.size());
        std::copy_n(bytes.begin(), size, next.begin());
        bytes.remove_prefix(size);
        sum = (sum ^ std::bit_cast<std::uint64_t>(next)) * odd;
        sum ^= sum >> 29U;
    }
    const auto text = std::bit_cast<std::array<char, hash_size>>(sum);
    return {text.begin(), text.end()};
}

class Writer : public CompactWriter {
public:
    template <class Values, class Save>
    void each(const Values& values, const Save& save)
    {
        number(values.size());
        for (const auto& value : values) save(value);
    }

    template <class Value, class Save>
    void maybe(const std::optional<Value>& value, const Save& save)
    {
        flag(value.has_value());
        if (value) save(*value);
    }

    void texts(const auto& values)
    {
        each(values, [&](const std::string& it) { text(it); });
    }

    void time(Time time) { signed_number(time.time_since_epoch().count()); }
    void location(const Location& location) { text(location.str()); }

    void part(const Part& it)
    {
        const auto& [image, variant] = it;
        text(image);
        text(variant);
    }

    void descriptor(const Descriptor& it)
    {
        const auto& [media_type, digest, size] = it;
        text(media_type);
        text(digest.str());
        signed_number(size);
    }

    void decision(const Decision& it)
    {
        const auto& [reason, actor, when] = it;
        text(reason);
        text(actor);
        time(when);
    }

    void release(const Release& it)
    {
        const auto& [edition, version, kind, commit, branch, ordinal, created, parts, accepted, awaited, platforms,
                     upstream] = it;
        text(edition);
        text(name_of(version.order()));
        text(version.str());
        text(name_of(kind));
        text(commit);
        text(branch);
        signed_number(ordinal);
        time(created);
        each(parts, [&](const auto& pair) {
            part(pair.first);
            descriptor(pair.second);
        });
        texts(accepted);
        each(awaited, [&](const Part& one) { part(one); });
        each(platforms, [&](const auto& pair) {
            part(pair.first);
            each(pair.second, [&](const Platform& one) { text(one.str()); });
        });
        text(upstream);
    }

    void known_release(const KnownRelease& it)
    {
        const auto& [what, complete_at, named, published, withdrawn, incomplete] = it;
        release(what);
        each(complete_at, [&](const Location& one) { location(one); });
        flag(named);
        flag(published);
        maybe(withdrawn, [&](const Decision& one) { decision(one); });
        maybe(incomplete, [&](const Decision& one) { decision(one); });
    }

    void tag(const TagAt& at, const TagRecord& it)
    {
        const auto& [role, channel, of, digest, version, operation, why, sequence] = it;
        location(at.location);
        text(at.tag.str());
        flag(role == Role::channel);
        text(channel);
        part(of);
        text(digest.str());
        text(version);
        text(operation);
        decision(why);
        signed_number(sequence);
    }

    void move(const PlannedMove& it)
    {
        const auto& [role, destination, at, of, channel, tag_move, from_version, version, why] = it;
        const auto& [name, from, to] = tag_move;
        flag(role == Role::channel);
        text(destination);
        location(at);
        part(of);
        text(channel);
        text(name.str());
        maybe(from, [&](const Digest& one) { text(one.str()); });
        descriptor(to);
        text(from_version);
        text(version);
        text(why);
    }

    void open_intent(const OpenIntent& it)
    {
        const auto& [sequence, intent, why, of, superseded] = it;
        const auto& [operation, subject, reason, take_over, moves] = intent;
        signed_number(sequence);
        text(operation);
        text(subject);
        text(reason);
        flag(take_over);
        each(moves, [&](const PlannedMove& one) { move(one); });
        decision(why);
        maybe(of, [&](const Release& one) { release(one); });
        flag(superseded);
    }

    void promotion(const Promotion& it)
    {
        const auto& [version, why] = it;
        text(version);
        decision(why);
    }

    void hold(const Hold& it)
    {
        const auto& [version, why] = it;
        text(version);
        decision(why);
    }

    void state(const LedgerState& it)
    {
        const auto& [releases, tags, unsure, holds, promotions, open_intents] = it;
        each(releases, [&](const auto& pair) { known_release(pair.second); });
        each(tags, [&](const auto& pair) { tag(pair.first, pair.second); });
        each(unsure, [&](const auto& pair) {
            location(pair.first.location);
            text(pair.first.tag.str());
            each(pair.second, [&](const Digest& one) { text(one.str()); });
        });
        each(holds, [&](const auto& pair) {
            text(pair.first);
            hold(pair.second);
        });
        each(promotions, [&](const auto& pair) {
            text(pair.first);
            each(pair.second, [&](const Promotion& one) { promotion(one); });
        });
        each(open_intents, [&](const OpenIntent& one) { open_intent(one); });
    }
};

class Reader : public CompactReader {
public:
    using CompactReader::CompactReader;

    template <class Read>
    void each(const Read& read)
    {
        for (auto left = count(); left > 0 && !wrong(); --left) read();
    }

    /// What was read, unless it is none.
    template <class Value>
    std::optional<Value> sound(Result<Value> value)
    {
        if (value) return std::move(*value);
        give_up();
        return std::nullopt;
    }

    std::string string() { return std::string(text()); }
    Time time() { return Time(std::chrono::seconds(signed_number())); }
    Role role() { return flag() ? Role::channel : Role::anchor; }
    std::optional<Digest> digest() { return sound(Digest::parse(text())); }
    std::optional<TagName> tag_name() { return sound(TagName::parse(text())); }

    /// There are few, and each is named often.
    std::optional<Location> location()
    {
        const auto name = text();
        const auto known = std::ranges::find(locations_, name, &std::pair<std::string_view, Location>::first);
        if (known != locations_.end()) return known->second;
        auto read = sound(Location::parse(name));
        if (read) locations_.emplace_back(name, *read);
        return read;
    }

    Part part()
    {
        auto image = string();
        return {std::move(image), string()};
    }

    std::optional<Descriptor> descriptor()
    {
        auto media_type = string();
        auto of = digest();
        const auto size = signed_number();
        if (!of) return std::nullopt;
        return Descriptor{std::move(media_type), std::move(*of), size};
    }

    Decision decision()
    {
        auto reason = string();
        auto actor = string();
        return {std::move(reason), std::move(actor), time()};
    }

    std::optional<Version> version()
    {
        const auto order = sound(order_named(text()));
        const auto name = text();
        return order ? sound(Version::parse(*order, name)) : std::nullopt;
    }

    std::optional<Release> release()
    {
        auto edition = string();
        auto of = version();
        const auto kind = build_kind_named(text());
        if (!of || !kind) {
            give_up();
            return std::nullopt;
        }
        Release it{std::move(edition), std::move(*of), *kind, {}, {}, 0, {}, {}};
        it.commit = text();
        it.branch = text();
        it.ordinal = signed_number();
        it.created = time();
        each([&] {
            auto key = part();
            if (auto content = descriptor()) it.parts.emplace_hint(it.parts.end(), std::move(key), std::move(*content));
        });
        each([&] { it.accepted.push_back(string()); });
        each([&] { it.awaited.insert(part()); });
        each([&] {
            auto& platforms = it.platforms[part()];
            each([&] {
                if (auto one = Platform::parse(text())) platforms.push_back(std::move(*one));
            });
        });
        it.upstream_commit = text();
        return it;
    }

    std::optional<KnownRelease> known_release()
    {
        auto of = release();
        if (!of) return std::nullopt;
        KnownRelease it{std::move(*of), {}, false, false, {}};
        each([&] {
            if (auto at = location()) it.complete_at.insert(std::move(*at));
        });
        it.named = flag();
        it.published = flag();
        if (flag()) it.withdrawn = decision();
        if (flag()) it.incomplete = decision();
        return it;
    }

    void tag(std::map<TagAt, TagRecord>& tags)
    {
        auto at = location();
        auto name = tag_name();
        const auto as = role();
        auto channel = string();
        auto of = part();
        auto names = digest();
        auto version_text = string();
        auto operation = string();
        auto why = decision();
        const auto sequence = signed_number();
        if (!at || !name || !names) return;
        tags.emplace_hint(tags.end(), TagAt{std::move(*at), std::move(*name)},
                          TagRecord{as, std::move(channel), std::move(of), std::move(*names), std::move(version_text),
                                    std::move(operation), std::move(why), sequence});
    }

    void unsure(std::map<TagAt, std::vector<Digest>>& all)
    {
        auto at = location();
        auto name = tag_name();
        std::vector<Digest> digests;
        each([&] {
            if (auto one = digest()) digests.push_back(std::move(*one));
        });
        if (at && name) all.emplace_hint(all.end(), TagAt{std::move(*at), std::move(*name)}, std::move(digests));
    }

    std::optional<PlannedMove> move()
    {
        const auto as = role();
        auto destination = string();
        auto at = location();
        auto of = part();
        auto channel = string();
        auto name = tag_name();
        auto from = flag() ? digest() : std::nullopt;
        auto to = descriptor();
        auto from_version = string();
        auto to_version = string();
        auto why = string();
        if (!at || !name || !to) return std::nullopt;
        return PlannedMove{as,
                           std::move(destination),
                           std::move(*at),
                           std::move(of),
                           std::move(channel),
                           {std::move(*name), std::move(from), std::move(*to)},
                           std::move(from_version),
                           std::move(to_version),
                           std::move(why)};
    }

    OpenIntent open_intent()
    {
        OpenIntent it;
        it.sequence = signed_number();
        it.intent.operation = text();
        it.intent.subject = text();
        it.intent.reason = text();
        it.intent.take_over = flag();
        each([&] {
            if (auto one = move()) it.intent.moves.push_back(std::move(*one));
        });
        it.decision = decision();
        if (flag()) it.release = release();
        it.superseded = flag();
        return it;
    }

    LedgerState state()
    {
        LedgerState it;
        each([&] {
            auto known = known_release();
            if (!known) return;
            auto key = known->version();
            it.releases.emplace_hint(it.releases.end(), std::move(key), std::move(*known));
        });
        each([&] { tag(it.tags); });
        each([&] { unsure(it.unsure); });
        each([&] {
            auto channel = string();
            auto on = string();
            it.holds.emplace(std::move(channel), Hold{std::move(on), decision()});
        });
        each([&] {
            auto& all = it.promotions[string()];
            each([&] {
                auto on = string();
                all.push_back({std::move(on), decision()});
            });
        });
        each([&] { it.open_intents.push_back(open_intent()); });
        return it;
    }

private:
    std::vector<std::pair<std::string_view, Location>> locations_;
};

}  // namespace

std::string save_state(const StateAt& known)
{
    Writer writer;
    writer.number(state_format);
    writer.signed_number(known.head.sequence);
    writer.text(known.head.hash);
    writer.state(known.state);
    const auto body = writer.take();
    std::string bytes(magic);
    bytes.reserve(magic.size() + hash_size + body.size());
    return bytes.append(checksum(body)).append(body);
}

std::optional<StateAt> load_state(std::string_view bytes)
{
    if (!bytes.starts_with(magic) || bytes.size() < magic.size() + hash_size) return std::nullopt;
    bytes.remove_prefix(magic.size());
    const auto hash = bytes.substr(0, hash_size);
    bytes.remove_prefix(hash_size);
    if (checksum(bytes) != hash) return std::nullopt;
    Reader reader(bytes);
    if (reader.number() != state_format) return std::nullopt;
    StateAt known;
    known.head.sequence = reader.signed_number();
    known.head.hash = reader.text();
    known.state = reader.state();
    if (reader.wrong() || !reader.at_end()) return std::nullopt;
    return known;
}

}  // namespace tagwarden
