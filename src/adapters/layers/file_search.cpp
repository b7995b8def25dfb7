// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layers/file_search.h"

#include <fmt/format.h>

#include <array>

#include "adapters/layers/layer_path.h"
#include "base/text.h"

namespace tagwarden {

namespace {

/// Far above any real image; it bounds what a hostile one can make us remember.
constexpr std::size_t most_remembered = std::size_t{512} << 20;
constexpr std::size_t bytes_beside_a_name = 128;

}  // namespace

FileSearch::FileSearch(ContentReader& content, std::span<const Descriptor> layers,
                       std::span<const FileQuestion> questions)
    : content_(content), layers_(layers), tree_(layers.size())
{
    for (const auto& question : questions) states_.push_back({question, nullptr, layer_path(question.path), true, {}});
}

Each<FileAnswer> FileSearch::run()
{
    check_patterns();
    for (std::size_t depth = 0; depth < layers_.size() && !open_questions().empty(); ++depth) read_down(depth);
    for (const auto& [depth, wanted] : elsewhere_) fetch(depth, wanted);

    Each<FileAnswer> answers;
    for (auto& state : states_) answers.push_back(std::move(state.answer));
    return answers;
}

void FileSearch::check_patterns()
{
    for (std::size_t i = 0; i < states_.size(); ++i) {
        const auto& question = states_[i].question;
        if (!question.match) continue;
        auto pattern = compile_pattern(*question.match);
        if (!pattern)
            close(i, during("preparing to read '" + printable(question.path) + "'", pattern.error()));
        else
            states_[i].pattern = std::move(*pattern);
    }
}

std::vector<std::size_t> FileSearch::open_questions() const
{
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < states_.size(); ++i)
        if (states_[i].open) open.push_back(i);
    return open;
}

void FileSearch::close(std::size_t question, Result<FileAnswer> answer)
{
    states_[question].open = false;
    states_[question].answer = std::move(answer);
}

void FileSearch::read_down(std::size_t depth)
{
    const auto open = open_questions();
    Wanted wanted;
    for (const auto i : open) wanted[states_[i].guess].push_back(i);
    LayerNames names;
    const auto captured = read_layer(depth, wanted, &names);
    if (captured) tree_.add(std::move(names));
    for (const auto i : open) {
        // What a layer that cannot be read would have said of an open question is not known.
        if (!captured)
            close(i, fail(captured.error()));
        else
            settle(i, depth, *captured);
    }
}

void FileSearch::settle(std::size_t question, std::size_t depth, const Captured& captured)
{
    auto& state = states_[question];
    auto place = tree_.resolve(state.question.path);
    if (!place) return close(question, fail(place.error()));
    if (std::holds_alternative<ImageTree::Absent>(*place)) return close(question, FileAnswer{});
    if (auto* unknown = std::get_if<ImageTree::Unknown>(&*place)) {
        state.guess = std::move(unknown->guess);
        return;
    }
    const auto& file = std::get<ImageTree::File>(*place);
    if (file.depth == depth && file.path == state.guess) return close(question, captured.at(question));
    state.open = false;
    elsewhere_[file.depth][file.path].push_back(question);
}

void FileSearch::fetch(std::size_t depth, const Wanted& wanted)
{
    const auto captured = read_layer(depth, wanted, nullptr);
    for (const auto& [path, questions] : wanted)
        for (const auto i : questions) close(i, captured ? captured->at(i) : fail(captured.error()));
}

Result<FileSearch::Captured> FileSearch::read_layer(std::size_t depth, const Wanted& wanted, LayerNames* names)
{
    const auto& layer = layer_at(depth);
    const auto doing =
        fmt::format("reading layer {} of {} ({})", layers_.size() - depth, layers_.size(), layer.digest.brief());
    auto bytes = content_.open_blob(layer);
    if (!bytes) return during(doing, bytes.error());
    LayerArchive archive(std::move(*bytes));
    auto captured = read_entries(archive, wanted, names);
    if (!captured) return during(doing, captured.error());
    // Only now is the digest of what we saw known to be right.
    if (auto ended = archive.finish(); !ended) return during(doing, ended.error());
    return captured;
}

Result<FileSearch::Captured> FileSearch::read_entries(LayerArchive& archive, const Wanted& wanted, LayerNames* names)
{
    Captured captured;
    while (true) {
        auto entry = archive.next();
        if (!entry) return fail(entry.error());
        if (!*entry) return captured;
        const auto asked = wanted.find((*entry)->path);
        if (asked != wanted.end() && (*entry)->entry.type == LayerEntry::Type::file)
            if (auto taken = capture(archive, asked->first, asked->second, captured); !taken)
                return fail(taken.error());
        if (names == nullptr) continue;
        if (auto kept = remember(std::move(**entry), *names); !kept) return fail(kept.error());
    }
}

Result<void> FileSearch::remember(NamedEntry entry, LayerNames& names)
{
    remembered_ += entry.path.size() + entry.entry.target.size() + bytes_beside_a_name;
    if (remembered_ > most_remembered)
        return fail(ErrorKind::malformed,
                    fmt::format("the names in the image take more than {} MiB", most_remembered >> 20),
                    "read its version from the label instead");
    // A name that comes twice is what it was last, as when the layer is unpacked.
    names.insert_or_assign(std::move(entry.path), std::move(entry.entry));
    return {};
}

Result<void> FileSearch::capture(LayerArchive& archive, const std::string& path,
                                 const std::vector<std::size_t>& questions, Captured& captured)
{
    std::vector<FileCapture> captures;
    for (const auto i : questions) captures.emplace_back(path, states_[i].pattern);
    std::array<char, 65536> buffer;
    while (true) {
        const auto count = archive.read(buffer);
        if (!count) return fail(count.error());
        if (*count == 0) break;
        for (auto& each : captures) each.feed({buffer.data(), *count});
    }
    for (std::size_t i = 0; i < questions.size(); ++i) captured.insert_or_assign(questions[i], captures[i].finish());
    return {};
}

}  // namespace tagwarden
