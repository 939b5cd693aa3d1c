#include "logbook/alternates.hpp"

#include <algorithm>
#include <array>

namespace recalld::logbook {

namespace {

constexpr std::array table{
    Alternate{"MSTR", "Master", "main mix", "main mainmix fullmix mix stereo"},
    Alternate{"INST", "Inst", "instrumental", "instrumental"},
    Alternate{"ACA", "Aca", "a cappella, all vocals", "acapella acappella vocalsonly"},
    Alternate{"ACALV", "AcaLV", "a cappella, lead vocal", "acaleadvocal acapellalv acappellalv"},
    Alternate{"ACABGV", "AcaBGV", "a cappella, background vocals", "acabackgroundvocals acapellabgv acappellabgv"},
    Alternate{"TV", "TV", "without lead vocal, with background vocals", "tvmix tvtrack"},
    Alternate{"AVU", "AVU", "all vocals up", "allvocalsup vocalsup vocalup vu"},
    Alternate{"LVU", "LVU", "lead vocal up", "leadvocalup leadup"},
    Alternate{"LVD", "LVD", "lead vocal down", "leadvocaldown leaddown"},
    Alternate{"BGVU", "BGVU", "background vocals up", "backgroundvocalsup bgvup"},
    Alternate{"STEMS", "Stems", "stems", "stem"},
    Alternate{"CLEAN", "Clean", "clean lyrics", "radioclean"},
    Alternate{"EXPL", "Explicit", "explicit lyrics", "explicit dirty"},
    Alternate{"EDIT", "Edit", "edit for radio", "radioedit radio"},
};

std::string plain(std::string_view word)
{
    std::string letters;
    for (const char c : word)
        if (c != ' ' && c != '-' && c != '_') letters += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return letters;
}

bool is_among(std::string_view words, const std::string& wanted)
{
    return (' ' + std::string(words) + ' ').find(' ' + wanted + ' ') != std::string::npos;
}

}  // namespace

std::span<const Alternate> alternates() { return table; }

const Alternate* alternate_named(std::string_view word)
{
    const auto wanted = plain(word);
    if (wanted.empty()) return nullptr;
    const auto found = std::ranges::find_if(table, [&](const Alternate& one) { return plain(one.code) == wanted || plain(one.in_name) == wanted || is_among(one.also, wanted); });
    return found == table.end() ? nullptr : &*found;
}

std::string alternate_codes()
{
    std::string codes;
    for (const auto& one : table) codes += (codes.empty() ? "" : ", ") + std::string(one.code);
    return codes;
}

}  // namespace recalld::logbook
