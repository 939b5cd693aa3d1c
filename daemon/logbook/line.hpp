#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.hpp"

namespace recalld::logbook {

using Json = nlohmann::ordered_json;

/// The facts of a line; an empty object when it has none, or when somebody wrote what is no object. Any thread.
Json data_of(const store::Entry& line);

/// What a line's facts hold, read without trusting them: another kind reads as nothing.
std::string text_of(const Json& data, std::string_view key);
std::size_t number_of(const Json& data, std::string_view key);   ///< 0 when it is not there
bool flag_of(const Json& data, std::string_view key);

/// A line of these facts; without any it has none.
std::string facts(const Json& data);

/// Lines in the order in which they were written, whatever order they came in.
std::vector<store::Entry> in_order(std::vector<store::Entry> lines);

/// What corrects each line, oldest first. Of a correction that was itself corrected both stand here, under the line that they are about.
using Corrections = std::map<store::EntryId, std::vector<store::Entry>>;
Corrections corrections_in(const std::vector<store::Entry>& lines);

/// How a line reads now: in the words of its newest correction, or its own.
std::string text_now(const store::Entry& line, const Corrections& corrections);

}  // namespace recalld::logbook
