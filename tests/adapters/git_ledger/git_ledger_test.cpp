// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/git_ledger/git_ledger.h"

#include <map>
#include <sstream>
#include <thread>

#include "tests/adapters/git/git_repositories.h"

namespace tagwarden {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr Time noon{std::chrono::seconds(1'795'000'000)};
const std::string ledger_ref = "refs/tagwarden/ledger";

Draft draft(const std::string& reason)
{
    return {"ce", noon, "jane@laptop", ChannelReleased{"latest", reason}};
}

class GitLedgerTest : public tests::GitRepositories {
protected:
    /// A bare repository with a few commits on main, as a forge has it.
    std::string forge(const std::string& object_format = "sha1")
    {
        const auto work = empty_repository("work", object_format);
        write(work + "/tracked", "one");
        git(work, {"add", "tracked"});
        for (int i = 0; i < 3; ++i) commit(work);
        git(home_.path(), {"clone", "--quiet", "--bare", work, home_ / "forge.git"});
        git(home_ / "forge.git", {"config", "uploadpack.allowFilter", "true"});
        return home_ / "forge.git";
    }

    std::string cloned(const std::string& name, const std::vector<std::string>& options = {})
    {
        std::vector<std::string> arguments{"clone", "--quiet", "file://" + (home_ / "forge.git"), home_ / name};
        arguments.insert(arguments.begin() + 2, options.begin(), options.end());
        git(home_.path(), arguments);
        return home_ / name;
    }

    static std::unique_ptr<Ledger> ledger(const std::string& folder, const std::string& remote = "origin")
    {
        auto opened = open_git_ledger(folder, remote);
        EXPECT_TRUE(opened) << (opened ? "" : opened.error().message);
        return opened ? std::move(*opened) : nullptr;
    }

    /// What there is to see of a checkout: every file but the copy of the ledger.
    static std::map<std::string, std::string> files_of(const std::string& folder)
    {
        std::map<std::string, std::string> files;
        for (auto it = fs::recursive_directory_iterator(folder); it != fs::recursive_directory_iterator(); ++it) {
            if (it->path().filename() == "tagwarden" && it->is_directory()) it.disable_recursion_pending();
            if (!it->is_regular_file()) continue;
            std::ostringstream content;
            content << std::ifstream(it->path(), std::ios::binary).rdbuf();
            files.emplace(it->path().string(), content.str());
        }
        return files;
    }

    /// Publishes an entry and takes a lease from this folder; another machine sees it, and nothing else has changed.
    void expect_works_and_leaves_alone(const std::string& folder)
    {
        const auto before = files_of(folder);
        const auto mine = ledger(folder);
        const auto known = mine->entries();
        ASSERT_TRUE(known) << known.error().message;
        const auto added = mine->append(head_of(*known), {draft(folder), draft("two")});
        ASSERT_TRUE(added) << added.error().message;
        const auto lease = mine->acquire("ce", "jane", noon, 5min);
        ASSERT_TRUE(lease) << lease.error().message;
        EXPECT_TRUE(mine->release(*lease));
        EXPECT_EQ(files_of(folder), before);
        const auto seen = ledger(home_.path(), home_ / "forge.git")->entries();
        ASSERT_TRUE(seen) << seen.error().message;
        EXPECT_EQ(seen->size(), known->size() + 2);
        EXPECT_EQ(head_of(*seen), head_of(*added));
    }

    /// Neither to who reads nor to who wants to write; and the error says these words.
    void expect_not_believed(const std::string& folder, const std::vector<std::string>& words)
    {
        const auto error = failure_of(folder, "origin");
        EXPECT_EQ(error.kind, ErrorKind::malformed);
        for (const auto& word : words) EXPECT_NE(error.message.find(word), std::string::npos) << error.message;
        EXPECT_NE(error.hint, "");
        EXPECT_FALSE(ledger(folder)->append({}, {draft("as if nothing had been")}));
        EXPECT_EQ(failure_of(folder, "origin"), error) << "it was believed the second time";
    }

    Error failure_of(const std::string& folder, const std::string& remote)
    {
        const auto opened = open_git_ledger(folder, remote);
        if (!opened) return opened.error();
        const auto read = (*opened)->entries();
        EXPECT_FALSE(read);
        return read ? Error{} : read.error();
    }
};

}  // namespace

TEST_F(GitLedgerTest, every_kind_of_clone_shares_it_and_stays_as_it_is)
{
    forge();
    expect_works_and_leaves_alone(cloned("full"));
    expect_works_and_leaves_alone(cloned("shallow", {"--depth=1"}));
    expect_works_and_leaves_alone(cloned("blobless", {"--filter=blob:none"}));
    expect_works_and_leaves_alone(cloned("treeless", {"--filter=tree:0", "--no-checkout"}));
    expect_works_and_leaves_alone(cloned("bare.git", {"--bare"}));
    expect_works_and_leaves_alone(cloned("mirror.git", {"--mirror"}));
    git(home_ / "full", {"worktree", "add", "--quiet", "--detach", home_ / "linked"});
    expect_works_and_leaves_alone(home_ / "linked");
    fs::create_directories(home_ / "full/deep/down");
    expect_works_and_leaves_alone(home_ / "full/deep/down");
    for (const std::string clone : {"full", "shallow", "blobless", "bare.git", "mirror.git"}) {
        git(home_ / clone, {"fsck", "--no-dangling"});
        git(home_ / clone, {"fetch", "--quiet", "origin"});
    }
    EXPECT_FALSE(facts(home_ / "full").shallow);
}

TEST_F(GitLedgerTest, a_repository_with_sha_256_names_can_keep_it)
{
    forge("sha256");
    expect_works_and_leaves_alone(cloned("clone"));
    expect_works_and_leaves_alone(cloned("shallow", {"--depth=1"}));
}

TEST_F(GitLedgerTest, a_path_from_the_top_of_the_checkout_is_a_remote_too)
{
    forge();
    const auto clone = cloned("clone");
    git(clone, {"remote", "set-url", "origin", "../forge.git"});
    fs::create_directories(clone + "/deep");
    const auto mine = ledger(clone + "/deep");
    EXPECT_TRUE(mine->append({}, {draft("one")}));
}

TEST_F(GitLedgerTest, the_settings_of_the_checkout_count)
{
    const auto bare = forge();
    const auto clone = cloned("clone");
    git(clone, {"remote", "set-url", "origin", "https://forge.example/app.git"});
    git(clone, {"config", "url.file://" + bare + ".insteadOf", "https://forge.example/app.git"});
    EXPECT_TRUE(ledger(clone)->append({}, {draft("one")}));
    EXPECT_EQ(ledger(clone, "https://forge.example/app.git")->entries()->size(), 1U);
}

TEST_F(GitLedgerTest, hooks_of_the_checkout_and_of_the_user_do_not_run)
{
    forge();
    const auto clone = cloned("clone");
    for (const std::string hook : {"pre-push", "reference-transaction"}) {
        write(clone + "/.git/hooks/" + hook, "#!/bin/sh\nexit 1\n");
        fs::permissions(clone + "/.git/hooks/" + hook, fs::perms::owner_all);
    }
    write(home_ / "gitconfig", "[core]\nhooksPath = " + clone + "/.git/hooks\n");
    // The forge is another machine, of another user.
    git(home_ / "forge.git", {"config", "core.hooksPath", "/dev/null"});
    const tests::WithVariable settings("GIT_CONFIG_GLOBAL", home_ / "gitconfig");
    const auto added = ledger(clone)->append({}, {draft("one")});
    EXPECT_TRUE(added) << added.error().message;
}

TEST_F(GitLedgerTest, a_program_that_a_hook_of_git_calls_is_not_led_astray)
{
    forge();
    const auto clone = cloned("clone");
    const auto before = files_of(clone);
    const tests::WithVariable git_dir("GIT_DIR", clone + "/.git");
    const tests::WithVariable index("GIT_INDEX_FILE", clone + "/.git/index");
    const tests::WithVariable objects("GIT_OBJECT_DIRECTORY", clone + "/.git/objects");
    EXPECT_TRUE(ledger(clone)->append({}, {draft("one")}));
    EXPECT_EQ(files_of(clone), before);
}

TEST_F(GitLedgerTest, an_append_rewrites_one_file_of_entries_and_adds_one_commit)
{
    const auto bare = forge();
    const auto mine = ledger(cloned("clone"));
    std::vector<Draft> many;
    for (int i = 0; i < 150; ++i) many.push_back(draft(std::to_string(i)));
    const auto first = mine->append({}, many);
    ASSERT_TRUE(first);
    ASSERT_TRUE(mine->append(head_of(*first), {draft("one more")}));
    EXPECT_EQ(git(bare, {"rev-list", "--count", ledger_ref}), "2");
    EXPECT_EQ(git(bare, {"diff-tree", "-r", "--name-only", ledger_ref + "~1", ledger_ref}), "entries/0000/01");
    EXPECT_EQ(git(bare, {"show", ledger_ref + ":format"}), "tagwarden-ledger 1");
    EXPECT_EQ(git(bare, {"log", "--format=%cn|%ct|%s", "-1", ledger_ref}), "jane@laptop|1795000000|Entry 151");
    git(bare, {"fsck", "--strict", "--no-dangling"});
}

TEST_F(GitLedgerTest, a_new_copy_takes_the_entries_and_not_the_history)
{
    forge();
    const auto mine = ledger(cloned("clone"));
    Head head;
    for (int i = 0; i < 5; ++i) head = head_of(*mine->append(head, {draft(std::to_string(i))}));
    const auto fresh = cloned("fresh");
    EXPECT_EQ(ledger(fresh)->entries()->size(), 5U);
    const auto copies = fs::directory_iterator(fresh + "/.git/tagwarden");
    const auto copy = (begin(copies)->path() / "copy.git").string();
    EXPECT_EQ(git(copy, {"rev-list", "--count", ledger_ref}), "1");
}

TEST_F(GitLedgerTest, writers_in_many_clones_at_once_lose_nothing)
{
    forge();
    std::vector<std::string> clones;
    for (int i = 0; i < 3; ++i) clones.push_back(cloned("clone" + std::to_string(i)));
    {
        std::vector<std::jthread> threads;
        for (const auto& clone : clones)
            threads.emplace_back([&] {
                const auto mine = ledger(clone);
                for (int done = 0, tries = 0; done < 4 && tries < 200; ++tries) {
                    const auto seen = mine->entries();
                    if (seen && mine->append(head_of(*seen), {draft(clone)})) ++done;
                }
            });
    }
    const auto all = ledger(clones.front())->entries();
    ASSERT_TRUE(all) << all.error().message;
    EXPECT_EQ(all->size(), 12U);
}

TEST_F(GitLedgerTest, a_copy_that_is_damaged_or_left_locked_is_made_anew)
{
    forge();
    const auto clone = cloned("clone");
    ASSERT_TRUE(ledger(clone)->append({}, {draft("one")}));
    ASSERT_TRUE(ledger(cloned("other"))->append(head_of(*ledger(clone)->entries()), {draft("two")}));
    const auto copy = begin(fs::directory_iterator(clone + "/.git/tagwarden"))->path() / "copy.git";
    write((copy / "refs/tagwarden/ledger.lock").string(), "");
    EXPECT_EQ(ledger(clone)->entries()->size(), 2U);
    fs::remove_all(copy / "objects");
    const auto seen = ledger(clone)->entries();
    ASSERT_TRUE(seen) << seen.error().message;
    EXPECT_EQ(seen->size(), 2U);
}

TEST_F(GitLedgerTest, a_reader_writes_nothing_to_the_repository)
{
    const auto bare = forge();
    const auto clone = cloned("clone");
    ASSERT_TRUE(ledger(clone)->append({}, {draft("one")}));
    write(bare + "/hooks/pre-receive", "#!/bin/sh\nexit 1\n");
    fs::permissions(bare + "/hooks/pre-receive", fs::perms::owner_all);
    const auto before = files_of(bare);
    const auto reader = open_git_ledger_for_reading(cloned("reader"), "origin");
    ASSERT_TRUE(reader);
    EXPECT_EQ((*reader)->entries()->size(), 1U);
    EXPECT_EQ(files_of(bare), before);
}

TEST_F(GitLedgerTest, is_read_where_the_checkout_has_no_room_for_a_copy)
{
    forge();
    const auto clone = cloned("clone");
    ASSERT_TRUE(ledger(cloned("other"))->append({}, {draft("one")}));
    write(clone + "/.git/tagwarden", "in the way");
    const tests::WithVariable temporary("TMPDIR", home_.path());
    const auto things = [&] { return std::distance(fs::directory_iterator(home_.path()), fs::directory_iterator()); };
    const auto before = things();
    {
        const auto reader = open_git_ledger_for_reading(clone, "origin");
        ASSERT_TRUE(reader) << reader.error().message;
        EXPECT_EQ((*reader)->entries()->size(), 1U);
    }
    EXPECT_EQ(things(), before) << "something is left behind";
}

TEST_F(GitLedgerTest, a_repository_that_never_lets_history_shrink_can_keep_it)
{
    const auto bare = forge();
    git(bare, {"config", "receive.denyNonFastForwards", "true"});
    git(bare, {"config", "receive.denyDeletes", "true"});
    git(bare, {"config", "receive.fsckObjects", "true"});
    const auto mine = ledger(cloned("clone"));
    const auto added = mine->append({}, {draft("one")});
    ASSERT_TRUE(added) << added.error().message;
    ASSERT_TRUE(mine->append(head_of(*added), {draft("two")}));
    for (int i = 0; i < 2; ++i) {
        const auto lease = mine->acquire("ce", "jane", noon, 5min);
        ASSERT_TRUE(lease) << lease.error().message;
        ASSERT_TRUE(mine->release(*lease));
    }
}

TEST_F(GitLedgerTest, a_push_that_a_hook_declines_is_refused_with_its_words)
{
    const auto bare = forge();
    write(bare + "/hooks/pre-receive", "#!/bin/sh\necho 'only the bot may push here' >&2\nexit 1\n");
    fs::permissions(bare + "/hooks/pre-receive", fs::perms::owner_all);
    const auto mine = ledger(cloned("clone"));
    const auto added = mine->append({}, {draft("one")});
    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().kind, ErrorKind::refused);
    EXPECT_NE(added.error().message.find("only the bot may push here"), std::string::npos) << added.error().message;
    EXPECT_NE(added.error().hint, "");
    EXPECT_EQ(mine->acquire("ce", "jane", noon, 5min).error().kind, ErrorKind::refused);
}

TEST_F(GitLedgerTest, an_append_whose_answer_was_lost_is_found_to_have_arrived)
{
    const auto bare = forge();
    const auto mine = ledger(cloned("clone"));
    // The server dies when the ref has moved, before it could say so.
    write(bare + "/hooks/reference-transaction", "#!/bin/sh\n[ \"$1\" != committed ] || kill -9 $PPID\n");
    fs::permissions(bare + "/hooks/reference-transaction", fs::perms::owner_all);
    const auto added = mine->append({}, {draft("one")});
    ASSERT_TRUE(added) << added.error().message;
    EXPECT_EQ(mine->entries()->size(), 1U);
}

TEST_F(GitLedgerTest, a_ref_that_holds_something_else_is_malformed_and_not_overwritten)
{
    const auto bare = forge();
    const auto clone = cloned("clone");
    const auto foreign = git(bare, {"rev-parse", "main"});
    for (const std::string what : {"main", "main:tracked"}) {
        git(bare, {"update-ref", ledger_ref, git(bare, {"rev-parse", what})});
        const auto mine = ledger(clone);
        const auto read = mine->entries();
        ASSERT_FALSE(read) << what;
        EXPECT_EQ(read.error().kind, ErrorKind::malformed) << read.error().message;
        EXPECT_FALSE(mine->append({}, {draft("one")}));
        EXPECT_EQ(git(bare, {"rev-parse", ledger_ref}), git(bare, {"rev-parse", what}));
    }
    git(bare, {"update-ref", "refs/tagwarden/leases/ce", foreign});
    EXPECT_EQ(ledger(clone)->acquire("ce", "jane", noon, 5min).error().kind, ErrorKind::malformed);
}

TEST_F(GitLedgerTest, that_lost_its_end_is_not_believed_where_this_clone_knows_better)
{
    const auto bare = forge();
    const auto clone = cloned("clone");
    const auto mine = ledger(clone);
    const auto first = mine->append({}, {draft("one")});
    ASSERT_TRUE(mine->append(head_of(*first), {draft("two")}));
    const auto whole = git(bare, {"rev-parse", ledger_ref}), cut = git(bare, {"rev-parse", ledger_ref + "~1"});
    const auto other = git(bare, {"commit-tree", whole + "^{tree}", "-m", "the same entries, moved"});
    git(bare, {"update-ref", ledger_ref, cut});
    expect_not_believed(clone, {"entry 2", whole.substr(0, 12), "entry 1", cut.substr(0, 12)});
    git(bare, {"update-ref", "-d", ledger_ref});
    expect_not_believed(clone, {"entry 2", whole.substr(0, 12), "nothing"});
    git(bare, {"update-ref", ledger_ref, other});
    const auto again = ledger(clone)->entries();
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(again->size(), 2U) << "the same journal, whatever its commits are";
}

TEST_F(GitLedgerTest, in_whose_place_another_was_put_is_not_believed)
{
    const auto bare = forge();
    const auto clone = cloned("clone");
    const auto seen = ledger(clone)->append({}, {draft("one")});
    git(bare, {"update-ref", "-d", ledger_ref});
    ASSERT_TRUE(ledger(cloned("other"))->append({}, {draft("another"), draft("two"), draft("three")}));
    expect_not_believed(clone, {"entry 1", seen->back().hash.substr(0, 12), "entry 3"});
}

TEST_F(GitLedgerTest, whose_entries_were_emptied_is_malformed_also_for_who_never_saw_it)
{
    const auto bare = forge();
    const auto clone = cloned("clone");
    ASSERT_TRUE(ledger(clone)->append({}, {draft("one")}));
    const auto work = cloned("vandal");
    git(work, {"fetch", "--quiet", "origin", ledger_ref});
    git(work, {"checkout", "--quiet", "--detach", "FETCH_HEAD"});
    write(work + "/entries/0000/00", "");
    git(work, {"commit", "--quiet", "--all", "-m", "emptied"});
    git(work, {"push", "--quiet", "origin", "HEAD:" + ledger_ref});
    for (const auto& folder : {clone, cloned("fresh")}) {
        const auto error = failure_of(folder, "origin");
        EXPECT_EQ(error.kind, ErrorKind::malformed) << error.message;
        EXPECT_NE(error.message.find("is empty"), std::string::npos) << error.message;
        EXPECT_NE(error.hint, "");
    }
}

TEST_F(GitLedgerTest, that_loses_its_end_between_two_writes_takes_no_more)
{
    const auto bare = forge();
    const auto mine = ledger(cloned("clone"));
    const auto first = mine->append({}, {draft("one")});
    git(bare, {"update-ref", "-d", ledger_ref});
    EXPECT_FALSE(mine->append(head_of(*first), {draft("two")}));
    EXPECT_EQ(mine->entries().error().kind, ErrorKind::malformed);
    EXPECT_EQ(git(bare, {"for-each-ref", ledger_ref}), "");
}

TEST_F(GitLedgerTest, is_put_back_by_the_command_of_the_hint_and_accepted_when_the_copy_is_deleted)
{
    const auto bare = forge();
    ASSERT_TRUE(ledger(cloned("other"))->append({}, {draft("one")}));
    const auto clone = cloned("clone");  // its copy is shallow
    const auto one = ledger(clone)->entries();
    ASSERT_TRUE(ledger(clone)->append(head_of(*one), {draft("two")}));
    git(bare, {"update-ref", "-d", ledger_ref});
    const auto hint = failure_of(clone, "origin").hint;
    const auto command = hint.substr(hint.find("git --git-dir"), hint.find("; to go on") - hint.find("git --git-dir"));
    const auto pushed = run({.arguments = {"sh", "-c", command},
                             .folder = clone,
                             .environment = {{"GIT_COMMITTER_NAME", "Jo"},
                                             {"GIT_COMMITTER_EMAIL", "jo@example.com"},
                                             {"GIT_AUTHOR_NAME", "Jo"},
                                             {"GIT_AUTHOR_EMAIL", "jo@example.com"}}});
    ASSERT_TRUE(pushed && pushed->exit_code == 0) << command << (pushed ? pushed->errors : pushed.error().message);
    EXPECT_EQ(ledger(clone)->entries()->size(), 2U);

    git(bare, {"update-ref", "-d", ledger_ref});
    EXPECT_EQ(failure_of(clone, "origin").kind, ErrorKind::malformed);
    fs::remove_all(begin(fs::directory_iterator(clone + "/.git/tagwarden"))->path() / "copy.git");
    EXPECT_EQ(ledger(clone)->entries()->size(), 0U);
}

TEST_F(GitLedgerTest, whose_lease_was_deleted_goes_on)
{
    const auto bare = forge();
    const auto mine = ledger(cloned("clone"));
    const auto first = mine->append({}, {draft("one")});
    ASSERT_TRUE(mine->acquire("ce", "jane", noon, 5min));
    git(bare, {"update-ref", "-d", "refs/tagwarden/leases/ce"});
    EXPECT_TRUE(mine->entries());
    EXPECT_TRUE(mine->acquire("ce", "jo", noon, 5min));
    EXPECT_TRUE(mine->append(head_of(*first), {draft("two")}));
}

TEST_F(GitLedgerTest, a_remote_that_is_not_there_is_not_found)
{
    forge();
    const auto clone = cloned("clone");
    EXPECT_EQ(failure_of(clone, "upstream").kind, ErrorKind::not_found);
    EXPECT_EQ(failure_of(clone, home_ / "nowhere.git").kind, ErrorKind::not_found);
    fs::create_directories(home_ / "outside");
    EXPECT_EQ(failure_of(home_ / "outside", "origin").kind, ErrorKind::not_found);
    git(clone, {"config", "remote.origin.url", ""});
    EXPECT_EQ(failure_of(clone, "origin").kind, ErrorKind::not_found);
}

TEST_F(GitLedgerTest, a_remote_that_nobody_answers_for_is_unreachable_and_its_token_not_shown)
{
    forge();
    const auto clone = cloned("clone");
    git(clone, {"remote", "set-url", "origin", "http://ci-token:hunter2@127.0.0.1:1/app.git"});
    const auto error = failure_of(clone, "origin");
    EXPECT_EQ(error.kind, ErrorKind::unreachable) << error.message;
    EXPECT_EQ((error.message + error.hint + join(error.trail, " ")).find("hunter2"), std::string::npos)
        << error.message;
}

}  // namespace tagwarden
