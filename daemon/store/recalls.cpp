#include "store/recalls.hpp"

#include "store/clock.hpp"
#include "store/content.hpp"
#include "store/query.hpp"

#include <utility>

namespace recalld::store {

namespace {

constexpr auto insert_interruption = "INSERT INTO recall_end (recall, how, time) VALUES (?, 'interrupted', ?)";
constexpr auto insert_finish = "INSERT INTO recall_end (recall, how, time, packed, whole) VALUES (?, 'finished', ?, ?, ?)";
constexpr auto is_running =
    "SELECT e.recall IS NULL FROM recall r LEFT JOIN recall_end e ON e.recall = r.id WHERE r.id = ?";
constexpr auto insert_recall =
    "INSERT INTO recall (session, version, safety, undoes, scope, allowed, time)"
    " VALUES (?, ?, nullif(?, 0), ?, ?, ?, ?) RETURNING id";
constexpr auto insert_entry =
    "INSERT INTO recall_journal SELECT ?1, 1 + coalesce(max(position), 0), ?2 FROM recall_journal WHERE recall = ?1";
constexpr auto count_recalls = "SELECT count(*) FROM recall";
constexpr auto finished_undos =
    "SELECT r.id, r.undoes FROM recall r JOIN recall_end e ON e.recall = r.id"
    " WHERE r.undoes IS NOT NULL AND e.how = 'finished' AND e.whole ORDER BY r.id DESC";
constexpr auto originals = "SELECT id FROM recall WHERE undoes IS NULL ORDER BY id DESC";

// Which recalls a list is of; with_journal() makes a query of it.
constexpr auto running = "WHERE id NOT IN (SELECT recall FROM recall_end)";
constexpr auto page = "ORDER BY id DESC LIMIT ?2 OFFSET ?1";
constexpr auto by_id = "WHERE id = ?";

/// The recalls that `which` selects, newest first, each with its journal: one row an entry.
std::string with_journal(const std::string& which)
{
    return "SELECT r.id, r.session, r.version, r.safety, r.undoes, r.scope, r.allowed, r.time, e.how, e.packed, j.entry"
           " FROM (SELECT * FROM recall "
           + which
           + ") r LEFT JOIN recall_end e ON e.recall = r.id LEFT JOIN recall_journal j ON j.recall = r.id"
             " ORDER BY r.id DESC, j.position";
}

RecallState state_named(std::string_view how)
{
    if (how.empty()) return RecallState::running;
    return how == "finished" ? RecallState::finished : RecallState::interrupted;
}

/// A report that the disk spoilt is an empty one: the recall stays in the list and can be undone.
std::string report_in(const Query& row)
try {
    return row.is_null(9) ? std::string() : unpack(row.bytes(9));
} catch (const StoreError&) {
    return {};
}

Recall recall_in(const Query& row)
{
    Recall recall;
    recall.id = row.number(0);
    recall.session = row.text(1);
    recall.version = row.text(2);
    recall.safety = row.number(3);
    if (!row.is_null(4)) recall.undoes = row.number(4);
    recall.scope = row.text(5);
    recall.allowed = row.text(6);
    recall.started = time_stored(row.number(7));
    recall.state = state_named(row.text(8));
    recall.report = report_in(row);
    return recall;
}

std::vector<Recall> all_recalls(Query&& rows)
{
    std::vector<Recall> recalls;
    while (rows.step()) {
        if (recalls.empty() || recalls.back().id != rows.number(0)) recalls.push_back(recall_in(rows));
        if (!rows.is_null(10)) recalls.back().begun.push_back(rows.text(10));
    }
    return recalls;
}

std::string interruption(const Recall& recall)
{
    const auto name = recall.session + "/" + recall.version;
    return "recall " + std::to_string(recall.id) + " of " + name + " was interrupted "
           + (recall.begun.empty() ? "before it wrote anything" : "while writing " + recall.begun.back());
}

/// synchronous=NORMAL as long as it lives: a commit then waits for no disk; it outlives the daemon, not the machine.
class Unhurried {
public:
    explicit Unhurried(SQLite::Database& database) : database_(database)
    {
        database_.exec("PRAGMA synchronous = NORMAL");
    }
    ~Unhurried() { database_.tryExec("PRAGMA synchronous = FULL"); }
    Unhurried(const Unhurried&) = delete;
    Unhurried& operator=(const Unhurried&) = delete;

private:
    SQLite::Database& database_;
};

}  // namespace

Recalls::Recalls(SQLite::Database& database)
    : database_(database),
      running_(database, with_journal(running)),
      interrupt_(database, insert_interruption),
      state_(database, is_running),
      begin_(database, insert_recall),
      journal_(database, insert_entry),
      finish_(database, insert_finish),
      list_(database, with_journal(page)),
      count_(database, count_recalls),
      find_(database, with_journal(by_id)),
      undos_(database, finished_undos),
      originals_(database, originals)
{
}

std::vector<std::string> Recalls::interrupt_running()
{
    std::vector<std::string> notes;
    SQLite::Transaction transaction(database_, SQLite::TransactionBehavior::IMMEDIATE);
    for (const auto& recall : all_recalls(Query(running_))) {
        Query(interrupt_, recall.id, stored_time(present())).run();
        notes.push_back(interruption(recall));
    }
    transaction.commit();
    return notes;
}

RecallId Recalls::begin(const NewRecall& recall)
{
    return inserted(begin_, recall.session, recall.version, recall.safety, recall.undoes, recall.scope, recall.allowed,
                    stored_time(present()));
}

void Recalls::journal(RecallId recall, std::string_view entry)
{
    require_running(recall);
    const Unhurried unhurried(database_);
    Query(journal_, recall, entry).run();
}

void Recalls::finish(RecallId recall, std::string_view report_document, bool is_whole)
{
    require_running(recall);
    Query(finish_, recall, stored_time(present()), Blob{pack(report_document)}, std::int64_t{is_whole}).run();
}

void Recalls::require_running(RecallId recall)
{
    const auto still = first_number(state_, recall);
    if (!still) throw NotFound("there is no recall with the number " + std::to_string(recall));
    if (*still == 0) throw StoreError("recall " + std::to_string(recall) + " has already ended");
}

std::vector<Recall> Recalls::list(std::size_t offset, std::size_t count)
{
    return with_undone(all_recalls(Query(list_, signed_size(offset), signed_size(count))));
}

std::size_t Recalls::count() { return static_cast<std::size_t>(*first_number(count_)); }

std::optional<Recall> Recalls::find(RecallId id)
{
    auto found = with_undone(all_recalls(Query(find_, id)));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::optional<Recall> Recalls::undoable()
{
    const auto taken_back = undone();
    Query newest(originals_);
    while (newest.step())
        if (!taken_back.contains(newest.number(0))) return find(newest.number(0));
    return std::nullopt;
}

// Newest first: whether an undo still holds is known before what it undid is looked at.
std::unordered_set<RecallId> Recalls::undone()
{
    std::unordered_set<RecallId> taken_back;
    Query undos(undos_);
    while (undos.step())
        if (!taken_back.contains(undos.number(0))) taken_back.insert(undos.number(1));
    return taken_back;
}

std::vector<Recall> Recalls::with_undone(std::vector<Recall> recalls)
{
    const auto taken_back = undone();
    for (auto& recall : recalls) recall.undone = taken_back.contains(recall.id);
    return recalls;
}

}  // namespace recalld::store
