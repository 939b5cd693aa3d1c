#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "load/config_error.hpp"

namespace recalld::load {

/// One sane text, bent in one place: the first `from` becomes `to`.
inline std::string bent(std::string text, std::string_view from, std::string_view to)
{
    const std::size_t at = text.find(from);
    if (at == std::string::npos) throw std::logic_error("the sane text has no " + std::string(from));
    return text.replace(at, from.size(), to);
}

/// The message of the ConfigError that a step throws; "no error" when it throws none.
template <typename Step>
std::string complaint(Step step)
{
    try {
        step();
    } catch (const ConfigError& error) {
        return error.what();
    }
    return "no error";
}

}  // namespace recalld::load
