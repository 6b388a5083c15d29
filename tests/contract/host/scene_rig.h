// Whom and what the acts are aimed at, for the length of a test.
#pragma once

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpServer>

class SceneRig {
public:
    SceneRig();
    ~SceneRig();

    QString folder() const { return folder_.path(); }
    qint64 other() const { return other_.processId(); }
    quint16 port() const { return listener_.serverPort(); }

private:
    QTemporaryDir folder_;
    QProcess other_;
    QTcpServer listener_;
};
