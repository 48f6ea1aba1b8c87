# SPDX-License-Identifier: GPL-3.0-or-later
# Every library Pinion uses, in one place. Debian 12's versions are the floors.

find_package(Qt6 6.4 REQUIRED COMPONENTS Core Concurrent Gui Network Test)
find_package(QCoro6 0.8 REQUIRED COMPONENTS Coro)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(tl-expected 1.0 REQUIRED)
find_package(Qt6Keychain 0.13 REQUIRED)

# Checks make and drop small values on all processors at once, and mimalloc lets them do it side by
# side. Where it is missing the C library's allocator serves; the sanitizers bring their own.
if(NOT PINION_SANITIZE)
    find_package(mimalloc 2.0 QUIET)
endif()

if(PINION_GUI)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Widgets Svg PrintSupport)

    # QScintilla ships no CMake package; its library and headers have fixed names.
    find_library(QSCINTILLA_LIBRARY NAMES qscintilla2_qt6 REQUIRED)
    find_path(QSCINTILLA_INCLUDE_DIR Qsci/qsciscintilla.h
        HINTS ${Qt6Core_INCLUDE_DIRS} PATH_SUFFIXES qt6 REQUIRED)
    add_library(QScintilla::QScintilla UNKNOWN IMPORTED)
    set_target_properties(QScintilla::QScintilla PROPERTIES
        IMPORTED_LOCATION "${QSCINTILLA_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${QSCINTILLA_INCLUDE_DIR}")
    target_link_libraries(QScintilla::QScintilla INTERFACE Qt6::Widgets Qt6::PrintSupport)
endif()

# Where ccache is at hand it replaces the precompiled header, which would keep it from finding
# anything again. Paths count from the source folder, so that one checkout serves another.
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
        "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" CCACHE_NOHASHDIR=1 "${CCACHE_PROGRAM}")
    set(CMAKE_DISABLE_PRECOMPILE_HEADERS ON)
endif()
