// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// What becomes of an operation when something goes wrong at one of its places: every operation, every point of it,
// places that count and one that may lag, every fault. fault_table.txt says what is expected.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

#include "core/recovery.h"
#include "tests/flows/fault_scenes.h"

namespace tagwarden::tests {
namespace {

const std::vector<std::string> destinations{"first", "optional", "last"};

/// What every tag of every place names.
std::string world(Story& story)
{
    std::string text;
    for (const auto& it : destinations) text += it + ":\n" + story.tags(it) + "\n";
    return text;
}

/// The same of the tags that are no versions.
std::string channels(Story& story, const std::string& destination)
{
    std::istringstream tags(story.tags(destination));
    std::string text;
    for (std::string line; std::getline(tags, line);)
        if (line.substr(0, line.find(' ')).find('.') == std::string::npos) text += line + "\n";
    return text;
}

std::string channels(Story& story)
{
    std::string text;
    for (const auto& it : destinations) text += it + ":\n" + channels(story, it);
    return text;
}

/// What the scene ends with when nothing goes wrong.
std::string undisturbed(const Scene& scene)
{
    Story story(with_places_of_both_kinds);
    scene.prepare(story);
    EXPECT_TRUE(scene.act(story)) << scene.name;
    return world(story);
}

bool is_over(Story& story, const std::string& wanted)
{
    const auto status = story.status();
    return world(story) == wanted && recoveries(story.state()).empty() && status && status->anchors.empty() &&
           std::ranges::all_of(status->channels, [](const ChannelStatus& it) {
               return it.place == ChannelStatus::Place::right || it.place == ChannelStatus::Place::stranded;
           });
}

/// Something is told that the ledger does not have as done, or that a stranger did.
bool status_tells(Story& story)
{
    const auto status = story.status();
    return !recoveries(story.state()).empty() || std::ranges::any_of(status->channels, [](const ChannelStatus& it) {
        return it.place != ChannelStatus::Place::right && it.place != ChannelStatus::Place::stranded;
    });
}

/// The way on that a user would try first and that brings everything to where it would have been.
char way_on(const Scene& scene, Story& story, const std::string& wanted)
{
    if (is_over(story, wanted)) return '-';
    (void)story.recover();
    if (is_over(story, wanted)) return 'r';
    (void)story.settle();
    if (is_over(story, wanted)) return 's';
    (void)scene.act(story);
    if (is_over(story, wanted)) return 'a';
    story.by_force = true;
    (void)story.settle();
    if (is_over(story, wanted)) return 't';
    (void)scene.act(story);
    return is_over(story, wanted) ? 'T' : '!';
}

std::string cell(const Scene& scene, const std::string& point, const std::string& destination, const Fault& fault,
                 const std::string& wanted)
{
    Story story(with_places_of_both_kinds);
    scene.prepare(story);
    const auto before = channels(story);
    const auto struck = fault.arm(story, destination, point);
    const auto result = scene.act(story);
    EXPECT_TRUE(*struck) << scene.name << ", " << point << " of " << destination << ": never " << fault.name;
    heal(story);
    const bool everywhere = channels(story, "first") == channels(story, "last");
    EXPECT_TRUE(everywhere || status_tells(story)) << "places are apart, and nobody is told";
    char ended = 'p';
    if (result)
        ended = world(story) == wanted ? '+' : 'l';
    else if (channels(story) == before)
        ended = 'b';
    return {ended, way_on(scene, story, wanted)};
}

bool strikes_at(const Fault& fault, const std::string& point)
{
    return std::ranges::find(fault.points, point) != fault.points.end();
}

std::vector<std::string> columns()
{
    std::vector<std::string> names;
    for (const auto& fault : faults())
        if (std::ranges::find(names, fault.name) == names.end()) names.push_back(fault.name);
    return names;
}

/// In letters: the sign of what goes on is one of them, in three bytes.
int width_of(const std::string& column)
{
    return static_cast<int>(column.ends_with("…") ? column.size() - 2 : column.size());
}

using Counts = std::map<std::string, int>;

std::string row(const Scene& scene, const std::string& point, const std::string& destination, const std::string& wanted,
                Counts& counts)
{
    auto text = fmt::format("{:<14}{:<14}{:<9}", scene.name, point, destination);
    for (const auto& column : columns()) {
        const auto fault =
            std::ranges::find_if(faults(), [&](const Fault& it) { return it.name == column && strikes_at(it, point); });
        const auto told = fault == faults().end() ? "." : cell(scene, point, destination, *fault, wanted);
        if (told != ".") ++counts[told];
        text += fmt::format(" {:<{}}", told, width_of(column));
    }
    text.erase(text.find_last_not_of(' ') + 1);
    return text + "\n";
}

std::string table()
{
    auto text = fmt::format("{:<37}", "");
    for (const auto& column : columns()) text += fmt::format(" {:<{}}", column, width_of(column));
    text.erase(text.find_last_not_of(' ') + 1);
    text += "\n";
    Counts counts;
    for (const auto& scene : scenes()) {
        const auto wanted = undisturbed(scene);
        for (const auto& point : scene.points)
            for (const auto& destination : destinations) text += row(scene, point, destination, wanted, counts);
    }
    text += "\nhow often:";
    for (const auto& [told, count] : counts) text += fmt::format(" {} {}", told, count);
    return text + "\n";
}

std::string read(const std::string& file)
{
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// Run with ACCEPT=1 to write what happens now below the legend; then read the difference.
TEST(FaultTable, every_operation_ends_in_one_of_the_ways_that_users_are_told_of)
{
    const auto expected = read(TAGWARDEN_FAULT_TABLE);
    const auto legend = expected.substr(0, expected.find("\n\n") + 2);
    const auto now = legend + table();
    if (std::getenv("ACCEPT") != nullptr) std::ofstream(TAGWARDEN_FAULT_TABLE) << now;
    EXPECT_EQ(now, expected) << "run it with ACCEPT=1 and look at what changed";
    EXPECT_EQ(now.find('!', legend.size()), std::string::npos) << "no way on";
}

}  // namespace
}  // namespace tagwarden::tests
