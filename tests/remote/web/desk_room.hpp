#pragma once

#include "recall/room.hpp"
#include "remote/access.hpp"
#include "remote/ask_verb.hpp"
#include "remote/verb.hpp"
#include "remote/web/pages.hpp"

/// A room with a live desk and no sockets of ours: pages are asked for as the server would.
namespace recalld::remote::testing {

using namespace recalld::testing;

struct DeskRoom {
    DeskRoom();

    HttpAnswer ask(HttpRequest request, Permission role = Permission::operate);
    HttpAnswer get(const std::string& target, Permission role = Permission::operate) { return ask({"GET", target, "", {}, {}}, role); }
    using Form = std::vector<std::pair<std::string, std::string>>;
    HttpAnswer post(const std::string& target, const Form& form, Permission role = Permission::operate);
    /// Where a 303 leads.
    static std::string location(const HttpAnswer& answer);
    void keep(const std::string& version) { CHECK(post("/do/capture", {{"session", "Gig"}, {"version", version}}).status == 303); }
    void poke(const std::string& name, const std::string& words) { desk.console().poke(name, desk.profile->law_of(*desk.profile->find(name)).parse(words).value()); }
    std::string stands(const std::string& name) { return desk.profile->law_of(*desk.profile->find(name)).spoken(desk.console().value(name)); }

    recall::testing::Room desk{profile_here("example")};
    store::ProfileSource profiles = [this](const std::string&) { return desk.profile; };
    Room room{desk.io, desk.studio, desk.rig, *desk.recaller, *desk.store, profiles, "rig.yaml", desk.folder.path.string(), [] { return std::string(); }, {}};
    Access access{{}, desk.folder.path / "pairings.json"};
};

inline bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// The value of a hidden field of a form.
std::string field(const std::string& html, const std::string& name);

}  // namespace recalld::remote::testing
