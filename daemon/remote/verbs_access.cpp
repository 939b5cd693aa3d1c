#include "remote/access.hpp"
#include "remote/own_addresses.hpp"
#include "remote/plan_json.hpp"
#include "remote/verb.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

namespace {

Access& access_of(const Call& call)
{
    if (!call.room.access) throw VerbError("unavailable", "this daemon has no doors to the network", 409, exit_usage);
    return *call.room.access;
}

Permission role_asked(const Call& call)
{
    const auto word = call.text("role");
    const auto role = rig::permission_named(word);
    if (!role || *role == Permission::nothing)
        throw VerbError("usage", studio::in_quotes(word) + " is no role" + studio::did_you_mean(word, {"view", "operate", "edit"}) + "; there are view, operate and edit", 400, exit_usage);
    return *role;
}

/// Addresses at which this machine can be reached, those of other machines first.
std::vector<std::string> addresses_behind(const std::string& listen)
{
    if (listen != "0.0.0.0" && listen != "::") return {listen};
    auto own = own_addresses();
    own.emplace_back("127.0.0.1");
    return own;
}

Json links_for(const Json& doors, const std::string& code)
{
    Json links = Json::array();
    for (const auto& door : doors)
        if (door["door"] == "http")
            for (const auto& address : addresses_behind(door["address"].get<std::string>()))
                links.push_back("http://" + (address.find(':') == std::string::npos ? address : "[" + address + "]") + ":" + door["port"].dump() + "/pair/" + code);
    return links;
}

Json pairing_json(const Pairing& pairing)
{
    return {{"id", pairing.id},
            {"name", pairing.name},
            {"role", rig::name_of(pairing.role)},
            {"over", pairing.address.empty() ? "http" : "osc"},
            {"address", pairing.address},
            {"made", iso_time(pairing.made)},
            {"last_used", iso_time(pairing.last_used)},
            {"ends", iso_time(pairing.ends)}};
}

}  // namespace

task<Json> pair(Call call)
{
    const auto code = access_of(call).offer(role_asked(call), call.text("name"), std::chrono::system_clock::now());
    co_return Json{{"code", code.code}, {"role", call.text("role")}, {"ends", iso_time(code.ends)}, {"links", links_for(call.room.doors, code.code)}};
}

task<Json> pairings(Call call)
{
    Json list = Json::array();
    for (const auto& pairing : access_of(call).pairings()) list.push_back(pairing_json(pairing));
    const auto total = list.size();
    co_return Json{{"pairings", std::move(list)}, {"total", total}};
}

task<Json> revoke(Call call)
{
    const auto id = static_cast<std::uint32_t>(std::min<std::size_t>(call.number("id", 0), UINT32_MAX));
    if (!access_of(call).revoke(id)) throw VerbError("not_found", "there is no pairing " + std::to_string(id) + "; `recallctl pairings` lists them", 404, exit_usage);
    co_return Json{{"revoked", id}};
}

}  // namespace recalld::remote
