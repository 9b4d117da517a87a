# Run by src/business/loop/months at build time: OUT, FILES. The hash of all sources that decide a
# figure, as a constant.
set(all "")
foreach(file IN LISTS FILES)
  file(SHA256 "${file}" hash)
  string(APPEND all "${hash}\n")
endforeach()
string(SHA256 hash "${all}")
file(WRITE "${OUT}" "// Made from the sources that decide a figure.\n#pragma once\n\nnamespace bihuan::months {\n\ninline constexpr const char* kMethodHash = \"${hash}\";\n\n}  // namespace bihuan::months\n")
