#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.hpp"

namespace recalld::logbook {

/// A picture of a front panel, scaled; JPEG in base64.
struct Photo {
    std::string name, type;
    int width = 0, height = 0;   ///< pixels
    std::string base64, thumbnail;
};

/// What one line of the log changes on the sheet of one unit: the `data` of kinds `sheet` and `tick`.
struct SheetChange {
    std::map<std::string, std::string> set;                    ///< by the parameter's name: the printed words
    std::vector<std::string> any, unknown;                     ///< "don't care", and "nobody knows"
    std::map<std::string, std::optional<double>> tolerance;    ///< in divisions; nothing: the panel's own again
    std::optional<std::string> preset;                         ///< the unit's own program that the rest deviates from
    std::string from;                                          ///< what it was copied from
    std::optional<Photo> photo;
    bool empty() const { return set.empty() && any.empty() && unknown.empty() && tolerance.empty() && !preset && !photo; }
};
std::string data_of(const SheetChange& change);
/// Whatever is of another kind reads as nothing: lines may come from another machine.
SheetChange change_in(std::string_view data);

/// What people noted of one unit. A value; any thread.
struct Sheet {
    std::map<std::string, std::string> values;   ///< by the parameter's name: the printed words
    std::set<std::string> any;
    std::map<std::string, double> tolerance;
    std::string preset;
    std::string from;                            ///< what it was copied from; empty once something else was noted
    store::EntryId photo = 0;                    ///< the line that holds the newest picture; 0 for none
    store::EntryId entry = 0;                    ///< the newest line; 0: nothing was ever noted
    store::Time time{};
    std::string who;
    /// In divisions, where somebody said so.
    std::optional<double> tolerance_of(const std::string& parameter) const;
};

inline const std::vector<std::string> sheet_kinds{"sheet", "tick"};

/// One line more, later than those before it. Lines of other kinds change nothing.
void apply(Sheet& sheet, const store::Entry& line);

/// By unit: what stands noted after these lines, newest first, as the store gives them.
using Sheets = std::map<std::string, Sheet, std::less<>>;
Sheets sheets_of(const std::vector<store::Entry>& lines);

}  // namespace recalld::logbook
