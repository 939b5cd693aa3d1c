#include "log.hpp"
#include "remote/line_check.hpp"
#include "remote/line_check_kept.hpp"
#include "remote/log_lines.hpp"

namespace recalld::remote {

task<> keep_unsigned(Room& room, std::shared_ptr<LineCheck> check, std::string who, std::string why)
{
    if (!check || !check->has_unsigned_work()) co_return;
    Json json = check->json();
    for (const auto* moment : {"level_dbfs", "index", "current", "waits"}) json.erase(moment);
    store::NewEntry entry{std::move(who), "line_check_unsigned", check->wanted().session, "line check not signed: " + line_check_words(json) + "; " + why};
    entry.version = check->wanted().version;
    try {
        co_await put_down(room, entry, std::move(json));
        co_await keep_marks(room, check->marks_file(), {});
    } catch (const store::StoreError& error) {
        log::remote().error("{}: {}", entry.text, error.what());
    }
}

task<> end_line_check(Room& room, std::string who, std::string why)
{
    const auto check = std::exchange(room.line_check, nullptr);
    if (!check) co_return;
    check->end();
    co_await keep_unsigned(room, check, std::move(who), std::move(why));
}

}  // namespace recalld::remote
