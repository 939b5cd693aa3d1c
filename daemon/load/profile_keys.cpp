#include "load/profile_keys.hpp"

#include "load/panel_keys.hpp"
#include "load/patch_keys.hpp"
#include "studio/parameter.hpp"

namespace recalld::load {

// clang-format off: tables of keys

namespace {

constexpr double longest_path = 200;

Shape path() { return text(longest_path); }

template <typename Enum>
Shape names_of(std::size_t count)
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i) names.emplace_back(name_of(static_cast<Enum>(i)));
    return word(std::move(names));
}

Shape section_word() { return names_of<studio::Section>(studio::section_count); }
Shape stage_word() { return names_of<studio::Stage>(studio::stage_count); }
Shape hazard_word() { return names_of<studio::Hazard>(studio::hazard_count); }
Shape access_word() { return word({"read", "write", "live", "shown"}); }
Shape any_integer() { return integer(-2147483648, 2147483647); }
Shape two_integers() { return tuple_of({any_integer(), any_integer()}); }
Shape two_numbers() { return tuple_of({number(), number()}); }

Shape text_form()
{
    return map_of("text form", {
                                   may("decimals", integer(0, 9), "digits behind the point"),
                                   may("digits", integer(0, 9), "significant digits instead of decimals"),
                                   may("width", integer(0, 99), "the column is padded to this width in scene files"),
                                   may("plus", truth(), "positive numbers carry a plus sign"),
                                   may("bare_zero", truth(), "… but zero does not"),
                                   may("frequency", truth(), "85.3 below 1 kHz, 4k37 above"),
                                   may("behind_k", integer(1, 9), "… digits behind the k, 2 unless said; one less below"),
                               });
}

Shape law_map()
{
    return exactly_one(
        {"choice", "integer", "bits", "linear", "log", "points", "text", "raw", "blob"},
        map_of("law", {
                          may("choice", list_of(text(), 1), "one of these words; the wire carries the position"),
                          may("integer", two_integers(), "lowest and highest number, carried as it is"),
                          may("bits", integer(1, 31), "a bitmap of so many bits"),
                          may("linear", two_numbers(), "lowest and highest value in equal steps"),
                          may("log", two_numbers(), "first and last value in equal ratios; may fall"),
                          may("points", list_of(two_numbers(), 2),
                              "[wire 0 … 1, value] pairs, both rising, joined by straight lines"),
                          may("text", either({integer(1, 4096), text_form()}),
                              "longest text; or, beside numbers, how they are written"),
                          may("raw", truth(), "kept as the wire carried it"),
                          may("blob", integer(1, 1'000'000), "a dump of at most so many bytes, kept as it came"),
                          may("steps", integer(2, 1'000'000), "size of the grid; without it the grid is not known"),
                          may("bottom", word({"-oo"}), "what the lowest step means"),
                          may("unit", text(20), "dB, Hz, ms …"),
                          may("words", list_of(text(), 1), "for people: words for an integer, from its lowest on"),
                      }));
}

Shape law() { return either({text(), law_map()}); }

Shape identity()
{
    const Key argument = must("argument", integer(0, 255), "which argument of the answer, from 0");
    return map_of("identity",
                  {
                      must("ask", path(), "message without arguments that makes the device say who it is"),
                      may("model",
                          map_of("model",
                                 {
                                     argument,
                                     may("one_of", list_of(text(), 1), "accepted model words"),
                                 }),
                          "where its model stands"),
                      may("firmware",
                          map_of("firmware",
                                 {
                                     argument,
                                     may("checked", list_of(text(), 1), "prefixes these facts were checked for"),
                                 }),
                          "where its firmware stands; an unchecked one is a warning"),
                  });
}

Shape pace()
{
    return map_of("pace", {
                              may("window", integer(1, 10'000), "requests in flight at the start"),
                              may("window_most", integer(1, 10'000), "requests in flight at most"),
                              may("deadline", duration(), "first patience for one reply; doubles with each resend"),
                              may("resends", integer(0, 1'000), "of one request before it is called silent"),
                              may("writes_between_asks", integer(1, 10'000),
                                  "a read follows at least every so many unacknowledged writes"),
                              may("sweep", duration(), "everything is read again in this time, a slice a second; without it never"),
                          });
}

Shape settle()
{
    return map_of("settle", {
                                must("after", stage_word(), "the stage that makes the device load something"),
                                may("poll", duration(), "time between two questions"),
                                may("steady", integer(1, 100), "equal answers in a row"),
                                may("at_most", duration(), "then go on anyway"),
                            });
}

Shape way()
{
    const Shape bytes = text(400);
    return exactly_one(
        {"cc", "rpn", "nrpn", "program", "set", "dump"},
        map_of("midi way", {
                               may("cc", text(20), "its controller: a number 0 … 127, or what the path counts"),
                               may("rpn", text(20), "its registered parameter: a number, or high/low"),
                               may("nrpn", text(20), "its non-registered parameter: a number, or high/low"),
                               may("program", word({"none", "high", "low", "both"}), "the program it runs, and the bank select that goes before it"),
                               may("set", bytes, "the message that carries its {value}"),
                               may("dump", bytes, "the message that carries all of it in {data}, both ways"),
                               may("ask", bytes, "the message that makes it answer; increment = a step of data byte 7F, which moves nothing"),
                               may("answer", bytes, "the message that carries the {value} from it, when it is another"),
                               may("halves", word({"high_first", "low_first", "high_only", "low_only"}),
                                   "which of the two controllers of 14 bits; high_only unless said"),
                               may("offset", integer(-100'000, 100'000), "added to the number on the wire"),
                               may("per_bank", integer(1, 128), "programs in a bank; 128 unless said"),
                               may("by_hand", text(longest_path), "what a person does at its front panel to start the dump"),
                               may("size", integer(1, 1'000'000), "bytes of an answer, roughly: how long to wait for it"),
                               may("volatile", list_of(two_integers(), 1),
                                   "bytes that differ from dump to dump: first, one past the last; F0 = 0, from the end F7 = -1"),
                           }));
}

Shape midi()
{
    return map_of("midi", {
                              may("device",
                                  map_of("device numbers",
                                         {
                                             must("from", integer(0, 127), "the first, as its front panel shows it"),
                                             must("to", integer(0, 127), "the last"),
                                             must("wire", integer(0, 127), "the first, on the wire"),
                                         }),
                                  "1 … 16, on the wire 0 … 15, unless said"),
                              may("identity",
                                  map_of("midi identity",
                                         {
                                             must("maker", text(8), "bytes of its maker"),
                                             may("family", integer(0, 16'383), "any unless said"),
                                             may("model", integer(0, 16'383), "any unless said"),
                                         }),
                                  "it answers the universal identity request with this"),
                              may("null_after", truth(), "RPN and NRPN are deselected after each edit; true unless said"),
                              may("low_address_first", truth(), "the low half of an RPN or NRPN number is sent first"),
                              may("blocks", word({"to_total", "below_total", "from_one"}),
                                  "how {block} runs: 0 … {total}, 0 … {total} - 1, 1 … {total}"),
                              may("bytes_per_second", integer(100, 100'000'000), "what the line carries; 3125, which is DIN, unless said"),
                              may("gap", duration(), "after each message"),
                              may("patience", duration(), "for a dump that a person starts; 2 min unless said"),
                          });
}

Shape strip()
{
    return map_of("strip", {
                               must("path", path(), "path or range of paths"),
                               must("words", text(longest_path), "what people call it"),
                               may("label", path(), "the parameter behind the path that holds its name"),
                           });
}

Shape field()
{
    return either({text(),
                   map_of("field",
                          {
                              must("law", law(), "name of a law, or a law"),
                              may("section", section_word(), "instead of the node's section"),
                              may("stage", stage_word(), "instead of the node's stage"),
                              may("hazard", hazard_word(), "instead of the node's hazard"),
                              may("words", text(longest_path), "instead of the field's name"),
                              may("access", access_word(), "instead of the node's access"),
                              may("table", text(), "its law depends on another parameter: the rows"),
                              may("by", path(), "… and that parameter"),
                              may("midi", way(), "instead of the node's way"),
                          }),
                   law_map()});
}

Shape node()
{
    return map_of("node",
                  {
                      must("path", either({path(), list_of(path(), 1)}),
                           "path or range of paths; several may share their fields"),
                      may("section", section_word(), "what engineers scope by; config unless said"),
                      may("stage", stage_word(), "restore order; processing unless said"),
                      may("hazard", hazard_word(), "a change needs consent by this name"),
                      may("words", text(longest_path), "what people call it"),
                      may("access", access_word(), "read = reported, never written; live = of the moment, never captured or recalled; shown = both; write unless said"),
                      may("read", word({"line", "leaf"}), "leaf = always read leaf by leaf; line unless said"),
                      may("midi", way(), "how its fields travel, with protocol midi"),
                      may("optional", truth(), "firmware dependent: no answer means not exposed"),
                      may("scene", truth(), "a line of scene files; true unless said"),
                      may("scene_alias", path(), "another path for the same line in scene files"),
                      must("fields", dictionary_of(field()), "in the order of the line: a law's name, or a map"),
                  });
}

Shape link()
{
    const Shape copy = map_of("copy", {must("fields", list_of(path(), 1), "globs of the path behind the strip"),
                                       may("if", path(), "a further switch that must be on")});
    return map_of("link", {
                              must("pair", tuple_of({path(), path()}),
                                   "the two strips; the second may use what the first counts"),
                              must("when", path(), "the switch that joins them"),
                              must("copies", list_of(copy, 1), "what is kept equal"),
                          });
}

Shape switch_control()
{
    return either({text(longest_path), map_of("switch", {
                                                            must("parameter", text(longest_path), "behind the strip; a leading slash: from the desk's top"),
                                                            may("set", text(20), "its value while the switch is on; 1 unless said"),
                                                            may("clear", text(20), "… and while it is off; without `set` 0, else none: one of many"),
                                                        })});
}

Shape picked_knob()
{
    return map_of("picked knob", {
                                     must("of", path(), "a range of parameters"),
                                     must("by", path(), "the parameter whose value counts them from 0"),
                                 });
}

Shape controls()
{
    return map_of("controls", {
                                  must("strips", path(), "the strips that hands reach, a range of paths"),
                                  may("fader", path(), "the parameter behind the strip that its fader moves"),
                                  may("colour", path(), "a choice: off, red, green, yellow, blue, magenta, cyan, white, then the same inverted"),
                                  may("mute", switch_control(), "muted, as a switch"),
                                  may("solo", switch_control(), "heard alone"),
                                  may("select", switch_control(), "the strip that the desk shows"),
                                  may("rec", switch_control(), "armed"),
                                  may("knobs", dictionary_of(list_of(either({path(), picked_knob()}), 1)),
                                      "knob sets by name: pan, sends, gain, eq, dyn, insert; parameters in order"),
                              });
}

Shape meters()
{
    const Shape block = map_of("meter block", {
                                                  must("name", text(longest_path), "what it is called on the wire"),
                                                  must("values", integer(1, 10'000), "how many numbers it holds"),
                                                  must("strips", dictionary_of(either({text(20), tuple_of({text(20), text(20)})})),
                                                       "strips, a range of paths, and which numbers are theirs, from 0: one, or left and right"),
                                              });
    return map_of("meters", {
                                must("subscribe", path(), "message with the block's name"),
                                must("every", duration(), "how often"),
                                may("form", word({"linear", "decibels"}), "how a level is written: linear, a float of 1 at full scale; decibels, 16 bits in steps of 1/256 dB"),
                                must("blocks", list_of(block, 1), "levels that come together"),
                            });
}

Shape oscillator()
{
    return map_of("oscillator", {
                                    must("on", path(), "the switch that lets it sound"),
                                    must("level", path(), "how loud, in dB below full scale"),
                                    may("frequency", path(), "its pitch"),
                                    must("destination", path(), "where it goes"),
                                    must("reaches", dictionary_of(text(40)), "strips, a range of paths, and the word of the destination that reaches them"),
                                    must("order", list_of(word({"level", "destination", "on"}), 3), "in which these are set, safe at every step; on is last, and is taken back first"),
                                });
}

Shape scene_file()
{
    return map_of("scene file", {
                                    must("version", text(20), "written in the first line"),
                                    may("header_width", integer(0, 1'000), "characters of the first line"),
                                    may("older", list_of(text(20)), "versions accepted on import"),
                                });
}

std::vector<Key> device_keys()
{
    return {
        must("profile", integer(1, 1), "version of this language"),
        must("model", text(100), "name of the model, for people"),
        may("version", integer(1, 1'000'000), "raise it when a fact changes"),
        must("protocol", text(40), "which driver speaks to it"),
        may("verified", truth(), "true only when somebody checked these facts on the real thing"),
        may("source", text(), "where these facts come from; only what has a panel may say it in comments"),
        may("port", integer(1, 65'535), "where it listens unless the rig says otherwise"),
        may("identity", identity(), "how it says who it is"),
        may("subscription",
            map_of("subscription",
                   {
                       must("send", path(), "message without arguments"),
                       must("every", duration(), "how often"),
                   }),
            "keeps changes coming"),
        may("resync", list_of(path()), "after one of these messages everything is read again"),
        may("pace", pace(), "how fast it may be asked and told"),
        may("settle", settle(), "wait for it to load something"),
        may("recall", word({"parameter", "dump", "armed", "program", "hand"}),
            "how it is recalled: each parameter read back, a dump on request, a dump started by hand, sent blind, or set by hand; parameter unless said"),
        may("midi", midi(), "what all of a MIDI box has in common"),
        may("readback", word({"leaf", "none"}), "none = recalls end as sent, cannot be verified"),
    };
}

std::vector<Key> parameter_keys()
{
    const Shape slot = tuple_of({text(longest_path), law()});
    return {
        may("laws", dictionary_of(law_map()), "laws by name"),
        may("tables", dictionary_of(dictionary_of(list_of(slot))), "by name, by the selector's word: [words, law] slots"),
        may("words", dictionary_of(text(longest_path)), "words for field names, wherever a field does not say better"),
        may("strips", list_of(strip()), "what people point at"),
        may("nodes", list_of(node(), 1), "text lines of the device, or groups of leaves"),
        may("panel", panel_shape(), "protocol manual, instead of nodes: the front of analog gear"),
        may("links", list_of(link()), "what a stereo link keeps equal"),
        may("meters", meters(), "how it tells levels"),
        may("controls", list_of(controls()), "what the hands on a control surface reach of each strip"),
        may("oscillator", oscillator(), "its own tone, for checks of lines"),
        may("mute_first", list_of(path()), "globs of the switches to turn off before anything else"),
        may("input_routing", list_of(path()), "globs of what decides which head amp feeds what"),
        may("signal", signal_shape(), "where signals go inside, for the trace of a patch"),
        may("scene_file", scene_file(), "its scene files"),
    };
}

Shape make_profile_shape()
{
    std::vector<Key> keys = device_keys();
    for (Key& key : parameter_keys()) keys.push_back(std::move(key));
    return map_of("profile", std::move(keys));
}

}  // namespace

const Shape& profile_shape()
{
    static const Shape shape = make_profile_shape();
    return shape;
}

}  // namespace recalld::load
