// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// What a journal of 100,000 entries costs: reading and checking it, adding it up, remembering that, and what the rules
// and `status` make of it.

#include <benchmark/benchmark.h>

#include <map>

#include "adapters/yaml/yaml_configuration.h"
#include "base/hash.h"
#include "core/history.h"
#include "core/ledger/state_codec.h"
#include "flows/status.h"
#include "tests/support/ledger_generator.h"

namespace tagwarden {
namespace {

constexpr std::size_t journal_size = 100'000;
constexpr Time now{std::chrono::seconds(1'990'000'000)};

const std::vector<Entry>& journal()
{
    static const auto entries = tests::generated_journal(journal_size);
    return entries;
}

const std::vector<std::string>& texts()
{
    static const auto all = [] {
        std::vector<std::string> made;
        for (const auto& entry : journal()) made.push_back(entry_text(entry));
        return made;
    }();
    return all;
}

const StateAt& state()
{
    static const StateAt known{head_of(journal()), fold(journal(), "")};
    return known;
}

struct Generated {
    Configuration configuration = *parse_configuration(tests::generated_product, "generated");
    std::vector<Target> targets = *targets_of(configuration, {});
};

void hash_texts(benchmark::State& run)
{
    const auto& all = texts();
    std::size_t bytes = 0;
    for (auto _ : run)
        for (const auto& text : all) {
            benchmark::DoNotOptimize(sha256_hex(text));
            bytes += text.size();
        }
    run.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

void parse_json_texts(benchmark::State& run)
{
    const auto& all = texts();
    for (auto _ : run)
        for (const auto& text : all) benchmark::DoNotOptimize(parse_json(text, "entry"));
}

void parse_entries(benchmark::State& run)
{
    const auto& all = texts();
    for (auto _ : run)
        for (const auto& text : all) benchmark::DoNotOptimize(parse_entry(text));
}

void write_entries(benchmark::State& run)
{
    const auto& all = journal();
    for (auto _ : run)
        for (const auto& entry : all) benchmark::DoNotOptimize(entry_text(entry));
}

void fold_entries(benchmark::State& run)
{
    const auto& all = journal();
    for (auto _ : run) benchmark::DoNotOptimize(fold(all, ""));
}

void save(benchmark::State& run)
{
    const auto& known = state();
    for (auto _ : run) benchmark::DoNotOptimize(save_state(known));
    run.counters["MB"] = static_cast<double>(save_state(state()).size()) / 1e6;
}

void load(benchmark::State& run)
{
    const auto bytes = save_state(state());
    for (auto _ : run) benchmark::DoNotOptimize(load_state(bytes));
}

void rules(benchmark::State& run)
{
    const Generated product;
    const auto& known = state().state;
    for (auto _ : run) {
        const auto all = wanted_channels({product.configuration, product.targets, known, now});
        run.counters["channels"] = static_cast<double>(all->size());
    }
}

/// A ledger that remembers everything, as after its snapshot was loaded.
struct KnownLedger final : LedgerReader {
    Result<std::vector<Entry>> entries_after(const Head&) override { return std::vector<Entry>(); }
    Result<StateAt> state(const std::string&) override { return *load_state(bytes); }
    std::string bytes = save_state(tagwarden::state());
};

void status(benchmark::State& run)
{
    const Generated product;
    KnownLedger ledger;
    for (auto _ : run)
        benchmark::DoNotOptimize(product_status({product.configuration, product.targets}, ledger, {}, now));
}

void history(benchmark::State& run)
{
    const auto& all = journal();
    for (auto _ : run) benchmark::DoNotOptimize(history_of(all, "", {"latest"}));
}

BENCHMARK(hash_texts)->Unit(benchmark::kMillisecond);
BENCHMARK(parse_json_texts)->Unit(benchmark::kMillisecond);
BENCHMARK(parse_entries)->Unit(benchmark::kMillisecond);
BENCHMARK(write_entries)->Unit(benchmark::kMillisecond);
BENCHMARK(fold_entries)->Unit(benchmark::kMillisecond);
BENCHMARK(save)->Unit(benchmark::kMillisecond);
BENCHMARK(load)->Unit(benchmark::kMillisecond);
BENCHMARK(rules)->Unit(benchmark::kMillisecond);
BENCHMARK(status)->Unit(benchmark::kMillisecond);
BENCHMARK(history)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tagwarden
