#include "logbook/input_json.hpp"

#include <array>

#include "logbook/text_encoding.hpp"

namespace recalld::logbook {

namespace {

constexpr std::size_t most_inputs = 1000, longest_text = 1000;

struct Text {
    const char* key;
    std::string Input::*member;
};
constexpr std::array<Text, 11> texts{{{"name", &Input::name}, {"mic", &Input::mic}, {"stand", &Input::stand}, {"preamp", &Input::preamp}, {"jack", &Input::jack}, {"insert", &Input::insert},
                                      {"group", &Input::group}, {"strip", &Input::strip}, {"role", &Input::role}, {"colour", &Input::colour}, {"note", &Input::note}}};

Json input_json(const Input& input)
{
    Json json = Json::object();
    if (input.line) json[input.is_channel ? "channel" : "line"] = *input.line;
    for (const auto& text : texts)
        if (!(input.*text.member).empty()) json[text.key] = input.*text.member;
    if (input.phantom) json["phantom"] = *input.phantom;
    if (input.gain_db) json["gain_db"] = *input.gain_db;
    return json;
}

bool read_key(Input& input, const std::string& key, const Json& value)
{
    for (const auto& text : texts)
        if (key == text.key && value.is_string()) return input.*text.member = cut_utf8(value.get_ref<const std::string&>(), longest_text), true;
    const bool is_number = key == "line" || key == "channel";
    if (is_number && value.is_number_integer() && value.get<std::int64_t>() >= 0 && value.get<std::int64_t>() < 100'000) {
        input.line = value.get<int>();
        input.is_channel = key == "channel";
        return true;
    }
    if (key == "phantom" && value.is_boolean()) return input.phantom = value.get<bool>(), true;
    if (key == "gain_db" && value.is_number() && value.get<double>() > -200 && value.get<double>() < 200) return input.gain_db = value.get<double>(), true;
    return value.is_null();
}

}  // namespace

Json inputs_json(const std::vector<Input>& inputs)
{
    Json list = Json::array();
    for (const auto& input : inputs) list.push_back(input_json(input));
    return list;
}

InputList inputs_from_json(const Json& inputs)
{
    InputList list;
    list.how = "rows";
    if (!inputs.is_array()) list.messages.add(0, "the inputs are a list");
    for (std::size_t i = 0; inputs.is_array() && i < inputs.size(); ++i) {
        Input input;
        input.at = i + 1;
        if (i == most_inputs) return list.messages.add(i + 1, "more than 1000 inputs; the rest is left out"), list;
        if (!inputs[i].is_object()) {
            list.messages.add(i + 1, "an input is an object such as {\"line\": 1, \"name\": \"Kick In\"}; left out");
            continue;
        }
        for (const auto& [key, value] : inputs[i].items())
            if (!read_key(input, key, value)) list.messages.add(i + 1, "\"" + std::string(cut_utf8(key, 60)) + "\" is not understood; left out");
        if (input.name.empty()) list.messages.add(i + 1, "an input without a name; left out");
        else list.inputs.push_back(std::move(input));
    }
    return list;
}

}  // namespace recalld::logbook
