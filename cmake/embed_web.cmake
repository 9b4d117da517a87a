# bihuan_embed_files(TARGET SYMBOL FOLDER): every file below FOLDER goes into the executable's
# read-only data by .incbin; "<TARGET>/embedded.h" of the build tree lists path and bytes.
function(bihuan_embed_files target symbol folder)
  file(GLOB_RECURSE files RELATIVE "${folder}" CONFIGURE_DEPENDS "${folder}/*")
  set(asm ".section .rodata\n")
  set(declarations "")
  set(entries "")
  set(inputs "")
  set(i 0)
  foreach(file IN LISTS files)
    set(path "${folder}/${file}")
    list(APPEND inputs "${path}")
    string(APPEND asm ".global ${symbol}_${i}\n.balign 16\n${symbol}_${i}:\n.incbin \"${path}\"\n.global ${symbol}_${i}_end\n${symbol}_${i}_end:\n.byte 0\n")
    string(APPEND declarations "extern \"C\" const char ${symbol}_${i}[];\nextern \"C\" const char ${symbol}_${i}_end[];\n")
    string(APPEND entries "    {\"${file}\", ${symbol}_${i}, ${symbol}_${i}_end},\n")
    math(EXPR i "${i} + 1")
  endforeach()
  string(APPEND asm ".section .note.GNU-stack,\"\",@progbits\n")
  set(bin "${CMAKE_BINARY_DIR}/generated/${target}")
  file(CONFIGURE OUTPUT "${bin}/${symbol}.S" CONTENT "${asm}" @ONLY)
  file(CONFIGURE OUTPUT "${bin}/${symbol}.h" CONTENT
"// Made from the files of ${symbol}.\n#pragma once\n\n#include <array>\n\n${declarations}
namespace bihuan::embedded {\n\nstruct EmbeddedFile {\n    const char* path;\n    const char* begin;\n    const char* end;\n};\n
inline const std::array<EmbeddedFile, ${i}> k_${symbol}{{\n${entries}}};\n\n}  // namespace bihuan::embedded\n" @ONLY)
  set_property(SOURCE "${bin}/${symbol}.S" PROPERTY OBJECT_DEPENDS "${inputs}")
  target_sources(${target} PRIVATE "${bin}/${symbol}.S")
  target_include_directories(${target} PUBLIC "${CMAKE_BINARY_DIR}/generated")
endfunction()
