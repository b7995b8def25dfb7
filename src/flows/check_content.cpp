// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/check_content.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/naming.h"
#include "flows/inspect_images.h"

namespace tagwarden {

namespace {

constexpr std::string_view version_label = "org.opencontainers.image.version";

std::string subject_of(const ContentCheck& check, const PlatformImage& image)
{
    const Part part{check.image.name, check.variant.name};
    return part.str() + " " + image.platform.str();
}

Result<PlatformAnswers> ask(const ContentCheck& check, const PlatformImage& image, LayerFiles& files)
{
    PlatformAnswers answers{subject_of(check, image), {}};
    std::vector<FileQuestion> questions;
    for (const auto& probe : check.image.probes) {
        ProbeAnswer answer{probe.str(), {}};
        if (probe.kind == Probe::Kind::file) {
            questions.push_back({probe.path, probe.match});
        } else if (auto label = label_of(image, version_label); !label.empty()) {
            answer.texts.push_back(std::move(label));
        }
        answers.answers.push_back(std::move(answer));
    }
    if (questions.empty()) return answers;
    auto replies = files.read(check.content, image.manifest.layers, questions);
    auto reply = replies.begin();
    for (std::size_t i = 0; i < check.image.probes.size(); ++i) {
        if (check.image.probes[i].kind != Probe::Kind::file) continue;
        if (!*reply)
            return during(fmt::format("reading {} in {}", check.image.probes[i].path, answers.subject), reply->error());
        answers.answers[i].texts = std::move((*reply)->texts);
        ++reply;
    }
    return answers;
}

void find_missing_platforms(const ContentCheck& check, const std::vector<PlatformImage>& images,
                            std::vector<Finding>& findings)
{
    for (const auto& wanted : check.image.platforms) {
        if (std::ranges::find(images, wanted, &PlatformImage::platform) != images.end()) continue;
        const auto part = Part{check.image.name, check.variant.name}.str();
        findings.push_back(
            {"platform-missing", part,
             fmt::format("{} has no image for {}, which the configuration asks for", part, wanted.str())});
    }
}

}  // namespace

Result<Verdict> check_content(const ContentCheck& check, LayerFiles& files)
{
    const auto images = inspect_images(check.content, check.root);
    if (!images) return fail(images.error());
    const auto part = Part{check.image.name, check.variant.name}.str();
    Verdict verdict;
    find_missing_platforms(check, *images, verdict.findings);
    for (const auto& image : *images) verdict.platforms.push_back(image.platform);
    if (check.image.probes.empty()) {
        verdict.accepted.push_back(
            fmt::format("the content of {} was not read: {}", part, check.image.no_probes_reason));
        return verdict;
    }
    const auto expected = check.image.expect.render(variables_of(check.release, check.image, check.variant));
    if (!expected) return during("reading 'expect' of image '" + check.image.name + "'", expected.error());
    std::vector<PlatformAnswers> platforms;
    for (const auto& image : *images) {
        auto answers = ask(check, image, files);
        if (!answers) return fail(answers.error());
        platforms.push_back(std::move(*answers));
    }
    if (platforms.empty())
        verdict.findings.push_back({"content-says-nothing", part,
                                    fmt::format("{} of {} holds no image that runs", check.root.digest.str(), part)});
    auto judged = judge(check.release.version, *expected, check.configuration.exceptions, platforms);
    std::ranges::move(judged.findings, std::back_inserter(verdict.findings));
    std::ranges::move(judged.accepted, std::back_inserter(verdict.accepted));
    return verdict;
}

}  // namespace tagwarden
