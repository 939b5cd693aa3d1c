#pragma once

#include <array>
#include <functional>
#include <vector>

#include "studio/profile.hpp"

namespace recalld::simulate {

/// Which head amp feeds which channel: the desk's own answer, followed through source, routing block and user routing. Knows the desks
/// that have such addresses; of others it says nothing. Borrows the profile.
class HeadAmps {
public:
    using Number = std::function<std::int32_t(studio::ParameterId)>;   ///< the value that a parameter has now

    explicit HeadAmps(const studio::Profile& profile);

    /// Calls `told` with each parameter that says it and what it says now; -1 for none.
    void tell(const Number& number, const std::function<void(studio::ParameterId, std::int32_t)>& told) const;
    bool depend_on(studio::ParameterId id) const { return id < matters_.size() && matters_[id]; }

private:
    struct Channel {
        studio::ParameterId index, source;
    };
    std::int32_t behind(std::int32_t slot, const Number& number) const;

    static constexpr std::size_t blocks = 4, of_each = 8;
    std::vector<Channel> channels_;
    studio::ParameterId play_ = studio::no_parameter;
    std::array<std::array<studio::ParameterId, blocks>, 2> sources_{};   ///< of the blocks, while recording and while playing
    std::vector<studio::ParameterId> user_;
    std::vector<bool> matters_;
};

}  // namespace recalld::simulate
