# BIHUAN_SANITIZE=address,undefined or =thread
set(BIHUAN_SANITIZE "" CACHE STRING "Sanitizers for the whole build")
if(BIHUAN_SANITIZE)
  add_compile_options(-fsanitize=${BIHUAN_SANITIZE} -fno-omit-frame-pointer -U_FORTIFY_SOURCE)
  add_link_options(-fsanitize=${BIHUAN_SANITIZE})
endif()
