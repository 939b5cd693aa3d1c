#include "remote/layouts/layout_client.hpp"

#include <catch2/catch.hpp>

using namespace recalld::remote;

namespace {

std::string words_of(const LayoutStep& step)
{
    std::string words;
    for (const auto& ask : step.asks) words += (words.empty() ? "" : " | ") + ask.verb + " " + ask.arguments.dump();
    return words;
}

std::string labels_of(const LayoutStep& step)
{
    std::string words;
    for (const auto& label : step.labels) {
        const auto* text = std::get_if<std::string>(&label.value);
        words += (words.empty() ? "" : " | ") + label.address.substr(layout_front.size()) + "=" + (text ? *text : std::to_string(std::get<float>(label.value)).substr(0, 4));
    }
    return words;
}

/// A device and whoever carries out what it asks.
struct Device {
    /// `press TAIL`, `took VERB`, `failed VERB`, `news AREA`; what came is of the oldest ask of that verb that waits.
    LayoutStep does(const std::string& what, const Json& brought)
    {
        const auto space = what.find(' ');
        const auto how = what.substr(0, space), which = what.substr(std::min(what.size(), space + 1));
        LayoutStep step;
        if (how == "begin") step = client.begin();
        if (how == "press") step = client.press(std::string(layout_front) + which);
        if (how == "took") step = client.took(answered(which), brought);
        if (how == "failed") step = client.failed(answered(which), {{"error", brought}});
        if (how == "news") step = client.news(*area_named(which), work);
        waiting.insert(waiting.end(), step.asks.begin(), step.asks.end());
        return step;
    }
    LayoutAsk answered(const std::string& verb)
    {
        const auto ask = std::ranges::find(waiting, verb, &LayoutAsk::verb);
        REQUIRE(ask != waiting.end());
        const auto found = *ask;
        waiting.erase(ask);
        return found;
    }

    LayoutClient client;
    std::vector<LayoutAsk> waiting;
    Work work{"recall", "anna", "writing", "desk", 120, 480};
};

struct Moment {
    std::string does;
    Json brings;
    std::string asks, shows;
};

const Json two_sessions = {{"sessions", {{{"session", "Blue Room"}, {"versions", 1}}, {{"session", "Night Train"}, {"versions", 2}}}}, {"total", 2}};
const Json two_versions = {{"versions", {{{"version", "Mix 2"}, {"take", 1}, {"time", "2026-11-20T08:00:00Z"}},
                                         {{"version", "Mix 3"}, {"take", 2}, {"time", "2026-11-21T09:30:05Z"}, {"note", "vox up"}}}},
                           {"total", 2}};
const Json phantom = Json::array({{{"hazard", "phantom"}, {"count", 1}, {"words", {"ch 3: 48 V on"}}}});

void tell(Device& device, const std::vector<Moment>& story)
{
    for (const auto& moment : story) {
        INFO(moment.does << " " << moment.brings.dump());
        const auto step = device.does(moment.does, moment.brings);
        CHECK(words_of(step) == moment.asks);
        CHECK(labels_of(step) == moment.shows);
    }
}

const std::vector<Moment> chosen_mix_3{
    {"press sessions/1", nullptr, R"(versions {"session":"Night Train","offset":0,"count":8})", "chosen=Night Train: choose a version"},
    {"took versions", two_versions, "", "versions/1=Mix 3 take 2, 2026-11-21 09:30 UTC, vox up | versions/2=Mix 2, 2026-11-20 08:00 UTC | versions/page=versions 1 to 2 of 2, newest first"},
    {"press versions/1", nullptr, "", "chosen=Night Train / Mix 3@2"},
};

Device with_sessions()
{
    Device device;
    device.does("begin", nullptr);
    device.does("took sessions", two_sessions);
    device.waiting.clear();
    return device;
}

Device with_mix_3()
{
    auto device = with_sessions();
    tell(device, chosen_mix_3);
    return device;
}

}  // namespace

TEST_CASE("a layout that begins is told everything and asks for what it shows")
{
    LayoutClient client;
    const auto step = client.begin();
    CHECK(words_of(step) == R"(sessions {"offset":0,"count":8} | status {} | report {} | entries {"offset":0,"count":8})");
    CHECK(step.labels.size() == 10 + 6 * layout_rows + 1);
    for (const auto& label : step.labels) CHECK(LayoutClient::is_label(label.address));
    CHECK(labels_of(step).find("chosen=choose a session") != std::string::npos);
    CHECK(client.begin().labels.size() == step.labels.size());
}

TEST_CASE("the story of a recall with a second word, at a layout")
{
    Device device;
    device.does("begin", nullptr);
    device.waiting.resize(1);
    tell(device, {{"took sessions", two_sessions, "", "sessions/1=Night Train, 2 versions | sessions/2=Blue Room, 1 version | sessions/page=sessions 1 to 2 of 2, newest first"}});
    tell(device, chosen_mix_3);
    const auto chosen = R"({"session":"Night Train","version":"Mix 3@2"})";
    tell(device, {
        {"press plan", nullptr, std::string("plan ") + chosen, "verdict=plan Night Train / Mix 3@2: asked"},
        {"took plan", {{"writes", 20}, {"unchanged", 8430}, {"hazards", phantom}, {"safe", Json::array()}, {"by_hand", {"vca gain"}}, {"refused", true}}, "",
         "verdict=20 to write, 8430 unchanged, 1 by hand; Recall will ask for a second word | hazards=phantom 1: ch 3: 48 V on | by_hand=1 by hand | by_hand/1=vca gain"},
        {"press confirm", nullptr, "", "verdict=nothing waits for a second word"},
        {"press recall", nullptr, std::string("recall ") + chosen, "verdict=recall Night Train / Mix 3@2: asked"},
        {"press recall", nullptr, "", "verdict=recall is under way; Cancel ends it"},
        {"failed recall", {{"code", "refused"}, {"message", "phantom"}, {"confirm", 7}, {"hazards", "phantom"}, {"plan", {{"hazards", phantom}}}}, "",
         "hazards=Confirm allows phantom 1: ch 3: 48 V on | verdict=refused: phantom"},
        {"press confirm", nullptr, R"(confirm {"id":7})", "verdict=confirm: asked"},
        {"news work", nullptr, "", "progress=recall: writing desk, 120 of 480, asked by anna | progress/bar=0.25"},
        {"took confirm", {{"session", "Night Train"}, {"version", "Mix 3"}, {"report", {{"matched", 8448}, {"written", 20}, {"differs", 2}, {"by_hand", 1}}}, {"cancelled", false}}, "",
         "hazards= | verdict=Night Train / Mix 3: NOT all as kept: 2 differ, 1 by hand; 8448 matched, 20 written"},
        {"press confirm", nullptr, "", "verdict=nothing waits for a second word"},
        {"press undo", nullptr, "undo {}", "verdict=undo: asked"},
        {"took undo", {{"session", "Night Train"}, {"version", "before Mix 3"}, {"report", {{"matched", 8450}, {"written", 20}}}}, "",
         "verdict=Night Train / before Mix 3: all as kept: 8450 matched, 20 written | by_hand=0 by hand"},
    });
}

TEST_CASE("Confirm never means anything but what it was asked about")
{
    const Json refusal = {{"code", "refused"}, {"message", "phantom"}, {"confirm", 7U}, {"hazards", "phantom"}};
    auto device = with_mix_3();
    SECTION("another version is chosen after the refusal")
    {
        device.does("press recall", nullptr);
        device.does("failed recall", refusal);
        CHECK(labels_of(device.does("press versions/2", nullptr)) == "hazards= | chosen=Night Train / Mix 2@1 | verdict=");
    }
    SECTION("another version is chosen before the refusal comes")
    {
        device.does("press recall", nullptr);
        device.does("press versions/2", nullptr);
        CHECK(labels_of(device.does("failed recall", refusal)) == "verdict=refused: phantom");
    }
    SECTION("it was cancelled")
    {
        device.does("press recall", nullptr);
        device.does("failed recall", refusal);
        CHECK(words_of(device.does("press cancel", nullptr)) == "cancel {}");
    }
    SECTION("it is too late")
    {
        device.does("press recall", nullptr);
        device.does("failed recall", refusal);
        device.does("press confirm", nullptr);
        device.does("failed confirm", {{"code", "nothing_to_confirm"}, {"message", "a refused order waits for half a minute"}});
    }
    CHECK(words_of(device.does("press confirm", nullptr)).empty());
}

TEST_CASE("answers about what is no longer chosen show nothing")
{
    auto device = with_mix_3();
    SECTION("a plan")
    {
        device.does("press plan", nullptr);
        device.does("press versions/2", nullptr);
        CHECK(labels_of(device.does("took plan", {{"writes", 20}})).empty());
    }
    SECTION("a list of versions")
    {
        device.does("press sessions/1", nullptr);
        device.does("press sessions/2", nullptr);
        CHECK(labels_of(device.does("took versions", two_versions)).empty());
    }
    CHECK(words_of(device.does("press nothing", nullptr)).empty());
}

TEST_CASE("orders need something chosen")
{
    auto device = with_sessions();
    for (const auto* order : {"press plan", "press recall"}) {
        const auto step = device.does(order, nullptr);
        CHECK(step.asks.empty());
    }
    CHECK(device.does("press versions/1", nullptr).asks.empty());
    CHECK(device.does("press sessions/3", nullptr).asks.empty());
    CHECK(device.does("press versions/older", nullptr).asks.empty());
}

TEST_CASE("a list shows the newest eight and turns its pages")
{
    const auto page = [](std::size_t first, std::size_t count) {
        Json sessions = Json::array();
        for (std::size_t i = first; i < first + count; ++i) sessions.push_back({{"session", "S" + std::to_string(i)}, {"versions", 1}});
        return Json{{"sessions", std::move(sessions)}, {"total", 20}};
    };
    Device device;
    const auto asks = [&](const std::string& what, const Json& brings) { return words_of(device.does(what, brings)); };
    device.does("begin", nullptr);
    CHECK(asks("took sessions", page(0, 8)) == R"(sessions {"offset":12,"count":8})");
    CHECK(labels_of(device.does("took sessions", page(12, 8))).find("sessions/1=S19, 1 version | sessions/2=S18") == 0);
    CHECK(asks("press sessions/newer", nullptr) == R"(sessions {"offset":12,"count":8})");
    device.does("took sessions", page(12, 8));
    CHECK(asks("press sessions/older", nullptr) == R"(sessions {"offset":4,"count":8})");
    device.does("took sessions", page(4, 8));
    CHECK(asks("press sessions/older", nullptr) == R"(sessions {"offset":0,"count":8})");
    const auto last = labels_of(device.does("took sessions", page(0, 8)));
    CHECK(last.find("sessions/1=S3, 1 version") != std::string::npos);
    CHECK(last.find("sessions/page=sessions 17 to 20 of 20") != std::string::npos);
    CHECK(asks("press sessions/4", nullptr) == R"(versions {"session":"S0","offset":0,"count":8})");
    CHECK(asks("press sessions/5", nullptr).empty());
}

TEST_CASE("news ask again for what is shown")
{
    auto device = with_mix_3();
    for (const auto& [area, asks] : std::vector<std::pair<std::string, std::string>>{
             {"room", "status {}"},
             {"reports", "report {}"},
             {"log", R"(entries {"offset":0,"count":8})"},
             {"sessions", R"(sessions {"offset":0,"count":8} | versions {"session":"Night Train","offset":0,"count":8})"},
             {"triggers", ""}})
        CHECK(words_of(device.does("news " + area, nullptr)) == asks);
    device.work = {};
    device.does("news work", nullptr);
    CHECK(labels_of(device.does("news work", nullptr)).empty());   // only what changed is told
}

TEST_CASE("notes of a finger belong to the session that is chosen")
{
    auto device = with_sessions();
    CHECK(words_of(device.does("press notes/1", nullptr)) == R"(log {"text":"good take"})");
    CHECK(labels_of(device.does("took log", Json::object())) == "noted=noted: good take");
    device.does("press sessions/1", nullptr);
    CHECK(words_of(device.does("press notes/2", nullptr)) == R"(log {"text":"listen again","session":"Night Train"})");
    CHECK(labels_of(device.does("failed log", {{"code", "forbidden"}, {"message", "log needs the role operate"}})) == "noted=forbidden: log needs the role operate");
    CHECK(device.does("press notes/7", nullptr).asks.empty());
}

TEST_CASE("what is too long for a label is cut at a letter, and too many rows are counted")
{
    auto device = with_sessions();
    Json details = Json::array();
    std::string long_words;
    for (int i = 0; i < 100; ++i) long_words += "é日";
    for (int i = 0; i < 12; ++i) details.push_back({{"verdict", "differs"}, {"unit", "desk"}, {"words", long_words}});
    device.does("press report", nullptr);
    const auto step = device.does("took report", {{"session", "A"}, {"version", "1"}, {"state", "interrupted"}, {"report", nullptr}, {"details", details}});
    const auto labels = labels_of(step);
    CHECK(labels.find("report=A / 1: NOT all as kept: interrupted") != std::string::npos);
    CHECK(labels.find("findings/8=and 5 more") != std::string::npos);
    for (const auto& label : step.labels) {
        const auto& text = std::get<std::string>(label.value);
        CHECK(text.size() <= 200);
        CHECK_NOTHROW(Json(text).dump());   // which refuses half letters
    }
}

TEST_CASE("answers that lack everything are survived")
{
    for (const auto* verb : {"sessions", "versions", "plan", "recall", "undo", "confirm", "report", "status", "entries", "log", "cancel", "ping"})
        for (const Json& result : {Json(nullptr), Json::object(), Json::array({1, 2}), Json("text"), Json{{"sessions", 3}, {"versions", {1, nullptr}}, {"units", {nullptr}}, {"entries", {"x"}},
                                                                                                        {"hazards", {1}}, {"by_hand", {3}}, {"details", {nullptr}}, {"report", {{"matched", -1}}}}}) {
            INFO(verb << " " << result.dump());
            auto device = with_mix_3();
            CHECK_NOTHROW(device.client.took({verb, {{"session", "Night Train"}, {"version", "Mix 3@2"}}}, result));
            CHECK_NOTHROW(device.client.failed({verb, Json::object()}, result));
        }
}

TEST_CASE("only buttons are buttons")
{
    const auto [tail, is] = GENERATE(table<std::string, bool>({{"plan", true}, {"sessions/1", true}, {"sessions/8", true}, {"sessions/0", false}, {"sessions/9", false}, {"sessions/01", false},
                                                               {"sessions/", false}, {"sessions/1x", false}, {"sessions/99999999999999999999999", false}, {"sessions", false},
                                                               {"sessions/older", true}, {"notes/6", true}, {"notes/7", false}, {"chosen", false}, {"", false}, {"units/1", false}}));
    CHECK(LayoutClient::is_button(std::string(layout_front) + tail) == is);
    CHECK_FALSE(LayoutClient::is_button(tail));
}
