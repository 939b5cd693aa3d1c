#include "remote/query_tree.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "remote/osc/osc_live.hpp"

namespace recalld::remote {

using studio::Law;
using studio::LawKind;
using studio::UnitState;

namespace {

constexpr int can_read = 1, can_write = 2;
constexpr std::array<std::string_view, 8> known_attributes{"FULL_PATH", "CONTENTS", "TYPE", "ACCESS", "VALUE", "RANGE", "DESCRIPTION", "UNIT"};

/// Children of one node stand together: a slash comes before every other character.
bool comes_before(std::string_view a, std::string_view b)
{
    const auto rank = [](char c) { return c == '/' ? 0 : static_cast<unsigned char>(c) + 1; };
    return std::ranges::lexicographical_compare(a, b, {}, rank, rank);
}

bool is_below(std::string_view path, std::string_view node) { return path == node || (path.starts_with(node) && path.size() > node.size() && path[node.size()] == '/'); }

std::vector<std::string> segments(std::string_view path)
{
    std::vector<std::string> found;
    while (!path.empty()) {
        path.remove_prefix(path.front() == '/' ? 1 : 0);
        const auto end = std::min(path.find('/'), path.size());
        if (end > 0) found.emplace_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return found;
}

double number(double engineering) { return std::isinf(engineering) ? static_cast<double>(osc_silence) : engineering; }

Json unit_of(const Law& law)
{
    if (law.unit == "dB") return "gain.db";
    if (law.unit == "Hz") return "time.hz";
    if (law.unit == "ms") return "time.ms";
    if (law.unit == "s") return "time.second";
    return law.unit.empty() ? Json(nullptr) : Json(law.unit);
}

std::string_view type_of(const Law& law)
{
    if (law.is_stepped()) return "f";
    return law.kind == LawKind::text || law.kind == LawKind::blob || law.kind == LawKind::raw ? "s" : "i";
}

Json range_between(Json low, Json high)
{
    Json range;
    range["MIN"] = std::move(low);
    range["MAX"] = std::move(high);
    return range;
}

Json range_of(const Law& law)
{
    if (law.is_stepped()) {
        const double low = number(law.engineering_at(0)), high = number(law.engineering_at(1));
        return range_between(std::min(low, high), std::max(low, high));
    }
    if (type_of(law) == "s") return nullptr;
    return range_between(law.lowest(), law.highest());
}

/// OSCQuery has a list of one for each argument of a method; nothing for what is unknown.
void add_known(Json& json, const char* name, Json of_argument)
{
    if (!of_argument.is_null()) json[name].push_back(std::move(of_argument));
}

/// As the address itself tells it.
Json told(const osc::Arg& value)
{
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* real = std::get_if<float>(&value)) return *real;
    if (const auto* whole = std::get_if<std::int32_t>(&value)) return *whole;
    return nullptr;
}

std::string words_of(const UnitState& page, studio::ParameterId id, const Law& law)
{
    std::string words = page.placed(id, page.profile->words_of(id, page.selector(id)));
    if (law.kind == LawKind::choice) {
        words += " (";
        for (std::size_t i = 0; i < law.words.size(); ++i) words += (i == 0 ? "" : ", ") + std::to_string(i) + " " + law.words[i];
        words += ")";
    }
    return words;
}

std::string_view type_of(ArgumentKind kind)
{
    switch (kind) {
        case ArgumentKind::text:
        case ArgumentKind::version: return "s";
        case ArgumentKind::number: return "i";
        case ArgumentKind::flag: return "T";
    }
    return "s";
}

std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

QueryTree::QueryTree(const Room& room, std::string_view from, const std::vector<std::string>& sessions)
    : room_(room), sessions_(sessions), from_(from == "/" ? "" : from)
{
    if (!from_.starts_with("/recalld/unit/") && !from_.starts_with("/recalld/position/")) add_verbs();
    for (const auto& unit : room.rig.units()) add_parameters(unit->page());
    keep_below(from_);
    std::ranges::sort(methods_, comes_before, &Method::path);
}

void QueryTree::add_verbs()
{
    for (const auto& verb : verbs()) methods_.push_back({"/recalld/" + std::string(verb.name), &verb, nullptr, 0, false});
}

void QueryTree::add_parameters(const UnitState& page)
{
    for (const auto* root : {"/recalld/unit/", "/recalld/position/"}) {
        const std::string front = root + page.unit;
        if (!is_below(from_, front) && !is_below(front, from_)) continue;
        const bool is_position = root != std::string_view("/recalld/unit/");
        for (studio::ParameterId id = 0; id < page.profile->parameters.size(); ++id)
            if (!is_position || type_of(page.profile->law_of(id)) != "s")
                methods_.push_back({front + "/" + (*page.profile)[id].name, nullptr, &page, id, is_position});
    }
}

void QueryTree::keep_below(std::string_view from)
{
    std::erase_if(methods_, [&](const Method& method) { return !is_below(method.path, from); });
}

Json QueryTree::verb_attributes(const Verb& verb) const
{
    std::string type, words(verb.summary);
    Json ranges = Json::array();
    for (const auto& argument : verb.arguments) {
        type += type_of(argument.kind);
        words += std::string(&argument == verb.arguments.data() ? ": " : ", ") + std::string(argument.name) + (argument.required ? "" : "?");
        ranges.push_back(argument.name == "session" && !sessions_.empty() ? Json{{"VALS", sessions_}} : Json(nullptr));
    }
    Json json = {{"TYPE", type}, {"ACCESS", can_write}, {"DESCRIPTION", words}};
    if (!ranges.empty()) json["RANGE"] = std::move(ranges);
    return json;
}

void QueryTree::add_attributes(const Method& method, Json& json) const
{
    if (method.verb) return json.update(verb_attributes(*method.verb));
    const auto& page = *method.page;
    const auto id = method.parameter;
    const auto& law = page.profile->law_of(id, page.selector(id));
    const auto value = osc_live_value(page, id, method.is_position);
    json["TYPE"] = method.is_position ? "f" : type_of(law);
    json["ACCESS"] = can_read + ((*page.profile)[id].read_only ? 0 : can_write);
    json["DESCRIPTION"] = words_of(page, id, law);
    if (value) json["VALUE"].push_back(told(*value));
    add_known(json, "RANGE", method.is_position ? range_between(0.0, 1.0) : range_of(law));
    add_known(json, "UNIT", method.is_position ? Json(nullptr) : unit_of(law));
}

std::optional<std::string> QueryTree::attribute(const std::string& name) const
{
    if (std::ranges::find(known_attributes, name) == known_attributes.end()) throw std::invalid_argument("there is no attribute \"" + name + "\"");
    if (name == "FULL_PATH") return text_of({{"FULL_PATH", from_.empty() ? "/" : from_}});
    if (methods_.front().path != from_) return {};
    Json all;
    add_attributes(methods_.front(), all);
    if (!all.contains(name)) return {};
    return text_of({{name, all[name]}});
}

bool QueryTree::has_contents(std::size_t method, std::string_view path) const
{
    return method + 1 < methods_.size() && is_below(methods_[method + 1].path, path);
}

void QueryTree::open(std::string& out, std::string segment, std::string_view path, const Method* method, bool with_contents)
{
    if (!open_.empty()) {
        if (std::exchange(open_.back().has_child, true)) out += ',';
        out += text_of(segment) + ':';
    }
    Json head;
    head["FULL_PATH"] = path;
    if (method) add_attributes(*method, head);
    else head["ACCESS"] = 0;
    std::string text = text_of(head);
    text.pop_back();
    out += text + (with_contents ? ",\"CONTENTS\":{" : "");
    open_.push_back({std::move(segment), with_contents});
}

/// Ends open nodes until only so many are left.
void QueryTree::close_to(std::string& out, std::size_t depth)
{
    for (; open_.size() > depth; open_.pop_back()) out += open_.back().has_contents ? "}}" : "}";
}

void QueryTree::begin(std::string& out)
{
    const bool is_method = methods_.front().path == from_;
    open(out, {}, from_.empty() ? "/" : from_, is_method ? &methods_.front() : nullptr, !is_method || has_contents(0, from_));
    next_ = is_method ? 1 : 0;
}

void QueryTree::add(std::string& out, std::size_t index)
{
    const auto& method = methods_[index];
    const auto wanted = segments(std::string_view(method.path).substr(from_.size()));
    std::size_t shared = 0;
    std::string path = from_;
    for (; shared + 1 < open_.size() && shared < wanted.size() && open_[shared + 1].segment == wanted[shared]; ++shared) path += "/" + wanted[shared];
    close_to(out, shared + 1);
    for (std::size_t i = shared; i < wanted.size(); ++i) {
        path += "/" + wanted[i];
        const bool is_last = i + 1 == wanted.size();
        open(out, wanted[i], path, is_last ? &method : nullptr, !is_last || has_contents(index, path));
    }
}

std::string QueryTree::next(std::size_t size)
{
    std::string out;
    if (!std::exchange(begun_, true)) begin(out);
    for (; next_ < methods_.size() && out.size() < size; ++next_) add(out, next_);
    if (next_ == methods_.size()) close_to(out, 0);
    return out;
}

}  // namespace recalld::remote
