#include "load/shape.hpp"

#include "studio/spelling.hpp"

#include <algorithm>
#include <sstream>

namespace recalld::load {

namespace {

constexpr double longest_list = 20'000;
constexpr double longest_key = 200;

std::string joined(const std::vector<std::string>& words)
{
    std::string result;
    for (const std::string& word : words) result += (result.empty() ? "" : ", ") + word;
    return result;
}

std::string plain(double number)
{
    std::ostringstream out;
    out.precision(12);
    out << number;
    return out.str();
}

std::vector<std::string> names_of(const std::vector<Key>& keys)
{
    std::vector<std::string> names;
    for (const Key& key : keys) names.push_back(key.name);
    return names;
}

void check_range(const Cursor& at, double number, const Shape& shape)
{
    if (number >= shape.low && number <= shape.high) return;
    at.fail(plain(number) + " is out of range " + plain(shape.low) + " … " + plain(shape.high));
}

void check_length(const Cursor& at, const std::string& text, const Shape& shape)
{
    if (static_cast<double>(text.size()) > shape.high) at.fail("more than " + plain(shape.high) + " characters");
}

void check_text(const Cursor& at, const Shape& shape) { check_length(at, at.text(), shape); }

void check_word(const Cursor& at, const Shape& shape)
{
    const std::string& word = at.text();
    if (std::find(shape.words.begin(), shape.words.end(), word) != shape.words.end()) return;
    const std::string meant = studio::did_you_mean(word, shape.words);
    at.fail(studio::in_quotes(word) + " is none of " + joined(shape.words) + meant);
}

void check_list(const Cursor& at, const Shape& shape)
{
    const auto items = at.items();
    const auto count = static_cast<double>(items.size());
    if (count < shape.low) at.fail("needs at least " + plain(shape.low) + (shape.low == 1 ? " item" : " items"));
    if (count > shape.high) at.fail("more than " + plain(shape.high) + " items");
    for (const Cursor& item : items) check(item, shape.of[0]);
}

void check_tuple(const Cursor& at, const Shape& shape)
{
    const auto items = at.items();
    if (items.size() != shape.of.size()) at.fail("needs exactly " + std::to_string(shape.of.size()) + " items");
    for (std::size_t i = 0; i < items.size(); ++i) check(items[i], shape.of[i]);
}

const Key& key_named(const Cursor& at, const Shape& shape)
{
    const auto key =
        std::find_if(shape.keys.begin(), shape.keys.end(), [&](const Key& k) { return k.name == at.text(); });
    if (key != shape.keys.end()) return *key;
    const std::vector<std::string> known = names_of(shape.keys);
    const std::string meant = studio::did_you_mean(at.text(), known);
    at.fail("unknown key " + studio::in_quotes(at.text())
            + (meant.empty() ? "; " + shape.name + " has " + joined(known) : meant));
}

void check_choice_of_keys(const Cursor& at, const Shape& shape)
{
    std::size_t found = 0;
    for (const std::string& name : shape.words) {
        const auto value = at.find(name);
        if (value && !value->is(Cursor::Kind::map)) ++found;
    }
    if (found != 1) at.fail(shape.name + " needs exactly one of " + joined(shape.words));
}

void check_map(const Cursor& at, const Shape& shape)
{
    if (!at.is(Cursor::Kind::map)) at.fail_expecting(shape.name + " as a map");
    for (const auto& [key, value] : at.entries()) check(value, key_named(key, shape).shape);
    for (const Key& key : shape.keys)
        if (key.required && !at.find(key.name)) at.fail("missing key " + studio::in_quotes(key.name) + " in " + shape.name);
    if (!shape.words.empty()) check_choice_of_keys(at, shape);
}

void check_dictionary(const Cursor& at, const Shape& shape)
{
    for (const auto& [key, value] : at.entries()) {
        check_text(key, text(longest_key));
        check(value, shape.of[0]);
    }
}

Cursor::Kind kind_of(const Shape& shape)
{
    if (shape.form == Form::list || shape.form == Form::tuple) return Cursor::Kind::list;
    if (shape.form == Form::map || shape.form == Form::dictionary) return Cursor::Kind::map;
    return Cursor::Kind::text;
}

std::string spoken(const Shape& shape)
{
    const Cursor::Kind kind = kind_of(shape);
    if (kind == Cursor::Kind::list) return "a list";
    if (kind == Cursor::Kind::map) return "a map";
    return shape.form == Form::integer ? "a whole number" : "text";
}

/// How many of a map's keys this shape knows: tells two kinds of map apart.
std::size_t known_keys(const Cursor& map, const Shape& shape)
{
    const auto is_known = [&](const Key& key) { return map.find(key.name).has_value(); };
    return static_cast<std::size_t>(std::count_if(shape.keys.begin(), shape.keys.end(), is_known));
}

void check_either(const Cursor& at, const Shape& shape)
{
    const Shape* nearest = nullptr;
    std::string expected;
    for (const Shape& choice : shape.of) {
        if (expected.find(spoken(choice)) == std::string::npos)
            expected += (expected.empty() ? "" : " or ") + spoken(choice);
        if (!at.is(kind_of(choice))) continue;
        if (!nearest || (at.is(Cursor::Kind::map) && known_keys(at, choice) > known_keys(at, *nearest)))
            nearest = &choice;
    }
    if (!nearest) at.fail_expecting(expected);
    check(at, *nearest);
}

void check_by_word(const Cursor& at, const Shape& shape)
{
    if (!at.is(Cursor::Kind::map)) at.fail_expecting(shape.name + " as a map");
    const Key& key = shape.keys[0];
    const auto word = at.find(key.name);
    if (!word) at.fail("missing key " + studio::in_quotes(key.name) + " in " + shape.name);
    check(*word, key.shape);
    const auto& known = key.shape.words;
    check(at, shape.of[static_cast<std::size_t>(std::find(known.begin(), known.end(), word->text()) - known.begin())]);
}

Shape ranged(Form form, double low, double high)
{
    Shape shape;
    shape.form = form;
    shape.low = low;
    shape.high = high;
    return shape;
}

Shape made_of(Form form, std::vector<Shape> parts)
{
    Shape shape;
    shape.form = form;
    shape.of = std::move(parts);
    return shape;
}

}  // namespace

Shape text(double longest) { return ranged(Form::text, 0, longest); }
Shape integer(double low, double high) { return ranged(Form::integer, low, high); }
Shape number() { return ranged(Form::number, -1e9, 1e9); }
Shape scalar(double longest) { return ranged(Form::scalar, 0, longest); }
Shape truth() { return ranged(Form::truth, 0, 1); }
Shape duration() { return ranged(Form::duration, 0, 0); }
Shape decibels(double low, double high) { return ranged(Form::decibels, low, high); }
Shape tuple_of(std::vector<Shape> items) { return made_of(Form::tuple, std::move(items)); }
Shape dictionary_of(Shape value) { return made_of(Form::dictionary, {std::move(value)}); }
Shape either(std::vector<Shape> shapes) { return made_of(Form::either, std::move(shapes)); }

Shape by_word(std::string name, std::vector<Shape> maps)
{
    Key key = maps[0].keys[0];
    key.shape.words.clear();
    for (const Shape& map : maps) key.shape.words.push_back(map.keys[0].shape.words[0]);
    Shape shape = made_of(Form::by_word, std::move(maps));
    shape.name = std::move(name);
    shape.keys = {std::move(key)};
    return shape;
}

Shape word(std::vector<std::string> known)
{
    Shape shape = made_of(Form::word, {});
    shape.words = std::move(known);
    return shape;
}

Shape list_of(Shape item, double least)
{
    Shape shape = ranged(Form::list, least, longest_list);
    shape.of = {std::move(item)};
    return shape;
}

Shape map_of(std::string name, std::vector<Key> keys)
{
    Shape shape = made_of(Form::map, {});
    shape.name = std::move(name);
    shape.keys = std::move(keys);
    return shape;
}

Shape exactly_one(std::vector<std::string> of_keys, Shape map)
{
    map.words = std::move(of_keys);
    return map;
}

Key must(std::string name, Shape shape, std::string doc)
{
    return {std::move(name), std::move(shape), std::move(doc), true};
}

Key may(std::string name, Shape shape, std::string doc)
{
    return {std::move(name), std::move(shape), std::move(doc), false};
}

void check(const Cursor& at, const Shape& shape)
{
    switch (shape.form) {
        case Form::text: return check_text(at, shape);
        case Form::integer: return check_range(at, static_cast<double>(at.integer()), shape);
        case Form::number: return check_range(at, at.number(), shape);
        case Form::truth: return static_cast<void>(at.truth());
        case Form::scalar: return check_length(at, at.scalar(), shape);
        case Form::duration: return static_cast<void>(at.duration());
        case Form::decibels: return check_range(at, at.decibels(), shape);
        case Form::word: return check_word(at, shape);
        case Form::list: return check_list(at, shape);
        case Form::tuple: return check_tuple(at, shape);
        case Form::map: return check_map(at, shape);
        case Form::dictionary: return check_dictionary(at, shape);
        case Form::either: return check_either(at, shape);
        case Form::by_word: return check_by_word(at, shape);
    }
}

}  // namespace recalld::load
