// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// Every kind of request, with everything that can go wrong with it, once at first and once always. What must come of it
// is in fault_matrix.txt, a line a fault and a column a scene. Whatever happens: nothing hangs, no byte at the
// destination is wrong, no tag names content that is not there, and an error says who was asked for what, how often.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <fstream>
#include <map>
#include <mutex>
#include <set>
#include <sstream>
#include <thread>

#include "tests/adapters/oci/fault_case.h"

namespace tagwarden::tests {
namespace {

using Cells = std::map<std::string, std::map<std::size_t, std::string>>;  ///< by fault and scene: "o/u"

constexpr std::string_view impossible = ".";

constexpr Fault all_faults[] = {
    Fault::refused,       Fault::cut_request,    Fault::reset_in_head,    Fault::reset_in_body,
    Fault::stall,         Fault::unauthorized,   Fault::not_found,        Fault::too_many_for_now,
    Fault::too_many,      Fault::internal_error, Fault::bad_gateway,      Fault::unavailable,
    Fault::wrong_range,   Fault::truncated,      Fault::length_too_large, Fault::length_too_small,
    Fault::wrong_digest,  Fault::wrong_type,     Fault::endless_body,     Fault::endless_head,
    Fault::endless_pages, Fault::same_page,      Fault::no_effect,        Fault::not_http,
};

/// The table of a text: a line a fault, its name and then a cell a scene. Lines of other words are for people.
Cells read_table(std::istream& in)
{
    Cells cells;
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::string fault, cell;
        words >> fault;
        if (std::ranges::none_of(all_faults, [&](Fault known) { return name_of(known) == fault; })) continue;
        for (std::size_t scene = 1; words >> cell; ++scene) cells[fault][scene] = cell;
    }
    return cells;
}

const Cells& expected()
{
    static const Cells cells = [] {
        std::ifstream file(TAGWARDEN_FAULT_MATRIX);
        return read_table(file);
    }();
    return cells;
}

/// '~' in the table stands for what depends on which of two sides is quicker.
bool fits(std::string_view cell, std::string_view wanted)
{
    return std::ranges::equal(cell, wanted, [](char got, char want) {
        return got == want || (want == '~' && std::string_view("+omu").contains(got));
    });
}

std::string to_text(const Cells& cells)
{
    std::string text = fmt::format("{:14}", "");
    for (std::size_t scene = 1; scene <= fault_scenes().size(); ++scene) text += fmt::format("{:<4}", scene);
    for (const auto fault : all_faults) {
        text += fmt::format("\n{:14}", name_of(fault));
        const auto row = cells.find(std::string(name_of(fault)));
        for (std::size_t scene = 1; scene <= fault_scenes().size(); ++scene) {
            const bool known = row != cells.end() && row->second.contains(scene);
            text += fmt::format("{:<4}", known ? row->second.at(scene) : "");
        }
    }
    return text + "\n";
}

/// What has come out so far, printed when all is over.
class Report final : public testing::Environment {
public:
    void add(const std::string& fault, std::size_t scene, const std::string& cell)
    {
        const std::lock_guard lock(mutex_);
        cells_[fault][scene] = cell;
    }

    void TearDown() override
    {
        if (cells_.empty()) return;
        std::map<char, int> counts;
        for (const auto& [fault, row] : cells_)
            for (const auto& [scene, cell] : row)
                for (const char letter : cell) ++counts[letter];
        std::printf("\n%s\n", to_text(cells_).c_str());
        for (std::size_t scene = 1; scene <= fault_scenes().size(); ++scene) {
            const auto& one = fault_scenes()[scene - 1];
            std::printf("%4zu  %-16s %s\n", scene, std::string(name_of(one.kind)).c_str(), one.name.c_str());
        }
        std::printf(
            "\nsuccess %d (after another request %d), success in name only %d\n"
            "unreachable %d, malformed %d, refused %d, denied %d, not found %d, rate limited %d, busy %d; "
            "pairs that cannot exist %d\n",
            counts['+'] + counts['o'], counts['o'], counts['L'], counts['u'], counts['m'], counts['f'], counts['d'],
            counts['n'], counts['r'], counts['b'], counts['.']);
    }

private:
    std::mutex mutex_;
    Cells cells_;
};

Report& report()
{
    static auto* one = dynamic_cast<Report*>(testing::AddGlobalTestEnvironment(new Report));
    return *one;
}
[[maybe_unused]] const Report& registered = report();

/// Ends the program when something hangs, and says what.
class Watchdog {
public:
    Watchdog() : thread_([this](const std::stop_token& stop) { watch(stop); }) {}

    void begin(const std::string& what)
    {
        const std::lock_guard lock(mutex_);
        under_way_.insert(what);
    }
    void end(const std::string& what)
    {
        const std::lock_guard lock(mutex_);
        under_way_.erase(what);
    }

private:
    void watch(const std::stop_token& stop)
    {
        constexpr std::chrono::seconds enough{100};
        std::unique_lock lock(mutex_);
        if (over_.wait_for(lock, stop, enough, [] { return false; }) || stop.stop_requested()) return;
        for (const auto& what : under_way_) std::fprintf(stderr, "hangs: %s\n", what.c_str());
        std::abort();
    }

    std::mutex mutex_;
    std::condition_variable_any over_;
    std::set<std::string> under_way_;
    std::jthread thread_;
};

/// Plays all cases of a scene, several at a time: those that stall only wait.
class Scene {
public:
    explicit Scene(std::size_t number) : number_(number), scene_(fault_scenes()[number - 1]) {}

    void play_all()
    {
        std::vector<std::jthread> players;
        for (int i = 0; i < 6; ++i) players.emplace_back([this] { play_some(); });
    }

    const Cells& cells() const { return cells_; }
    const std::vector<std::string>& broken() const { return broken_; }

private:
    void play_some()
    {
        for (auto next = next_++; next < std::size(all_faults); next = next_++) {
            const auto fault = all_faults[next];
            const auto cell = can_strike(fault, scene_.kind)
                                  ? play_one(fault, 1) + "/" + play_one(fault, FaultRule::always)
                                  : std::string(impossible);
            const std::lock_guard lock(mutex_);
            cells_[std::string(name_of(fault))][number_] = cell;
            report().add(std::string(name_of(fault)), number_, cell);
        }
    }

    std::string play_one(Fault fault, int times)
    {
        const auto what = fmt::format("{}: {} of {} {}", scene_.name, name_of(fault), name_of(scene_.kind),
                                      times == 1 ? "at first" : "always");
        watchdog_.begin(what);
        const auto outcome = play(scene_, fault, times);
        watchdog_.end(what);
        const std::lock_guard lock(mutex_);
        for (const auto& rule : outcome.broken) broken_.push_back(what + ": " + rule + "\n" + outcome.text);
        return {outcome.letter};
    }

    std::size_t number_;
    const FaultScene& scene_;
    std::atomic<std::size_t> next_ = 0;
    std::mutex mutex_;
    Cells cells_;
    std::vector<std::string> broken_;
    Watchdog watchdog_;
};

struct FaultMatrix : testing::TestWithParam<std::size_t> {};

TEST_P(FaultMatrix, every_fault_ends_in_success_or_a_clear_error)
{
    Scene scene(GetParam());
    scene.play_all();
    for (const auto& [fault, row] : scene.cells()) {
        const auto wanted = expected().find(fault);
        ASSERT_TRUE(wanted != expected().end() && wanted->second.contains(GetParam())) << fault;
        EXPECT_TRUE(fits(row.at(GetParam()), wanted->second.at(GetParam())))
            << fault << ": got " << row.at(GetParam()) << ", want " << wanted->second.at(GetParam());
    }
    for (const auto& broken : scene.broken()) ADD_FAILURE() << broken;
}

INSTANTIATE_TEST_SUITE_P(scenes, FaultMatrix, testing::Range<std::size_t>(1, fault_scenes().size() + 1));

}  // namespace
}  // namespace tagwarden::tests
