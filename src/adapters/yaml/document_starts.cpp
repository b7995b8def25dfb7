// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/yaml/document_starts.h"

#include <yaml-cpp/eventhandler.h>

#include <sstream>

namespace tagwarden {

namespace {

class Starts : public YAML::EventHandler {
public:
    std::vector<YAML::Mark> marks;

    void OnDocumentStart(const YAML::Mark& mark) override { marks.push_back(mark); }

    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
    void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
    void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
    void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
    void OnSequenceEnd() override {}
    void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
    void OnMapEnd() override {}
};

}  // namespace

std::vector<YAML::Mark> document_starts(const std::string& text)
{
    std::istringstream stream(text);
    YAML::Parser parser(stream);
    Starts found;
    while (parser.HandleNextDocument(found)) {
        const auto& marks = found.marks;
        // The document before took nothing of the text: so would each further one.
        if (marks.size() > 1 && marks.back().pos == marks[marks.size() - 2].pos)
            throw YAML::ParserException(marks.back(), "no value begins with this character");
    }
    return found.marks;
}

}  // namespace tagwarden
