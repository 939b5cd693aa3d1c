#include "remote/layouts/layout_client.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "remote/layouts/layout_words.hpp"

namespace recalld::remote {

namespace {

std::string address_of(std::string_view tail) { return std::string(layout_front).append(tail); }
std::string address_of(std::string_view tail, std::size_t row) { return address_of(tail) + "/" + std::to_string(row); }

/// `sessions/3` -> sessions, 3; nothing when no row stands there.
std::optional<std::size_t> row_in(std::string_view tail, std::string_view list)
{
    if (!tail.starts_with(list) || tail.size() <= list.size() || tail[list.size()] != '/') return {};
    const auto digits = tail.substr(list.size() + 1);
    std::size_t row = 0;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), row);
    const bool is_row = failed == std::errc{} && end == digits.data() + digits.size() && row > 0 && digits.front() != '0';
    return is_row ? std::optional(row) : std::nullopt;
}

std::string_view tail_of(std::string_view address) { return address.starts_with(layout_front) ? address.substr(layout_front.size()) : std::string_view(); }

constexpr std::array<std::string_view, 6> lists{"sessions", "versions", "by_hand", "findings", "units", "entries"};
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> lines{{
    {"sessions/page", "sessions"}, {"versions/page", "versions"}, {"chosen", "choose a session"}, {"verdict", ""}, {"hazards", ""},
    {"progress", "nothing under way"}, {"by_hand", "nothing by hand"}, {"report", "no report yet"}, {"room", ""}, {"noted", ""},
}};
constexpr std::string_view bar = "progress/bar";

}  // namespace

const std::array<LayoutClient::Button, 11> LayoutClient::buttons{{
    {"sessions/older", &LayoutClient::older_sessions}, {"sessions/newer", &LayoutClient::newer_sessions},
    {"versions/older", &LayoutClient::older_versions}, {"versions/newer", &LayoutClient::newer_versions},
    {"plan", &LayoutClient::press_plan}, {"recall", &LayoutClient::press_recall}, {"confirm", &LayoutClient::press_confirm},
    {"undo", &LayoutClient::press_undo}, {"cancel", &LayoutClient::press_cancel}, {"report", &LayoutClient::ask_report},
    {"status", &LayoutClient::ask_status},
}};

const std::array<LayoutClient::Rows, 3> LayoutClient::rows{{
    {"sessions", layout_rows, &LayoutClient::choose_session},
    {"versions", layout_rows, &LayoutClient::choose_version},
    {"notes", layout_notes.size(), &LayoutClient::note},
}};

const std::array<LayoutClient::Answer, 11> LayoutClient::answers{{
    {"sessions", &LayoutClient::take_sessions}, {"versions", &LayoutClient::take_versions}, {"plan", &LayoutClient::take_plan},
    {"recall", &LayoutClient::take_recall}, {"undo", &LayoutClient::take_recall}, {"confirm", &LayoutClient::take_recall},
    {"report", &LayoutClient::take_report}, {"status", &LayoutClient::take_status}, {"entries", &LayoutClient::take_entries},
    {"log", &LayoutClient::take_note}, {"cancel", &LayoutClient::take_cancel},
}};

LayoutClient::LayoutClient()
{
    for (const auto& [tail, words] : lines) shown_[address_of(tail)] = std::string(words);
    for (const auto list : lists)
        for (std::size_t row = 1; row <= layout_rows; ++row) shown_[address_of(list, row)] = std::string();
    shown_[address_of(bar)] = 0.0F;
}

bool LayoutClient::is_button(std::string_view address)
{
    const auto tail = tail_of(address);
    if (std::ranges::find(buttons, tail, &Button::tail) != buttons.end()) return true;
    return std::ranges::any_of(rows, [&](const Rows& list) { return row_in(tail, list.tail).value_or(list.count + 1) <= list.count; });
}

bool LayoutClient::is_label(std::string_view address)
{
    static const LayoutClient any;
    return any.shown_.contains(address);
}

LayoutStep LayoutClient::taken() { return std::exchange(step_, {}); }

void LayoutClient::show(std::string_view tail, std::variant<std::string, float> value)
{
    auto address = address_of(tail);
    if (auto* text = std::get_if<std::string>(&value)) *text = cut_for_label(std::move(*text));
    auto& shown = shown_[address];
    if (shown == value) return;
    shown = value;
    const auto said = std::ranges::find(step_.labels, address, &LayoutLabel::address);
    if (said != step_.labels.end()) said->value = std::move(value);
    else step_.labels.push_back({std::move(address), std::move(value)});
}

void LayoutClient::show_rows(std::string_view tail, const std::vector<std::string>& words)
{
    for (std::size_t row = 1; row <= layout_rows; ++row)
        show(std::string(tail) + "/" + std::to_string(row), row <= words.size() ? words[row - 1] : std::string());
}

void LayoutClient::ask(std::string verb, Json arguments) { step_.asks.push_back({std::move(verb), std::move(arguments)}); }

LayoutStep LayoutClient::begin()
{
    for (const auto& [address, value] : shown_) step_.labels.push_back({address, value});
    ask_sessions();
    if (!session_.empty()) ask_versions();
    ask_status();
    ask_report();
    ask_entries();
    return taken();
}

LayoutStep LayoutClient::press(std::string_view address)
{
    const auto tail = tail_of(address);
    if (const auto button = std::ranges::find(buttons, tail, &Button::tail); button != buttons.end()) (this->*button->press)();
    for (const auto& list : rows)
        if (const auto row = row_in(tail, list.tail); row && *row <= list.count) (this->*list.press)(*row - 1);
    return taken();
}

// --- lists ---

std::string LayoutClient::List::words(std::string_view of) const
{
    if (total == 0) return "no " + std::string(of) + " yet";
    const auto first = total - end() + 1, last = total - offset();
    return std::string(of) + " " + std::to_string(first) + " to " + std::to_string(last) + " of " + std::to_string(total) + ", newest first";
}

/// Verbs give the oldest first, and as many as were asked for: the last page has fewer.
Json LayoutClient::List::rows_of(const Json& items) const
{
    Json newest_first = Json::array();
    if (!items.is_array()) return newest_first;
    for (auto i = std::min(items.size(), end() - offset()); i > 0; --i) newest_first.push_back(items[i - 1]);
    return newest_first;
}

void LayoutClient::ask_sessions() { ask("sessions", {{"offset", sessions_.offset()}, {"count", layout_rows}}); }
void LayoutClient::ask_versions() { ask("versions", {{"session", session_}, {"offset", versions_.offset()}, {"count", layout_rows}}); }
void LayoutClient::ask_entries() { ask("entries", {{"offset", 0U}, {"count", layout_rows}}); }

void LayoutClient::turn(List& list, bool to_older)
{
    if (to_older && list.offset() > 0) ++list.page;
    if (!to_older && list.page > 0) --list.page;
}

void LayoutClient::older_sessions() { turn(sessions_, true), ask_sessions(); }
void LayoutClient::newer_sessions() { turn(sessions_, false), ask_sessions(); }

void LayoutClient::older_versions()
{
    turn(versions_, true);
    if (!session_.empty()) ask_versions();
}

void LayoutClient::newer_versions()
{
    turn(versions_, false);
    if (!session_.empty()) ask_versions();
}

void LayoutClient::choose_session(std::size_t row)
{
    if (row >= sessions_.names.size()) return;
    session_ = sessions_.names[row];
    version_.clear();
    versions_ = {};
    show_rows("versions", {});
    show_chosen();
    ask_versions();
}

void LayoutClient::choose_version(std::size_t row)
{
    if (row >= versions_.names.size()) return;
    version_ = versions_.names[row];
    show_chosen();
}

/// A second word was wanted for what was chosen before, not for this.
void LayoutClient::show_chosen()
{
    forget_pending();
    show("chosen", session_ + (version_.empty() ? ": choose a version" : " / " + version_));
    show("verdict", std::string());
    show_by_hand(0, Json::array());
}

void LayoutClient::forget_pending()
{
    pending_.reset();
    show("hazards", std::string());
}

bool LayoutClient::settle(List& list, const LayoutAsk& asked, const Json& result) const
{
    list.total = layout_count(result, "total");
    while (list.page > 0 && list.page * layout_rows >= list.total) --list.page;
    return layout_count(asked.arguments, "offset") == list.offset();
}

void LayoutClient::take_sessions(const LayoutAsk& asked, const Json& result)
{
    if (!settle(sessions_, asked, result)) return ask_sessions();
    const auto page = sessions_.rows_of(layout_part(result, "sessions"));
    sessions_.names.clear();
    for (const auto& session : page) sessions_.names.push_back(layout_text(session, "session"));
    show_rows("sessions", layout_rows_of(page, words_of_session, layout_rows));
    show("sessions/page", sessions_.words("sessions"));
}

void LayoutClient::take_versions(const LayoutAsk& asked, const Json& result)
{
    if (layout_text(asked.arguments, "session") != session_) return;   // another one was chosen meanwhile
    if (!settle(versions_, asked, result)) return ask_versions();
    const auto page = versions_.rows_of(layout_part(result, "versions"));
    versions_.names.clear();
    for (const auto& version : page) versions_.names.push_back(name_of_version(version));
    show_rows("versions", layout_rows_of(page, words_of_version, layout_rows));
    show("versions/page", versions_.words("versions"));
}

LayoutStep LayoutClient::news(Area area, const Work& work)
{
    switch (area) {
        case Area::room: ask_status(); break;
        case Area::work:
            show("progress", words_of_work(work));
            show(bar, work.total == 0 ? 0.0F : static_cast<float>(static_cast<double>(work.done) / static_cast<double>(work.total)));
            break;
        case Area::sessions:
            ask_sessions();
            if (!session_.empty()) ask_versions();
            break;
        case Area::reports: ask_report(); break;
        case Area::log: ask_entries(); break;
        case Area::triggers:
        case Area::checks: break;
    }
    return taken();
}

}  // namespace recalld::remote
