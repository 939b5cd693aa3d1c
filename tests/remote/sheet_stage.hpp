#pragma once

#include <catch2/catch.hpp>

#include "folder.hpp"
#include "logbook/small_panel.hpp"
#include "remote/access.hpp"
#include "remote/ask_verb.hpp"
#include "remote/sheets.hpp"
#include "remote/verb.hpp"
#include "run_until.hpp"

namespace recalld::remote::test {

using namespace recalld::testing;

/// A rack of analog gear: `1176-A` and `comp`, with sheets and a history, and nobody but people to set it.
struct SheetStage {
    SheetStage();
    ~SheetStage();

    /// As a daemon that was started again: what is known comes from the log. `is_alike`: `comp` is a limiter, too.
    void begin(const std::string& safes = "", bool is_alike = false);

    /// A verb as this caller asks it: its result, or `{"error": …}`.
    Json ask(const std::string& verb, Json arguments = Json::object(), const std::string& who = "Anna", Permission role = Permission::operate)
    {
        return ask_verb(room, verb, std::move(arguments), role, who);
    }
    std::string code(const Json& answer) { return answer.contains("error") ? answer["error"]["code"].get<std::string>() : "none"; }
    std::string message(const Json& answer) { return answer.contains("error") ? answer["error"]["message"].get<std::string>() : answer.dump(); }

    void note(const std::string& unit, const std::string& values) { REQUIRE(code(ask("sheet_set", {{"unit", unit}, {"values", values}})) == "none"); }
    void capture(const std::string& version) { REQUIRE(code(ask("capture", {{"session", "Gig"}, {"version", version}})) == "none"); }
    std::size_t recall(const std::string& version);
    Json tick(std::size_t recall, const std::string& line, const std::string& verdict = "done", const Json& more = Json::object(), const std::string& who = "Anna");
    /// How a control stands, in words: by the sheet.
    std::string words(const std::string& unit, const std::string& parameter, const Json& more = Json::object());
    std::size_t lines_of(const std::string& kind);
    /// What all sheets said when this version was kept.
    std::shared_ptr<const logbook::Sheets> then(const std::string& version);

    Folder folder;
    std::shared_ptr<const studio::Profile> limiter = logbook::testing::limiter(), stereo = logbook::testing::stereo();
    studio::Studio studio;   // outlives the coroutines that listen to it
    net::io_context io;
    rig::Rig rig{io, studio};
    store::StoreThread store{folder.path};
    store::ProfileSource profiles = [this](const std::string& id) { return id == limiter->profile_id ? limiter : stereo; };
    recall::Recaller recaller{io, rig, store, profiles};
    Room room{io, studio, rig, recaller, store, profiles, "rig.yaml", folder.path.string(), [] { return std::string(); }, {}};

    /// A recall that did not live to report.
    task<store::RecallId> begin_recall();
};

}  // namespace recalld::remote::test
