// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/name_setting.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "core/ledger/intended.h"
#include "core/ledger/recorded_content.h"
#include "flows/content_jobs.h"

namespace tagwarden {

namespace {

std::vector<TagAt> names_of(const std::vector<PlannedMove>& moves)
{
    std::vector<TagAt> names;
    for (const auto& move : moves) names.push_back({move.location, move.move.tag});
    return names;
}

/// The name is where the move was to take it.
bool reached(const SeenTags& seen, const PlannedMove& move)
{
    const auto found = seen.find({move.location, move.move.tag});
    return found != seen.end() && found->second && found->second->digest == move.move.to.digest;
}

std::unexpected<Error> without_effect(const PlannedMove& move, const std::optional<Descriptor>& seen)
{
    return fail(ErrorKind::refused,
                fmt::format("'{}:{}' was set to {} but names {}", move.location.str(), move.move.tag.str(),
                            move.move.to.digest.str(), seen ? seen->digest.str() : "nothing"),
                "somebody else set it too, or the registry accepted it without effect; see 'tagwarden status'");
}

std::string not_put_back(const PlannedMove& move, const Error& why)
{
    return fmt::format("putting back '{}:{}': {}", move.location.str(), move.move.tag.str(), why.message);
}

void add_to_trail(Error& error, const Sight& sight)
{
    for (const auto& [location, why] : sight.failed)
        error.trail.push_back(fmt::format("asking {} which of its channels moved: {}", location.str(), why.message));
}

/// Where a channel was before; of one that an interrupted run of ours had moved already, before that.
std::optional<Descriptor> where_before(const Outlook& outlook, std::int64_t intent, const PlannedMove& move)
{
    const TagAt at{move.location, move.move.tag};
    const auto known = outlook.state.tags.find(at);
    if (!move.puts() && known && intended(outlook.state, at, move.move.to.digest, intent))
        return recorded_content(outlook.state, *known);
    return outlook.seen.at(at);
}

}  // namespace

void NameSetting::warn_of_lag(const Location& location, const Error& why)
{
    warnings_.push_back(fmt::format("{} lags: {}", location.str(), why.message));
}

Result<void> NameSetting::set(const std::vector<PlannedMove>& moves, std::string_view step)
{
    std::map<Location, std::vector<const PlannedMove*>> by_place;
    for (const auto& move : moves)
        if (!lagging_.contains(move.location)) by_place[move.location].push_back(&move);
    for (const auto& [location, batch] : by_place) {
        if (auto renewed = lease_.renew(); !renewed) return renewed;
        if (batch.front()->role == Role::channel) channels_asked_of_.insert(location);
        if (auto set = set_batch(*ports_.places.at(location), batch); !set) {
            if (!optional_place(product_, location)) return during("setting names at " + location.str(), set.error());
            warn_of_lag(location, set.error());
            lagging_.insert(location);
            complete_at_.erase(location);
        }
        ports_.steps.reached(step);
    }
    return {};
}

Result<void> NameSetting::set_batch(Repository& place, const std::vector<const PlannedMove*>& batch)
{
    std::vector<TagMove> puts;
    std::vector<const PlannedMove*> put;
    for (const auto* move : batch) {
        if (!move->puts()) {
            set_.push_back(*move);
            continue;
        }
        puts.push_back(move->move);
        put.push_back(move);
    }
    const auto answers = place.move(puts);
    std::optional<Error> failure;
    for (std::size_t i = 0; i < puts.size(); ++i) {
        if (answers[i])
            set_.push_back(*put[i]);
        else if (!failure)
            failure = answers[i].error();
    }
    if (failure) return fail(*failure);
    return {};
}

void NameSetting::note_complete(const Plan& plan)
{
    for (const auto& it : plan.content)
        if (!lagging_.contains(it.location)) complete_at_.insert(it.location);
}

Result<void> NameSetting::read_back()
{
    const auto sight = look(readers(ports_.places), names_of(set_));
    for (const auto& [location, error] : sight.failed) {
        if (!optional_place(product_, location)) return during("reading back the names at " + location.str(), error);
        warnings_.push_back(fmt::format("{} could not be read back: {}", location.str(), error.message));
    }
    return drop_what_is_not_so(sight.seen);
}

Result<void> NameSetting::drop_what_is_not_so(const SeenTags& sight)
{
    Result<void> all;
    std::erase_if(set_, [&](const PlannedMove& move) {
        const auto seen = sight.find({move.location, move.move.tag});
        if (seen == sight.end() || reached(sight, move)) return false;
        if (move.role == Role::anchor) complete_at_.erase(move.location);
        const auto error = without_effect(move, seen->second);
        if (optional_place(product_, move.location))
            warn_of_lag(move.location, error.error());
        else if (all)
            all = error;
        return true;
    });
    return all;
}

void NameSetting::look_at_lagging_places(const Plan& plan)
{
    auto moves = attempted_channels(plan);
    std::erase_if(moves, [&](const PlannedMove& move) {
        return !lagging_.contains(move.location) || std::ranges::find(set_, move) != set_.end();
    });
    const auto sight = look(readers(ports_.places), names_of(moves));
    for (const auto& move : moves) {
        if (reached(sight.seen, move)) set_.push_back(move);
        if (sight.failed.contains(move.location)) note_unsure(move);
    }
}

void NameSetting::note_unsure(const PlannedMove& move)
{
    const auto same = [&](const PlannedMove& other) {
        return other.location == move.location && other.move.tag == move.move.tag &&
               other.move.to.digest == move.move.to.digest;
    };
    if (std::ranges::none_of(unsure_, same)) unsure_.push_back(move);
}

void NameSetting::note_unsure_moves_of(const OpenIntent& taken_over)
{
    std::vector<PlannedMove> moves;
    std::ranges::copy_if(*taken_over.intent.moves, std::back_inserter(moves),
                         [&](const PlannedMove& move) { return move.role == Role::channel && !is_set(move); });
    const auto sight = look(readers(ports_.places), names_of(moves));
    for (const auto& move : moves)
        if (sight.failed.contains(move.location) || reached(sight.seen, move)) note_unsure(move);
}

/// This run set the name, wherever to.
bool NameSetting::is_set(const PlannedMove& move) const
{
    return std::ranges::any_of(set_, [&](const PlannedMove& mine) {
        return mine.location == move.location && mine.move.tag == move.move.tag;
    });
}

/// The channels at places that were asked to move some.
std::vector<PlannedMove> NameSetting::attempted_channels(const Plan& plan) const
{
    std::vector<PlannedMove> moves;
    std::ranges::copy_if(plan.channels, std::back_inserter(moves),
                         [&](const PlannedMove& move) { return channels_asked_of_.contains(move.location); });
    return moves;
}

bool NameSetting::put_back(const Outlook& outlook, std::int64_t intent, Error& error)
{
    std::erase_if(set_, [](const PlannedMove& done) { return done.role == Role::channel; });
    const auto attempted = attempted_channels(outlook.proposal.plan);
    const auto now = look(readers(ports_.places), names_of(attempted));
    std::vector<PlannedMove> moved;
    std::ranges::copy_if(attempted, std::back_inserter(moved),
                         [&](const PlannedMove& move) { return reached(now.seen, move); });
    std::vector<Result<void>> answers;
    for (const auto& move : moved) answers.push_back(undo(outlook, intent, move));
    const auto then = look(readers(ports_.places), names_of(moved));
    for (std::size_t i = 0; i < moved.size(); ++i) {
        if (!reached(then.seen, moved[i])) continue;
        set_.push_back(moved[i]);
        if (!answers[i]) error.trail.push_back(not_put_back(moved[i], answers[i].error()));
    }
    add_to_trail(error, now);
    add_to_trail(error, then);
    return now.failed.empty() && then.failed.empty();
}

Result<void> NameSetting::undo(const Outlook& outlook, std::int64_t intent, const PlannedMove& move)
{
    const auto before = where_before(outlook, intent, move);
    if (!before) return fail(ErrorKind::refused, "it did not exist before, and names are not deleted");
    if (before->digest == move.move.to.digest) return {};
    const TagMove back{move.move.tag, move.move.to.digest, *before};
    return ports_.places.at(move.location)->move({&back, 1}).front();
}

}  // namespace tagwarden
