include_guard(GLOBAL)

# tagwarden_embed(NAME help_pages NAMESPACE tagwarden::embedded FILES a.md b.md)
#
# Compiles text files into the library tagwarden_embedded_<NAME>. Whoever links it may
#     #include "embedded/<NAME>.h"
# which declares, in the namespace:
#     std::span<const EmbeddedFile> <NAME>();      (src/base/embedded_file.h; in the order of FILES)
# A change in a file compiles it anew. The files are UTF-8 text.
set(TAGWARDEN_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/write_embedded_files.cmake)

function(tagwarden_embed)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME;NAMESPACE" "FILES")
    set(stem ${CMAKE_BINARY_DIR}/generated/embedded/${arg_NAME})
    set(files ${arg_FILES})
    list(TRANSFORM files PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/ REGEX "^[^/]")

    add_custom_command(
        OUTPUT ${stem}.h ${stem}.cpp
        COMMAND ${CMAKE_COMMAND} -DNAME=${arg_NAME} -DNAMESPACE=${arg_NAMESPACE} -DSTEM=${stem} "-DFILES=${files}"
                -P ${TAGWARDEN_EMBED_SCRIPT}
        DEPENDS ${files} ${TAGWARDEN_EMBED_SCRIPT}
        COMMENT "Embedding ${arg_NAME}"
        VERBATIM)
    add_library(tagwarden_embedded_${arg_NAME} STATIC ${stem}.cpp ${stem}.h)
    target_link_libraries(tagwarden_embedded_${arg_NAME} PUBLIC tagwarden_options)
endfunction()
