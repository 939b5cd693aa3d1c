#include "simulate/surface_hand.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <sstream>
#include <stdexcept>

#include "simulate/surface_picture.hpp"

namespace recalld::simulate {

namespace {

using Words = std::vector<std::string>;

constexpr int most_seconds = 60;

struct Order {
    std::string_view name;
    std::string_view usage;
    std::size_t least, most;   ///< words behind its name
    Done (*obey)(SurfaceBox& box, const Words& words, TimePoint now);
};

template <class Number>
Number number_in(const std::string& text)
{
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) throw std::invalid_argument("\"" + text + "\" is no number");
    return number;
}

int counted_from_one(const std::string& text)
{
    const int number = number_in<int>(text);
    if (number < 1 || number > mackie::hui::knobs) throw std::invalid_argument("nothing here has the number " + text);
    return number - 1;
}

int strip_in(const std::string& text)
{
    if (text == "master") return mackie::master_strip;
    const int strip = counted_from_one(text);
    if (strip >= mackie::strips) throw std::invalid_argument("strips are 1 to 8 and master, not " + text);
    return strip;
}

/// `in 500 ms`, `in 2 s`, behind the first two words.
std::chrono::milliseconds duration_in(const Words& words)
{
    if (words.size() == 2) return std::chrono::milliseconds(0);
    const double amount = words.size() == 5 && words[2] == "in" ? number_in<double>(words[3]) : -1;
    const double factor = words.back() == "ms" ? 1 : words.back() == "s" ? 1000 : -1;
    if (!(amount >= 0) || factor < 0 || amount * factor > most_seconds * 1000) throw std::invalid_argument("how long: in 500 ms, in 2 s; a minute at most");
    return std::chrono::milliseconds(static_cast<int>(amount * factor));
}

Done grab(SurfaceBox& box, const Words& words, TimePoint now) { return {box.grab(strip_in(words[0]), now), {}}; }
Done release(SurfaceBox& box, const Words& words, TimePoint now) { return {box.let_go(strip_in(words[0]), now), {}}; }
Done hold(SurfaceBox& box, const Words& words, TimePoint now) { return {box.press(words[0], true, now), {}}; }
Done let(SurfaceBox& box, const Words& words, TimePoint now) { return {box.press(words[0], false, now), {}}; }
Done turn(SurfaceBox& box, const Words& words, TimePoint now) { return {box.turn(counted_from_one(words[0]), number_in<int>(words[1]), now), {}}; }
Done jog(SurfaceBox& box, const Words& words, TimePoint now) { return {box.jog(number_in<int>(words[0]), now), {}}; }
Done pedal(SurfaceBox& box, const Words& words, TimePoint now) { return {box.pedal(number_in<int>(words[0]), now), {}}; }
Done power(SurfaceBox& box, const Words&, TimePoint now) { return {box.power_on(now), {}}; }
Done show(SurfaceBox& box, const Words&, TimePoint now) { return {box.run(now), picture(box, now)}; }

Done move(SurfaceBox& box, const Words& words, TimePoint now)
{
    const auto to = number_in<double>(words[1]);
    if (!(to >= 0 && to <= 1)) throw std::invalid_argument("a fader goes from 0 to 1, not to " + words[1]);
    return {box.move(strip_in(words[0]), to, now, duration_in(words)), {}};
}

Done press(SurfaceBox& box, const Words& words, TimePoint now)
{
    Done done = hold(box, words, now);
    std::ranges::move(let(box, words, now).said, std::back_inserter(done.said));
    return done;
}

Done help(SurfaceBox& box, const Words& words, TimePoint now);

constexpr Order orders[] = {
    {"grab", "grab STRIP", 1, 1, grab},
    {"move", "move STRIP 0…1 [in 500 ms]", 2, 5, move},
    {"release", "release STRIP", 1, 1, release},
    {"press", "press BUTTON", 1, 1, press},
    {"hold", "hold BUTTON", 1, 1, hold},
    {"let", "let BUTTON", 1, 1, let},
    {"turn", "turn KNOB TICKS", 2, 2, turn},
    {"jog", "jog TICKS", 1, 1, jog},
    {"pedal", "pedal 0…127", 1, 1, pedal},
    {"power", "power", 0, 0, power},
    {"show", "show", 0, 0, show},
    {"help", "help", 0, 0, help},
};

Done help(SurfaceBox&, const Words&, TimePoint)
{
    std::string text;
    for (const auto& order : orders) text += std::string(order.usage) + '\n';
    return {{}, text};
}

}  // namespace

Done obey(SurfaceBox& box, std::string_view line, TimePoint now)
{
    std::istringstream stream{std::string(line)};
    Words words{std::istream_iterator<std::string>(stream), {}};
    if (words.empty()) return {};
    const auto order = std::ranges::find(orders, std::string_view(words[0]), &Order::name);
    if (order == std::end(orders)) return {{}, "\"" + words[0] + "\" is not understood; see help\n"};
    words.erase(words.begin());
    if (words.size() < order->least || words.size() > order->most) return {{}, "it goes: " + std::string(order->usage) + '\n'};
    try {
        return order->obey(box, words, now);
    } catch (const std::invalid_argument& wrong) {
        return {{}, std::string(wrong.what()) + '\n'};
    }
}

}  // namespace recalld::simulate
