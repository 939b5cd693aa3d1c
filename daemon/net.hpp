#pragma once

#include <boost/asio.hpp>

namespace recalld {
namespace net = boost::asio;
template <class T = void>
using task = boost::asio::awaitable<T>;  ///< a coroutine on the core
}  // namespace recalld
