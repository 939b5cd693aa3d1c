#include "ctl/list_file.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "ctl/command.hpp"
#include "ctl/files.hpp"
#include "ctl/words.hpp"
#include "logbook/session_sieve.hpp"

namespace recalld::ctl {

namespace {

constexpr std::size_t block_size = 256 * 1024;

std::string left_out_words(const logbook::SessionSieve::Sifted& sifted)
{
    std::string words;
    if (sifted.left_out > 0) words = count_of(static_cast<std::int64_t>(sifted.left_out), "line") + " of clips and files were not needed";
    if (sifted.cut > 0) words += (words.empty() ? "" : "; ") + count_of(static_cast<std::int64_t>(sifted.cut), "line") + " longer than 64 kB were cut";
    return words;
}

}  // namespace

ListFile read_list(std::istream& stream, const std::string& name)
{
    logbook::SessionSieve sieve;
    std::string block(block_size, '\0');
    bool goes_on = true;
    while (goes_on && stream) {
        stream.read(block.data(), static_cast<std::streamsize>(block.size()));
        goes_on = sieve.take(std::string_view(block).substr(0, static_cast<std::size_t>(stream.gcount())));
    }
    if (stream.bad()) throw FileError(name + ": " + std::strerror(errno), exit_usage);
    auto sifted = sieve.finish();
    if (sifted.is_full)
        throw FileError(name + ": line " + std::to_string(sifted.lines) + ": larger than 8 MB without its clips; this is no session text and no input list, or tracks must be exported in parts", exit_usage);
    return {std::move(sifted.text.utf8), encoding_advice(sifted.text), left_out_words(sifted)};
}

ListFile read_list_file(const std::string& path)
{
    constexpr const char* takes = "; a DAW's session text or an input list (CSV, semicolons or tabs) is taken";
    if (path == "-") return read_list(std::cin, "standard input");
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) throw FileError(path + ": is a folder" + takes, exit_usage);
    if (!std::filesystem::exists(path, ignored)) throw FileError("there is no file " + std::filesystem::absolute(path).string() + takes, exit_usage);
    std::ifstream file(path, std::ios::binary);
    if (!file) throw FileError(path + ": " + std::strerror(errno), exit_usage);
    return read_list(file, path);
}

}  // namespace recalld::ctl
