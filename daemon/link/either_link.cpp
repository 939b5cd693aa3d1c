#include "link/either_link.hpp"

namespace recalld::link {

std::string EitherLink::open(PacketListener on_packet, DownListener on_down)
{
    close();
    const auto first_fault = first_->open(on_packet, on_down);
    if (first_fault.empty()) return open_ = first_.get(), "";
    const auto second_fault = second_->open(std::move(on_packet), std::move(on_down));
    if (second_fault.empty()) return open_ = second_.get(), "";
    return first_fault + "; " + second_fault;
}

void EitherLink::close()
{
    if (open_) open_->close();
    open_ = nullptr;
}

}  // namespace recalld::link
