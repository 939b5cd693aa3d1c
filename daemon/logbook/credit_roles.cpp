#include "logbook/credit_roles.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "studio/spelling.hpp"

namespace recalld::logbook {

namespace {

using enum CreditGroup;

constexpr std::array table{
    Role{"Main Artist", artist}, Role{"Featured Artist", artist}, Role{"Band", artist}, Role{"Orchestra", artist}, Role{"Choir", artist},
    Role{"Producer", producer}, Role{"Co-Producer", producer}, Role{"Executive Producer", producer}, Role{"Vocal Producer", producer}, Role{"Additional Producer", producer},
    Role{"Recording Engineer", engineer}, Role{"Tracking Engineer", engineer}, Role{"Vocal Engineer", engineer}, Role{"Overdub Engineer", engineer},
    Role{"Mixing Engineer", engineer}, Role{"Mastering Engineer", engineer}, Role{"Editing Engineer", engineer}, Role{"Digital Editor", engineer},
    Role{"Restoration Engineer", engineer}, Role{"Transfers and Safeties Engineer", engineer}, Role{"Assistant Engineer", engineer},
    Role{"Tracking Second Engineer", engineer}, Role{"Mixing Second Engineer", engineer}, Role{"Tape Operator", engineer}, Role{"Immersive Mixing Engineer", engineer},
    Role{"Musician", musician}, Role{"Lead Vocals", musician}, Role{"Background Vocals", musician}, Role{"Arranger", musician}, Role{"Conductor", musician},
    Role{"Programmer", musician}, Role{"Composer", musician}, Role{"Lyricist", musician}, Role{"Contractor", musician}, Role{"Copyist", musician},
    Role{"Studio", studio}, Role{"Studio Manager", studio}, Role{"Maintenance Technician", studio}, Role{"Instrument Technician", studio}, Role{"Runner", studio},
    Role{"A&R", studio}, Role{"Production Coordinator", studio}, Role{"Label", studio}, Role{"Client", studio},
};

constexpr std::array<std::pair<std::string_view, std::string_view>, 14> short_forms{
    {{"artist", "Main Artist"}, {"prod", "Producer"}, {"rec", "Recording Engineer"}, {"recording", "Recording Engineer"}, {"tracking", "Tracking Engineer"},
     {"mix", "Mixing Engineer"}, {"mixer", "Mixing Engineer"}, {"mixing", "Mixing Engineer"}, {"mastering", "Mastering Engineer"}, {"assistant", "Assistant Engineer"},
     {"2nd", "Assistant Engineer"}, {"second engineer", "Assistant Engineer"}, {"vocals", "Lead Vocals"}, {"bvs", "Background Vocals"}}};

std::string plain(std::string_view words)
{
    std::string text;
    for (const char c : words) {
        if (c == '-' || c == '_') text += ' ';
        else text += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    }
    return text;
}

}  // namespace

std::string_view name_of(CreditGroup group)
{
    static constexpr std::array<std::string_view, 5> names{"artist", "producer", "engineer", "musician", "studio"};
    return names[static_cast<std::size_t>(group)];
}

std::span<const Role> roles() { return table; }

const Role* role_named(std::string_view words)
{
    auto wanted = plain(words);
    for (const auto& [spoken, name] : short_forms)
        if (wanted == spoken) wanted = plain(name);
    const auto found = std::ranges::find_if(table, [&](const Role& role) { return plain(role.name) == wanted; });
    return found == table.end() ? nullptr : &*found;
}

const Role* role_near(std::string_view words)
{
    if (role_named(words)) return nullptr;
    std::vector<std::string> known;
    for (const auto& role : table) known.push_back(plain(role.name));
    const auto near = studio::nearest_word(plain(words), known);
    return near.empty() ? nullptr : role_named(near);
}

std::string role_suggestion(std::string_view words)
{
    const auto* near = role_near(words);
    return near ? "; did you mean " + studio::in_quotes(near->name) + "?" : std::string();
}

}  // namespace recalld::logbook
