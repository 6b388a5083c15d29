#include "tests/contract/host/scene_rig.h"

#include <QtCore/QFile>

SceneRig::SceneRig() {
    for (const char* name : {"outbox.db", "device"}) {
        QFile file(folder_.filePath(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no file");
    }
    other_.start(QStringLiteral("/bin/sleep"), {QStringLiteral("1000")});
    if (!other_.waitForStarted() || !listener_.listen(QHostAddress::LocalHost))
        qFatal("no scene");
}

SceneRig::~SceneRig() {
    other_.kill();
    other_.waitForFinished();
}
