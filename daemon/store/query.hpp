#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <SQLiteCpp/SQLiteCpp.h>

namespace recalld::store {

/// Bytes that are no text.
struct Blob {
    std::string_view bytes;
};

/// One run of a prepared statement: binds its values in order, steps, reads. The statement is free again when this
/// goes, however it goes. Throws SQLite::Exception.
class Query {
public:
    template <class... Values>
    explicit Query(SQLite::Statement& statement, const Values&... values) : statement_(statement)
    {
        int place = 0;
        (bind(++place, values), ...);
    }
    ~Query() { statement_.tryReset(); }
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    bool step() { return statement_.executeStep(); }
    void run() { statement_.exec(); }

    bool is_null(int column) const { return statement_.isColumnNull(column); }
    std::int64_t number(int column) const { return statement_.getColumn(column).getInt64(); }
    std::size_t count(int column) const { return static_cast<std::size_t>(number(column)); }
    std::string text(int column) const { return statement_.getColumn(column).getString(); }
    /// Valid until the next step.
    std::string_view bytes(int column) const
    {
        const auto value = statement_.getColumn(column);
        return {static_cast<const char*>(value.getBlob()), static_cast<std::size_t>(value.getBytes())};
    }

private:
    void bind(int place, std::int64_t number) { statement_.bind(place, number); }
    void bind(int place, std::string_view text) { statement_.bind(place, std::string(text)); }
    void bind(int place, Blob blob) { statement_.bind(place, blob.bytes.data(), static_cast<int>(blob.bytes.size())); }
    void bind(int place, std::optional<std::int64_t> number)
    {
        number ? statement_.bind(place, *number) : statement_.bind(place);
    }

    SQLite::Statement& statement_;
};

/// The first column of the first row; nothing when there is none.
template <class... Values>
std::optional<std::int64_t> first_number(SQLite::Statement& statement, const Values&... values)
{
    Query query(statement, values...);
    if (!query.step()) return std::nullopt;
    return query.number(0);
}

/// Runs an `INSERT … RETURNING id` to its end, where it commits.
template <class... Values>
std::int64_t inserted(SQLite::Statement& insert, const Values&... values)
{
    Query query(insert, values...);
    query.step();
    const auto id = query.number(0);
    while (query.step()) {
    }
    return id;
}

inline std::int64_t signed_size(std::size_t size) { return static_cast<std::int64_t>(size); }

}  // namespace recalld::store
