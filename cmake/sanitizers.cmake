# BIHUAN_SANITIZE=address,undefined or =thread. The code knows it by BIHUAN_SANITIZED, and address
# by BIHUAN_SANITIZED_ADDRESS: compilers have names of their own for either.
set(BIHUAN_SANITIZE "" CACHE STRING "Sanitizers for the whole build")
if(BIHUAN_SANITIZE)
  add_compile_definitions(BIHUAN_SANITIZED)
  add_compile_options(-fsanitize=${BIHUAN_SANITIZE} -fno-omit-frame-pointer -U_FORTIFY_SOURCE)
  add_link_options(-fsanitize=${BIHUAN_SANITIZE})
  if(BIHUAN_SANITIZE MATCHES "undefined")
    # SOCI's libraries export no type information for the backends whose pointers would be checked.
    add_compile_options(-fno-sanitize=vptr)
    if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
      add_compile_options(-fno-sanitize=function)  # Clang 14 cannot assemble it beside coroutines
    endif()
  endif()
  if(BIHUAN_SANITIZE STREQUAL "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-Wno-tsan)  # Asio's fences are seen, only not modelled
  endif()
endif()

# BIHUAN_FUZZ=ON, with clang: the programs of tests/fuzz, everything instrumented for them.
option(BIHUAN_FUZZ "Build the fuzz targets" OFF)
if(BIHUAN_FUZZ OR BIHUAN_SANITIZE MATCHES "address")
  add_compile_definitions(BIHUAN_SANITIZED_ADDRESS)
endif()
if(BIHUAN_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link,address -fno-omit-frame-pointer -U_FORTIFY_SOURCE)
  add_link_options(-fsanitize=address)
endif()
