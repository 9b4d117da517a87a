# C++20 with GCC 12 or Clang 14, ccache and mold where they are installed.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(BIHUAN_CCACHE ccache)
if(BIHUAN_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${BIHUAN_CCACHE}")
endif()
find_program(BIHUAN_MOLD mold)
if(BIHUAN_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# Assertions stay on in release builds (style B5): NDEBUG is never defined.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g0 -D_FORTIFY_SOURCE=2 -fstack-protector-strong")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")
add_compile_definitions(_GLIBCXX_ASSERTIONS)
# The same sums in the same order on every machine: no fused or reassociated arithmetic by chance.
add_compile_options(-ffp-contract=off)
