#include "load/rig_keys.hpp"

#include "load/patch_keys.hpp"
#include "load/house_keys.hpp"
#include "load/surface_keys.hpp"
#include "load/trigger_keys.hpp"
#include "studio/chapter_names.hpp"

namespace recalld::load {

// clang-format off: tables of keys

namespace {

/// A scope as one text, or as a list of its terms.
Shape scope() { return either({text(), list_of(text())}); }

Shape carried_by(const std::string& kind, std::vector<Key> keys)
{
    keys.insert(keys.begin(), must("kind", word({kind}), "what carries the bytes"));
    return map_of(kind + " link", std::move(keys));
}

Shape link()
{
    const auto udp = carried_by("udp", {
                                           must("host", text(255), "name or address of the unit"),
                                           may("port", integer(1, 65'535), "the profile's port unless said"),
                                       });
    const auto tcp = carried_by("tcp", {
                                           must("host", text(255), "name or address of the unit"),
                                           must("port", integer(1, 65'535), "where it listens"),
                                       });
    const auto ipmidi = carried_by("ipmidi", {
                                                 must("port", integer(1, 64), "the port as ipMIDI counts them"),
                                                 may("interface", text(255), "address of our network card; 127.0.0.1, this machine alone, unless said"),
                                             });
    const auto midi = carried_by("midi", {
                                             must("port", text(200), "of the port its name or a part of it; recallctl midi ports lists them"),
                                             may("hear", text(200), "another port, from which the answers come; the same unless said"),
                                             may("api", word({"auto", "alsa", "jack"}), "auto, unless said: ALSA when the port is there, otherwise JACK"),
                                             may("virtual", truth(), "the port is our own, under that name, and others join it"),
                                         });
    const auto xctl = carried_by("xctl", {
                                             may("listen", text(255), "we are the host: an address of this machine, or 0.0.0.0"),
                                             may("surface", text(255), "with listen: address of the surface; the first that speaks unless said"),
                                             may("host", text(255), "we are the surface: name or address of the host"),
                                             may("port", integer(1, 65'535), "10111 unless said"),
                                         });
    const auto none = carried_by("none", {});
    return by_word("link", {udp, tcp, ipmidi, midi, none, exactly_one({"host", "listen"}, xctl)});
}

Shape unit()
{
    return map_of("unit", {
                              must("name", text(64), "letters, digits, - and _; stands once"),
                              must("profile", text(200), "what it is: consoles/…"),
                              may("link", link(), "where it is; analog gear has none"),
                              may("serial", text(64), "analog gear: its serial number"),
                              may("revision", text(64), "analog gear: one of the revisions that its profile names"),
                              may("quirks", list_of(text(200)), "what this one does, for sheets and the book: reads 2 dB hot"),
                              may("device", integer(0, 127), "MIDI gear: its device number, as its front panel shows it"),
                              may("channel", integer(1, 16), "MIDI gear: its channel"),
                              may("role", word({"surface"}), "of a surfaces/… profile: a DAW is there, and we are the surface; without it a box is there that we drive"),
                              may("scale", scale_of_faders(), "with role: what the positions of the DAW's faders are in dB, [0 … 1 of the way, dB], both rising; -oo may stand first"),
                          });
}

Shape policy()
{
    return map_of(
        "policy",
        {
            may("gain_jump", decibels(0, 144), "a head-amp or main level that rises by this much is a hazard"),
            may("verify_rounds", integer(0, 20), "how often what differs is sent again"),
            may("mute_first", truth(), "turn off the profile's mute_first switches before anything else"),
        });
}

Shape bank()
{
    return map_of("bank", {
                              must("name", text(64), "what people call it"),
                              must("surfaces", list_of(text(64), 1), "units that are fader boxes, from left to right, as one"),
                              may("strips", scope(), "what the faders stand for, in this order: desk ch/*"),
                              may("layers", dictionary_of(scope()), "instead of strips: several lists by name, chosen by the keys F1 to F8"),
                              may("fixed", dictionary_of(text()), "faders that stay where they are: number from 1, and its strip"),
                              may("master", text(), "the strip of the master fader"),
                              may("transport", text(64), "the unit that transport keys and jog wheel are for: a DAW, a tape machine"),
                          });
}

Shape daw()
{
    return map_of("DAW", {
                             must("unit", text(64), "a unit with role: surface"),
                             must("strips", scope(), "what its eight strips are on the consoles, in this order: desk ch/*"),
                             may("master", text(), "the strip of its master fader"),
                             may("follow", truth(), "what the DAW does moves the console, too; only the other way round unless said"),
                         });
}

std::vector<std::string> chapter_words()
{
    std::vector<std::string> words{studio::chapter_names.begin(), studio::chapter_names.end()};
    for (const auto& alias : studio::chapter_aliases) words.emplace_back(alias.word);
    return words;
}

Shape house()
{
    return map_of("studio", {
                                may("name", text(100), "of the house, on the cover of the mix book"),
                                may("room", text(100), "Studio A"),
                                may("address", text(200), "where it is"),
                                may("territory", text(2), "two letters: DE"),
                                may("internal", list_of(word(chapter_words())), "chapters that the client's book leaves out; faults and log unless said"),
                            });
}

Shape log()
{
    return map_of("log", {
                             may("takes", truth(), "a take goes into the log by itself whenever a DAW or a machine has recorded"),
                         });
}

Shape role() { return word({"nothing", "view", "operate", "edit"}); }

Shape door()
{
    return map_of("door", {
                              may("open", truth(), "false: nobody comes in here"),
                              may("listen", text(255), "an address of this machine; 127.0.0.1, this machine alone, unless said; 0.0.0.0 is every network card"),
                              may("port", integer(0, 65'535), "0 takes one that is free"),
                          });
}

Shape remote()
{
    return map_of("remote", {
                                may("osc", door(), "OSC over UDP and TCP; port 8765 unless said"),
                                may("http", door(), "the page, OSCQuery and the verbs over HTTP; port 8766 unless said"),
                                may("announce", truth(), "over mDNS, what other machines can reach"),
                                may("name", text(60), "of this room, for people"),
                                may("hosts", list_of(text(255)), "further names under which the page is asked for"),
                            });
}

Shape access()
{
    return map_of("access", {
                                may("unpaired", word({"nothing", "view"}), "what other machines may do that were not paired; nothing unless said"),
                                may("addresses", dictionary_of(role()), "OSC: what comes from these addresses needs no pairing; this machine operates unless said"),
                                may("groups", dictionary_of(role()), "the Unix socket: what members of these groups may do; whoever can open it edits unless said"),
                            });
}

}  // namespace

const Shape& rig_shape()
{
    static const Shape shape =
        map_of("rig", {
                          must("units", list_of(unit(), 1), "the gear in this room"),
                          may("safes", scope(), "what no recall touches"),
                          may("scopes", dictionary_of(scope()), "named scope sets, used as @name"),
                          may("policy", policy(), "how careful a recall is"),
                          may("banks", list_of(bank()), "which fader boxes stand for which strips"),
                          may("daws", list_of(daw()), "which strips of the consoles drive a DAW"),
                          may("studio", house(), "what the mix book says of this house"),
                          may("patch", patch_shape(), "the jacks of the bays, and what is wired to what"),
                          may("prints", list_of(text(1000)), "folders with mix files and with their copies: nothing else is read"),
                          may("house", house_shape(), "which role stands on which strip, for the preparation of sessions"),
                          may("log", log(), "what is put into the log by itself"),
                          may("remote", remote(), "where phones, tablets and DAWs come in"),
                          may("access", access(), "who may do what"),
                          may("macros", list_of(macro_shape()), "verbs under one name"),
                          may("triggers", list_of(trigger_shape()), "which buttons, DAWs and addresses set off macros"),
                      });
    return shape;
}

}  // namespace recalld::load
