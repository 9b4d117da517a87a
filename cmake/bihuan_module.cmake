# bihuan_module(NAME SOURCES a.cpp … [TESTS a_test.cpp …] [QUERIES q.sql …] [DEPENDS libs …])
#
# One folder of src/ as a static library NAME and, with TESTS, a test program NAME_test that ctest
# runs. DEPENDS may name only what src/layers.txt allows. QUERIES become constants (embed_sql.cmake).
#
# Where CMAKE_UNITY_BUILD puts the files of a room together, five rooms stay apart: theirs use the
# same names for private things.
set(BIHUAN_APART engine_forecast engine_supply files http app_forecast)

function(bihuan_module name)
  cmake_parse_arguments(arg "" "" "SOURCES;TESTS;TEST_DEPENDS;QUERIES;DEPENDS" ${ARGN})
  if(name IN_LIST BIHUAN_APART)
    set(CMAKE_UNITY_BUILD OFF)
  endif()
  if(NOT arg_SOURCES)
    add_library(${name} INTERFACE)
    set(scope INTERFACE)
  else()
    add_library(${name} STATIC ${arg_SOURCES})
    set(scope PUBLIC)
    target_link_libraries(${name} PRIVATE bihuan_warnings)
  endif()
  target_include_directories(${name} ${scope} "${PROJECT_SOURCE_DIR}/src")
  target_link_libraries(${name} ${scope} ${arg_DEPENDS})
  if(arg_QUERIES)
    bihuan_embed_sql(${name} ${arg_QUERIES})
  endif()
  if(arg_TESTS)
    add_executable(${name}_test ${arg_TESTS})
    target_link_libraries(${name}_test PRIVATE ${name} ${arg_TEST_DEPENDS} bihuan_warnings GTest::gmock GTest::gtest_main)
    target_include_directories(${name}_test PRIVATE "${PROJECT_SOURCE_DIR}/tests")
    target_compile_definitions(${name}_test PRIVATE BIHUAN_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    add_test(NAME ${name} COMMAND ${name}_test)
  endif()
endfunction()

# A folder joins the build once it has a CMakeLists.txt.
macro(bihuan_rooms)
  foreach(room IN ITEMS ${ARGN})
    if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/${room}/CMakeLists.txt")
      add_subdirectory(${room})
    endif()
  endforeach()
endmacro()
