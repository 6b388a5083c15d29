# How rooms, driver modules, programs and tests are declared. A room is a static library in its own
# folder; its target is the folder's path with '/' turned into '-'. tests/layout reads CMake's target
# graph and holds it against README's table of arrows.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(JIUJIN_MODULE_DIRECTORY "${CMAKE_BINARY_DIR}/modules")

# Our own code only: carried by this target, never by the libraries of others.
add_library(jiujin-flags INTERFACE)
target_include_directories(jiujin-flags INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_options(jiujin-flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough -Wswitch-enum
  -Werror -fstack-protector-strong -fstack-clash-protection)
target_compile_definitions(jiujin-flags INTERFACE _GLIBCXX_ASSERTIONS QT_NO_CAST_FROM_ASCII QT_NO_FOREACH)
target_link_options(jiujin-flags INTERFACE -Wl,-z,relro,-z,now)
if(JIUJIN_SANITIZE)
  add_compile_options(-fsanitize=${JIUJIN_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  # GCC 12 sees ghosts in its own <regex> and <functional> once sanitizers are in.
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-error=maybe-uninitialized>)
  add_link_options(-fsanitize=${JIUJIN_SANITIZE})
else()
  target_compile_definitions(jiujin-flags INTERFACE _FORTIFY_SOURCE=2)
endif()
if(JIUJIN_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# jiujin_target_name(OUT platform/base) -> platform-base
function(jiujin_target_name out room)
  string(REPLACE "/" "-" name "${room}")
  set(${out} "${name}" PARENT_SCOPE)
endfunction()

function(jiujin_link target)
  cmake_parse_arguments(A "" "" "ROOMS;LIBS" ${ARGN})
  target_link_libraries(${target} PUBLIC jiujin-flags)
  foreach(room IN LISTS A_ROOMS)
    jiujin_target_name(dep "${room}")
    target_link_libraries(${target} PUBLIC ${dep})
  endforeach()
  if(A_LIBS)
    target_link_libraries(${target} PUBLIC ${A_LIBS})
  endif()
endfunction()

# What nearly every source includes first, parsed once: two fifths of the time that a source of a room takes to compile. Not for
# the fuzz targets: their clang sees each source of their rooms without it, and so each include that was forgotten; of all rooms
# `packaging/test --full` sees that. Everybody has -pthread, for headers look at its macro; gcc's other option is for ccache. Of
# what is precompiled GCC 12 forgets that it is the system's, and tells of the ghosts that it sees in its own std::string (as GCC
# bug 105329).
set(JIUJIN_PRECOMPILED -pthread "$<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess;-Wno-array-bounds;-Wno-stringop-overflow;-Wno-stringop-overread;-Wno-restrict>")
function(jiujin_room_headers)
  file(CONFIGURE OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/room_headers.cpp" CONTENT "")
  add_library(room-headers STATIC "${CMAKE_CURRENT_BINARY_DIR}/room_headers.cpp")
  jiujin_link(room-headers)
  target_compile_options(room-headers PRIVATE ${JIUJIN_PRECOMPILED})
  target_precompile_headers(room-headers PRIVATE <algorithm> <array> <chrono> <cstdint> <filesystem> <fstream> <functional> <map>
    <memory> <mutex> <optional> <set> <span> <string> <string_view> <tuple> <variant> <vector>)
endfunction()

# A program is compiled as libraries are, so that it can use what was parsed for them.
function(jiujin_reuse_headers headers target)
  get_target_property(type ${target} TYPE)
  if(type STREQUAL "EXECUTABLE")
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
    target_compile_options(${target} PRIVATE -fPIC)
  endif()
  target_compile_options(${target} PRIVATE ${JIUJIN_PRECOMPILED})
  target_precompile_headers(${target} REUSE_FROM ${headers})
endfunction()

function(jiujin_reuse_room_headers target)
  if(JIUJIN_FUZZ)
    return()
  endif()
  if(NOT TARGET room-headers)
    jiujin_room_headers()
  endif()
  jiujin_reuse_headers(room-headers ${target})
endfunction()

# jiujin_room(platform/base SOURCES a.cpp ROOMS platform/formats LIBS OpenSSL::Crypto)
function(jiujin_room room)
  cmake_parse_arguments(A "" "" "SOURCES;ROOMS;LIBS" ${ARGN})
  jiujin_target_name(target "${room}")
  add_library(${target} STATIC ${A_SOURCES})
  jiujin_link(${target} ROOMS ${A_ROOMS} LIBS ${A_LIBS})
  jiujin_reuse_room_headers(${target})
endfunction()

# jiujin_program(jiujin-platform SOURCES main.cpp ROOMS ... LIBS ... [PACKAGE platform [TYPED]])
# PACKAGE: which Debian package holds it (JiujinPackages.cmake). TYPED: people call it by its name.
function(jiujin_program name)
  cmake_parse_arguments(A "TYPED" "PACKAGE" "SOURCES;ROOMS;LIBS" ${ARGN})
  add_executable(${name} ${A_SOURCES})
  jiujin_link(${name} ROOMS ${A_ROOMS} LIBS ${A_LIBS})
  target_link_options(${name} PRIVATE -pie)
  if(A_PACKAGE AND A_TYPED)
    install(TARGETS ${name} RUNTIME DESTINATION bin COMPONENT ${A_PACKAGE})
  elseif(A_PACKAGE)
    install(TARGETS ${name} RUNTIME DESTINATION lib/jiujin COMPONENT ${A_PACKAGE})
  endif()
endfunction()

# jiujin_driver(idcard-samv SOURCES ... ROOMS ... LIBS ... [PACKAGE simulators]): a module that jiujin-driver-host loads by
# name. Without PACKAGE it is part of the terminal's; PACKAGE none is in no package.
function(jiujin_driver name)
  cmake_parse_arguments(A "" "PACKAGE" "SOURCES;ROOMS;LIBS" ${ARGN})
  add_library(drivers-${name} MODULE ${A_SOURCES})
  jiujin_link(drivers-${name} ROOMS ${A_ROOMS} LIBS ${A_LIBS})
  jiujin_reuse_room_headers(drivers-${name})
  set_target_properties(drivers-${name} PROPERTIES PREFIX "" OUTPUT_NAME "${name}"
    LIBRARY_OUTPUT_DIRECTORY "${JIUJIN_MODULE_DIRECTORY}")
  if(NOT A_PACKAGE)
    set(A_PACKAGE terminal)
  endif()
  if(NOT A_PACKAGE STREQUAL none)
    install(TARGETS drivers-${name} LIBRARY DESTINATION lib/jiujin/modules COMPONENT ${A_PACKAGE})
  endif()
endfunction()

# What parses bytes from outside (label "parse") is built and run under the sanitizers by every packaging/test.
add_custom_target(parse-tests)
add_custom_target(thread-tests)
add_custom_target(fuzz-targets)

# What nearly every test includes first, parsed once: half of the time that a test takes to compile.
function(jiujin_test_headers)
  file(CONFIGURE OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/headers.cpp" CONTENT "")
  add_library(tests-headers STATIC "${CMAKE_CURRENT_BINARY_DIR}/headers.cpp")
  jiujin_link(tests-headers LIBS Qt6::Core)
  target_compile_options(tests-headers PRIVATE ${JIUJIN_PRECOMPILED})
  target_precompile_headers(tests-headers PRIVATE <algorithm> <chrono> <filesystem> <functional> <map> <memory> <optional> <set>
    <string> <thread> <vector> <QtCore/QtCore>)
endfunction()

# jiujin_reuse_test_headers(TARGET...): for what links Qt6::Core.
function(jiujin_reuse_test_headers)
  foreach(target IN LISTS ARGN)
    jiujin_reuse_headers(tests-headers ${target})
  endforeach()
endfunction()

# A test's moc, made by one short command: AUTOMOC adds a target, a scan and a translation unit to each of the many tests. What
# includes "x.moc" is found when CMake runs, and CMake runs again when a source changes that.
function(jiujin_test_moc target)
  foreach(source IN LISTS ARGN)
    get_filename_component(name "${source}" NAME_WE)
    if(NOT EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/${source}")
      continue()
    endif()
    file(STRINGS "${CMAKE_CURRENT_SOURCE_DIR}/${source}" included REGEX "^#include \"${name}\\.moc\"")
    if(included)
      set(into "${CMAKE_CURRENT_BINARY_DIR}/${target}-moc/${name}.moc")
      add_custom_command(OUTPUT "${into}" DEPENDS "${source}" VERBATIM
        COMMAND ${CMAKE_COMMAND} -E make_directory "${CMAKE_CURRENT_BINARY_DIR}/${target}-moc"
        COMMAND Qt6::moc "${CMAKE_CURRENT_SOURCE_DIR}/${source}" -o "${into}")
      target_sources(${target} PRIVATE "${into}")
      target_include_directories(${target} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/${target}-moc")
    endif()
  endforeach()
endfunction()

# jiujin_test(unit-base SOURCES tst_x.cpp ROOMS platform/base [LABELS parse] [ENVIRONMENT A=b]): a Qt Test program under ctest.
function(jiujin_test name)
  cmake_parse_arguments(A "" "TIMEOUT" "SOURCES;ROOMS;LIBS;LABELS;ENVIRONMENT" ${ARGN})
  add_executable(test-${name} ${A_SOURCES})
  set_target_properties(test-${name} PROPERTIES AUTOMOC OFF RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests/bin")
  jiujin_test_moc(test-${name} ${A_SOURCES})
  jiujin_link(test-${name} ROOMS ${A_ROOMS} LIBS Qt6::Core Qt6::Test ${A_LIBS})
  jiujin_reuse_test_headers(test-${name})
  add_test(NAME ${name} COMMAND test-${name})
  if("parse" IN_LIST A_LABELS)
    add_dependencies(parse-tests test-${name})
  endif()
  # What has threads: drivers, outbox, sync, server. A visit has Qt Quick's, which are not ours to mend.
  if(name MATCHES "^(unit-(terminal|server|link)|contract-)" AND NOT name MATCHES "^contract-visit")
    list(APPEND A_LABELS threads)
    add_dependencies(thread-tests test-${name})
  endif()
  if(NOT A_TIMEOUT)
    set(A_TIMEOUT 120)
  endif()
  if(JIUJIN_SANITIZE)
    math(EXPR A_TIMEOUT "2 * ${A_TIMEOUT}")
    # Full stacks, for otherwise a leak inside a library cannot be told from one of ours. They cost what parses
    # a factor of twenty (twelve seconds of unit-seal-packet become five minutes), and it has no such library.
    if(NOT "parse" IN_LIST A_LABELS)
      set(options "fast_unwind_on_malloc=0")
      if(name MATCHES "^qml-") # libgooglepinyin deletes as one what it made as many
        string(APPEND options ":alloc_dealloc_mismatch=0")
      endif()
      list(APPEND A_ENVIRONMENT "ASAN_OPTIONS=${options}")
    endif()
    list(APPEND A_ENVIRONMENT "UBSAN_OPTIONS=print_stacktrace=1"
      "LSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/support/sanitizers/leaks.txt"
      "TSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/support/sanitizers/races.txt:die_after_fork=0")
  endif()
  set_tests_properties(${name} PROPERTIES TIMEOUT ${A_TIMEOUT} LABELS "${A_LABELS}"
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_QUICK_BACKEND=software;JIUJIN_SOURCE_DIR=${CMAKE_SOURCE_DIR};JIUJIN_BINARY_DIR=${CMAKE_BINARY_DIR};${A_ENVIRONMENT}")
endfunction()

# jiujin_fuzz(samv-frame SOURCES fuzz_samv_frame.cpp ROOMS drivers/idcard-samv/...): corpus in tests/fuzz/corpus/<name>.
# Under the fuzz preset a libFuzzer program; otherwise a plain program that replays the corpus as a regression test.
# Unless BARE, its planted bug must be found too (tests/fuzz/planted.h).
function(jiujin_fuzz name)
  cmake_parse_arguments(A "BARE" "" "SOURCES;ROOMS;LIBS" ${ARGN})
  set(corpus "${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/${name}")
  add_executable(fuzz-${name} ${A_SOURCES})
  jiujin_link(fuzz-${name} ROOMS ${A_ROOMS} LIBS ${A_LIBS})
  jiujin_reuse_room_headers(fuzz-${name})
  add_dependencies(fuzz-targets fuzz-${name})
  if(JIUJIN_FUZZ)
    target_link_options(fuzz-${name} PRIVATE -fsanitize=fuzzer)
    add_test(NAME fuzz-${name} COMMAND "${CMAKE_SOURCE_DIR}/tests/fuzz/run" $<TARGET_FILE:fuzz-${name}> "${corpus}")
    set_tests_properties(fuzz-${name} PROPERTIES LABELS "fuzz")
    if(NOT A_BARE)
      add_test(NAME planted-${name} COMMAND "${CMAKE_SOURCE_DIR}/tests/fuzz/find_planted" $<TARGET_FILE:fuzz-${name}> "${corpus}")
      set_tests_properties(planted-${name} PROPERTIES LABELS "fuzz")
    endif()
  else()
    target_link_libraries(fuzz-${name} PRIVATE fuzz-replay)
    add_test(NAME corpus-${name} COMMAND fuzz-${name} "${corpus}")
    # Not among parse-tests: the fuzz preset runs the same corpus under the same sanitizers.
    set_tests_properties(corpus-${name} PROPERTIES LABELS "corpus")
  endif()
  set_target_properties(fuzz-${name} PROPERTIES AUTOMOC OFF RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests/bin")
endfunction()
