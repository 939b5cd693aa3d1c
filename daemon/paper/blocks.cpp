#include "paper/blocks.hpp"

#include <algorithm>

namespace recalld::paper {

namespace {

/// `wrong_channel` -> `wrong channel`
std::string spaced(std::string name)
{
    std::ranges::replace(name, '_', ' ');
    return name;
}

/// Anything in a cell: yes and no for switches, lists with commas.
std::string simple_words(const Json& value)
{
    if (value.is_string()) return value.get<std::string>();
    if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
    if (value.is_number()) return value.dump();
    std::string all;
    if (value.is_array())
        for (const auto& item : value)
            if (const auto one = simple_words(item); !one.empty()) all += (all.empty() ? "" : ", ") + one;
    return all;
}

bool is_list_of_objects(const Json& value) { return value.is_array() && !value.empty() && value.front().is_object(); }

std::vector<std::string> keys_of(const Json& rows)
{
    std::vector<std::string> keys;
    for (const auto& row : rows)
        for (const auto& [key, value] : row.items())
            if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
    return keys;
}

Json any_table(const std::string& name, const Json& rows)
{
    const auto keys = keys_of(rows);
    std::vector<std::string> columns;
    for (const auto& key : keys) columns.push_back(spaced(key));
    Table table(columns);
    for (const auto& row : rows) {
        std::vector<std::string> cells;
        for (const auto& key : keys) cells.push_back(row.contains(key) ? simple_words(row[key]) : std::string());
        table.add(std::move(cells));
    }
    return table.block(spaced(name));
}

}  // namespace

Json heading(std::string text, std::string aside) { return {{"heading", {{"words", std::move(text)}, {"aside", std::move(aside)}}}}; }

Json words(std::string text, bool is_quiet) { return {{"paragraph", {{"words", std::move(text)}, {"quiet", is_quiet}}}}; }

Json points(Json sentences, std::string title)
{
    Json items = Json::array();
    for (const auto& sentence : sentences)
        if (const auto words = sentence.is_object() ? text_in(sentence, "words") : simple_words(sentence); !words.empty()) items.push_back({{"words", words}});
    if (items.empty()) return nullptr;
    return {{"points", {{"title", std::move(title)}, {"items", std::move(items)}}}};
}

Pairs& Pairs::add(std::string name, std::string value)
{
    if (!value.empty()) rows_.push_back({{"name", std::move(name)}, {"value", std::move(value)}});
    return *this;
}

Json Pairs::block() const { return rows_.empty() ? Json(nullptr) : Json{{"pairs", {{"rows", rows_}}}}; }

void Table::add(std::vector<std::string> cells, std::vector<std::string> keys)
{
    cells.resize(columns_.size());
    keys.resize(columns_.size());
    rows_.push_back({std::move(cells), std::move(keys)});
}

bool Table::is_used(std::size_t column) const
{
    return std::ranges::any_of(rows_, [column](const Row& row) { return !row.cells[column].empty(); });
}

Json Table::block(std::string caption, std::string kind) const
{
    if (rows_.empty()) return nullptr;
    Json columns = Json::array(), rows = Json::array();
    for (std::size_t i = 0; i < columns_.size(); ++i)
        if (is_used(i)) columns.push_back({{"name", columns_[i]}});
    for (const auto& row : rows_) {
        Json cells = Json::array();
        for (std::size_t i = 0; i < columns_.size(); ++i)
            if (is_used(i)) cells.push_back({{"words", row.cells[i]}, {"key", row.keys[i]}});
        rows.push_back({{"cells", std::move(cells)}});
    }
    return {{"table", {{"caption", std::move(caption)}, {"kind", std::move(kind)}, {"columns", std::move(columns)}, {"rows", std::move(rows)}}}};
}

void append(Json& blocks, Json block)
{
    if (!block.is_null()) blocks.push_back(std::move(block));
}

Json any_blocks(const Json& facts, const std::vector<std::string>& without)
{
    Json blocks = Json::array();
    Pairs pairs;
    const auto is_left_out = [&](const std::string& key) { return std::ranges::find(without, key) != without.end(); };
    for (const auto& [key, value] : facts.items())
        if (!is_left_out(key) && !is_list_of_objects(value)) pairs.add(spaced(key), simple_words(value));
    append(blocks, pairs.block());
    for (const auto& [key, value] : facts.items())
        if (!is_left_out(key) && is_list_of_objects(value)) append(blocks, any_table(key, value));
    return blocks;
}

}  // namespace recalld::paper
