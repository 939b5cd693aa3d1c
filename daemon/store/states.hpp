#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string_view>
#include <vector>

#include "studio/snapshot.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace recalld::store {

/// The tables `layout` and `state`: the values of units, equal ones once. Part of Store; throws SQLite::Exception,
/// StoreError.
class States {
public:
    explicit States(SQLite::Database& database);

    /// The row that holds this state, new or already there. Call inside a transaction.
    std::int64_t keep(const studio::UnitState& state);

    /// Stored values on today's profile of `unit`, by name: what the profile no longer has is dropped, what is new to
    /// it is out of scope.
    void lay(std::int64_t layout, std::string_view packed, studio::UnitState& unit);

private:
    /// Where the values of a layout stand in a profile. The profile is held, so that its address means this one.
    struct Alignment {
        std::int64_t layout = 0;
        std::shared_ptr<const studio::Profile> profile;
        std::vector<studio::ParameterId> places;  ///< no_parameter: the profile no longer has it
        bool same = false;                        ///< layout and profile are the same list
    };
    const Alignment& align(std::int64_t layout, const std::shared_ptr<const studio::Profile>& profile);
    Alignment make_alignment(std::int64_t layout, std::shared_ptr<const studio::Profile> profile);
    std::int64_t keep_layout(const studio::Profile& profile);

    SQLite::Statement find_layout_, insert_layout_, read_layout_;
    SQLite::Statement find_state_, insert_state_;
    std::deque<Alignment> alignments_;  ///< the last few, newest first
};

}  // namespace recalld::store
