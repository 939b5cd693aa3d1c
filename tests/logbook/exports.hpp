#pragma once

#include <string>
#include <string_view>
#include <utility>

/// Session texts as a DAW writes them, made up for tests.
namespace recalld::logbook::testing {

inline std::string session_head()
{
    return "SESSION NAME:\tNight Train\nSAMPLE RATE:\t48000.000000\nBIT DEPTH:\t24-bit\nSESSION START TIMECODE:\t01:00:00:00\nTIMECODE FORMAT:\t25 Frame\n"
           "# OF AUDIO TRACKS:\t5\n# OF AUDIO CLIPS:\t3\n# OF AUDIO FILES:\t2\n\n\nF I L E S  I N  S E S S I O N\n\nFilename   \tLocation\n"
           "T R A C K  L I S T I N G\nTRACK NAME:\tKick In\nCOMMENTS:\tD112, 48V off\nUSER DELAY:\t0 Samples\nSTATE: \n"
           "PLUG-INS: \tEQ3 7-Band (mono)\tDyn3 Compressor/Limiter (mono)\n"
           "CHANNEL \tEVENT   \tCLIP NAME                     \tSTART TIME    \tEND TIME      \tDURATION      \tSTATE\n";
}

inline std::string session_export()
{
    return "SESSION NAME:\tNight Train\nSAMPLE RATE:\t48000.000000\nBIT DEPTH:\t24-bit\nSESSION START TIMECODE:\t01:00:00:00\nTIMECODE FORMAT:\t25 Frame\n"
           "# OF AUDIO TRACKS:\t5\n# OF AUDIO CLIPS:\t3\n# OF AUDIO FILES:\t2\n\n\n"
           "F I L E S  I N  S E S S I O N\n\nFilename              \tLocation\nKick In_01.wav        \tNight Train:Audio Files:\n"
           "\n\nO N L I N E  C L I P S  I N  S E S S I O N\n\nCLIP NAME             \tSource File\nKick In_01-01         \tKick In_01.wav\nKick In_01-02         \tKick In_01.wav\n"
           "\n\nP L U G - I N S  L I S T I N G\nMANUFACTURER            \tPLUG-IN NAME            \tVERSION       \tFORMAT        \tSTEMS                   \tNUMBER OF INSTANCES\n"
           "Avid                    \tEQ3 7-Band              \t22.9.0f116    \tAAX Native    \tMono / Mono             \t3 active\n"
           "Avid                    \tDyn3 Compressor/Limiter \t22.9.0f116    \tAAX Native    \tMono / Mono             \t5 active\n"
           "\n\nT R A C K  L I S T I N G\nTRACK NAME:\tKick In\nCOMMENTS:\tD112, 48V off\nUSER DELAY:\t0 Samples\nSTATE: \n"
           "PLUG-INS: \tEQ3 7-Band (mono)\tDyn3 Compressor/Limiter (mono)\n"
           "CHANNEL \tEVENT   \tCLIP NAME                     \tSTART TIME    \tEND TIME      \tDURATION      \tSTATE\n"
           "1       \t1       \tKick In_01-01                 \t  01:00:00:00 \t  01:00:04:00 \t  00:00:04:00 \tUnmuted\n"
           "1       \t2       \tKick In_01-02                 \t  01:00:04:00 \t  01:03:04:00 \t  00:03:00:00 \tUnmuted\n\n\n"
           "TRACK NAME:\tSnare Top\nCOMMENTS:\t\nUSER DELAY:\t0 Samples\nSTATE: \nPLUG-INS: \n"
           "CHANNEL \tEVENT   \tCLIP NAME                     \tSTART TIME    \tEND TIME      \tDURATION      \tSTATE\n\n\n"
           "TRACK NAME:\tOH (Stereo)\nCOMMENTS:\tC414 pair\nUSER DELAY:\t0 Samples\nSTATE: Muted\n"
           "CHANNEL \tEVENT   \tCLIP NAME                     \tSTART TIME    \tEND TIME      \tDURATION      \tSTATE\n"
           "1       \t1       \tOH_01.L                       \t  01:00:00:00 \t  01:00:04:00 \t  00:00:04:00 \tUnmuted\n\n\n"
           "TRACK NAME:\tFlügel\nCOMMENTS:\tnur für Größe\nUSER DELAY:\t0 Samples\nSTATE: Inactive\n"
           "CHANNEL \tEVENT   \tCLIP NAME                     \tSTART TIME    \tEND TIME      \tDURATION      \tSTATE\n\n\n"
           "TRACK NAME:\tLead Vox\nCOMMENTS:\t\nUSER DELAY:\t-12 Samples\nSTATE: Solo\n"
           "CHANNEL \tEVENT   \tCLIP NAME                     \tSTART TIME    \tEND TIME      \tDURATION      \tSTATE\n\n\n"
           "M A R K E R S  L I S T I N G\n#   \tLOCATION     \tTIME REFERENCE    \tUNITS    \tNAME                             \tCOMMENTS\n"
           "1   \t01:00:02:00  \t96000             \tSamples  \tVerse                            \t\n"
           "2   \t01:00:30:00  \t1440000           \tSamples  \tChorus                           \tdouble here\n";
}

inline std::string with_ends(std::string_view text, std::string_view end)
{
    std::string other;
    for (const char c : text) other += c == '\n' ? std::string(end) : std::string(1, c);
    return other;
}

/// For the letters of these tests, which are two bytes of UTF-8 at most.
inline std::string utf16(std::string_view text, bool is_little)
{
    std::string bytes = is_little ? "\xff\xfe" : "\xfe\xff";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const unsigned code = lead < 0x80 ? lead : (lead & 0x1fu) << 6 | (static_cast<unsigned char>(text[++i]) & 0x3fu);
        const char low = static_cast<char>(code & 0xffu), high = static_cast<char>(code >> 8);
        bytes += is_little ? low : high;
        bytes += is_little ? high : low;
    }
    return bytes;
}

inline std::string mac_roman(std::string text)
{
    for (const auto& [utf8, byte] : {std::pair("ü", '\x9f'), std::pair("ö", '\x9a'), std::pair("ß", '\xa7')})
        for (auto at = text.find(utf8); at != std::string::npos; at = text.find(utf8)) text.replace(at, 2, 1, byte);
    return text;
}

}  // namespace recalld::logbook::testing
