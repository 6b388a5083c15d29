// What a process needs in its environment to live on a bus that umockdev pretends.
#pragma once

#include <QtCore/QString>

// "LD_PRELOAD=...", with the library of a sanitizer, which must stand first, where there is one.
QString preloadOfUmockdev();
