#include "remote/sheet_stage.hpp"

#include "remote/hand_work.hpp"

namespace recalld::remote::test {

SheetStage::SheetStage()
{
    attach_hands(room);
    begin();
}

SheetStage::~SheetStage() { finish(io, rig.stop()); }

void SheetStage::begin(const std::string& safes, bool is_alike)
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

std::size_t SheetStage::recall(const std::string& version)
{
    const auto answer = ask("recall", {{"session", "Gig"}, {"version", version}});
    INFO(answer.dump());
    REQUIRE(answer.contains("recall"));
    return answer["recall"].get<std::size_t>();
}

Json SheetStage::tick(std::size_t recall, const std::string& line, const std::string& verdict, const Json& more, const std::string& who)
{
    Json arguments = {{"recall", recall}, {"line", line}, {"verdict", verdict}};
    if (more.is_object()) arguments.update(more);   // `{}` is null here
    return ask("tick", arguments, who);
}

std::string SheetStage::words(const std::string& unit, const std::string& parameter, const Json& more)
{
    Json arguments = {{"unit", unit}};
    arguments.update(more);
    const auto sheet = ask("sheet", arguments);
    for (const auto& group : sheet["groups"])
        for (const auto& control : group["controls"])
            if (control["parameter"] == parameter) return control["words"].get<std::string>();
    return "no such control: " + sheet.dump();
}

std::size_t SheetStage::lines_of(const std::string& kind)
{
    const store::EntryFilter filter{{kind}};
    return finish(io, store.run([&](store::Store& history) { return history.entry_count(filter); }));
}

std::shared_ptr<const logbook::Sheets> SheetStage::then(const std::string& version)
{
    auto found = finish(io, store.run([&](store::Store& history) { return history.find("Gig", version); }));
    return finish(io, room.sheets->then(std::move(found)));
}

task<store::RecallId> SheetStage::begin_recall()
{
    co_return co_await store.run([&](store::Store& history) {
        store::NewRecall entry{"Gig", "Mix 1", 0, {}, "", ""};
        entry.safety = history.find("Gig", "Mix 1").id;
        return history.begin(entry);
    });
}

}  // namespace recalld::remote::test
