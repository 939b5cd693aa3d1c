#include "load/profile_keys.hpp"

#include "load/bent.hpp"
#include "load/profile_yaml.hpp"
#include "load/rig_keys.hpp"
#include "load/text_file.hpp"
#include "source_dir.hpp"

#include <catch2/catch.hpp>

#include <functional>

using namespace recalld::load;

namespace {

const std::string example = read_text_file(recalld::testing::source_dir() + "/profiles/example.yaml");

std::vector<std::string> lines_of(const std::string& text)
{
    std::vector<std::string> lines(1);
    for (const char c : text) {
        lines.back() += c;
        if (c == '\n') lines.emplace_back();
    }
    return lines;
}

std::string without(const std::vector<std::string>& lines, std::size_t gone)
{
    std::string text;
    for (std::size_t i = 0; i < lines.size(); ++i) text += i == gone ? "" : lines[i];
    return text;
}

void visit(const Shape& shape, const std::function<void(const Shape&)>& look)
{
    look(shape);
    for (const Key& key : shape.keys) visit(key.shape, look);
    for (const Shape& part : shape.of) visit(part, look);
}

/// A complaint names the file and a line in it.
bool has_place(const std::string& message)
{
    return message.starts_with("x:") && message[2] >= '1' && message[2] <= '9';
}

}  // namespace

TEST_CASE("every key has a sentence, and every map a name")
{
    const Shape& root = GENERATE(std::cref(profile_shape()), std::cref(rig_shape())).get();
    visit(root, [](const Shape& shape) {
        if (shape.form == Form::map) CHECK_FALSE(shape.name.empty());
        for (const Key& key : shape.keys) {
            CAPTURE(shape.name, key.name);
            CHECK_FALSE(key.doc.empty());
            CHECK(key.doc.back() != '.');
        }
    });
}

TEST_CASE("no key stands twice in a table")
{
    visit(profile_shape(), [](const Shape& shape) {
        for (std::size_t i = 1; i < shape.keys.size(); ++i)
            for (std::size_t j = 0; j < i; ++j) CHECK(shape.keys[i].name != shape.keys[j].name);
    });
}

TEST_CASE("the example cut short anywhere loads or says where")
{
    std::string text;
    for (const std::string& line : lines_of(example)) {
        const std::string message = complaint([&] { parse_profile(text, "x", "x"); });
        CAPTURE(text.size(), message);
        CHECK((message == "no error" || has_place(message)));
        text += line;
    }
}

TEST_CASE("the example with any line missing loads or says where")
{
    const auto lines = lines_of(example);
    for (std::size_t gone = 0; gone < lines.size(); ++gone) {
        const std::string message = complaint([&] { parse_profile(without(lines, gone), "x", "x"); });
        CAPTURE(lines[gone], message);
        CHECK((message == "no error" || has_place(message)));
    }
}

TEST_CASE("the example with any character bent loads or says where")
{
    const char bend = GENERATE('{', '}', '[', ':', '"', '\t', '*', '0', ' ');
    for (std::size_t at = 0; at < example.size(); at += 41) {
        std::string text = example;
        text[at] = bend;
        const std::string message = complaint([&] { parse_profile(text, "x", "x"); });
        if (message != "no error" && !has_place(message)) FAIL_CHECK(at << ": " << message);
    }
}
