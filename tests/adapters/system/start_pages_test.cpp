// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/system/start_pages.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <fstream>
#include <string>

#include "tests/support/temporary_folder.h"

namespace tagwarden {
namespace {

const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));

/// Two pages of a file of 'a's, as those of code are mapped: its first ones, or others.
class MappedFile {
public:
    explicit MappedFile(std::size_t from = 0)
    {
        const auto path = folder_.write("code", std::string(from + 2 * page, 'a'));
        const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
        bytes_ = static_cast<char*>(mmap(nullptr, 2 * page, PROT_READ, MAP_PRIVATE, file, static_cast<off_t>(from)));
        close(file);
    }
    ~MappedFile() { munmap(bytes_, 2 * page); }
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    void allow(int rights) { ASSERT_EQ(mprotect(bytes_, 2 * page, rights), 0); }
    char& first() { return *bytes_; }

    /// What of it counts as this process's memory.
    std::size_t here() const
    {
        std::size_t count = 0;
        std::ifstream mappings("/proc/self/smaps");
        bool mine = false;
        for (std::string line; std::getline(mappings, line);) {
            if (line.find(folder_.path().string()) != std::string::npos) mine = true;
            if (mine && line.starts_with("Rss:")) {
                count += std::stoul(line.substr(4)) * 1024;
                mine = false;
            }
        }
        return count;
    }

private:
    tests::TemporaryFolder folder_;
    char* bytes_ = nullptr;
};

TEST(StartPages, are_no_longer_memory_of_the_process_and_come_back_as_they_were)
{
    MappedFile code;
    ASSERT_EQ(code.first(), 'a');
    ASSERT_GE(code.here(), page);
    give_back_start_pages();
    EXPECT_EQ(code.here(), 0U);
    EXPECT_EQ(code.first(), 'a');
}

TEST(StartPages, are_those_of_code_too)
{
    MappedFile code(page);
    code.allow(PROT_READ | PROT_EXEC);
    ASSERT_EQ(code.first(), 'a');
    give_back_start_pages();
    EXPECT_EQ(code.here(), 0U);
}

TEST(StartPages, stay_where_somebody_wrote_into_them)
{
    MappedFile code(page);
    code.allow(PROT_READ | PROT_WRITE);
    code.first() = 'b';
    code.allow(PROT_READ);
    give_back_start_pages();
    EXPECT_EQ(code.first(), 'b');
}

TEST(StartPages, stay_where_somebody_may_still_write)
{
    MappedFile data;
    data.allow(PROT_READ | PROT_WRITE);
    ASSERT_EQ(data.first(), 'a');
    give_back_start_pages();
    EXPECT_GE(data.here(), page);
}

}  // namespace
}  // namespace tagwarden
