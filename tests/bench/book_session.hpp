#pragma once

#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "bench/daemon_process.hpp"
#include "bench/desk.hpp"
#include "bench/remote_figures.hpp"

namespace recalld::bench {

/// A session such as a studio keeps, in a daemon of its own. The desk is put back as it was when this goes.
class BookSession {
public:
    explicit BookSession(const RemotePlace& place);
    ~BookSession();
    BookSession(const BookSession&) = delete;
    BookSession& operator=(const BookSession&) = delete;

    /// The answer's bytes; throws std::runtime_error when the daemon refuses.
    std::string book(const std::string& format) const;
    std::size_t version_count() const;
    std::size_t unit_count() const { return fronts_.size(); }
    std::size_t print_count() const;

private:
    struct Front {
        std::string unit;
        std::shared_ptr<const studio::Profile> profile;
    };

    static std::vector<Front> fronts_in(const RemotePlace& place);
    static std::string rig_of(const RemotePlace& place, const std::vector<Front>& fronts);
    std::string ask(const std::string& verb, const std::string& arguments) const;
    void note(const Front& front, std::size_t most);
    void turn_some();
    void add_versions();
    void add_prints() const;

    const RemotePlace& place_;
    std::vector<Front> fronts_;
    Desk hands_;   ///< who moves what on the console
    DaemonProcess daemon_;
    std::mt19937 luck_{7};
};

}  // namespace recalld::bench
