#pragma once

#include "logbook/wav.hpp"
#include "remote/drive_reader.hpp"
#include "remote/stage.hpp"

namespace recalld::remote::test {

/// Verbs, a folder with prints that the rig allows, and a version to print.
struct PrintStage : Stage {
    PrintStage()
    {
        rig::RigConfig config;
        config.prints = {(shelf.path / "prints").string(), (shelf.path / "drives").string()};
        finish(io, rig.become(rig::Rig::check(std::move(config), {})));
        shelf.put("drives/B/keep", "");
        save("Mix 3");
    }
    void save(const std::string& version)
    {
        const store::NewVersion wanted{"Night Train", version, store::VersionKind::capture, "", ""};
        finish(io, store.run([&](store::Store& history) { return history.save(wanted, {}); }));
    }
    std::vector<store::Entry> lines(const std::string& kind)
    {
        store::EntryFilter filter;
        filter.kinds = {kind};
        return finish(io, store.run([&](store::Store& history) { return history.entries(filter); }));
    }
    std::string put_print(const std::string& name = "NT_NightTrain_AB01_Master_96k24.wav") { return shelf.put("prints/" + name, logbook::testing::Wav().bytes()); }
    Json register_print(const std::string& path, Json more = Json::object())
    {
        more["session"] = "Night Train";
        more["version"] = "Mix 3";
        more["path"] = path;
        return ask("print", more);
    }
    /// The number of a print that was registered.
    std::size_t print()
    {
        const auto answer = register_print(put_print());
        REQUIRE(answer.contains("prints"));
        return answer["prints"][0]["entry"].get<std::size_t>();
    }
    Json copy(std::size_t print, const std::string& path) { return ask("copy", {{"print", print}, {"path", path}}); }

    logbook::testing::Shelf shelf;
};

}  // namespace recalld::remote::test
