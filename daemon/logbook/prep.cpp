#include "logbook/prep.hpp"

#include <algorithm>
#include <set>

#include "logbook/name_fit.hpp"
#include "logbook/prep_seats.hpp"
#include "logbook/prep_strips.hpp"
#include "studio/spelling.hpp"

namespace recalld::logbook {

using studio::in_quotes;
using studio::no_parameter;
using studio::ParameterId;
using studio::Value;

namespace {

constexpr std::string_view amp_gain = "=gain", amp_phantom = "=phantom";

bool is_of_amp(std::string_view name) { return name == amp_gain || name == amp_phantom; }

/// Makes of seats what the strips should become; every member function is one kind of setting.
class Proposer {
public:
    Proposer(const studio::UnitState& live, const PrepWish& wish, Prep& prep) : live_(live), profile_(*live.profile), wish_(wish), prep_(prep), names_(longest_name()) {}
    void propose(const PrepTrack& track, const Seat& seat);

private:
    std::size_t longest_name() const;
    void name(const PrepTrack& track);
    void colour(const PrepTrack& track, const Seat& seat);
    void source(const PrepTrack& track);
    void head_amp(const PrepTrack& track);
    void amp_value(ParameterId id, std::optional<Value> value, const std::string& what);
    void preset(const Seat& seat);
    void preset_amp();
    bool changes(ParameterId id) const;
    std::string why_no_amp() const { return moves_input_ ? "the input of " + place() + " changes first: apply this, then prepare again" : "nobody knows which head amp feeds " + place(); }
    const Preset* chosen_preset(const std::string& role);
    void apply(const Preset& preset);
    bool apply_value(std::optional<ParameterId> id, const std::string& words);
    void set(ParameterId id, Value value);
    void warn(std::string kind, std::string words) { prep_.conflicts.push_back({std::move(kind), std::move(words), {row_.track}, {profile_.strips[*row_.strip].path}}); }
    std::string place() const { return live_.unit + " " + profile_.strips[*row_.strip].path; }

    const studio::UnitState& live_;
    const studio::Profile& profile_;
    const PrepWish& wish_;
    Prep& prep_;
    NameFitter names_;
    StripFacts facts_;
    PrepRow row_;
    const Preset* preset_ = nullptr;
    bool moves_input_ = false;
};

std::size_t Proposer::longest_name() const
{
    for (const auto strip : input_strips(profile_))
        if (const auto longest = facts_of(profile_, strip).longest_name; longest > 0) return longest;
    return 12;
}

void Proposer::set(ParameterId id, Value value)
{
    const auto same = std::ranges::find(row_.values, id, &std::pair<ParameterId, Value>::first);
    if (same != row_.values.end()) same->second = std::move(value);
    else row_.values.emplace_back(id, std::move(value));
}

void Proposer::propose(const PrepTrack& track, const Seat& seat)
{
    row_ = {track.input.at, track.input.name, seat.role, seat.strip, {}, {}, {}, {}, seat.why};
    if (!track.left_out.empty()) row_.why = track.left_out + "; it gets no strip";
    preset_ = nullptr;
    if (row_.strip) {
        facts_ = facts_of(profile_, *row_.strip);
        preset(seat);
        name(track);
        colour(track, seat);
        source(track);
        moves_input_ = changes(facts_.source);
        preset_amp();
        head_amp(track);
        if (track.width == "Stereo") warn("stereo", in_quotes(row_.track) + " is stereo, and " + place() + " is one strip: link it with its neighbour, or split the track");
    }
    prep_.rows.push_back(std::move(row_));
}

void Proposer::name(const PrepTrack& track)
{
    if (facts_.label == no_parameter) return;
    row_.name = names_.fit(track.input.name);
    set(facts_.label, row_.name);
    if (row_.name != track.input.name) warn("name", in_quotes(track.input.name) + " becomes " + in_quotes(row_.name) + ": a strip shows " + std::to_string(facts_.longest_name) + " characters, and each name once");
}

void Proposer::colour(const PrepTrack& track, const Seat& seat)
{
    if (facts_.colour == no_parameter) return;
    std::string word(RoleBook::colour_of(seat.role));
    if (seat.place && !seat.place->colour.empty()) word = seat.place->colour;
    if (!track.input.colour.empty()) word = track.input.colour;
    if (word.empty()) return;
    const auto number = colour_number(word);
    if (!number || !profile_.law_of(facts_.colour).holds(*number)) return warn("colour", in_quotes(word) + " is no colour of " + place() + "; known are off, red, green, yellow, blue, magenta, cyan, white");
    row_.colour = colour_word(*number);
    set(facts_.colour, *number);
}

void Proposer::source(const PrepTrack& track)
{
    if (facts_.source == no_parameter) return;
    const auto& law = profile_.law_of(facts_.source);
    const auto wanted = source_of(law, track.input);
    if (!wanted) return;
    row_.source = law.spoken(*wanted);
    set(facts_.source, *wanted);
}

bool Proposer::changes(ParameterId id) const
{
    const auto proposed = std::ranges::find(row_.values, id, &std::pair<ParameterId, Value>::first);
    if (id == no_parameter || proposed == row_.values.end()) return false;
    const auto* now = live_.value(id);
    return !now || !studio::same(*now, proposed->second);
}

void Proposer::amp_value(ParameterId id, std::optional<Value> value, const std::string& what)
{
    if (id == no_parameter || !value) return warn("gain", what + " is wanted for " + in_quotes(row_.track) + ", which the input of " + place() + " cannot be given");
    set(id, *value);
}

/// Gains belong to inputs, not to strips: only where the strip's input stays is it known whose they are.
void Proposer::head_amp(const PrepTrack& track)
{
    const auto& input = track.input;
    if (!input.phantom && !input.gain_db) return;
    const auto amp = head_amp_of(live_, *row_.strip);
    if (moves_input_ || !amp)
        return warn("gain", "the list has a gain or 48 V for " + in_quotes(row_.track) + ", but " + why_no_amp());
    if (input.phantom) amp_value(amp->phantom, Value(*input.phantom ? 1 : 0), "48 V");
    if (input.gain_db) amp_value(amp->gain, profile_.law_of(amp->gain).parse(std::to_string(*input.gain_db)), std::to_string(*input.gain_db) + " dB");
}

const Preset* Proposer::chosen_preset(const std::string& role)
{
    std::vector<const Preset*> here, found;
    for (const auto& preset : wish_.presets)
        if (preset.role == role && preset.profile == profile_.profile_id) here.push_back(&preset);
    const bool is_anyones = wish_.engineers.empty();
    if (is_anyones) found = here;
    for (const auto& engineer : wish_.engineers)
        for (const auto* preset : presets_meant(here, engineer))
            if (std::ranges::find(found, preset) == found.end()) found.push_back(preset);
    std::string who;
    for (const auto* preset : found) who += (who.empty() ? "" : " and ") + label_of(*preset);
    if (found.size() > 1) warn("presets", who + " both have a preset for " + role + (is_anyones ? "; say whose: --engineer" : "; taken is that of " + label_of(*found.front())));
    return found.empty() || is_anyones ? nullptr : found.front();
}

void Proposer::preset(const Seat& seat)
{
    preset_ = seat.role.empty() ? nullptr : chosen_preset(seat.role);
    if (!preset_) return;
    row_.preset = label_of(*preset_) + ": " + preset_->role;
    apply(*preset_);
}

/// Gain and 48 V of a preset are for the head amp that will feed the strip: which one that is must be known.
void Proposer::preset_amp()
{
    if (!preset_) return;
    const auto amp = head_amp_of(live_, *row_.strip);
    std::size_t wanted = 0;
    for (const auto& [name, words] : preset_->values) {
        if (!is_of_amp(name)) continue;
        ++wanted;
        if (amp && !moves_input_ && !apply_value(name == amp_gain ? amp->gain : amp->phantom, words)) warn("gain", "the preset " + row_.preset + " wants " + words + ", which the input of " + place() + " cannot be given");
    }
    if (wanted > 0 && (moves_input_ || !amp)) warn("gain", "the preset " + row_.preset + " has a gain or 48 V, but " + why_no_amp());
}

bool Proposer::apply_value(std::optional<ParameterId> id, const std::string& words)
{
    if (!id || *id == no_parameter || !profile_[*id].is_recalled()) return false;
    const auto value = profile_.law_of(*id, live_.selector(*id)).parse(words);
    if (value) set(*id, *value);
    return value.has_value();
}

void Proposer::apply(const Preset& preset)
{
    std::size_t lost = 0;
    for (const auto& [name, words] : preset.values)
        if (!is_of_amp(name)) lost += apply_value(profile_.find(profile_.strips[*row_.strip].path + "/" + name), words) ? 0u : 1u;
    if (lost > 0) prep_.messages.add(0, std::to_string(lost) + " of " + std::to_string(preset.values.size()) + " values of the preset " + row_.preset + " do not fit " + place() + "; left out");
}

}  // namespace

std::vector<PrepTrack> tracks_of(const SessionText& session)
{
    std::vector<PrepTrack> tracks;
    for (const auto& track : session.tracks) {
        PrepTrack made;
        made.input.at = track.line;
        made.input.name = track.name;
        made.input.note = track.comments;
        made.width = track.width;
        if (track.is_inactive()) made.left_out = "inactive in the session";
        tracks.push_back(std::move(made));
    }
    return tracks;
}

std::vector<PrepTrack> tracks_of(const std::vector<Input>& inputs)
{
    std::vector<PrepTrack> tracks;
    for (const auto& input : inputs) tracks.push_back({input});
    return tracks;
}

std::vector<ParameterId> Prep::touched() const
{
    std::set<ParameterId> ids;
    for (const auto& row : rows)
        for (const auto& [id, value] : row.values) ids.insert(id);
    return {ids.begin(), ids.end()};
}

Prep prepare(const studio::UnitState& live, const PrepWish& wish)
{
    Prep prep;
    const auto seats = Seating(live.unit, *live.profile, wish, prep.conflicts).seats();
    Proposer proposer(live, wish, prep);
    for (std::size_t i = 0; i < seats.size(); ++i) proposer.propose(wish.tracks[i], seats[i]);
    return prep;
}

studio::UnitState target_of(const studio::UnitState& live, const Prep& prep)
{
    studio::UnitState target(live.unit, live.profile);
    target.identity = live.identity;
    std::ranges::fill(target.standings, studio::Standing::out_of_scope);
    for (const auto& row : prep.rows)
        for (const auto& [id, value] : row.values) target.set(id, value, studio::Standing::assumed);
    return target;
}

}  // namespace recalld::logbook
