# SPDX-License-Identifier: GPL-3.0-or-later
# Compiler settings shared by all targets, and the two functions that every folder uses.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTOMOC ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

add_library(pinion_options INTERFACE)
target_compile_definitions(pinion_options INTERFACE
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_FOREACH
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_USE_QSTRINGBUILDER
    QT_DISABLE_DEPRECATED_BEFORE=0x060400
    PINION_VERSION="${PROJECT_VERSION}")
if(MSVC)
    target_compile_options(pinion_options INTERFACE /W4 $<$<BOOL:${PINION_WERROR}>:/WX>)
else()
    target_compile_options(pinion_options INTERFACE
        -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
        $<$<BOOL:${PINION_WERROR}>:-Werror>)
endif()
if(PINION_SANITIZE)
    # Under the sanitizers g++ 12 takes checked values for uninitialised ones.
    target_compile_options(pinion_options INTERFACE
        -fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined
        $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    target_link_options(pinion_options INTERFACE -fsanitize=address,undefined)
endif()

# pinion_add_library(<folder> SOURCES <files…> [DEPENDS <libraries…>])
# One static library per folder of src/. DEPENDS is the folder's row of the layer table in
# docs/architecture.md; nothing else is visible to it.
function(pinion_add_library folder)
    cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
    set(target pinion_${folder})
    add_library(${target} STATIC ${ARG_SOURCES})
    add_library(Pinion::${folder} ALIAS ${target})
    target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR}/src)
    target_link_libraries(${target} PUBLIC pinion_options ${ARG_DEPENDS})
    target_precompile_headers(${target} PRIVATE ${PROJECT_SOURCE_DIR}/cmake/precompiled.h)
endfunction()

# pinion_use_allocator(<program>): takes memory from mimalloc where there is one. Nothing in the
# program names it, so the linker is told to keep it.
function(pinion_use_allocator program)
    if(TARGET mimalloc AND UNIX AND NOT APPLE)
        target_link_libraries(${program} PRIVATE mimalloc)
        target_link_options(${program} PRIVATE LINKER:--no-as-needed)
    endif()
endfunction()

# pinion_add_test(<name> SOURCES <files…> [DEPENDS <libraries…>] [LABEL unit|ui|integration])
# A Qt Test program that needs no display and writes nothing outside the build folder.
function(pinion_add_test name)
    cmake_parse_arguments(ARG "" "LABEL" "SOURCES;DEPENDS" ${ARGN})
    if(NOT ARG_LABEL)
        set(ARG_LABEL unit)
    endif()
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE pinion_options ${ARG_DEPENDS} Qt6::Test)
    target_compile_definitions(${name} PRIVATE
        PINION_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
        PINION_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data"
        PINION_BINARY_DIR="${PROJECT_BINARY_DIR}")
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES
        LABELS ${ARG_LABEL}
        TIMEOUT 600
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;ASAN_OPTIONS=detect_leaks=0")
endfunction()
