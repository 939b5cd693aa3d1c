#pragma once

#include <string>
#include <vector>

#include "ctl/paint.hpp"

namespace recalld::ctl {

/// Rows in aligned columns; columns that stay empty are left out.
class Table {
public:
    using Row = std::vector<std::string>;
    explicit Table(Row head) : head_(std::move(head)) {}
    void add(Row row) { rows_.push_back(std::move(row)); }
    std::string text(const Paint& paint) const;

private:
    std::vector<std::size_t> widths() const;
    Row head_;
    std::vector<Row> rows_;
};

}  // namespace recalld::ctl
