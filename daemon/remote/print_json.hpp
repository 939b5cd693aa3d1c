#pragma once

#include <string>

#include "logbook/print_file.hpp"
#include "logbook/prints.hpp"
#include "remote/json.hpp"

// Prints and their copies as the log keeps them and as VERBS.md has them. Pure.

namespace recalld::remote {

/// What its header and its place say of a mix file; the rest of a print's facts is put beside it.
Json print_facts(const std::string& file, const std::string& place, std::uint64_t bytes, const logbook::PrintFile& print);

/// `NT_NightTrain_AB01_Inst_96k24.wav: instrumental, 3 min 32.4 s, WAV, 96 kHz, 24 bit, stereo, SHA-256 3f2a…`
std::string print_sentence(const Json& data);

/// `NT_….wav: proven on BACKUP1 (/media/BACKUP1/NT_….wav)`, or why not.
std::string copy_sentence(const Json& print, const Json& copy);

Json print_json(const logbook::Print& print);

}  // namespace recalld::remote
