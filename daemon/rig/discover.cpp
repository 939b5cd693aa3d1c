#include "rig/discover.hpp"

#include <algorithm>
#include <array>

#include "driver/driver.hpp"
#include "rig/together.hpp"

namespace recalld::rig {

namespace {

using ProfilePtr = std::shared_ptr<const studio::Profile>;
using net::ip::udp;
using Clock = std::chrono::steady_clock;

constexpr int asks = 3;   // a datagram may be lost
constexpr std::size_t largest_answer = 2048;
constexpr int most_answers = 10'000;

bool is_model_of(const studio::Profile& profile, const std::string& model)
{
    const auto& models = profile.identity.models;
    return models.empty() || std::ranges::find(models, model) != models.end();
}

void note(std::vector<Neighbour>& found, Neighbour neighbour)
{
    const auto is_it = [&](const Neighbour& other) { return other.address == neighbour.address && other.port == neighbour.port; };
    if (std::ranges::none_of(found, is_it)) found.push_back(std::move(neighbour));
}

/// One profile's question and its answers.
task<> ask_around(net::io_context& io, ProfilePtr profile, net::ip::address_v4 at, Clock::time_point until, std::vector<Neighbour>& found)
{
    const auto driver = driver::make_driver(profile);
    if (!driver || driver->is_stream() || profile->identity.ask.empty() || profile->default_port == 0) co_return;
    udp::socket socket(io, udp::v4());
    socket.set_option(net::socket_base::broadcast(true));
    const auto question = driver->ask(driver::Question{});
    for (int i = 0; i < asks; ++i) socket.send_to(net::buffer(question), {at, profile->default_port});
    net::steady_timer bell(io, until);
    bell.async_wait([&socket](boost::system::error_code) { socket.close(); });
    std::array<std::byte, largest_answer> buffer;
    driver::Heard heard;
    for (int i = 0; i < most_answers && Clock::now() < until; ++i) {
        udp::endpoint sender;
        boost::system::error_code error;
        const auto size = co_await socket.async_receive_from(net::buffer(buffer), sender, net::redirect_error(net::use_awaitable, error));
        if (error == net::error::operation_aborted) break;
        if (error) continue;   // nobody listens there
        driver->hear({buffer.data(), size}, heard);
        if (heard.model.empty() || !is_model_of(*profile, heard.model)) continue;
        note(found, {sender.address().to_string(), sender.port(), heard.model + " " + heard.firmware, profile});
    }
    bell.cancel();
}

}  // namespace

task<std::vector<Neighbour>> discover(std::vector<ProfilePtr> profiles, net::ip::address_v4 at, std::chrono::milliseconds patience)
{
    net::io_context& io = static_cast<net::io_context&>((co_await net::this_coro::executor).context());
    std::vector<Neighbour> found;
    std::vector<task<>> work;
    const auto until = Clock::now() + patience;
    for (auto& profile : profiles) work.push_back(ask_around(io, std::move(profile), at, until, found));
    co_await together(io, std::move(work));
    co_return found;
}

}  // namespace recalld::rig
