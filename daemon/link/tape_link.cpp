#include "link/tape_link.hpp"

#include <charconv>
#include <sstream>
#include <stdexcept>

namespace recalld::link {

namespace {

[[noreturn]] void fail(const std::string& file, int line, const std::string& why)
{
    throw std::runtime_error(file + ":" + std::to_string(line) + ": " + why);
}

std::vector<std::byte> read_hex(std::istringstream& words, const std::string& file, int line)
{
    std::vector<std::byte> bytes;
    for (std::string word; words >> word;) {
        unsigned value = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value, 16);
        if (error != std::errc{} || end != word.data() + word.size() || value > 0xff) fail(file, line, "\"" + word + "\" is no byte");
        bytes.push_back(static_cast<std::byte>(value));
    }
    return bytes;
}

TapePacket read_packet(const std::string& text, const std::string& file, int line)
{
    std::istringstream words(text);
    char plus = 0, direction = 0;
    long long at = 0;
    if (!(words >> plus >> at >> direction) || plus != '+' || at < 0 || (direction != '<' && direction != '>'))
        fail(file, line, "not of the form `+MICROSECONDS < HEX`");
    return {std::chrono::microseconds(at), direction == '<', read_hex(words, file, line)};
}

}  // namespace

std::vector<TapePacket> parse_tape(std::string_view text, const std::string& file)
{
    std::vector<TapePacket> packets;
    std::istringstream lines{std::string(text)};
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (line.empty() || line == "\r" || line.starts_with('#')) continue;
        packets.push_back(read_packet(line, file, number));
    }
    return packets;
}

std::vector<TapePacket> read_tape(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error(file.string() + ": cannot be read");
    std::ostringstream text;
    text << in.rdbuf();
    return parse_tape(text.str(), file.string());
}

TapeLink::TapeLink(std::unique_ptr<Link> link, const std::filesystem::path& file, const std::string& name)
    : link_(std::move(link)), tape_(file)
{
    if (!tape_) throw std::runtime_error(file.string() + ": cannot be written");
    tape_ << "# Name: " << name << "\n# Link: " << link_->where() << '\n';
}

std::string TapeLink::open(PacketListener on_packet, DownListener on_down)
{
    auto recorded = [this, listener = std::move(on_packet)](View packet) {
        record('<', packet);
        listener(packet);
    };
    return link_->open(std::move(recorded), std::move(on_down));
}

bool TapeLink::send(View packet)
{
    record('>', packet);
    return link_->send(packet);
}

void TapeLink::record(char direction, View packet)
{
    static constexpr char digits[] = "0123456789abcdef";
    const auto since = std::chrono::steady_clock::now() - start_;
    tape_ << '+' << std::chrono::duration_cast<std::chrono::microseconds>(since).count() << ' ' << direction;
    for (const std::byte byte : packet) {
        const auto value = static_cast<unsigned>(byte);
        tape_ << ' ' << digits[value >> 4] << digits[value & 15u];
    }
    tape_ << '\n';
}

}  // namespace recalld::link
