# cmake -DOUT=web_files.cpp -DFILES="a.css;b.js" -P embed.cmake: the files, by name, as one source.
set(entries "")
foreach(file ${FILES})
  file(READ ${file} text)
  cmake_path(GET file FILENAME name)
  string(APPEND entries "    WebFile{\"${name}\", R\"web!(${text})web!\"},\n")
endforeach()
list(LENGTH FILES count)
file(WRITE ${OUT} "#include \"remote/web/files.hpp\"\n\n#include <array>\n\nnamespace recalld::remote::web {\n\nnamespace {\n\nconstexpr std::array<WebFile, ${count}> embedded{\n${entries}};\n\n}  // namespace\n\nstd::span<const WebFile> web_files() { return embedded; }\n\n}  // namespace recalld::remote::web\n")
