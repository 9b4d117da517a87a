# Warnings are errors in our own code.
add_library(bihuan_warnings INTERFACE)
target_compile_options(bihuan_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wnon-virtual-dtor
  -Woverloaded-virtual -Werror
  -Wno-missing-field-initializers  # designated initialisers leave fields out on purpose
)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(bihuan_warnings INTERFACE
    -Wduplicated-cond -Wlogical-op -Wuseless-cast
    -Wno-error=maybe-uninitialized -Wno-error=array-bounds -Wno-error=stringop-overflow
    -Wno-error=restrict)  # these four cry wolf in libstdc++ 12 at -O2
endif()
