#include "load/yaml_document.hpp"

#include "load/config_error.hpp"
#include "studio/spelling.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <sstream>
#include <unordered_map>

namespace recalld::load {

namespace {

constexpr std::size_t largest_file = 4U << 20U;
constexpr std::size_t most_items = 200'000;
constexpr std::size_t deepest = 32;

/// Length of the UTF-8 character at the start of a text, 0 when there is none.
std::size_t character_length(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byte(0);
    if (first < 0x80) return 1;
    const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xc0U) != 0x80U) return 0;
    const unsigned second = byte(1);
    const bool overlong = (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
    const bool outside = (first == 0xed && second > 0x9f) || (first == 0xf4 && second > 0x8f);
    return overlong || outside ? 0 : length;
}

bool is_control(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7f;
}

/// yaml-cpp takes invalid UTF-8, and a byte 0x04 for the end of the file.
void check_characters(std::string_view yaml, const std::string& file)
{
    std::uint32_t line = 1;
    std::uint32_t column = 1;
    while (!yaml.empty()) {
        const std::size_t length = character_length(yaml);
        if (length == 0) fail(file, line, column, "this is not UTF-8 text");
        if (is_control(yaml.front())) fail(file, line, column, "a control character");
        const bool ends_line = yaml.front() == '\n';
        column = ends_line ? 1 : column + 1;
        line += ends_line ? 1 : 0;
        yaml.remove_prefix(length);
    }
}

std::uint32_t from_one(int zero_based) { return static_cast<std::uint32_t>(std::max(zero_based, 0)) + 1; }

}  // namespace

void fail(const std::string& file, std::uint32_t line, std::uint32_t column, const std::string& message)
{
    throw ConfigError(file + ":" + std::to_string(line) + ":" + std::to_string(column) + ": " + message);
}

/// Turns the parser's events into items. Aliases become copies, within limits.
class YamlDocument::Builder : public YAML::EventHandler {
public:
    explicit Builder(YamlDocument& document) : document_(document) {}

    void OnDocumentStart(const YAML::Mark& mark) override
    {
        if (!document_.items_.empty()) fail_at(mark, "a second document; one file holds one");
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override
    {
        add(mark, "?", anchor, YamlItem::Kind::nothing);
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& text) override
    {
        YamlItem& item = add(mark, tag, anchor, YamlItem::Kind::text);
        item.quoted = tag == "!";
        item.text = text;
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override
    {
        open(mark, tag, anchor, YamlItem::Kind::list);
    }
    void OnSequenceEnd() override { open_.pop_back(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override
    {
        open(mark, tag, anchor, YamlItem::Kind::map);
    }
    void OnMapEnd() override
    {
        document_.check_keys(items()[open_.back()]);
        open_.pop_back();
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override
    {
        const std::uint32_t original = anchors_.at(anchor);
        if (std::find(open_.begin(), open_.end(), original) != open_.end())
            fail_at(mark, "this alias stands inside itself");
        adopt(copy(mark, original, open_.size()));
    }

private:
    std::vector<YamlItem>& items() { return document_.items_; }
    std::uint32_t last() { return static_cast<std::uint32_t>(items().size()) - 1; }

    [[noreturn]] void fail_at(const YAML::Mark& mark, const std::string& message) const
    {
        fail(document_.file_, from_one(mark.line), from_one(mark.column), message);
    }

    YamlItem& add(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YamlItem::Kind kind)
    {
        if (!tag.empty() && tag != "?" && tag != "!")
            fail_at(mark, "tags such as " + studio::in_quotes(tag) + " are not used here");
        if (items().size() >= most_items) fail_at(mark, "too much for one file");
        items().push_back({kind, false, from_one(mark.line), from_one(mark.column), {}, {}});
        if (anchor != 0) anchors_[anchor] = last();
        adopt(last());
        return items().back();
    }

    void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YamlItem::Kind kind)
    {
        if (open_.size() >= deepest) fail_at(mark, "nested too deeply");
        add(mark, tag, anchor, kind);
        open_.push_back(last());
    }

    void adopt(std::uint32_t item)
    {
        if (!open_.empty()) items()[open_.back()].children.push_back(item);
    }

    std::uint32_t copy(const YAML::Mark& mark, std::uint32_t original, std::size_t depth)
    {
        copied_ += items()[original].text.size();
        if (items().size() >= most_items || copied_ > largest_file) fail_at(mark, "aliases make this file too large");
        if (depth > deepest) fail_at(mark, "aliases nest too deeply");
        items().push_back(YamlItem(items()[original]));
        const std::uint32_t twin = last();
        for (std::size_t i = 0; i < items()[twin].children.size(); ++i) {
            const std::uint32_t child = copy(mark, items()[twin].children[i], depth + 1);
            items()[twin].children[i] = child;
        }
        return twin;
    }

    YamlDocument& document_;
    std::vector<std::uint32_t> open_;
    std::unordered_map<YAML::anchor_t, std::uint32_t> anchors_;
    std::size_t copied_ = 0;
};

YamlDocument::YamlDocument(std::string_view yaml, std::string file) : file_(std::move(file))
{
    if (yaml.size() > largest_file) fail(file_, 1, 1, "the file is larger than 4 MB");
    check_characters(yaml, file_);
    std::istringstream in{std::string(yaml)};
    try {
        YAML::Parser parser(in);
        Builder builder(*this);
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (const YAML::Exception& error) {
        fail(file_, from_one(error.mark.line), from_one(error.mark.column), error.msg);
    }
    if (items_.empty()) fail(file_, 1, 1, "the file is empty");
}

void YamlDocument::check_keys(const YamlItem& map) const
{
    std::unordered_map<std::string_view, std::uint32_t> seen;
    for (std::size_t i = 0; i < map.children.size(); i += 2) {
        const YamlItem& key = items_[map.children[i]];
        if (key.kind != YamlItem::Kind::text) fail(file_, key.line, key.column, "a key must be text");
        const auto [first, is_new] = seen.emplace(key.text, key.line);
        if (is_new) continue;
        fail(file_, key.line, key.column,
             "duplicate key " + studio::in_quotes(key.text) + "; it stands on line " + std::to_string(first->second)
                 + " already");
    }
}

}  // namespace recalld::load
