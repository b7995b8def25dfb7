// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// What a version costs in each order: to parse, to compare, and to sort a million of them.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <random>
#include <string>
#include <vector>

#include "core/version/sort_versions.h"

namespace tagwarden {
namespace {

/// Versions as a repository has them: many share their first numbers, a fifth are pre-releases.
std::string made_up(Order order, std::mt19937& random)
{
    const auto any = [&](unsigned below) { return random() % below; };
    const auto numbers = fmt::format("{}.{}.{}", any(20), any(30), any(40));
    const bool candidate = any(5) == 0;
    switch (order) {
        case Order::semver: return numbers + (candidate ? fmt::format("-rc.{}", any(12)) : "");
        case Order::deb:
        case Order::rpm: return numbers + (candidate ? fmt::format("~rc{}", any(12)) : "") + fmt::format("-{}", any(5));
        case Order::pep440: return numbers + (candidate ? fmt::format("rc{}", any(12)) : "");
        case Order::omnibus: return numbers + (candidate ? fmt::format("-rc{}.ee.0", any(50)) : "-ee.0");
        case Order::calver: return fmt::format("{}.{:02}.{}", 2010 + any(16), 1 + any(12), any(40));
        case Order::natural: return numbers + (candidate ? "-rc1" : "") + (any(2) == 0 ? "-alpine3.20" : "");
    }
    return numbers;
}

std::vector<std::string> texts(Order order, std::size_t count)
{
    std::mt19937 random(1);
    std::vector<std::string> all(count);
    for (auto& text : all) text = made_up(order, random);
    return all;
}

Order order_of(const benchmark::State& state)
{
    return static_cast<Order>(state.range(0));
}

void parse(benchmark::State& state)
{
    const auto all = texts(order_of(state), 1024);
    std::size_t next = 0;
    for (auto _ : state) benchmark::DoNotOptimize(Version::parse(order_of(state), all[next++ % all.size()]));
    state.SetLabel(std::string(name_of(order_of(state))));
}

void compare(benchmark::State& state)
{
    std::vector<Version> all;
    for (const auto& text : texts(order_of(state), 1024)) all.push_back(*Version::parse(order_of(state), text));
    std::size_t next = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(all[next % all.size()] < all[(next + 1) % all.size()]);
        ++next;
    }
    state.SetLabel(std::string(name_of(order_of(state))));
}

void sort_a_million(benchmark::State& state)
{
    const auto all = texts(order_of(state), 1'000'000);
    const std::vector<std::string_view> lines(all.begin(), all.end());
    for (auto _ : state) benchmark::DoNotOptimize(sort_versions(lines, {order_of(state)}));
    state.SetLabel(std::string(name_of(order_of(state))));
}

void each_order(benchmark::internal::Benchmark* it)
{
    for (const auto order : all_orders()) it->Arg(static_cast<int>(order));
}

BENCHMARK(parse)->Apply(each_order);
BENCHMARK(compare)->Apply(each_order);
BENCHMARK(sort_a_million)->Apply(each_order)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tagwarden
