#include "app/visit/stage/no_network.h"

#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkRequest>

namespace jiujin::stage {

namespace {

class Refusing : public QNetworkAccessManager {
public:
    using QNetworkAccessManager::QNetworkAccessManager;

protected:
    // An empty request ends at once as an unknown protocol, whatever was asked for.
    QNetworkReply* createRequest(Operation operation, const QNetworkRequest&,
                                 QIODevice* data) override {
        return QNetworkAccessManager::createRequest(operation, QNetworkRequest(), data);
    }
};

} // namespace

QNetworkAccessManager* NoNetwork::create(QObject* parent) {
    return new Refusing(parent);
}

} // namespace jiujin::stage
