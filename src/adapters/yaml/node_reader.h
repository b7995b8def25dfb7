// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <yaml-cpp/yaml.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/yaml/known_keys.h"
#include "base/pattern.h"
#include "base/result.h"
#include "core/text_template.h"

namespace tagwarden {

/// The reading of one file. It keeps the first thing that was wrong, with its place, so that a section is a
/// straight line and only the end asks whether all went well.
class Reading {
public:
    explicit Reading(std::string file) : file_(std::move(file)) {}

    void wrong(const YAML::Mark& at, const std::string& message, std::string hint);
    const std::optional<Error>& error() const { return error_; }

    /// The value, or what is wrong with it as something that `what` says at this place.
    template <class T>
    T value_at(const YAML::Mark& at, const std::string& what, Result<T> value)
    {
        if (value) return std::move(*value);
        wrong(at, what + ": " + value.error().message, value.error().hint);
        return T{};
    }

    /// Text that is not empty.
    std::string text(const YAML::Node& node, const std::string& what);

    /// The elements of a list that is not empty.
    std::vector<YAML::Node> list(const YAML::Node& node, const std::string& what);
    std::vector<std::string> texts(const YAML::Node& node, const std::string& what);

    /// The members of a map, each key once.
    struct Member {
        std::string key;
        YAML::Mark at;  ///< of the key
        YAML::Node value;
    };
    std::vector<Member> members(const YAML::Node& node, const std::string& what);

    /// Refuses a name that could not be part of a tag or a path: [a-z0-9][a-z0-9._-]*
    void expect_name(const Member& member, std::string_view kind);
    void expect_name(const YAML::Mark& at, const std::string& name, std::string_view kind);

private:
    void wrong_type(const YAML::Node& node, const std::string& what, const std::string& wanted);

    std::string file_;
    std::optional<Error> error_;
};

/// Reads a map whose keys are in a table.
class MapReader {
public:
    /// `what` names the map in errors: "image 'ollama'".
    MapReader(Reading& reading, const YAML::Node& node, std::string what, const KeyTable& keys);

    /// Nothing when it is absent; `required` makes that an error.
    std::optional<YAML::Node> find(std::string_view key) const;
    std::optional<YAML::Node> required(std::string_view key);

    std::string text(std::string_view key);
    std::string text_or(std::string_view key, std::string_view otherwise);
    bool flag_or(std::string_view key, bool otherwise);
    std::optional<Pattern> pattern(std::string_view key);  ///< nothing when it is absent or wrong: noted
    TextTemplate text_template(std::string_view key);
    TextTemplate text_template_or(std::string_view key, std::string_view otherwise);

    /// "'soak' of channel 'latest'"
    std::string name_of(std::string_view key) const;
    YAML::Mark mark() const { return node_.Mark(); }
    YAML::Mark mark_of(std::string_view key) const;  ///< of its value; of the map where it is absent

private:
    void check_key(const Reading::Member& member, const KeyTable& keys);

    Reading& reading_;
    YAML::Node node_;
    std::string what_;
    std::vector<Reading::Member> members_;
};

}  // namespace tagwarden
