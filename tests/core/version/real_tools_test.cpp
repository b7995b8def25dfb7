// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// The orders against the tools they are named after. Texts are made up from a seed, and both sides say of each pair
// which texts are versions and which is the lower one. TAGWARDEN_SEED and TAGWARDEN_PAIRS choose others and more;
// `./soak orders` asks about many.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <sstream>

#include "adapters/system/child_process.h"
#include "base/text.h"
#include "core/version/sort_versions.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/version_generator.h"

namespace tagwarden {
namespace {

using tests::VersionPair;

std::uint64_t setting(const char* name, std::uint64_t otherwise)
{
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

/// Somebody who knows an order.
struct Judge {
    std::string name;
    Order order;
    std::vector<std::string> command;  ///< takes a file of pairs as tests/tools/dpkg.sh does

    /// What this judge may be asked about.
    std::function<bool(std::string_view)> fit = [](std::string_view) { return true; };

    /// What of that is a version to us, too, when it is one to the judge.
    std::function<bool(std::string_view)> ours = [](std::string_view) { return true; };
};

std::string tool(const std::string& name)
{
    return TAGWARDEN_TOOLS "/" + name;
}

/// As a tool says it: "yn", "yy<".
std::string our_answer(Order order, const VersionPair& pair)
{
    const auto left = Version::parse(order, pair.first), right = Version::parse(order, pair.second);
    std::string answer{left ? 'y' : 'n', right ? 'y' : 'n'};
    if (left && right) answer += *left < *right ? '<' : *left == *right ? '=' : '>';
    return answer;
}

/// What we should say if the judge is right.
std::string wanted_answer(const Judge& judge, const VersionPair& pair, const std::string& answer)
{
    std::string wanted{answer[0] == 'y' && judge.ours(pair.first) ? 'y' : 'n',
                       answer[1] == 'y' && judge.ours(pair.second) ? 'y' : 'n'};
    return wanted == "yy" ? wanted + answer.substr(2) : wanted;
}

/// Half of them near to each other as texts, the others neighbours in our own order, then neighbours of neighbours: a
/// text that we put in the wrong place is caught by one of those.
std::vector<VersionPair> pairs_for(const Judge& judge, std::uint64_t seed, std::size_t count)
{
    auto pairs = tests::some_pairs(judge.order, seed, (count + 1) / 2, [&](std::string_view text) {
        return text.find('\0') == std::string_view::npos && judge.fit(text);
    });
    std::vector<std::string> texts;
    for (const auto& [left, right] : pairs) {
        texts.push_back(left);
        texts.push_back(right);
    }
    std::erase_if(texts, [&](const auto& text) { return !Version::parse(judge.order, text); });
    const std::vector<std::string_view> lines(texts.begin(), texts.end());
    const auto sorted = sort_versions(lines, {.order = judge.order}).lines;
    for (std::size_t apart = 1; apart < sorted.size(); ++apart)
        for (std::size_t i = apart; i < sorted.size() && pairs.size() < count; ++i)
            pairs.emplace_back(sorted[i - apart], sorted[i]);
    return pairs;
}

/// One answer a pair; nothing when the judge is not here, with the reason in `missing`.
std::vector<std::string> ask(const Judge& judge, const std::vector<VersionPair>& pairs, std::string& missing)
{
    const tests::TemporaryFolder folder;
    std::string content;
    for (const auto& [left, right] : pairs) content += left + '\0' + right + '\0';
    auto command = judge.command;
    command.push_back(folder.write("pairs", content));
    const auto outcome =
        run({.arguments = command, .folder = folder.path(), .environment = {}, .time_limit = std::chrono::hours(1)});
    constexpr int not_here = 77;
    if (!outcome || outcome->exit_code == not_here)
        missing = outcome ? outcome->errors : outcome.error().message;
    else if (outcome->exit_code != 0)
        ADD_FAILURE() << join(command, " ") << ": " << outcome->errors;
    std::vector<std::string> answers;
    std::istringstream lines(outcome ? outcome->output : "");
    for (std::string line; std::getline(lines, line);) answers.push_back(line);
    return answers;
}

void agree(const Judge& judge)
{
    const auto seed = setting("TAGWARDEN_SEED", 1);
    const auto pairs = pairs_for(judge, seed, setting("TAGWARDEN_PAIRS", 400));
    std::string missing;
    const auto answers = ask(judge, pairs, missing);
    if (!missing.empty()) GTEST_SKIP() << judge.name << " cannot be asked: " << missing;
    ASSERT_EQ(answers.size(), pairs.size());

    std::size_t compared = 0, disagreements = 0;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const auto wanted = wanted_answer(judge, pairs[i], answers[i]);
        const auto ours = our_answer(judge.order, pairs[i]);
        if (ours.size() == 3) ++compared;
        if (ours == wanted) continue;
        constexpr std::size_t shown = 20;
        if (++disagreements <= shown)
            ADD_FAILURE() << "seed " << seed << ": '" << pairs[i].first << "' and '" << pairs[i].second
                          << "': " << judge.name << " says " << wanted << ", we say " << ours;
    }
    std::cout << judge.name << ": " << pairs.size() << " pairs, " << compared << " of them two versions, "
              << disagreements << " disagreements" << std::endl;
    EXPECT_EQ(disagreements, 0U);
    EXPECT_GT(compared, pairs.size() / 2) << "most of what is made up should be versions";
}

bool is_ascii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// JavaScript has no whole numbers above 2^53: what is longer is refused or mixed up there, and is fine here.
bool has_no_long_number(std::string_view text)
{
    constexpr std::size_t longest = 15;
    std::size_t digits = 0;
    return std::ranges::none_of(text, [&](char c) { return (digits = is_digit(c) ? digits + 1 : 0) > longest; });
}

/// Semantic Versioning 2.0.0 knows no "v" or "=" before a version, no white space around it and no longest version;
/// npm's semver passes the first over, trims the second, and refuses more than 256 characters.
bool npm_goes_by_the_book(std::string_view text)
{
    constexpr std::size_t longest = 256;
    return has_no_long_number(text) && text.size() <= longest && text == trim(text) &&
           (text.empty() || (text[0] != 'v' && text[0] != 'V' && text[0] != '='));
}

/// Python lets more than ASCII be white space and letters: U+00A0, and "ſ" for "s". PEP 440 speaks of ASCII.
bool packaging_goes_by_the_book(std::string_view text)
{
    return is_ascii(text) && std::ranges::none_of(text, [](char c) { return c >= '\x1c' && c <= '\x1f'; });
}

/// Renovate's package trims spaces, but no line ends. In a local version it reads as a number what JavaScript can:
/// "0b1", "0x1F", "1e5" and the like, which are words to PEP 440 (its own regular expression lets only digits be one).
bool renovate_goes_by_the_book(std::string_view text)
{
    const auto local = text.substr(std::min(text.find('+'), text.size()));
    const auto letter_behind_digit = [](char a, char b) { return is_digit(a) && !is_digit(b) && std::isalpha(b) != 0; };
    return packaging_goes_by_the_book(text) && has_no_long_number(text) && text == trim(text) &&
           std::ranges::adjacent_find(local, letter_behind_digit) == local.end();
}

/// X.Y and what follows: other tags are no versions. A '/' makes a path of a tag.
bool is_of_omnibus_form(std::string_view text)
{
    const auto point = std::min(text.find('.'), text.size());
    return all_digits(text.substr(0, point)) && point + 1 < text.size() && is_digit(text[point + 1]) &&
           text.find('/') == std::string_view::npos;
}

TEST(RealTools, dpkg_agrees_with_deb)
{
    agree({"dpkg", Order::deb, {tool("dpkg.sh")}});
}

TEST(RealTools, rpm_agrees_with_rpm)
{
    agree({"rpm", Order::rpm, {tool("rpm.sh")}});
}

TEST(RealTools, git_agrees_with_omnibus)
{
    Judge git{"git", Order::omnibus, {tool("git.py")}};
    git.ours = is_of_omnibus_form;
    agree(git);
}

TEST(RealTools, npm_agrees_with_semver)
{
    agree({"npm semver", Order::semver, {tool("node/compare.sh"), TAGWARDEN_NODE, "semver"}, npm_goes_by_the_book});
}

TEST(RealTools, renovate_agrees_with_pep440)
{
    agree({"renovate pep440",
           Order::pep440,
           {tool("node/compare.sh"), TAGWARDEN_NODE, "pep440"},
           renovate_goes_by_the_book});
}

TEST(RealTools, packaging_agrees_with_pep440)
{
    agree({"packaging", Order::pep440, {tool("pep440.py")}, packaging_goes_by_the_book});
}

}  // namespace
}  // namespace tagwarden
