#include "tests/bench/screen_watch.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>

#include <cstdio>
#include <cstdlib>

namespace jiujin::bench {

namespace {

constexpr unsigned long magenta = 0xff00ff;

} // namespace

void ScreenWatch::Closer::operator()(Display* display) const {
    XCloseDisplay(display);
}

ScreenWatch::ScreenWatch() : display_(XOpenDisplay(nullptr)) {
    if (!display_) {
        std::fputs("no X display\n", stderr);
        std::exit(1);
    }
    const Window root = DefaultRootWindow(display_.get());
    XSetWindowBackground(display_.get(), root, magenta);
    XClearWindow(display_.get(), root);
    XSync(display_.get(), False);
}

bool ScreenWatch::covered() const {
    Display* display = display_.get();
    const int screen = DefaultScreen(display);
    XImage* image =
        XGetImage(display, DefaultRootWindow(display), DisplayWidth(display, screen) / 2,
                  DisplayHeight(display, screen) / 2, 1, 1, AllPlanes, ZPixmap);
    const bool other = image != nullptr && (XGetPixel(image, 0, 0) & 0xffffff) != magenta;
    if (image != nullptr)
        XDestroyImage(image);
    return other;
}

} // namespace jiujin::bench
