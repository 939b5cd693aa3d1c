#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "remote/json.hpp"
#include "remote/news.hpp"

// What verbs answer, in words that fit a label. Whatever is not there is left out. Pure.

namespace recalld::remote {

/// The text or number of that name, as text; empty when there is none.
std::string layout_text(const Json& json, std::string_view name);
std::size_t layout_count(const Json& json, std::string_view name);
const Json& layout_part(const Json& json, std::string_view name);

std::string words_of_session(const Json& session);   ///< `Night Train, 12 versions`
std::string words_of_version(const Json& version);   ///< `Mix 3, 2026-11-21 09:30 UTC, vox up`
/// As verbs take it: `Mix 3@2`, so that a later take does not step in.
std::string name_of_version(const Json& version);
std::string words_of_plan(const Json& plan);         ///< `20 to write, 8430 unchanged`
std::string words_of_hazards(const Json& hazards);   ///< `phantom 1: ch 3: 48 V on; gain 2: …`
std::string words_of_report(const Json& report);     ///< never flatters: what is not as kept comes first
std::string words_of_finding(const Json& finding);
std::string words_of_unit(const Json& unit);         ///< … or surface
std::string words_of_entry(const Json& entry);
std::string words_of_work(const Work& work);
std::string words_of_error(const Json& error);       ///< of error_json()

/// One row of each, at most `most`; the last one counts what is left out.
std::vector<std::string> layout_rows_of(const Json& items, std::string (*words)(const Json&), std::size_t most);

/// At most so many bytes, and no half letter at the end.
std::string cut_for_label(std::string text);

}  // namespace recalld::remote
