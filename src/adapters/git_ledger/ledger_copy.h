// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/git/git_program.h"
#include "adapters/git_ledger/copy_folder.h"

namespace tagwarden {

/// The ref of a copy that names the last commit of the ledger which it has seen at the remote. No fetch changes it.
extern const std::string seen_ref;

/// What a ref names.
struct RefTarget {
    std::string object;
    std::string type;  ///< "commit", if all is right

    bool operator==(const RefTarget&) const = default;
};

/// The refs under refs/tagwarden/ of a remote and what they lead to, in a bare repository beside the checkout: nothing
/// of the checkout changes, whatever kind of clone it is. Remotes are reached as the checkout reaches them.
/// Reads only; ref_writer.h writes.
class LedgerCopy {
public:
    /// Asks nobody yet. `folder` is in the checkout; where there is none, `remote` is a URL. not_found when the
    /// checkout has no such remote.
    static Result<LedgerCopy> open(const std::filesystem::path& folder, std::string remote);

    /// For one process at a time: taken before anything else is called, as long as what it gives is open.
    Result<FileDescriptor> lock() const { return place_.lock(); }

    /// Brings the copy up to date. A copy that is damaged is made anew.
    Result<void> fetch() const;

    /// As of the last fetch, and seen_ref.
    Result<std::map<std::string, RefTarget>> refs() const;

    /// The commit that one of these refs is on, if it is there. malformed when it is on something else.
    Result<std::optional<std::string>> commit_in(const std::map<std::string, RefTarget>& refs,
                                                 const std::string& ref) const;
    Result<std::optional<std::string>> commit(const std::string& ref) const;

    /// The object of each file of a commit, by path.
    Result<std::map<std::string, std::string>> files(const std::string& commit) const;

    /// The bytes of objects, read by one process.
    Result<std::vector<std::string>> contents(const std::vector<std::string>& objects) const;

    const std::string& remote() const { return remote_; }

    /// For a person, who may have to repair it: where the copy is, and the remote as git in the copy takes it.
    std::string path() const;
    std::string address() const;

    /// What is wrong with what a ref holds.
    std::unexpected<Error> reading(const std::string& ref, const Error& error) const;

    /// A command in the copy, as ref_writer.h needs it. The second is for those that ask the remote: they may take
    /// longer, and find out that it cannot be reached.
    Result<GitProgram::Answer> ask(std::vector<std::string> arguments, std::string input = {}) const;
    Result<GitProgram::Answer> ask_remote(std::vector<std::string> arguments) const;

    /// local, with what git says of it and what to do with the copy.
    std::unexpected<Error> damaged(std::string_view said) const;

private:
    struct Checkout;
    static Result<Checkout> look_at(const std::filesystem::path& folder, const std::string& remote);

    LedgerCopy(GitProgram git, CopyFolder place, std::string remote, Checkout checkout);

    Result<void> make(const std::string& object_format) const;
    Result<void> make_anew(const std::string& object_format) const;
    Result<void> bring() const;
    Result<void> take_object_format(std::string_view listed) const;
    Result<void> fetch_refs(std::vector<std::string> options) const;

    GitProgram git_;
    CopyFolder place_;
    std::string remote_;
    std::string object_format_;  ///< of a new copy
    std::map<std::string, std::string> environment_;
};

}  // namespace tagwarden
