#include "remote/access.hpp"

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <stdexcept>

#include "load/text_file.hpp"
#include "log.hpp"
#include "net.hpp"
#include "remote/json.hpp"
#include "remote/private_file.hpp"
#include "remote/secrets.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

namespace {

using Time = Access::Time;
using namespace std::chrono_literals;

constexpr auto code_lives = 10min;
constexpr auto token_lives = 24h * 365;       // since it was last used
constexpr auto lease_lives = 12h;             // likewise
constexpr auto save_uses_every = 1h;
constexpr std::size_t most_tries = 5;         // of wrong codes, a minute and address
constexpr std::size_t most_tries_in_all = 50;
constexpr std::size_t most_pairings = 200, most_offers = 16, longest_name = 100;

std::int64_t seconds(Time time) { return std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count(); }
Time time_of(const Json& json) { return Time(std::chrono::seconds(json.get<std::int64_t>())); }

net::ip::address plain(net::ip::address address)
{
    if (address.is_v6() && address.to_v6().is_v4_mapped()) return net::ip::make_address_v4(net::ip::v4_mapped, address.to_v6());
    return address;
}

/// The address lies in the range `192.168.1.0/24`, or is the one address.
bool lies_in(const std::string& range, const net::ip::address& address)
{
    boost::system::error_code fault;
    if (range.find('/') == std::string::npos) return net::ip::make_address(range, fault) == address;
    if (address.is_v4()) {
        const auto network = net::ip::make_network_v4(range, fault);
        return !fault && network.canonical() == net::ip::network_v4(address.to_v4(), network.prefix_length()).canonical();
    }
    const auto network = net::ip::make_network_v6(range, fault);
    return !fault && network.canonical() == net::ip::network_v6(address.to_v6(), network.prefix_length()).canonical();
}

bool is_range(const std::string& text)
{
    boost::system::error_code four, six, one;
    net::ip::make_network_v4(text, four);
    net::ip::make_network_v6(text, six);
    net::ip::make_address(text, one);
    return !four || !six || !one;
}

std::string user_name(std::uint32_t user)
{
    const auto* entry = ::getpwuid(user);
    return entry ? entry->pw_name : "user " + std::to_string(user);
}

bool belongs_to(std::uint32_t user, const std::string& group)
{
    const auto* entry = ::getpwuid(user);
    const auto* wanted = ::getgrnam(group.c_str());
    if (!entry || !wanted) return false;
    const gid_t id = wanted->gr_gid;   // both calls use one buffer each
    std::vector<gid_t> groups(64);
    int count = static_cast<int>(groups.size());
    if (::getgrouplist(entry->pw_name, entry->pw_gid, groups.data(), &count) < 0) {
        groups.resize(static_cast<std::size_t>(count));
        ::getgrouplist(entry->pw_name, entry->pw_gid, groups.data(), &count);
    }
    groups.resize(static_cast<std::size_t>(std::max(count, 0)));
    return std::ranges::find(groups, id) != groups.end();
}

Json json_of(const Pairing& pairing)
{
    return {{"id", pairing.id},           {"name", pairing.name},       {"role", rig::name_of(pairing.role)},      {"token_hash", pairing.token_hash},
            {"address", pairing.address}, {"made", seconds(pairing.made)}, {"last_used", seconds(pairing.last_used)}, {"ends", seconds(pairing.ends)}};
}

Pairing pairing_of(const Json& json)
{
    Pairing pairing{json.at("id"), json.at("name"), Permission::nothing, json.at("token_hash"), json.at("address"), time_of(json.at("made")), time_of(json.at("last_used")), time_of(json.at("ends"))};
    pairing.role = rig::permission_named(json.at("role").get<std::string>()).value_or(Permission::nothing);
    return pairing;
}

}  // namespace

Access::Access(rig::AccessConfig config, std::filesystem::path file) : file_(std::move(file))
{
    become(std::move(config));
    load();
}

void Access::check(const rig::AccessConfig& config)
{
    for (const auto& [range, role] : config.addresses)
        if (!is_range(range)) throw std::invalid_argument("access: " + studio::in_quotes(range) + " is no address or range of addresses, such as 192.168.1.0/24");
    for (const auto& [group, role] : config.groups)
        if (!::getgrnam(group.c_str())) throw std::invalid_argument("access: this machine has no group " + studio::in_quotes(group));
}

void Access::become(rig::AccessConfig config)
{
    check(config);
    config_ = std::move(config);
}

Caller Access::of_user(std::uint32_t user) const
{
    Caller caller{Permission::edit, user_name(user)};
    const bool is_ours = user == 0 || user == ::geteuid();
    if (config_.groups.empty() || is_ours) return caller;
    caller.role = Permission::nothing;
    for (const auto& [group, role] : config_.groups)
        if (role > caller.role && belongs_to(user, group)) caller.role = role;
    return caller;
}

Caller Access::of_osc(std::string_view address, Time now)
{
    Caller caller{config_.unpaired, "OSC " + std::string(address)};
    boost::system::error_code fault;
    const auto from = plain(net::ip::make_address(std::string(address), fault));
    if (fault) return {Permission::nothing, caller.name};
    for (const auto& [range, role] : config_.addresses)
        if (role > caller.role && lies_in(range, from)) caller.role = role;
    for (auto& pairing : pairings_)
        if (pairing.address == from.to_string() && pairing.ends > now) {
            touch(pairing, now);
            if (pairing.role > caller.role) caller = {pairing.role, pairing.name + " (" + caller.name + ")"};
        }
    return caller;
}

Caller Access::of_token(std::string_view token, std::string_view address, Time now)
{
    boost::system::error_code fault;
    const auto from = net::ip::make_address(std::string(address), fault);
    const bool is_here = !fault && plain(from).is_loopback();
    const Caller stranger{is_here ? Permission::view : config_.unpaired, "browser " + std::string(address)};
    if (token.empty()) return stranger;
    const auto hash = hash_of(token);
    for (auto& pairing : pairings_)
        if (!pairing.token_hash.empty() && same_secret(pairing.token_hash, hash) && pairing.ends > now) {
            touch(pairing, now);
            return {std::max(pairing.role, stranger.role), pairing.name};
        }
    return stranger;
}

bool Access::is_known(std::string_view address, Time now) const
{
    boost::system::error_code fault;
    const auto from = plain(net::ip::make_address(std::string(address), fault));
    if (fault) return false;
    const bool is_vouched_for = std::ranges::any_of(config_.addresses, [&](const auto& range) { return range.second > Permission::nothing && lies_in(range.first, from); });
    return is_vouched_for || std::ranges::any_of(pairings_, [&](const Pairing& pairing) { return pairing.address == from.to_string() && pairing.ends > now; });
}

PairingCode Access::offer(Permission role, std::string name, Time now)
{
    std::erase_if(offers_, [&](const Offer& offer) { return offer.ends < now; });
    if (offers_.size() >= most_offers) offers_.erase(offers_.begin());
    const PairingCode code{new_code(), now + code_lives};
    if (name.size() > longest_name) name.resize(longest_name);
    offers_.push_back({hash_of(code_as_meant(code.code)), role, std::move(name), code.ends});
    return code;
}

bool Access::may_try(std::string_view address, Time now)
{
    std::size_t in_all = 0;
    for (auto place = failures_.begin(); place != failures_.end();) {
        auto& times = place->second;
        while (!times.empty() && times.front() + 1min < now) times.pop_front();
        in_all += times.size();
        place = times.empty() ? failures_.erase(place) : std::next(place);
    }
    const auto own = failures_.find(address);
    return in_all < most_tries_in_all && (own == failures_.end() || own->second.size() < most_tries);
}

std::optional<Access::Offer> Access::redeem(std::string_view code, std::string_view address, Time now)
{
    if (!may_try(address, now)) return {};
    const auto hash = hash_of(code_as_meant(code));
    for (std::size_t i = 0; i < offers_.size(); ++i)
        if (offers_[i].ends > now && same_secret(offers_[i].code_hash, hash)) {
            auto offer = std::move(offers_[i]);
            offers_.erase(offers_.begin() + static_cast<std::ptrdiff_t>(i));
            return offer;
        }
    failures_[std::string(address)].push_back(now);
    log::remote().warn("a wrong pairing code from {}", address);
    return {};
}

Pairing& Access::add(const Offer& offer, Time now)
{
    forget_old(now);
    if (pairings_.size() >= most_pairings) pairings_.erase(std::ranges::min_element(pairings_, {}, &Pairing::last_used));
    Pairing pairing;
    pairing.id = ++newest_;
    pairing.name = offer.name.empty() ? "device " + std::to_string(pairing.id) : offer.name;
    pairing.role = offer.role;
    pairing.made = pairing.last_used = now;
    return pairings_.emplace_back(std::move(pairing));
}

std::optional<std::string> Access::token_for(std::string_view code, std::string_view address, Time now)
{
    const auto offer = redeem(code, address, now);
    if (!offer) return {};
    auto token = new_token();
    auto& pairing = add(*offer, now);
    pairing.token_hash = hash_of(token);
    pairing.ends = now + token_lives;
    log::remote().info("{} is paired as {} from {}", pairing.name, rig::name_of(pairing.role), address);
    save();
    return token;
}

std::optional<Permission> Access::lease_for(std::string_view code, std::string_view address, Time now)
{
    boost::system::error_code fault;
    const auto from = plain(net::ip::make_address(std::string(address), fault));
    if (fault) return {};
    const auto offer = redeem(code, address, now);
    if (!offer) return {};
    std::erase_if(pairings_, [&](const Pairing& pairing) { return pairing.address == from.to_string(); });
    auto& pairing = add(*offer, now);
    pairing.address = from.to_string();
    pairing.ends = now + lease_lives;
    log::remote().info("{} is paired as {} over OSC from {}", pairing.name, rig::name_of(pairing.role), address);
    save();
    return pairing.role;
}

bool Access::revoke(std::uint32_t id)
{
    const bool was_there = std::erase_if(pairings_, [&](const Pairing& pairing) { return pairing.id == id; }) > 0;
    if (was_there) save();
    if (was_there && on_revoked) on_revoked();
    return was_there;
}

void Access::touch(Pairing& pairing, Time now)
{
    pairing.last_used = now;
    pairing.ends = now + (pairing.address.empty() ? Time::duration(token_lives) : Time::duration(lease_lives));
    if (saved_ + save_uses_every < now) save();
}

void Access::forget_old(Time now)
{
    std::erase_if(pairings_, [&](const Pairing& pairing) { return pairing.ends < now; });
}

void Access::save()
{
    Json all = Json::array();
    for (const auto& pairing : pairings_) all.push_back(json_of(pairing));
    const auto fault = write_private_file(file_, Json{{"newest", newest_}, {"pairings", all}}.dump(1) + "\n");
    if (!fault.empty()) log::remote().error("{}; pairings made now are lost when recalld ends", fault);
    saved_ = std::chrono::system_clock::now();
}

void Access::load()
{
    if (!std::filesystem::exists(file_)) return;
    try {
        const auto json = Json::parse(load::read_text_file(file_));
        newest_ = json.at("newest");
        for (const auto& pairing : json.at("pairings")) pairings_.push_back(pairing_of(pairing));
    } catch (const std::exception& error) {
        throw std::runtime_error(file_.string() + ": these pairings cannot be understood (" + error.what() + "); remove the file and pair again");
    }
    forget_old(std::chrono::system_clock::now());
}

}  // namespace recalld::remote
