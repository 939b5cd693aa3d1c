#include "log.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>

#include <array>
#include <cstdlib>

namespace recalld::log {

namespace {

spdlog::sink_ptr sink()
{
    static const spdlog::sink_ptr the_sink = std::make_shared<spdlog::sinks::stderr_color_sink_mt>();
    return the_sink;
}

spdlog::logger& named(const char* name)
{
    if (const auto known = spdlog::get(name)) return *known;
    auto logger = std::make_shared<spdlog::logger>(name, sink());
    spdlog::initialize_logger(logger);
    return *logger;
}

}  // namespace

spdlog::logger& link()
{
    static auto& logger = named("link");
    return logger;
}
spdlog::logger& rig()
{
    static auto& logger = named("rig");
    return logger;
}
spdlog::logger& recall()
{
    static auto& logger = named("recall");
    return logger;
}
spdlog::logger& store()
{
    static auto& logger = named("store");
    return logger;
}
spdlog::logger& remote()
{
    static auto& logger = named("remote");
    return logger;
}
spdlog::logger& daemon()
{
    static auto& logger = named("recalld");
    return logger;
}

void start(const std::string& level)
{
    spdlog::set_level(spdlog::level::from_str(level));
    spdlog::set_pattern(std::getenv("JOURNAL_STREAM") ? "%n: %l: %v" : "%H:%M:%S.%e %n: %l: %v");
}

}  // namespace recalld::log
