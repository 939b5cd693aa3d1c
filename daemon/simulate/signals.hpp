#pragma once

#include <map>
#include <string_view>

#include "simulate/settings.hpp"

namespace recalld::simulate {

/// What is plugged into a desk, and how loud it is. Levels go where the desk's routing takes them: through head amp and source to a
/// strip's input, before its fader. Borrows the profile. Not thread-safe.
///
///     text  = thing {"," thing}
///     thing = jack "=" dBFS ["+48V"]   a source at this jack, or right on a strip; its level at a gain of 0 dB; silent without 48 V
///           | jack "=off"              nothing any more
///           | output ">" jack          a cord from an output that the oscillator reaches: whatever leaves there comes in here
///           | "noise=" dBFS            what every input has, -90 unless said
class Signals {
public:
    explicit Signals(const studio::Profile& profile) : profile_(profile) {}

    /// Adds to what is there. Throws std::invalid_argument naming the thing; then nothing has changed.
    void plug(std::string_view text);
    /// Nobody has plugged anything: levels are made up.
    bool exist() const { return exist_; }
    /// The level of a strip in dBFS.
    double level_of(const Settings& settings, std::uint32_t strip) const;

private:
    struct Source {
        double dbfs = 0;
        bool needs_phantom = false;
    };
    struct Plugged {
        std::map<std::uint32_t, Source> sources;        ///< by jack or strip
        std::map<std::uint32_t, std::uint32_t> cords;   ///< by jack: the output
        double noise = -90;
    };
    void plug_one(std::string_view thing, Plugged& plugged) const;
    std::uint32_t strip_of(std::string_view path, std::string_view thing) const;
    double at_jack(const Settings& settings, std::uint32_t jack) const;
    double at_output(const Settings& settings, std::uint32_t strip) const;
    double through_head_amp(const Settings& settings, std::uint32_t strip) const;
    bool has_phantom(const Settings& settings, std::uint32_t jack) const;

    const studio::Profile& profile_;
    Plugged plugged_;
    bool exist_ = false;
};

}  // namespace recalld::simulate
