#include "remote/osc/osc_answer.hpp"

#include <algorithm>
#include <array>

#include "remote/osc/osc_result.hpp"
#include "remote/osc/osc_words.hpp"

namespace recalld::remote {

namespace {

using osc::Arg;
using osc_result::count, osc_result::list, osc_result::longest_text, osc_result::part, osc_result::sum, osc_result::text, osc_result::whole;
using Args = std::vector<Arg>;
using Messages = std::vector<osc::Bytes>;

constexpr std::size_t smallest_item = 8;
constexpr std::size_t most_findings = 20;

// --- sizes ---

struct Size {
    std::size_t operator()(const std::string& said) const { return osc::padded(said.size() + 1); }
    std::size_t operator()(std::int64_t) const { return 8; }
    std::size_t operator()(bool) const { return 0; }
    template <class T>
    std::size_t operator()(const T&) const { return 4; }
};

std::size_t size_of(std::span<const Arg> args)
{
    std::size_t size = 0;
    for (const auto& arg : args) size += std::visit(Size{}, arg);
    return size;
}

std::size_t packet_size(std::size_t address, std::size_t tags, std::size_t data) { return osc::padded(address + 1) + osc::padded(tags + 2) + data; }

std::string reply_address(std::string_view verb) { return "/recalld/reply/" + std::string(verb); }

// --- lists ---

Args session_item(const Json& item) { return {text(item, "session"), count(item, "versions"), text(item, "first"), text(item, "last")}; }

Args version_item(const Json& item)
{
    const auto& units = list(item, "units");
    return {text(item, "version"), count(item, "take"), text(item, "kind"), text(item, "time"), text(item, "note"), sum(units, "captured"), sum(units, "silent")};
}

void add_counts(const Json& counts, Args& args)
{
    for (const auto* name : {"matched", "written", "corrected", "differs", "silent", "unverified", "safe", "by_hand", "moved", "withheld"})
        args.emplace_back(count(counts, name));
}

Args report_item(const Json& item)
{
    Args args{count(item, "recall"), text(item, "session"), text(item, "version"), text(item, "state"), text(item, "time"), count(item, "undone")};
    add_counts(part(item, "report"), args);
    return args;
}

Args entry_item(const Json& item)
{
    return {count(item, "entry"), text(item, "time"), text(item, "who"), text(item, "kind"), text(item, "session"), text(item, "text")};
}

Args difference_item(const Json& item)
{
    return {text(item, "unit"), text(item, "parameter"), text(item, "strip"), text(item, "words"), text(item, "from"), text(item, "to")};
}

struct List {
    std::string_view verb;
    const char* items;
    Args (*item)(const Json&);
};
constexpr std::array lists{
    List{"sessions", "sessions", session_item}, List{"versions", "versions", version_item}, List{"reports", "reports", report_item},
    List{"entries", "entries", entry_item},     List{"diff", "differences", difference_item},
};

osc::Bytes list_page(const List& row, const Json& result, const OscPage& page)
{
    const auto& items = list(result, row.items);
    const bool is_cut_already = part(result, "total").is_number();   // its verb began at the offset
    const auto total = is_cut_already ? part(result, "total").get<std::size_t>() : items.size();
    const auto first = is_cut_already ? 0 : std::min(page.offset, items.size());
    const auto last = std::min(items.size(), first + std::min(page.count.value_or(items.size()), items.size()));
    const auto address = reply_address(row.verb);
    Args args{whole(page.offset), std::int32_t{0}, whole(total)};
    std::int32_t taken = 0;
    for (auto i = first; i < last; ++i, ++taken) {
        const auto item = row.item(items[i]);
        const auto size = packet_size(address.size(), args.size() + item.size(), size_of(args) + size_of(item));
        if (taken > 0 && size > page.bytes) break;
        args.insert(args.end(), item.begin(), item.end());
    }
    args[1] = taken;
    return osc::message(address, args);
}

// --- the others ---

Messages status_answer(const Json& result, const OscPage&)
{
    const auto& units = list(result, "units");
    Messages messages{osc_reply("status", Args{text(result, "rig"), text(part(result, "busy"), "verb"), whole(units.size())})};
    for (const auto& unit : units)
        messages.push_back(osc_reply("unit", Args{text(unit, "unit"), count(unit, "online"), text(unit, "profile"), count(unit, "parameters"), count(unit, "known"), text(unit, "note")}));
    return messages;
}

Messages units_answer(const Json& result, const OscPage& page)
{
    auto messages = status_answer(result, page);
    messages.erase(messages.begin());
    for (const auto& surface : list(result, "surfaces"))
        messages.push_back(osc_reply("surface", Args{text(surface, "surface"), count(surface, "online"), text(surface, "profile"), text(surface, "note")}));
    messages.push_back(osc_reply("units/end", Args{whole(messages.size()), whole(messages.size())}));
    return messages;
}

Messages ping_answer(const Json& result, const OscPage&) { return {osc_reply("ping", Args{std::string("recalld"), text(result, "recalld")})}; }

Messages set_answer(const Json& result, const OscPage&)
{
    return {osc_reply("set", Args{text(result, "unit"), text(result, "parameter"), text(result, "from"), text(result, "to"), count(result, "verified")})};
}

Messages transport_answer(const Json& result, const OscPage&)
{
    return {osc_reply("transport", Args{text(result, "unit"), text(result, "parameter"), text(result, "to"), count(result, "verified")})};
}

Messages capture_answer(const Json& result, const OscPage&)
{
    const auto& units = list(result, "units");
    return {osc_reply("capture", Args{text(result, "session"), text(result, "version"), count(result, "take"), sum(units, "captured"), sum(units, "silent"),
                                      sum(units, "not_exposed"), sum(units, "by_hand"), count(result, "elapsed_ms")})};
}

std::string first_words(const Json& hazard)
{
    const auto& words = list(hazard, "words");
    return !words.empty() && words[0].is_string() ? std::string(cut_utf8(words[0].get_ref<const std::string&>(), longest_text)) : std::string();
}

std::string hazard_names(const Json& hazards)
{
    std::string names;
    for (const auto& hazard : hazards) names += (names.empty() ? "" : ",") + text(hazard, "hazard");
    return names;
}

Messages plan_answer(const Json& result, const OscPage&)
{
    const auto& hazards = list(result, "hazards");
    Messages messages{osc_reply("plan", Args{text(result, "session"), text(result, "version"), count(result, "writes"), count(result, "unchanged"), sum(hazards, "count"), hazard_names(hazards)})};
    for (const auto& hazard : hazards) messages.push_back(osc_reply("plan/hazard", Args{text(hazard, "hazard"), count(hazard, "count"), first_words(hazard)}));
    return messages;
}

/// The worst that came of it: it never flatters.
std::string verdict_of(const Json& result)
{
    const auto& counts = part(result, "report");
    if (!counts.is_object()) return text(result, "state");   // of a recall that did not end
    if (part(result, "cancelled") == true) return "cancelled";
    if (count(counts, "differs") + count(counts, "moved") + count(counts, "withheld") > 0) return "differs";
    if (count(counts, "silent") > 0) return "silent";
    return count(counts, "unverified") + count(counts, "by_hand") > 0 ? "unverified" : "matched";
}

osc::Bytes verdict(std::string_view verb, const Json& result)
{
    Args args{verdict_of(result), text(result, "session"), text(result, "version")};
    add_counts(part(result, "report"), args);
    args.emplace_back(count(result, "elapsed_ms"));
    return osc_reply(verb, args);
}

Messages recall_answer(const Json& result, const OscPage& page)
{
    if (result.contains("writes")) return plan_answer(result, page);   // a dry run
    return {verdict(result.contains("undid") ? "undo" : "recall", result)};
}

/// What a counter on a remote shows: how far hands have come.
osc::Bytes hands_of(const Json& about, const Json& hands)
{
    const auto remaining = count(hands, "remaining"), done = count(hands, "done"), cannot = count(hands, "cannot");
    return osc_reply("checklist", Args{count(about, "recall"), text(about, "session"), text(about, "version"), remaining, remaining + done + cannot, done, cannot});
}

Messages checklist_answer(const Json& result, const OscPage&)
{
    Messages messages{hands_of(result, result)};
    for (const auto& group : list(result, "groups"))
        for (const auto& line : list(group, "lines"))
            if (text(line, "state") == "open" && messages.size() <= most_findings)
                messages.push_back(osc_reply("checklist/line", Args{text(line, "line"), text(line, "words"), text(line, "from"), text(line, "wanted"), text(line, "hazard")}));
    const auto sent = whole(messages.size() - 1);
    messages.push_back(osc_reply("checklist/end", Args{sent, count(result, "remaining")}));
    return messages;
}

Messages report_answer(const Json& result, const OscPage&)
{
    Args args{count(result, "recall"), text(result, "state"), text(result, "time"), verdict_of(result), text(result, "session"), text(result, "version")};
    add_counts(part(result, "report"), args);
    args.emplace_back(count(result, "elapsed_ms"));
    Messages messages{osc_reply("report", args)};
    const auto& details = list(result, "details");
    const std::size_t sent = std::min(details.size(), most_findings);
    for (std::size_t i = 0; i < sent; ++i)
        messages.push_back(osc_reply("report/finding", Args{text(details[i], "unit"), text(details[i], "parameter"), text(details[i], "verdict"), text(details[i], "words"),
                                                            text(details[i], "wanted"), text(details[i], "found")}));
    messages.push_back(osc_reply("report/end", Args{whole(sent), whole(details.size())}));
    if (const auto& hands = part(result, "hands"); hands.is_object()) messages.push_back(hands_of(result, hands));
    return messages;
}

/// A name and its value in turn, for everything that is one thing and no list.
Messages plain_answer(std::string_view verb, const Json& result, const OscPage& page)
{
    Args args;
    std::size_t data = 0;
    for (const auto& [name, value] : result.items()) {
        if (value.is_structured() || value.is_null() || name == "exit") continue;
        Arg said = value.is_string() ? Arg(std::string(cut_utf8(value.get_ref<const std::string&>(), page.bytes / 2)))
                                     : value.is_number_float() ? Arg(value.get<float>()) : Arg(whole(value));
        const std::array<Arg, 2> both{std::string(name), std::move(said)};
        data += size_of(both);
        if (packet_size(reply_address(verb).size(), args.size() + 2, data) > page.bytes) break;
        args.insert(args.end(), both.begin(), both.end());
    }
    return {osc_reply(verb, args)};
}

Messages export_answer(const Json& result, const OscPage& page)
{
    const auto& file = part(result, "text");
    const std::string whole_text = file.is_string() ? file.get<std::string>() : std::string();
    if (whole_text.size() + 200 > page.bytes)
        throw VerbError("too_large", "export: " + std::to_string(whole_text.size()) + " bytes do not fit here; over TCP " + std::to_string(osc_stream_page) +
                        " do, and recallctl export has no limit", 413, exit_usage);
    return {osc_reply("export", Args{text(result, "format"), text(result, "name"), whole_text})};
}

struct Row {
    std::string_view verb;
    Messages (*answer)(const Json&, const OscPage&);
};
constexpr std::array rows{
    Row{"ping", ping_answer},           Row{"status", status_answer}, Row{"units", units_answer},   Row{"set", set_answer},       Row{"transport", transport_answer},
    Row{"capture", capture_answer},     Row{"plan", plan_answer},     Row{"recall", recall_answer}, Row{"undo", recall_answer},   Row{"report", report_answer},
    Row{"export", export_answer},       Row{"checklist", checklist_answer},
};

std::size_t room_for_text(std::size_t bytes, std::size_t address, std::size_t tags, std::size_t data)
{
    const auto used = packet_size(address, tags, data);
    return bytes > used ? bytes - used : 0;
}

/// What stands between two paddings: a text of so many bytes takes no more than this.
std::string fitting(std::string_view words, std::size_t room) { return std::string(cut_utf8(words, room < 4 ? 0 : room / 4 * 4 - 1)); }

}  // namespace

std::size_t most_items(const OscPage& page) { return std::min(page.count.value_or(page.bytes), page.bytes / smallest_item + 1); }

std::vector<osc::Bytes> osc_answer(std::string_view verb, const Json& result, const OscPage& page)
{
    const auto paged = std::ranges::find(lists, verb, &List::verb);
    if (paged != lists.end()) return {list_page(*paged, result, page)};
    if (verb == "confirm" && result.contains("report")) return recall_answer(result, page);
    const auto row = std::ranges::find(rows, verb, &Row::verb);
    return row != rows.end() ? row->answer(result, page) : plain_answer(verb, result, page);
}

osc::Bytes osc_reply(std::string_view verb, std::span<const Arg> args) { return osc::message(reply_address(verb), args); }

osc::Bytes osc_ack(std::string_view address) { return osc::message("/recalld/ack", {std::string(address)}); }

osc::Bytes osc_error(std::string_view address, std::string_view code, std::string_view words, std::size_t bytes)
{
    constexpr std::string_view place = "/recalld/error";
    const std::string about(cut_utf8(address, longest_text)), name(code);
    const auto room = room_for_text(bytes, place.size(), 3, osc::padded(about.size() + 1) + osc::padded(name.size() + 1));
    return osc::message(place, {about, name, fitting(words, room)});
}

osc::Bytes osc_progress(std::string_view address, const Json& progress)
{
    return osc::message("/recalld/progress", {std::string(address), text(progress, "phase"), text(progress, "unit"), count(progress, "done"), count(progress, "total")});
}

std::optional<osc::Bytes> osc_confirm_wanted(std::string_view address, const Json& error, std::size_t bytes)
{
    if (!part(error, "confirm").is_number()) return {};
    const auto& hazards = list(part(error, "plan"), "hazards");
    std::string names, words;
    for (const auto& hazard : hazards) {
        if (part(hazard, "allowed") == true) continue;
        names += (names.empty() ? "" : ",") + text(hazard, "hazard");
        words += (words.empty() ? "" : "; ") + first_words(hazard);
    }
    constexpr std::string_view place = "/recalld/confirm/wanted";
    const std::string about(address);
    const auto room = room_for_text(bytes, place.size(), 4, 4 + osc::padded(about.size() + 1) + osc::padded(names.size() + 1));
    return osc::message(place, {count(error, "confirm"), about, names, fitting(words, room)});
}

}  // namespace recalld::remote
