// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// Gives the files of a folder to a fuzz target, one after the other: what has been found stays found.

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "tests/fuzz/fuzz.h"

int main(int count, char** arguments)
{
    if (count != 2) {
        std::cerr << "usage: " << arguments[0] << " FOLDER\n";
        return 2;
    }
    int files = 0;
    for (const auto& file : std::filesystem::directory_iterator(arguments[1])) {
        std::cout << file.path().string() << std::endl;  // at once: the next line may be the last
        std::ostringstream content;
        content << std::ifstream(file.path(), std::ios::binary).rdbuf();
        tagwarden::fuzz::one_input(content.str());
        ++files;
    }
    return files > 0 ? 0 : 1;
}
