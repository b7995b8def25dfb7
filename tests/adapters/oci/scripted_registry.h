// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "adapters/oci/oci_repository.h"
#include "adapters/oci/registry_client.h"
#include "tests/support/registry_session.h"
#include "tests/support/scripted_server.h"
#include "tests/support/text_stream.h"

namespace tagwarden::tests {

inline TagName tag(const std::string& text)
{
    return TagName::parse(text).value();
}

inline std::unique_ptr<Repository> open_app(const std::string& host, TestSession& session)
{
    return open_oci_repository(Location::parse(host + "/app").value(), {}, session.registry).value();
}

inline std::string image_manifest()
{
    return R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":)"
           R"("application/vnd.oci.image.config.v1+json","digest":"sha256:)" +
           std::string(64, '0') + R"(","size":2},"layers":[]})";
}

/// A registry that says what its test wants it to say, and the repository "app" in it.
struct ScriptedRegistry : testing::Test {
    ScriptedServer server;
    TestSession session;
    std::unique_ptr<Repository> repository = open_app(server.host(), session);
    RegistryClient client{Location::parse(server.host() + "/app").value(), {}, session.registry};

    /// Answers of the registry to a tag that names `content`.
    ScriptedAnswer manifest_answer(const std::string& content) const
    {
        return {200,
                {{"Content-Type", std::string(media_type::oci_manifest)},
                 {"Docker-Content-Digest", Digest::of(content).str()}},
                content};
    }
};

}  // namespace tagwarden::tests
