#include <catch2/catch.hpp>

#include "remote/print_stage.hpp"
#include "remote/web/form.hpp"
#include "remote/web/pages.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::remote::test;
using logbook::testing::Wav;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

struct PrintPages : PrintStage {
    HttpAnswer ask_page(HttpRequest request, Permission role) { return finish(io, serve_page(room, std::move(request), {role, "anna"})); }
    HttpAnswer get(Permission role = Permission::edit) { return ask_page({"GET", "/prints?session=Night%20Train", "", {}, {}}, role); }
    HttpAnswer post(const std::string& target, const std::vector<std::pair<std::string, std::string>>& form, Permission role = Permission::edit)
    {
        std::string body;
        for (const auto& [name, value] : form) body += (body.empty() ? "" : "&") + web::percent_encode(name) + "=" + web::percent_encode(value);
        return ask_page({"POST", target, body, {"127.0.0.1", {}}, {{"content-type", "application/x-www-form-urlencoded"}}}, role);
    }
};

}  // namespace

TEST_CASE("a session without prints says so, and offers to register one to who may edit")
{
    PrintPages pages;
    const auto page = pages.get();
    CHECK(page.status == 200);
    CHECK(has(page.body, "No mix file of this session was registered yet."));
    CHECK(has(page.body, "action=\"/do/print\""));
    CHECK_FALSE(has(page.body, "action=\"/do/copy\""));
    CHECK(has(page.body, "<option value=\"Mix 3\""));
    CHECK_FALSE(has(pages.get(Permission::operate).body, "action=\"/do/print\""));
    CHECK(pages.ask_page({"GET", "/prints?session=Day%20Train", "", {}, {}}, Permission::view).status == 404);
}

TEST_CASE("prints are registered and proven from the page, which then shows what is where")
{
    PrintPages pages;
    const auto path = pages.put_print();
    CHECK(pages.post("/do/print", {{"session", "Night Train"}, {"version", "Mix 3"}, {"paths", path + "\r\n"}, {"alternate", ""}}).status == 303);
    CHECK(has(pages.get().body, "Not yet safe on 2 drives besides their own"));
    const auto print = std::to_string(pages.lines("print").at(0).id);
    auto flipped = Wav().bytes();
    flipped[1000] = static_cast<char>(flipped[1000] ^ 4);
    pages.shelf.put("drives/B/good.wav", Wav().bytes());
    pages.shelf.put("drives/B/bad.wav", flipped);
    for (const auto* name : {"good.wav", "bad.wav"})
        CHECK(pages.post("/do/copy", {{"session", "Night Train"}, {"print", print}, {"path", (pages.shelf.path / "drives/B" / name).string()}}).status == 303);
    const auto page = pages.get().body;
    CHECK(has(page, "NT_NightTrain_AB01_Master_96k24.wav"));
    CHECK(has(page, "main mix"));
    CHECK(has(page, "<span class=\"good\">proven</span>"));
    CHECK(has(page, "<span class=\"bad\">not proven</span>: its content is another"));
    CHECK(has(page, "the print itself"));
    CHECK_FALSE(has(page, "style="));
}

TEST_CASE("what was typed stays when it was refused, with the reason")
{
    PrintPages pages;
    pages.print();
    const auto refused = pages.post("/do/print", {{"session", "Night Train"}, {"version", "Mix 3"}, {"paths", "/etc/<passwd>"}, {"alternate", "TV"}});
    CHECK(refused.status == 403);
    CHECK(has(refused.body, "outside of the folders with prints"));
    CHECK(has(refused.body, "/etc/&lt;passwd&gt;</textarea>"));
    CHECK(has(refused.body, "<option value=\"TV\" selected>"));
    const auto copy = pages.post("/do/copy", {{"session", "Night Train"}, {"print", "x"}, {"path", "/media/B"}});
    CHECK(copy.status == 404);
    CHECK(has(copy.body, "value=\"/media/B\""));
    CHECK(pages.post("/do/copy", {{"session", "Night Train"}}, Permission::operate).status == 403);
}
