#include "logbook/prints.hpp"

#include "logbook/credits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

namespace recalld::logbook {

namespace {

Copy copy_of(const store::Entry& line)
{
    const auto data = data_of(line);
    Copy copy{line.id, line.time, line.said.who, text_of(data, "path"), text_of(data, "drive"), text_of(data, "drive_identity")};
    copy.is_proven = flag_of(data, "proven");
    copy.sha256 = text_of(data, "sha256");
    copy.why = text_of(data, "why");
    copy.asked = text_of(data, "asked");
    return copy;
}

bool is_same_file(const Print& a, const Print& b)
{
    return a.session == b.session && a.version == b.version && text_of(a.data, "path") == text_of(b.data, "path");
}

void add_print(std::vector<Print>& prints, const store::Entry& line)
{
    const Print print{line.id, line.time, line.said.who, line.said.session, line.said.version, data_of(line)};
    for (auto& earlier : prints)
        if (is_same_file(earlier, print) && !earlier.replaced) earlier.replaced = line.id;
    prints.push_back(print);
}

/// `/media/B/` and `/media/B` are one place.
std::filesystem::path place_of(const std::string& path)
{
    const auto place = std::filesystem::path(path).lexically_normal();
    return place.has_filename() ? place : place.parent_path();
}

/// Somebody looked for it by its folder, by the same words, or by another name in the same folder, before it was proven there.
bool settles(const Copy& proven, const Copy& failed)
{
    if (!proven.is_proven || failed.is_proven) return false;
    const auto was = place_of(failed.path), now = place_of(proven.path);
    if (was == now.parent_path() || (!proven.asked.empty() && was == place_of(proven.asked))) return true;
    return was.parent_path() == now.parent_path() && was.extension() == now.extension();   // a folder beside it is another place
}

/// What was said last of a path holds.
void add_copy(std::vector<Print>& prints, const store::Entry& line)
{
    const auto print = std::ranges::find(prints, line.said.about.value_or(0), &Print::entry);
    if (print == prints.end()) return;
    auto copy = copy_of(line);
    std::erase_if(print->copies, [&](const Copy& earlier) { return earlier.path == copy.path || settles(copy, earlier); });
    print->copies.push_back(std::move(copy));
}

std::string drives_words(const std::vector<std::string>& names)
{
    if (names.empty()) return "on no other drive";
    std::string words;
    for (std::size_t i = 0; i < names.size(); ++i) words += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    return "on " + words + " only";
}

std::string without_end(std::string words)
{
    while (!words.empty() && words.back() == '.') words.pop_back();
    return words;
}

}  // namespace

store::EntryFilter print_lines(const std::string& session, std::optional<store::EntryId> until)
{
    store::EntryFilter filter;
    filter.kinds = {"print", "copy", "drives"};
    if (!session.empty()) filter.session = session;
    filter.until = until;
    return filter;
}

std::vector<Print> prints_in(const std::vector<store::Entry>& lines)
{
    std::vector<Print> prints;
    for (const auto& line : in_order(lines)) {
        if (line.said.kind == "print") add_print(prints, line);
        if (line.said.kind == "copy") add_copy(prints, line);
    }
    for (auto& print : prints) print.wanted_drives = wanted_drives_in(lines, print.session);
    return prints;
}

std::size_t wanted_drives_in(const std::vector<store::Entry>& lines, const std::string& session)
{
    store::EntryId newest = 0;
    std::size_t wanted = usual_drives;
    for (const auto& line : lines) {
        if (line.said.kind != "drives" || line.said.session != session || line.id < newest) continue;
        const auto said = number_of(data_of(line), "wanted");
        if (said == 0 || said > most_drives) continue;
        newest = line.id;
        wanted = said;
    }
    return wanted;
}

bool is_on_own_drive(const Print& print, const std::string& drive_identity) { return drive_identity == text_of(print.data, "drive_identity"); }

std::vector<std::string> proven_drives(const Print& print)
{
    std::map<std::string, std::string> drives;   // names by identity: two drives may have one name
    for (const auto& copy : print.copies)
        if (copy.is_proven && !is_on_own_drive(print, copy.drive_identity)) drives.emplace(copy.drive_identity, copy.drive);
    std::vector<std::string> names;
    for (const auto& [identity, name] : drives) names.push_back(name);
    return names;
}

std::string warning_of(const Print& print)
{
    if (print.replaced) return {};
    const auto drives = proven_drives(print);
    if (drives.size() >= print.wanted_drives) return {};
    const bool is_one = print.wanted_drives == 1;
    std::string words = fmt::format("{} is proven {}; {} {} besides its own {} wanted", text_of(print.data, "file"), drives_words(drives), print.wanted_drives, is_one ? "drive" : "drives", is_one ? "is" : "are");
    for (const auto& copy : print.copies)
        if (!copy.is_proven) words += "; " + copy.path + " is not proven: " + without_end(copy.why);
    return words;
}

NameFacts name_facts_in(const std::vector<store::Entry>& lines, const std::string& session)
{
    const auto song = song_in(lines, session);
    NameFacts facts;
    facts.artist_initials = text_of(song, "initials");
    facts.title = text_of(song, "title");
    facts.mixer_initials = text_of(song, "mixer_initials");
    if (facts.artist_initials.empty()) facts.artist_initials = initials_of(text_of(song, "artist"));
    return facts;
}

}  // namespace recalld::logbook
