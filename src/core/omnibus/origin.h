// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "core/omnibus/omnibus_inputs.h"

/// What a build of omnibus-gitlab is made from (lib/gitlab/build/check.rb, lib/gitlab/build/info/git.rb).
namespace tagwarden::omnibus {

/// "ee" when the variable `ee` is true, GITLAB_VERSION or the file VERSION ends in "-ee", or it is an auto-deploy; else
/// "ce". `ee=false` does not make it "ce".
std::string edition(const OmnibusInputs& inputs);

/// A build for FIPS: it uses the system's OpenSSL.
bool is_fips(const OmnibusInputs& inputs);

bool is_internal_release(const OmnibusInputs& inputs);
bool is_for_release_environment(const OmnibusInputs& inputs);

/// "gitlab-fips", "gitlab-ee" or "gitlab-ce".
std::string package_name(const OmnibusInputs& inputs);

/// Whether the tag decides the version. In a job of GitLab CI only CI_COMMIT_TAG says so: a tagged commit in the
/// pipeline of a branch is a branch build. Elsewhere a tag on HEAD does; a lightweight one counts.
bool on_tag(const OmnibusInputs& inputs);

/// CI_COMMIT_TAG, else the tag on HEAD, also where on_tag() is false; "" without any. Of several tags on HEAD it is the
/// highest of this edition, or the highest of all when none is.
std::string tag_name(const OmnibusInputs& inputs);

/// Whether the tag or the name of the ref says so.
bool is_auto_deploy(const OmnibusInputs& inputs);
bool is_auto_deploy_ref(const OmnibusInputs& inputs);

/// The branch, in a merge request the one it comes from; "" on a tag.
std::string branch_name(const OmnibusInputs& inputs);

/// "15-10-stable", and nothing around it.
bool is_stable_branch(std::string_view branch);

/// The first eight digits of the commit. A usage error where neither CI_COMMIT_SHA nor a checkout tells it.
Result<std::string> short_commit(const OmnibusInputs& inputs);

}  // namespace tagwarden::omnibus
