// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <stdexcept>

#include "adapters/git_ledger/git_ledger.h"
#include "adapters/system/child_process.h"
#include "tests/contract/ledger_contract.h"
#include "tests/support/git_daemon.h"
#include "tests/support/temporary_folder.h"

namespace tagwarden::tests {

namespace {

void git(const std::string& folder, std::vector<std::string> arguments)
{
    arguments.insert(arguments.begin(), "git");
    const auto done =
        run({.arguments = arguments, .folder = folder, .environment = {{"GIT_CONFIG_GLOBAL", "/dev/null"}}});
    if (!done || done->exit_code != 0) throw std::runtime_error(done ? done->errors : done.error().message);
}

std::unique_ptr<Ledger> opened(const std::string& folder, const std::string& remote)
{
    auto ledger = open_git_ledger(folder, remote);
    if (!ledger) throw std::runtime_error(ledger.error().message);
    return std::move(*ledger);
}

/// Every ledger is another machine's: a clone of its own of one bare repository.
struct Clones final : Journal {
    Clones() { git(folder.path(), {"init", "--quiet", "--bare", "shared.git"}); }

    std::unique_ptr<Ledger> open() override
    {
        const auto clone = "clone" + std::to_string(++clones);
        git(folder.path(), {"clone", "--quiet", "shared.git", clone});
        return opened(folder / clone, "origin");
    }

    TemporaryFolder folder;
    int clones = 0;
};

/// Every ledger is another process in one checkout.
struct OneCheckout final : Journal {
    OneCheckout()
    {
        git(folder.path(), {"init", "--quiet", "--bare", "shared.git"});
        git(folder.path(), {"clone", "--quiet", "shared.git", "clone"});
    }

    std::unique_ptr<Ledger> open() override { return opened(folder / "clone", "origin"); }

    TemporaryFolder folder;
};

/// No checkout at all, and a server.
struct Daemon final : Journal {
    Daemon() { git(folder.path(), {"init", "--quiet", "--bare", "shared.git"}); }

    std::unique_ptr<Ledger> open() override { return opened(outside.path(), daemon.url() + "/shared.git"); }

    TemporaryFolder folder, outside;
    GitDaemon daemon{folder.path()};
};

LedgerImplementation clones()
{
    return {"clones", [] { return std::make_unique<Clones>(); }};
}
LedgerImplementation one_checkout()
{
    return {"one_checkout", [] { return std::make_unique<OneCheckout>(); }};
}
LedgerImplementation over_git_daemon()
{
    return {"git_daemon", [] { return std::make_unique<Daemon>(); }};
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(git, LedgerContract, testing::Values(clones(), one_checkout(), over_git_daemon()),
                         testing::PrintToStringParamName());

}  // namespace tagwarden::tests
