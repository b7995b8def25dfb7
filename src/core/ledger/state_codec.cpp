// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger/state_codec.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <memory>

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

    void tags(const TagTable& all)
    {
        std::map<Location, std::uint32_t> places;
        // They come in their order, which is the one of a map.
        for (const auto& row : all) places.try_emplace(row.location(), static_cast<std::uint32_t>(places.size()));
        each(places, [&](const auto& it) { location(it.first); });
        number(all.size());
        for (const auto& row : all) tag(row, places.at(row.location()));
    }

    /// In the order of TagColumns.
    void tag(const TagRow& row, std::uint32_t place)
    {
        word(place);
        word(row.role() == Role::channel ? 1 : 0);
        for (std::size_t which = 0; which < tag_texts; ++which) word(number_of(row.text(static_cast<TagText>(which))));
        wide_word(row.time().time_since_epoch().count());
        wide_word(row.sequence());
    }

    void wide_word(std::int64_t value)
    {
        const auto bits = static_cast<std::uint64_t>(value);
        word(static_cast<std::uint32_t>(bits));
        word(static_cast<std::uint32_t>(bits >> 32U));
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
        each(*moves, [&](const PlannedMove& one) { move(one); });
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
        const auto& [releases, tags, holds, promotions, open_intents] = it;
        each(releases, [&](const auto& pair) { known_release(pair.second); });
        this->tags(tags);
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

/// The words of a tag in the saved bytes.
struct TagColumns {
    enum : std::size_t {
        place,
        role,
        first_text,
        time = first_text + tag_texts,
        sequence = time + 2,
        count = sequence + 2
    };
};

/// What the checksum was right for is what save_state() wrote: every text is there, and valid.
class TagsInBytes final : public SavedTags {
public:
    TagsInBytes(std::shared_ptr<const std::string> bytes, std::shared_ptr<const CompactTexts> texts,
                std::vector<Location> places, std::string_view words)
        : bytes_(std::move(bytes)), texts_(std::move(texts)), places_(std::move(places)), words_(words)
    {
    }

    std::size_t size() const override { return words_.size() / sizeof(std::uint32_t) / TagColumns::count; }
    const Location& location(std::size_t at) const override { return places_.at(word(at, TagColumns::place)); }
    Role role(std::size_t at) const override { return word(at, TagColumns::role) == 0 ? Role::anchor : Role::channel; }
    std::string_view text(std::size_t at, TagText which) const override
    {
        return texts_->at(word(at, TagColumns::first_text + static_cast<std::size_t>(which)));
    }
    Time time(std::size_t at) const override { return Time(std::chrono::seconds(wide(at, TagColumns::time))); }
    std::int64_t sequence(std::size_t at) const override { return wide(at, TagColumns::sequence); }

private:
    std::uint32_t word(std::size_t at, std::size_t column) const
    {
        return word_at(words_, at * TagColumns::count + column);
    }
    std::int64_t wide(std::size_t at, std::size_t column) const
    {
        return static_cast<std::int64_t>(std::uint64_t{word(at, column + 1)} << 32U | word(at, column));
    }

    std::shared_ptr<const std::string> bytes_;  ///< which the others point into
    std::shared_ptr<const CompactTexts> texts_;
    std::vector<Location> places_;
    std::string_view words_;
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

    TagTable tags(std::shared_ptr<const std::string> bytes)
    {
        std::vector<Location> places;
        each([&] {
            if (auto at = location()) places.push_back(std::move(*at));
        });
        const auto rows = words(count() * TagColumns::count);
        if (wrong()) return {};
        return TagTable(std::make_shared<TagsInBytes>(std::move(bytes), texts(), std::move(places), rows));
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
        std::vector<PlannedMove> moves;
        each([&] {
            if (auto one = move()) moves.push_back(std::move(*one));
        });
        it.intent.moves = std::move(moves);
        it.decision = decision();
        if (flag()) it.release = release();
        it.superseded = flag();
        return it;
    }

    LedgerState state(std::shared_ptr<const std::string> bytes)
    {
        LedgerState it;
        each([&] {
            auto known = known_release();
            if (!known) return;
            auto key = known->version();
            it.releases.emplace_hint(it.releases.end(), std::move(key), std::move(*known));
        });
        it.tags = tags(std::move(bytes));
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

std::optional<StateAt> load_state(std::string bytes)
{
    const auto kept = std::make_shared<const std::string>(std::move(bytes));
    std::string_view rest = *kept;
    if (!rest.starts_with(magic) || rest.size() < magic.size() + hash_size) return std::nullopt;
    rest.remove_prefix(magic.size());
    const auto hash = rest.substr(0, hash_size);
    rest.remove_prefix(hash_size);
    if (checksum(rest) != hash) return std::nullopt;
    Reader reader(rest);
    if (reader.number() != state_format) return std::nullopt;
    StateAt known;
    known.head.sequence = reader.signed_number();
    known.head.hash = reader.text();
    known.state = reader.state(kept);
    if (reader.wrong() || !reader.at_end()) return std::nullopt;
    return known;
}

}  // namespace tagwarden
