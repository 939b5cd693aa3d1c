#pragma once

#include <initializer_list>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "osc/packet.hpp"
#include "simulate/console.hpp"
#include "studio/profile.hpp"

/// A small desk made by hand: two pairs of channels, two effects, one head amp.
namespace recalld::simulate::testing {

using studio::Law;
using studio::LawKind;
using studio::Section;
using studio::Stage;
using studio::Value;

inline Law law(LawKind kind, std::int32_t steps = 0)
{
    Law made;
    made.kind = kind;
    made.steps = steps;
    return made;
}

inline Law choice(std::vector<std::string> words)
{
    auto made = law(LawKind::choice, static_cast<std::int32_t>(words.size()));
    made.words = std::move(words);
    return made;
}

inline Law number(LawKind kind, double low, double high, std::int32_t steps, studio::TextForm form = {})
{
    auto made = law(kind, steps);
    made.low = low;
    made.high = high;
    made.form = form;
    return made;
}

inline Law fader(std::int32_t steps)
{
    auto made = law(LawKind::points, steps);
    made.bottom_is_off = true;
    made.points = {{0, -90}, {0.0625, -60}, {0.25, -30}, {0.5, -10}, {1, 10}};
    made.form = {.decimals = 1, .width = 5, .plus = true, .bare_zero = true};
    return made;
}

inline std::map<std::string, Law> laws()
{
    return {
        {"switch", choice({"OFF", "ON"})},
        {"colour", choice({"OFF", "RD", "GN", "YE"})},
        {"ratio", choice({"2.5", "4.0", "10", "100"})},
        {"icon", number(LawKind::integer, 1, 74, 0)},
        {"source", number(LawKind::integer, 0, 64, 0)},
        {"scene", number(LawKind::integer, -1, 99, 0)},
        {"name", law(LawKind::text, 12)},
        {"dca", law(LawKind::bits, 8)},
        {"fader", fader(1024)},
        {"send", fader(161)},
        {"pan", number(LawKind::linear, -100, 100, 101, {.plus = true})},
        {"trim", number(LawKind::linear, -18, 18, 145, {.decimals = 1, .plus = true})},
        {"gain", number(LawKind::linear, -15, 15, 121, {.digits = 3, .plus = true})},
        {"frequency", number(LawKind::logarithmic, 20, 20000, 201, {.frequency = true})},
        {"width", number(LawKind::logarithmic, 10, 0.3, 72, {.digits = 2, .width = 3})},
        {"low cut", number(LawKind::logarithmic, 20, 400, 101, {.width = 3})},
        {"effect", choice({"HALL", "DLY", "NEW"})},
        {"raw", law(LawKind::raw)},
        {"pre delay", number(LawKind::linear, 0, 200, 0)},
        {"decay", number(LawKind::logarithmic, 0.2, 5, 0, {.decimals = 2})},
        {"room", choice({"SMALL", "LARGE"})},
        {"mix", number(LawKind::linear, 0, 100, 101)},
    };
}

/// Puts nodes into a profile; every field is {name, law}.
class Maker {
public:
    using Fields = std::vector<std::pair<std::string, std::string>>;

    Maker()
    {
        for (auto& [name, one] : laws()) {
            law_numbers_[name] = static_cast<std::uint16_t>(made_->laws.size());
            made_->laws.push_back(one);
        }
        made_->model = "Small desk";
        made_->words = {""};
        made_->strips = {{}};
    }

    void node(const std::string& path, const Fields& fields, Section section, Stage stage = Stage::processing)
    {
        studio::Node made;
        made.path = path;
        made.first = static_cast<studio::ParameterId>(made_->parameters.size());
        made.count = static_cast<std::uint16_t>(fields.size());
        for (const auto& [name, of] : fields) {
            auto& parameter = made_->parameters.emplace_back();
            parameter.name = path + "/" + name;
            parameter.section = section;
            parameter.stage = stage;
            parameter.node = static_cast<std::uint32_t>(made_->nodes.size());
            parameter.law = law_numbers_.at(of);
        }
        made_->nodes.push_back(std::move(made));
    }

    /// Both sides follow while `by` and, where given, `when` are on.
    void link(const std::string& one, const std::string& other, const std::string& by, const std::string& when = "")
    {
        for (const auto& [side, partner] : {std::pair(one, other), std::pair(other, one)}) {
            auto& parameter = find(side);
            parameter.partner = id(partner);
            parameter.linked_by = id(by);
            if (!when.empty()) parameter.linked_if = id(when);
        }
    }

    studio::ParameterId id(const std::string& name) const
    {
        for (studio::ParameterId id = 0; id < made_->parameters.size(); ++id)
            if (made_->parameters[id].name == name) return id;
        throw std::out_of_range(name);
    }

    studio::Parameter& find(const std::string& name) { return made_->parameters[id(name)]; }
    std::uint16_t law(const std::string& name) const { return law_numbers_.at(name); }
    studio::Profile& profile() { return *made_; }

    std::shared_ptr<const studio::Profile> take()
    {
        made_->index();
        return std::move(made_);
    }

private:
    std::shared_ptr<studio::Profile> made_ = std::make_shared<studio::Profile>();
    std::map<std::string, std::uint16_t> law_numbers_;
};

inline void add_channels(Maker& make)
{
    make.node("config/chlink", {{"1-2", "switch"}, {"3-4", "switch"}}, Section::links, Stage::links);
    make.node("config/linkcfg", {{"eq", "switch"}, {"fdrmute", "switch"}}, Section::links, Stage::links);
    for (const std::string ch : {"ch/01", "ch/02", "ch/03", "ch/04"}) {
        make.node(ch + "/config", {{"name", "name"}, {"icon", "icon"}, {"color", "colour"}, {"source", "source"}},
                  Section::config);
        make.node(ch + "/preamp", {{"trim", "trim"}, {"hpon", "switch"}, {"hpf", "low cut"}}, Section::preamp);
        make.node(ch + "/dyn", {{"on", "switch"}, {"ratio", "ratio"}}, Section::dyn);
        make.node(ch + "/eq/1", {{"type", "colour"}, {"f", "frequency"}, {"g", "gain"}}, Section::eq);
        make.node(ch + "/mix", {{"on", "switch"}, {"fader", "fader"}, {"pan", "pan"}}, Section::mix, Stage::faders);
        make.node(ch + "/mix/01", {{"on", "switch"}, {"level", "send"}}, Section::sends, Stage::sends);
        make.node(ch + "/grp", {{"dca", "dca"}}, Section::groups);
    }
}

inline void add_links(Maker& make)
{
    for (const auto& [odd, even, by] :
         {std::tuple("ch/01", "ch/02", "config/chlink/1-2"), std::tuple("ch/03", "ch/04", "config/chlink/3-4")}) {
        const std::string left = odd, right = even;
        make.link(left + "/mix/01/level", right + "/mix/01/level", by);
        make.link(left + "/mix/fader", right + "/mix/fader", by, "config/linkcfg/fdrmute");
        make.link(left + "/eq/1/g", right + "/eq/1/g", by, "config/linkcfg/eq");
    }
}

inline void add_effects(Maker& make)
{
    make.profile().tables = {
        {{"HALL", {{"pre delay", make.law("pre delay")}, {"decay", make.law("decay")}, {"room", make.law("room")}}},
         {"DLY", {{"mix", make.law("mix")}}}}};
    for (const std::string fx : {"fx/1", "fx/2"}) {
        make.node(fx, {{"type", "effect"}}, Section::fx, Stage::fx_type);
        make.node(fx + "/par", {{"01", "raw"}, {"02", "raw"}, {"03", "raw"}, {"04", "raw"}}, Section::fx, Stage::fx);
        for (std::uint16_t slot = 0; slot < 4; ++slot) {
            auto& parameter = make.find(fx + "/par/0" + std::to_string(slot + 1));
            parameter.selector = make.id(fx + "/type");
            parameter.slot = slot;
        }
    }
}

inline std::shared_ptr<const studio::Profile> small_profile()
{
    Maker make;
    add_channels(make);
    add_links(make);
    add_effects(make);
    make.node("config/routing", {{"routswitch", "switch"}}, Section::routing, Stage::routing);
    make.profile().nodes.back().scene_alias = "config/routing/routswitch";
    make.node("headamp/000", {{"gain", "trim"}, {"phantom", "switch"}}, Section::headamp, Stage::preamp);
    make.node("-show/prepos", {{"current", "scene"}}, Section::safes);
    make.find("-show/prepos/current").read_only = true;
    make.profile().identity = {"/xinfo", 2, 3, {"EX1", "EX1R"}, {"1.2", "1.3"}};
    return make.take();
}

/// A console and its clients, with what is said as readable text: `2: /ch/01/mix/fader ,f 0.5`.
struct Desk {
    Console console{small_profile()};
    Clock::time_point now{std::chrono::hours(1)};

    std::vector<std::string> send(Client from, const wire::Bytes& packet)
    {
        return described(console.receive(from, packet, now));
    }
    std::vector<std::string> send(Client from, const std::string& address, std::initializer_list<osc::Arg> args = {})
    {
        return send(from, osc::message(address, args));
    }

    /// The value of a leaf as the desk answers it to somebody else: `,f 0.5`. Empty when it does not.
    std::string ask(const std::string& address)
    {
        const auto answers = console.receive(bystander, osc::bare(address), now);
        if (answers.size() != 1) return "";
        const auto text = osc::describe(answers[0].packet);
        return text.starts_with(address + " ") ? text.substr(address.size() + 1) : "not " + address + ": " + text;
    }

    /// The text line of a node, without its line end. Empty when there is no answer.
    std::string line(const std::string& path)
    {
        const auto answers = console.receive(bystander, osc::message("/node", {path}), now);
        if (answers.size() != 1) return "";
        auto text = std::string(*osc::read_message(answers[0].packet)->argument(0).text());
        if (!text.ends_with('\n')) return "no line end";
        text.pop_back();
        return text;
    }

    void subscribe(std::initializer_list<Client> clients)
    {
        for (const auto client : clients) send(client, "/xremote");
    }

    static std::vector<std::string> described(const std::vector<Outgoing>& answers)
    {
        std::vector<std::string> texts;
        for (const auto& answer : answers)
            texts.push_back(std::to_string(answer.to) + ": " + osc::describe(answer.packet));
        return texts;
    }

    static constexpr Client bystander = 99;
};

using Said = std::vector<std::string>;
inline const Said nothing;

}  // namespace recalld::simulate::testing
