# Libraries of which the program uses a small part are linked as archives: a shared one is mapped and relocated whole at
# every start. libarchive alone brings nine others, 30 MB of ICU's data among them, for formats that no image has.
# Measured: 49 shared libraries to 40, 2 ms and 2 MiB less for every command.

# The tests write tar files, and who writes with libarchive needs all of it.
if(TAGWARDEN_TESTS OR TAGWARDEN_FUZZ)
    find_package(LibArchive REQUIRED)
endif()

set(CMAKE_FIND_LIBRARY_SUFFIXES .a ${CMAKE_FIND_LIBRARY_SUFFIXES})
set(Boost_USE_STATIC_LIBS ON)
find_package(Boost 1.81 REQUIRED CONFIG COMPONENTS json)
find_package(SQLite3 REQUIRED)
find_package(LibArchive REQUIRED)
pkg_check_modules(YAML_CPP REQUIRED IMPORTED_TARGET yaml-cpp)
list(REMOVE_AT CMAKE_FIND_LIBRARY_SUFFIXES 0)

# What libarchive's filters need; an archive does not say so itself.
find_package(BZip2 REQUIRED)
find_package(LibLZMA REQUIRED)
find_package(ZLIB REQUIRED)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
target_link_libraries(LibArchive::LibArchive
    INTERFACE BZip2::BZip2 LibLZMA::LibLZMA PkgConfig::ZSTD ZLIB::ZLIB)
