#include "paper/photo.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>

#include <gdk-pixbuf/gdk-pixbuf.h>

namespace recalld::paper {

namespace {

constexpr int quality = 82;

struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T>
using Ref = std::unique_ptr<T, Unref>;

/// What GLib says of a failure; freed with this.
struct Fault {
    ~Fault() { g_clear_error(&error); }
    std::string words() const { return error ? error->message : "no reason given"; }
    GError* error = nullptr;
};

/// By its first bytes; empty for what we do not take.
std::string kind_of(std::string_view bytes)
{
    if (bytes.starts_with("\xff\xd8\xff")) return "jpeg";
    if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return "png";
    if (bytes.size() >= 12 && bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP") return "webp";
    return {};
}

/// The library takes half a picture for a whole one. In a JPEG no data look like its end, but a small picture in its head has an end, too.
bool is_cut_off(std::string_view bytes, std::string_view kind)
{
    if (kind == "png") return bytes.rfind("IEND") == bytes.npos;
    const auto end = bytes.rfind("\xff\xd9");
    return kind == "jpeg" && (end == bytes.npos || end < bytes.size() / 2);
}

/// How large it says it is; nothing of it is decoded when that is too much.
struct Size {
    int width = 0, height = 0;
    double megapixels() const { return static_cast<double>(width) * height / 1e6; }
    bool is_too_much() const { return megapixels() > most_megapixels; }
};

void note_size(GdkPixbufLoader* loader, int width, int height, gpointer place)
{
    auto& size = *static_cast<Size*>(place);
    size = {width, height};
    if (size.is_too_much()) gdk_pixbuf_loader_set_size(loader, 1, 1);
}

std::string too_many_pixels(const Size& size)
{
    char words[160];
    std::snprintf(words, sizeof words, "the picture is %d x %d pixels, %.1f megapixels; at most %.0f are taken: send a smaller one", size.width, size.height, size.megapixels(), most_megapixels);
    return words;
}

/// Feeds the picture piece by piece, so that one that is too large is noticed by its head.
void feed(GdkPixbufLoader* loader, std::string_view bytes, const Size& size)
{
    constexpr std::size_t piece = 16u << 10;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        const auto part = bytes.substr(at, piece);
        Fault fault;
        const bool is_well = gdk_pixbuf_loader_write(loader, reinterpret_cast<const guchar*>(part.data()), part.size(), &fault.error);
        if (size.is_too_much()) throw PhotoFault(too_many_pixels(size));
        if (!is_well) throw PhotoFault("the picture is broken: " + fault.words());
    }
}

/// A loader that is thrown away has to be closed first, whatever came of it.
struct Close {
    void operator()(GdkPixbufLoader* loader) const
    {
        gdk_pixbuf_loader_close(loader, nullptr);
        g_object_unref(loader);
    }
};

Ref<GdkPixbuf> decoded(std::string_view bytes, const std::string& kind)
{
    Fault fault;
    GdkPixbufLoader* raw = gdk_pixbuf_loader_new_with_type(kind.c_str(), &fault.error);
    if (!raw) throw PhotoFault("this machine cannot read " + kind + " pictures (" + fault.words() + "); send a JPEG");
    std::unique_ptr<GdkPixbufLoader, Close> loader(raw);
    Size size;
    g_signal_connect(raw, "size-prepared", G_CALLBACK(note_size), &size);
    feed(raw, bytes, size);
    if (!gdk_pixbuf_loader_close(loader.release(), &fault.error)) {
        g_object_unref(raw);
        throw PhotoFault("the picture is broken or cut off: " + fault.words());
    }
    const Ref<GdkPixbufLoader> closed(raw);
    GdkPixbuf* pixels = gdk_pixbuf_loader_get_pixbuf(raw);
    if (!pixels) throw PhotoFault("the picture is empty");
    return Ref<GdkPixbuf>(gdk_pixbuf_apply_embedded_orientation(pixels));
}

/// JPEG knows no transparency: what shows through is white.
Ref<GdkPixbuf> opaque(Ref<GdkPixbuf> pixels)
{
    if (!gdk_pixbuf_get_has_alpha(pixels.get())) return pixels;
    const int width = gdk_pixbuf_get_width(pixels.get()), height = gdk_pixbuf_get_height(pixels.get());
    return Ref<GdkPixbuf>(gdk_pixbuf_composite_color_simple(pixels.get(), width, height, GDK_INTERP_NEAREST, 255, 64, 0xffffff, 0xffffff));
}

Picture scaled(GdkPixbuf* pixels, int side)
{
    const int width = gdk_pixbuf_get_width(pixels), height = gdk_pixbuf_get_height(pixels);
    const double factor = std::min(1.0, static_cast<double>(side) / std::max(width, height));
    const auto part = [&](int length) { return std::max(1, static_cast<int>(std::lround(length * factor))); };
    Picture picture{{}, part(width), part(height)};
    const Ref<GdkPixbuf> small(gdk_pixbuf_scale_simple(pixels, picture.width, picture.height, GDK_INTERP_BILINEAR));
    gchar* bytes = nullptr;
    gsize size = 0;
    Fault fault;
    const auto words = std::to_string(quality);
    if (!small || !gdk_pixbuf_save_to_buffer(small.get(), &bytes, &size, "jpeg", &fault.error, "quality", words.c_str(), nullptr))
        throw PhotoFault("the picture could not be scaled: " + fault.words());
    picture.bytes.assign(bytes, size);
    g_free(bytes);
    return picture;
}

}  // namespace

Photo read_photo(std::string_view bytes)
{
    if (bytes.size() > largest_photo) throw PhotoFault("the picture has " + std::to_string(bytes.size() >> 20) + " MB; at most 20 MB are taken: send a smaller one");
    const auto kind = kind_of(bytes);
    if (kind.empty()) throw PhotoFault("this is no JPEG, PNG or WebP picture");
    auto whole = decoded(bytes, kind);   // says more when it is broken
    if (is_cut_off(bytes, kind)) throw PhotoFault("the picture is cut off: send it again");
    const auto pixels = opaque(std::move(whole));
    return {scaled(pixels.get(), photo_side), scaled(pixels.get(), thumbnail_side)};
}

}  // namespace recalld::paper
