#pragma once

#include <catch2/catch.hpp>

#include "logbook/small_panel.hpp"
#include "remote/access.hpp"
#include "remote/hand_work.hpp"
#include "remote/http_fixture.hpp"
#include "remote/sheets.hpp"
#include "remote/verb.hpp"
#include "run_until.hpp"

namespace recalld::remote::test {

using namespace recalld::testing;

/// A rack of analog gear: `1176-A` and `comp`, with sheets and a history, and nobody but people to set it.
struct SheetStage {
    SheetStage()
    {
        attach_hands(room);
        begin();
    }
    ~SheetStage() { finish(io, rig.stop()); }

    /// As a daemon that was started again: what is known comes from the log. `is_alike`: `comp` is a limiter, too.
    void begin(const std::string& safes = "", bool is_alike = false)
    {
        room.sheets.reset();
        room.sheets = std::make_shared<Sheets>(room);
        finish(io, room.sheets->read());
        rig::RigConfig config;
        config.safes = safes;
        rig::LinkConfig no_link;
        no_link.kind = "none";
        config.units = {{"1176-A", limiter->profile_id, no_link}, {"comp", is_alike ? limiter->profile_id : stereo->profile_id, no_link}};
        config.units[0].revision = "A";
        config.units[0].serial = "4711";
        config.units[0].quirks = {"reads 2 dB hot"};
        finish(io, rig.become(rig::Rig::check(std::move(config), {limiter, is_alike ? limiter : stereo})));
        room.sheets->put_on_pages();
    }

    /// A verb as this caller asks it: its result, or `{"error": …}`.
    Json ask(const std::string& verb, Json arguments = Json::object(), const std::string& who = "Anna", Permission role = Permission::operate)
    {
        Call call{room, std::move(arguments), [](const Json&) {}, std::make_shared<const bool>(false), {role, who}};
        auto asked = net::co_spawn(io, perform(verb, std::move(call)), net::use_future);
        REQUIRE(run_until(io, [&] { return asked.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }));
        try {
            return asked.get();
        } catch (const VerbError& error) {
            return error_json(error);
        }
    }
    std::string code(const Json& answer) { return answer.contains("error") ? answer["error"]["code"].get<std::string>() : "none"; }
    std::string message(const Json& answer) { return answer.contains("error") ? answer["error"]["message"].get<std::string>() : answer.dump(); }

    void note(const std::string& unit, const std::string& values) { REQUIRE(code(ask("sheet_set", {{"unit", unit}, {"values", values}})) == "none"); }
    void capture(const std::string& version) { REQUIRE(code(ask("capture", {{"session", "Gig"}, {"version", version}})) == "none"); }
    std::size_t recall(const std::string& version)
    {
        const auto answer = ask("recall", {{"session", "Gig"}, {"version", version}});
        INFO(answer.dump());
        REQUIRE(answer.contains("recall"));
        return answer["recall"].get<std::size_t>();
    }
    Json tick(std::size_t recall, const std::string& line, const std::string& verdict = "done", const Json& more = Json::object(), const std::string& who = "Anna")
    {
        Json arguments = {{"recall", recall}, {"line", line}, {"verdict", verdict}};
        if (more.is_object()) arguments.update(more);   // `{}` is null here
        return ask("tick", arguments, who);
    }
    /// How a control stands, in words: by the sheet.
    std::string words(const std::string& unit, const std::string& parameter, const Json& more = Json::object())
    {
        Json arguments = {{"unit", unit}};
        arguments.update(more);
        const auto sheet = ask("sheet", arguments);
        for (const auto& group : sheet["groups"])
            for (const auto& control : group["controls"])
                if (control["parameter"] == parameter) return control["words"].get<std::string>();
        return "no such control: " + sheet.dump();
    }
    std::size_t lines_of(const std::string& kind)
    {
        const store::EntryFilter filter{{kind}};
        return finish(io, count(filter));
    }

    test::Folder folder;
    std::shared_ptr<const studio::Profile> limiter = logbook::testing::limiter(), stereo = logbook::testing::stereo();
    studio::Studio studio;   // outlives the coroutines that listen to it
    net::io_context io;
    rig::Rig rig{io, studio};
    store::StoreThread store{folder.path};
    store::ProfileSource profiles = [this](const std::string& id) { return id == limiter->profile_id ? limiter : stereo; };
    recall::Recaller recaller{io, rig, store, profiles};
    Room room{io, studio, rig, recaller, store, profiles, "rig.yaml", folder.path.string(), [] { return std::string(); }, {}};

    /// A recall that did not live to report.
    task<store::RecallId> begin_recall()
    {
        co_return co_await store.run([&](store::Store& history) {
            store::NewRecall entry{"Gig", "Mix 1", 0, {}, "", ""};
            entry.safety = history.find("Gig", "Mix 1").id;
            return history.begin(entry);
        });
    }

private:
    task<std::size_t> count(store::EntryFilter filter)
    {
        co_return co_await store.run([&](store::Store& history) { return history.entry_count(filter); });
    }
};

}  // namespace recalld::remote::test
