#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "remote/json.hpp"
#include "remote/news.hpp"

namespace recalld::remote {

inline constexpr std::string_view layout_front = "/recalld/layout/";
inline constexpr std::size_t layout_rows = 8;   ///< of every list: a layout's lists cannot grow
/// What a finger puts into the log; typing on a tablet takes too long during a take.
inline constexpr std::array<std::string_view, 6> layout_notes{"good take", "listen again", "mistake", "noise", "too loud", "break"};

/// What a label or a bar at this address shows from now on: one argument each, because more is lost on them.
struct LayoutLabel {
    std::string address;
    std::variant<std::string, float> value;
    bool operator==(const LayoutLabel&) const = default;
};

/// A verb that somebody should perform for the layout.
struct LayoutAsk {
    std::string verb;
    Json arguments = Json::object();
    bool operator==(const LayoutAsk&) const = default;
};

struct LayoutStep {
    std::vector<LayoutAsk> asks;
    std::vector<LayoutLabel> labels;
};

/// What one device that shows a layout has chosen and sees: a session, then a version of it, then what is done with that. Pure: it says by
/// LayoutStep what it wants to know and what its labels show; whoever holds it performs the one, brings back what came, and sends the other.
class LayoutClient {
public:
    LayoutClient();

    /// Somebody looks from now on: everything that there is to show, and the questions behind it.
    LayoutStep begin();
    /// A button at this address was pressed; once a press. Whatever is no button changes nothing.
    LayoutStep press(std::string_view address);
    /// What came of an ask: a verb's result, or its error as error_json() writes it. Each ask ends with exactly one of the two.
    LayoutStep took(const LayoutAsk& ask, const Json& result);
    LayoutStep failed(const LayoutAsk& ask, const Json& error);
    /// Something changed in the room.
    LayoutStep news(Area area, const Work& work);

    static bool is_button(std::string_view address);
    static bool is_label(std::string_view address);

private:
    /// Eight of many, the newest first.
    struct List {
        std::size_t page = 0, total = 0;
        std::vector<std::string> names;   ///< of the rows, as verbs take them
        std::size_t end() const { return total - std::min(total, page * layout_rows); }
        std::size_t offset() const { return end() > layout_rows ? end() - layout_rows : 0; }
        std::string words(std::string_view of) const;
        Json rows_of(const Json& items) const;
    };
    struct Button {
        std::string_view tail;
        void (LayoutClient::*press)();
    };
    struct Rows {
        std::string_view tail;
        std::size_t count;
        void (LayoutClient::*press)(std::size_t row);
    };
    struct Answer {
        std::string_view verb;
        void (LayoutClient::*take)(const LayoutAsk& ask, const Json& result);
    };
    static const std::array<Button, 11> buttons;
    static const std::array<Rows, 3> rows;
    static const std::array<Answer, 11> answers;

    LayoutStep taken();
    void show(std::string_view tail, std::variant<std::string, float> value);
    void show_rows(std::string_view tail, const std::vector<std::string>& words);
    void ask(std::string verb, Json arguments = Json::object());

    void turn(List& list, bool to_older);
    void ask_sessions();
    void ask_versions();
    void ask_report() { ask("report"); }
    void ask_status() { ask("status"); }
    void ask_entries();
    void older_sessions();
    void newer_sessions();
    void older_versions();
    void newer_versions();
    void choose_session(std::size_t row);
    void choose_version(std::size_t row);
    void show_chosen();

    void order(const std::string& verb, Json arguments);
    void press_plan();
    void press_recall();
    void press_confirm();
    void press_undo();
    void press_cancel();
    void note(std::size_t row);
    Json chosen() const { return {{"session", session_}, {"version", version_}}; }
    void forget_pending();

    /// False when it begins elsewhere than it should, and is asked for anew.
    bool settle(List& list, const LayoutAsk& asked, const Json& result) const;
    void take_sessions(const LayoutAsk& asked, const Json& result);
    void take_versions(const LayoutAsk& asked, const Json& result);
    void take_plan(const LayoutAsk& asked, const Json& result);
    void take_recall(const LayoutAsk& asked, const Json& result);
    void take_report(const LayoutAsk& asked, const Json& result);
    void take_status(const LayoutAsk& asked, const Json& result);
    void take_entries(const LayoutAsk& asked, const Json& result);
    void take_note(const LayoutAsk& asked, const Json& result);
    void take_cancel(const LayoutAsk& asked, const Json& result);
    void show_by_hand(std::size_t count, const Json& names);
    void refused(const Json& error);

    std::map<std::string, std::variant<std::string, float>, std::less<>> shown_;   ///< by address
    LayoutStep step_;                        ///< under construction
    List sessions_, versions_;
    std::string session_, version_;          ///< chosen; the version with its take
    std::string under_way_;                  ///< the order that is not answered yet: a finger that taps twice gives it once
    Json about_;                             ///< what was chosen when it was given
    std::optional<std::uint32_t> pending_;   ///< what Confirm would carry out
};

}  // namespace recalld::remote
