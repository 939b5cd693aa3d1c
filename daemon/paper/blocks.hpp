#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "paper/read.hpp"

// What a chapter is made of before it is HTML or plain text: a list of blocks, each an object with one key that says what it is.
// Templates and the text edition know the same blocks. Pure.

namespace recalld::paper {

/// A smaller heading within a chapter; `aside` stands beside it: `X32 4.06`.
Json heading(std::string words, std::string aside = {});
/// A paragraph. `quiet`: what is said besides.
Json words(std::string text, bool is_quiet = false);
/// A list of sentences: texts, or objects whose `words` are one. Nothing at all: null.
Json points(Json sentences, std::string title = {});

/// Names and what they say; those that say nothing are left out. Nothing at all: null.
class Pairs {
public:
    Pairs& add(std::string name, std::string value);
    Json block() const;

private:
    Json rows_ = Json::array();
};

/// A table; columns in which nothing stands are left out.
class Table {
public:
    explicit Table(std::initializer_list<std::string> columns) : columns_(columns) {}
    explicit Table(std::vector<std::string> columns) : columns_(std::move(columns)) {}
    /// `keys`: what each cell is the value of, `desk ch/01/mix/fader`; may be shorter than the row.
    void add(std::vector<std::string> cells, std::vector<std::string> keys = {});
    bool is_empty() const { return rows_.empty(); }
    Json block(std::string caption = {}, std::string kind = {}) const;

private:
    struct Row {
        std::vector<std::string> cells, keys;
    };
    bool is_used(std::size_t column) const;
    std::vector<std::string> columns_;
    std::vector<Row> rows_;
};

/// Puts a block behind the others unless it is null.
void append(Json& blocks, Json block);

/// JSON of a form that nobody told us: what is simple as pairs, lists of objects as tables, each under its name.
Json any_blocks(const Json& facts, const std::vector<std::string>& without = {});

}  // namespace recalld::paper
