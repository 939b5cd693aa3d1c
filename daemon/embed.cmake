# cmake -DOUT=web_files.cpp -DFILES="a.css;b.js" -DHEADER=remote/web/files.hpp -DSPACE=recalld::remote::web -DTYPE=WebFile
#       -DFUNCTION=web_files -P embed.cmake: the files, by name, as one source that defines FUNCTION.
set(entries "")
foreach(file ${FILES})
  file(READ ${file} text)
  cmake_path(GET file FILENAME name)
  string(APPEND entries "    ${TYPE}{\"${name}\", R\"web!(${text})web!\"},\n")
endforeach()
list(LENGTH FILES count)
file(WRITE ${OUT} "#include \"${HEADER}\"\n\n#include <array>\n\nnamespace ${SPACE} {\n\nnamespace {\n\nconstexpr std::array<${TYPE}, ${count}> embedded{\n${entries}};\n\n}  // namespace\n\nstd::span<const ${TYPE}> ${FUNCTION}() { return embedded; }\n\n}  // namespace ${SPACE}\n")
