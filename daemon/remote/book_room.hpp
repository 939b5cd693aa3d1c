#pragma once

#include <memory>
#include <optional>

#include "remote/verb.hpp"

namespace recalld::remote {

class Stoppable;

/// A version with its values, read once for everything that a book asks of it.
struct LoadedVersion {
    store::Version version;
    studio::Snapshot snapshot;
};
/// What a book is about; null where no version was captured: then it is the room as it is now.
using BookMoment = std::shared_ptr<const LoadedVersion>;

// The chapters of the book about what stands in the room besides the desk, put into its facts: `sheets`, `patch`, and why they lack something
// under `missing`. Throw VerbError when somebody asked for the end of it.
task<> add_sheets(Call call, const Stoppable& stop, Json& facts, BookMoment moment);
/// `inputs` of the facts say which ways are told.
task<> add_patch(Call call, const Stoppable& stop, Json& facts, BookMoment moment);

/// What a verb of another area says; null and the reason when it does not.
struct Asked {
    Json answer = nullptr;
    std::string problem = {};
};
task<Asked> try_asking(Call call, std::string verb, Json arguments);

}  // namespace recalld::remote
