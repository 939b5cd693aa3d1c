#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <span>
#include <string_view>

namespace recalld::store {

/// The way from an empty file to today's schema, in order: step N leads to schema version N. Steps that were released
/// never change; a new schema is a new step.
std::span<const std::string_view> migrations();

/// The schema version of a database: 0 when it is empty.
int schema_version(SQLite::Database& database);

/// Takes the steps that are missing, all in one transaction: a crash leaves the old schema whole.
/// Throws SQLite::Exception. The schema must not be newer than the steps.
void migrate(SQLite::Database& database, std::span<const std::string_view> steps);

}  // namespace recalld::store
