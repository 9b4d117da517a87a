# Each queries/NAME.sql of a room becomes `constexpr Query kName` in "<room>/queries.h" of the build
# tree. A query that needs two dialects is the pair NAME.sqlite.sql and NAME.postgres.sql.
function(bihuan_embed_sql target)
  set(header "${CMAKE_BINARY_DIR}/generated/${target}/queries.h")
  set(files)
  foreach(file IN LISTS ARGN)
    list(APPEND files "${CMAKE_CURRENT_SOURCE_DIR}/${file}")
  endforeach()
  add_custom_command(OUTPUT "${header}"
    COMMAND ${CMAKE_COMMAND} "-DOUT=${header}" "-DROOM=${target}" "-DFILES=${files}"
            -P "${PROJECT_SOURCE_DIR}/cmake/write_queries.cmake"
    DEPENDS ${files} "${PROJECT_SOURCE_DIR}/cmake/write_queries.cmake"
    VERBATIM)
  target_sources(${target} PRIVATE "${header}")
  target_include_directories(${target} PUBLIC "${CMAKE_BINARY_DIR}/generated")
endfunction()
