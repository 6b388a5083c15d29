// QML loads nothing from anywhere: what a text or a matter might name is never fetched.
#pragma once

#include <QtQml/QQmlNetworkAccessManagerFactory>

namespace jiujin::stage {

class NoNetwork : public QQmlNetworkAccessManagerFactory {
public:
    QNetworkAccessManager* create(QObject* parent) override;
};

} // namespace jiujin::stage
