#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "load/yaml_cursor.hpp"

namespace recalld::load {

enum class Form : std::uint8_t {
    text,        ///< `low` … `high` bytes
    integer,     ///< `low` … `high`
    number,      ///< `low` … `high`
    truth,       ///< true or false
    scalar,      ///< text, a number, true or false, all taken as their words; at most `high` bytes
    duration,    ///< `60 ms`
    decibels,    ///< `3 dB`, `low` … `high`
    word,        ///< one of `words`
    list,        ///< `low` … `high` things like `of[0]`
    tuple,       ///< exactly the things of `of`, in order
    map,         ///< the keys of `keys`, no others
    dictionary,  ///< any keys, values like `of[0]`
    either,      ///< the one of `of` that stands in the same form (text, list, map) and knows most of its keys
    by_word,     ///< the map of `of` that the word at the key `keys[0]` stands for; in the order of that key's words
};

struct Key;

/// What may stand at one place of a YAML file. One tree of shapes per kind of file drives both the check that comes
/// before reading and the JSON Schema that editors use, so that the two cannot drift. A value; any thread.
struct Shape {
    Form form = Form::text;
    std::string name;  ///< map: what messages and the schema call it
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    std::vector<std::string> words;  ///< word: what is known. Map: exactly one of these keys stands there, as no map
    std::vector<Key> keys;
    std::vector<Shape> of;
};

/// One key of a map.
struct Key {
    std::string name;
    Shape shape;
    std::string doc;
    bool required = false;
};

/// @name The words in which tables of keys are written.
/// @{
Shape text(double longest = 1000);
Shape integer(double low, double high);
Shape number();
Shape truth();
Shape scalar(double longest = 1000);
Shape duration();
Shape decibels(double low, double high);
Shape word(std::vector<std::string> known);
Shape list_of(Shape item, double least = 0);
Shape tuple_of(std::vector<Shape> items);
Shape map_of(std::string name, std::vector<Key> keys);
Shape dictionary_of(Shape value);
Shape either(std::vector<Shape> shapes);
/// Maps that are told apart by the word at one key, such as `kind`, which each of them has first, with its own word.
Shape by_word(std::string name, std::vector<Shape> maps);
Shape exactly_one(std::vector<std::string> of_keys, Shape map);
Key must(std::string name, Shape shape, std::string doc);
Key may(std::string name, Shape shape, std::string doc);
/// @}

/// Throws ConfigError at the first thing in and below this place that has another shape.
void check(const Cursor& at, const Shape& shape);

}  // namespace recalld::load
