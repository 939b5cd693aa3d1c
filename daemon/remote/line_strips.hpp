#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "logbook/input_list.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

/// Finds the strips of input-list rows that name none, as a preparation does: where the session's kept one put them, their channel, or the
/// strip that their line feeds now. On the one unit that a preparation would choose. Core thread; not kept.
class LineStrips {
public:
    /// `prep` is what the log holds of the session's preparation, or an empty object.
    LineStrips(const Room& room, const Json& prep);
    /// `desk ch/01`; empty when nobody knows.
    std::string strip_of(const logbook::Input& input) const;

private:
    std::string by_preparation(const logbook::Input& input) const;
    std::string by_channel(const logbook::Input& input) const;
    std::string by_routing(const logbook::Input& input) const;
    std::string place(std::uint32_t strip) const;

    std::shared_ptr<rig::Unit> unit_;                  ///< nothing: a preparation would not know which
    std::vector<std::uint32_t> strips_;
    std::map<std::string, std::string> prepared_;      ///< by track
};

/// A number for each row: its own where it has one that no row before it has, else the smallest that is free. 0: it has none. Pure.
std::vector<std::size_t> unique_numbers(const std::vector<std::size_t>& own);

}  // namespace recalld::remote
