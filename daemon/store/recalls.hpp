#pragma once

#include <unordered_set>

#include "store/store.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace recalld::store {

/// The tables `recall`, `recall_journal` and `recall_end`. Part of Store; throws SQLite::Exception, StoreError.
class Recalls {
public:
    explicit Recalls(SQLite::Database& database);

    /// Ends what a daemon that died left running; says so in words, one note a recall.
    std::vector<std::string> interrupt_running();

    RecallId begin(const NewRecall& recall);
    void journal(RecallId recall, std::string_view entry);
    void finish(RecallId recall, std::string_view report_document, bool is_whole);
    std::vector<Recall> list(std::size_t offset, std::size_t count);
    std::size_t count();
    std::optional<Recall> find(RecallId id);
    std::optional<Recall> undoable();

private:
    /// Taken back: by an undo that finished and was not itself taken back.
    std::unordered_set<RecallId> undone();
    std::vector<Recall> with_undone(std::vector<Recall> recalls);
    void require_running(RecallId recall);

    SQLite::Database& database_;
    SQLite::Statement running_, interrupt_, state_, begin_, journal_, finish_;
    SQLite::Statement list_, count_, find_, undos_, originals_;
};

}  // namespace recalld::store
