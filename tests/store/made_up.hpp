#pragma once

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "store/store.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace recalld::store {

/// A new folder under /tmp that goes with this object.
class Folder {
public:
    Folder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "recalld-store-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    operator const std::filesystem::path&() const { return path_; }
    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
    std::filesystem::path database() const { return path_ / "recalld.db"; }

    /// The files whose names contain these words, sorted.
    std::vector<std::string> names_with(const std::string& words) const
    {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(path_))
            if (entry.path().filename().string().find(words) != std::string::npos)
                names.push_back(entry.path().filename());
        std::sort(names.begin(), names.end());
        return names;
    }

private:
    std::filesystem::path path_;
};

using ProfilePtr = std::shared_ptr<const studio::Profile>;

inline ProfilePtr made_up_profile(const std::vector<std::string>& names, const std::string& id = "consoles/made_up")
{
    auto profile = std::make_shared<studio::Profile>();
    profile->profile_id = id;
    profile->version = 3;
    profile->laws.emplace_back();
    profile->words.emplace_back();
    profile->strips.emplace_back();
    for (const auto& name : names) profile->parameters.emplace_back().name = name;
    profile->index();
    return profile;
}

inline ProfilePtr small_desk()
{
    static const ProfilePtr profile = made_up_profile({"ch/01/fader", "ch/01/gain", "ch/01/name", "ch/02/fader"});
    return profile;
}

inline ProfileSource always(ProfilePtr profile)
{
    return [profile](const std::string&) { return profile; };
}

/// A desk on which everything was read.
inline studio::UnitState desk_at(std::int32_t fader, const std::string& unit = "desk")
{
    studio::UnitState desk(unit, small_desk());
    desk.identity = "X 1.0";
    desk.set(0, fader, studio::Standing::confirmed);
    desk.set(1, 0.25f, studio::Standing::confirmed);
    desk.set(2, std::string("Kick"), studio::Standing::confirmed);
    desk.set(3, 7, studio::Standing::assumed);
    return desk;
}

inline studio::Snapshot snapshot_at(std::int32_t fader) { return {{desk_at(fader)}}; }

inline NewVersion named(const std::string& session, const std::string& name, VersionKind kind = VersionKind::capture)
{
    return {session, name, kind, {}, {}};
}

inline std::int32_t fader_in(const Store& store, VersionId id)
{
    return std::get<std::int32_t>(store.load(id, always(small_desk())).units.at(0).values[0]);
}

/// What the call complains of; empty when it does not.
template <class Call>
std::string complaint_of(Call call)
{
    try {
        call();
    } catch (const StoreError& error) {
        return error.what();
    }
    return {};
}

/// Asks the file itself, beside the store.
inline int ask(const std::filesystem::path& database, const std::string& question)
{
    SQLite::Database file(database.string(), SQLite::OPEN_READONLY, 1000);
    return file.execAndGet(question).getInt();
}

inline std::string contents_of(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline void write_file(const std::filesystem::path& file, const std::string& bytes)
{
    std::ofstream(file, std::ios::binary) << bytes;
}

}  // namespace recalld::store
