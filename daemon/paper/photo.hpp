#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace recalld::paper {

/// A picture that is not taken, in words that say why and what to do.
struct PhotoFault : std::invalid_argument {
    using std::invalid_argument::invalid_argument;
};

inline constexpr std::size_t largest_photo = 20u << 20;      ///< bytes
inline constexpr double most_megapixels = 40;
inline constexpr int photo_side = 1600, thumbnail_side = 480;   ///< pixels, of the longer side

/// A JPEG.
struct Picture {
    std::string bytes;
    int width = 0, height = 0;   ///< pixels
};
struct Photo {
    Picture picture, thumbnail;
};

/// A JPEG, PNG or WebP picture as a phone takes it: turned as its EXIF says, scaled down to what a sheet needs, without the phone's own facts
/// such as where it was. What is too large, no picture or broken is refused before it is decoded. Blocks for some 100 ms; any thread. Throws
/// PhotoFault.
Photo read_photo(std::string_view bytes);

}  // namespace recalld::paper
