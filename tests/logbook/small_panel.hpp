#pragma once

#include "studio/dial.hpp"
#include "studio/panel.hpp"
#include "studio/profile.hpp"

/// Front panels made by hand: one compressor of two channels, with one control of each kind that a hand can set.
namespace recalld::logbook::testing {

class PanelBuilder {
public:
    explicit PanelBuilder(std::string id)
    {
        profile_->profile_id = std::move(id);
        profile_->model = "Two channel compressor";
        profile_->protocol = "manual";
        profile_->recall = studio::RecallLevel::hand;
        panel_->revisions = {"A", "B"};
        panel_->quirks = {"all buttons in is a setting of its own"};
    }

    void revisions(std::vector<std::string> all) { panel_->revisions = std::move(all); }

    void group(const std::string& name, const std::string& path, const std::string& copies = {})
    {
        panel_->groups.push_back({name, {}, false, copies});
        path_ = path;
        profile_->strips.push_back({path.empty() ? "panel" : path, name, studio::no_parameter});
        studio::Node node;
        node.path = path.empty() ? "panel" : path;
        node.first = static_cast<studio::ParameterId>(profile_->parameters.size());
        profile_->nodes.push_back(std::move(node));
    }

    studio::Control& add(studio::ControlKind kind, const std::string& label, const std::string& slug, studio::Law law)
    {
        studio::Parameter parameter;
        parameter.name = path_.empty() ? slug : path_ + "/" + slug;
        parameter.node = static_cast<std::uint32_t>(profile_->nodes.size() - 1);
        parameter.strip = static_cast<std::uint32_t>(profile_->strips.size() - 1);
        parameter.law = static_cast<std::uint16_t>(profile_->laws.size());
        parameter.words = static_cast<std::uint16_t>(profile_->words.size());
        parameter.section = studio::Section::dyn;
        parameter.blind = true;
        profile_->laws.push_back(std::move(law));
        profile_->words.push_back(label);
        ++profile_->nodes.back().count;
        studio::Control control;
        control.kind = kind;
        control.parameter = static_cast<studio::ParameterId>(profile_->parameters.size());
        control.label = label;
        profile_->parameters.push_back(std::move(parameter));
        panel_->groups.back().controls.push_back(std::move(control));
        return panel_->groups.back().controls.back();
    }

    std::shared_ptr<studio::Profile> profile() { return profile_; }
    std::shared_ptr<const studio::Profile> done()
    {
        profile_->panel = panel_;
        profile_->index();
        return profile_;
    }

private:
    std::shared_ptr<studio::Profile> profile_ = std::make_shared<studio::Profile>();
    std::shared_ptr<studio::Panel> panel_ = std::make_shared<studio::Panel>();
    std::string path_;
};

inline studio::Law dial(std::vector<std::string> marks, const std::string& unit)
{
    studio::Law law;
    law.kind = studio::LawKind::dial;
    law.marks = studio::spread_marks(marks);
    law.unit = unit;
    return law;
}

inline studio::Law choice(std::vector<std::string> words)
{
    studio::Law law;
    law.kind = studio::LawKind::choice;
    law.steps = static_cast<std::int32_t>(words.size());
    law.words = std::move(words);
    return law;
}

inline studio::Law tape(std::int32_t longest)
{
    studio::Law law;
    law.kind = studio::LawKind::text;
    law.steps = longest;
    return law;
}

/// INPUT and OUTPUT turn, RATIO is a row of buttons, METER a switch, TAPE is written on.
inline std::shared_ptr<const studio::Profile> limiter()
{
    using enum studio::ControlKind;
    PanelBuilder builder("analog/limiter");
    builder.group("", "");
    builder.add(knob, "INPUT", "input", dial({"∞", "48", "36", "30", "24", "18", "12", "6", "0"}, "dB"));
    builder.add(knob, "OUTPUT", "output", dial({"∞", "48", "36", "30", "24", "18", "12", "6", "0"}, "dB"));
    builder.add(radio, "RATIO", "ratio", choice({"20", "12", "8", "4", "20+12+8+4"}));
    builder.add(toggle, "METER", "meter", choice({"GR", "+8", "+4", "OFF"}));
    builder.add(note, "TAPE", "tape", tape(20));
    return builder.done();
}

/// LEFT and RIGHT: THRESHOLD, GAIN and a switch each.
inline std::shared_ptr<const studio::Profile> stereo()
{
    using enum studio::ControlKind;
    PanelBuilder builder("analog/stereo");
    for (const auto* side : {"LEFT", "RIGHT"}) {
        builder.group(side, std::string(side) == "LEFT" ? "left" : "right", "LEFT");
        builder.add(knob, "THRESHOLD", "threshold", dial({"10", "0", "-20"}, "dBu"));
        builder.add(trim, "GAIN", "gain", dial({"-", "0", "+"}, ""));
        builder.add(toggle, "IN", "in", choice({"OUT", "IN"}));
    }
    return builder.done();
}

}  // namespace recalld::logbook::testing
