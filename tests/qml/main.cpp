// Runs the tst_*.qml files of the folder that CMake names, against the modules as they are shipped.
#include <QtQuickTest>

QUICK_TEST_MAIN(qml)
