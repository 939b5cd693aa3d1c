#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "net.hpp"

namespace recalld::simulate {

/// Lines that a person types, or a script, one by one as they come. Ends quietly with its input. Runs on its io_context.
class TypedLines {
public:
    using Listener = std::function<void(std::string_view line)>;

    /// Reads a copy of the descriptor. What cannot be read is as one that has ended.
    TypedLines(net::io_context& io, int descriptor, Listener listener);
    ~TypedLines();

private:
    struct Inner;
    std::shared_ptr<Inner> inner_;
};

}  // namespace recalld::simulate
