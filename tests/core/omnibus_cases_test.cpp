// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// Runs every row of tests/data/omnibus.tsv: what the scripts of omnibus-gitlab, its document, dpkg, rpm and git answer.
// Columns: id, kind, inputs separated by ';' (lists by ','), expected.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "base/text.h"
#include "core/naming.h"
#include "core/omnibus/base_version.h"
#include "core/omnibus/latest_tag.h"
#include "core/omnibus/omnibus_build.h"
#include "core/omnibus/origin.h"
#include "core/omnibus/tag_form.h"
#include "core/verdict.h"

namespace tagwarden {
namespace {

struct Row {
    std::string id;
    std::string kind;
    std::map<std::string, std::string> inputs;
    std::string expected;

    std::string operator[](const std::string& key) const
    {
        const auto found = inputs.find(key);
        return found == inputs.end() ? "" : found->second;
    }
};

Row row_of(const std::string& line)
{
    const auto cells = split(line, '\t');
    Row row{std::string(cells.at(0)), std::string(cells.at(1)), {}, std::string(cells.at(3))};
    for (const auto input : split(cells[2], ';')) {
        const auto equals = input.find('=');
        row.inputs.emplace(input.substr(0, equals), input.substr(equals + 1));
    }
    return row;
}

std::vector<Row> all_rows()
{
    std::vector<Row> rows;
    std::ifstream file(TAGWARDEN_TEST_DATA "/omnibus.tsv");
    std::string line;
    std::getline(file, line);  // the heading
    while (std::getline(file, line)) rows.push_back(row_of(line));
    return rows;
}

std::vector<std::string> list(const std::string& text)
{
    std::vector<std::string> parts;
    for (const auto part : split(text, ',')) parts.emplace_back(part);
    return parts;
}

using Setter = void (*)(OmnibusInputs&, const std::string&);

template <auto member>
void set(OmnibusInputs& inputs, const std::string& value)
{
    inputs.*member = value;
}

/// What the rows call the things that are not variables.
const std::map<std::string, Setter, std::less<>>& setters()
{
    static const std::map<std::string, Setter, std::less<>> all{
        {"version_file", set<&OmnibusInputs::version_file>},
        {"branch", set<&OmnibusInputs::head_branch>},
        {"git_abbrev_ref", [](auto& in, const auto& ref) { in.head_branch = ref == "HEAD" ? "" : ref; }},
        {"git_head", set<&OmnibusInputs::head_commit>},
        {"sha8", set<&OmnibusInputs::head_commit>},
        {"tag", [](auto& in, const auto& tag) { in.tags_on_head = {tag}; }},
        {"tag_semver", [](auto& in, const auto& numbers) { in.tags_on_head = {numbers + "+ce.0"}; }},
        {"git_describe_exact", [](auto& in, const auto& is) { in.tags_on_head.assign(is == "ok", "1.2.3+ce.0"); }},
        {"latest", [](auto& in, const auto& numbers) { in.all_tags = {numbers + "+ce.0"}; }},
        {"latest_tag", [](auto& in, const auto& tag) { in.all_tags.assign(!tag.empty(), tag); }},
        {"tags_desc", [](auto& in, const auto& tags) { in.all_tags = list(tags); }},
        {"edition", [](auto& in, const auto& name) { in.variables["ee"] = name == "ee" ? "true" : ""; }},
        {"mr_source", [](auto& in, const auto& it) { in.variables["CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"] = it; }},
        {"mr_target", [](auto& in, const auto& it) { in.variables["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"] = it; }},
        {"pipeline_id", [](auto& in, const auto& id) { in.variables["CI_PIPELINE_ID"] = id; }},
        {"internal", [](auto& in, const auto& is) { in.variables["INTERNAL_RELEASE"] = is; }},
        {"release_env", [](auto& in, const auto& is) { in.variables["RELEASE_ENVIRONMENT_BUILD"] = is; }},
    };
    return all;
}

OmnibusInputs inputs_of(const Row& row)
{
    OmnibusInputs inputs;
    for (const auto& [key, value] : row.inputs) {
        if (const auto setter = setters().find(key); setter != setters().end())
            setter->second(inputs, value);
        else
            inputs.variables[key] = value;
    }
    // Rows of package.semver name the latest tag only, which may be on HEAD, and leave the edition to it.
    const bool latest_is_here = row["on_tag"] == "true" || row["head_exact_match"] == "true";
    if (latest_is_here && inputs.tags_on_head.empty()) inputs.tags_on_head = inputs.all_tags;
    if (omnibus::is_of_edition(row["latest_tag"], "ee")) inputs.variables["ee"] = "true";
    return inputs;
}

std::string or_nil(const std::string& text)
{
    return text.empty() ? "<nil>" : text;
}

std::string yes(bool is)
{
    return is ? "true" : "false";
}

std::string said(const Result<std::string>& result)
{
    return result ? *result : fmt::format("<error: {}>", result.error().message);
}

std::string built(const OmnibusInputs& inputs, std::string OmnibusBuild::* member)
{
    const auto build = omnibus_build(inputs);
    return build ? (*build).*member : said(fail(build.error()));
}

std::string version(const Row&, const OmnibusInputs& inputs)
{
    return built(inputs, &OmnibusBuild::version);
}

template <Order order>
std::string compared(const Row& row, const OmnibusInputs&)
{
    const auto a = Version::parse(order, row["a"]);
    const auto b = Version::parse(order, row["b"]);
    if (!a || !b) return said(fail((a ? b : a).error()));
    return *a < *b ? "lt" : *a > *b ? "gt" : "eq";
}

std::string sorted(const Row& row, const OmnibusInputs&)
{
    auto tags = omnibus::highest_first(list(row["tags"]));
    std::erase_if(tags, [](const auto& tag) { return !omnibus::is_of_edition(tag, "ee"); });
    return join(tags, ",");
}

/// What a template of a destination or an image makes of the row.
std::string rendered(const Row& row, const std::string& text, const std::string& image)
{
    return said(TextTemplate::parse(text)->render(
        {{"env.CI_REGISTRY_IMAGE", row["CI_REGISTRY_IMAGE"] + row["registry"]}, {"image", image}}));
}

std::string address(const Row& row, const OmnibusInputs&)
{
    return rendered(row, "{env.CI_REGISTRY_IMAGE}/{image}", row["name"]) + (row["tag"].empty() ? "" : ":" + row["tag"]);
}

std::string slug_address(const Row& row, const OmnibusInputs& inputs)
{
    return rendered(row, "{env.CI_REGISTRY_IMAGE}/{image}", row["package"]) + ":" +
           omnibus::image_tag(inputs, row["version"]);
}

/// Judges the file VERSION of the checkout as if it were the content of the image.
std::string judged(const Row& row, const OmnibusInputs& inputs)
{
    const auto build = omnibus_build(inputs);
    const auto version = Version::parse(Order::omnibus, build->version);
    const Release release{build->edition, *version, build->kind, "", "", 0, {}, {}, {}};
    const bool is_ee = omnibus::is_of_edition(build->tag, "ee");
    const auto expect = TextTemplate::parse(is_ee ? "{major}.{minor}.{patch}-ee" : "{major}.{minor}.{patch}");
    const auto expected = expect->render(variables_of(release));
    const auto verdict = judge(*version, *expected, {}, {{"gitlab", {{"file VERSION", {row["VERSION"]}}}}});
    return verdict.findings.empty() ? "match" : "mismatch";
}

std::string replayed(const Row& row, const OmnibusInputs&)
{
    OmnibusInputs inputs;
    inputs.variables["ee"] = "true";
    inputs.all_tags = {row["latest_stable_before"], row["latest_any_before"], row["new_tag"]};
    const auto move = [&](const std::string& highest) { return highest == row["new_tag"] ? "move" : "keep"; };
    return fmt::format("latest={}, rc={}", move(omnibus::latest_stable_tag(inputs)), move(omnibus::latest_tag(inputs)));
}

using Answer = std::string (*)(const Row&, const OmnibusInputs&);

const std::map<std::string, Answer>& answers()
{
    using namespace omnibus;
    static const std::map<std::string, Answer> all{
        {"package.name", [](const Row&, const auto& in) { return package_name(in); }},
        {"package.semver", [](const Row&, const auto& in) { return said(base_version(in)); }},
        // The row gives the iteration by itself, which no build between tags has.
        {"package.release_version",
         [](const Row& row, const auto& in) { return said(base_version(in)) + "-" + row["build_iteration"]; }},
        {"build_iteration", [](const Row&, const auto& in) { return build_iteration(in); }},
        {"docker.tag", [](const Row& row, const auto& in) { return image_tag(in, row["release_version"]); }},
        {"git.branch_name", [](const Row&, const auto& in) { return or_nil(branch_name(in)); }},
        {"git.tag_name", [](const Row&, const auto& in) { return or_nil(tag_name(in)); }},
        {"git.commit_sha", [](const Row&, const auto& in) { return said(short_commit(in)); }},
        {"git.latest_tag", [](const Row&, const auto& in) { return latest_tag(in); }},
        {"git.latest_stable_tag", [](const Row&, const auto& in) { return latest_stable_tag(in); }},
        {"git.sort_desc", sorted},
        {"check.is_ee", [](const Row&, const auto& in) { return yes(edition(in) == "ee"); }},
        {"check.is_latest_tag", [](const Row&, const auto& in) { return yes(tag_name(in) == latest_tag(in)); }},
        {"check.is_rc_tag",
         [](const Row&, const auto& in) { return yes(omnibus_build(in)->kind == BuildKind::prerelease); }},
        {"check.on_tag", [](const Row&, const auto& in) { return yes(on_tag(in)); }},
        {"check.on_regular_tag",
         [](const Row&, const auto& in) { return yes(on_tag(in) && !is_auto_deploy_tag(tag_name(in))); }},
        {"check.on_stable_branch", [](const Row&, const auto& in) { return yes(is_stable_branch(branch_name(in))); }},
        {"check.on_regular_branch",
         [](const Row&, const auto& in) {
             return yes(!branch_name(in).empty() && !is_stable_branch(branch_name(in)));
         }},
        {"image.registry_address", address},
        {"image.dockerhub_name",
         [](const Row& row, const auto&) { return rendered(row, "gitlab/{image}", row["package"]); }},
        {"doc.feature", version},
        {"doc.nightly",
         [](const Row&, const auto& in) {
             auto nightly = in;
             nightly.variables["NIGHTLY"] = "true";
             return built(nightly, &OmnibusBuild::version);
         }},
        {"doc.tagged", version},
        {"doc.docker_slug", slug_address},
        {"order.dpkg", compared<Order::deb>},
        {"order.rpm", compared<Order::rpm>},
        {"verify.tag_vs_VERSION", judged},
        {"floating.replay", replayed},
    };
    return all;
}

/// Rows that are facts about something this program does not do, or does elsewhere.
const std::map<std::string, std::string>& not_covered()
{
    static const std::map<std::string, std::string> all{
        {"S065", "which parts go into a package is decided where it is built"},
        {"S112",
         "publishing goes by destinations and kinds, not by a script for each; flows are tested with their own"},
        {"S113", "as S112; the tag is the slug of the branch there, which an anchor template says"},
        {"S114", "as S112; what is a channel that follows nightlies"},
        {"S133", "there are no package repositories yet"},
        {"S134", "there are no package repositories yet"},
        {"S135", "there are no package repositories yet"},
        {"S137", "there are no package repositories yet"},
        {"S138", "there are no package repositories yet"},
        {"G002", "git's order without the suffix rc, in which the pipeline never asks"},
    };
    return all;
}

TEST(OmnibusCases, every_row_has_the_answer_of_the_real_pipeline)
{
    std::size_t run = 0;
    for (const auto& row : all_rows()) {
        if (not_covered().contains(row.id)) continue;
        const auto answer = answers().find(row.kind);
        ASSERT_NE(answer, answers().end()) << row.id << " " << row.kind << " is neither run nor listed as not covered";
        EXPECT_EQ(answer->second(row, inputs_of(row)), row.expected) << row.id << " " << row.kind;
        ++run;
    }
    EXPECT_EQ(run, all_rows().size() - not_covered().size());
    EXPECT_EQ(run, 127);
}

}  // namespace
}  // namespace tagwarden
