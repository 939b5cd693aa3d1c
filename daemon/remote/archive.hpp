#pragma once

#include <string>

#include "remote/verb.hpp"

namespace recalld::remote {

/// All that history holds of a session as plain files: {"session", "files": [{"path", "text"}], "notes"}. Of photographs only those that versions
/// knew, and fewer, with a note, where an import could not take them. The last one is manifest.json, which
/// names the others with their sizes and SHA-256 hashes. Throws as gather_book() does.
task<Json> make_archive(Call call, std::string session);

/// Puts the session of an archive into history, all or nothing: {"session", "versions", "lines"}. `files` is the JSON list that
/// make_archive() gave; those that only people read may be missing. Another name with `as`. Throws VerbError: a hash that differs, a
/// file that is broken, a profile that is not here, a session that is there already.
task<Json> read_archive(Call call, std::string files, std::string as);

}  // namespace recalld::remote
