// Alerts of TLS after the handshake: which are about this terminal, and which about the line.
#include "app/terminal/sync/tls_alert.h"

#include <QtTest/QtTest>

#include <openssl/err.h>
#include <openssl/ssl.h>

using namespace jiujin;
using namespace jiujin::sync;

class AlertsTest : public QObject {
    Q_OBJECT

private slots:
    void onlyWhatIsAboutTheCertificateTurnsTheTerminalAway_data() {
        QTest::addColumn<int>("alert");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, int alert, ErrorCode code) {
            QTest::newRow(name) << alert << int(code);
        };
        row("bad certificate", SSL_AD_BAD_CERTIFICATE, ErrorCode::TerminalUnknown);
        row("unsupported certificate", SSL_AD_UNSUPPORTED_CERTIFICATE, ErrorCode::TerminalUnknown);
        row("certificate revoked", SSL_AD_CERTIFICATE_REVOKED, ErrorCode::TerminalUnknown);
        row("certificate expired", SSL_AD_CERTIFICATE_EXPIRED, ErrorCode::TerminalExpired);
        row("certificate unknown", SSL_AD_CERTIFICATE_UNKNOWN, ErrorCode::TerminalUnknown);
        row("unknown CA", SSL_AD_UNKNOWN_CA, ErrorCode::TerminalUnknown);
        row("access denied", SSL_AD_ACCESS_DENIED, ErrorCode::TerminalUnknown);
        row("certificate required", SSL_AD_CERTIFICATE_REQUIRED, ErrorCode::TerminalUnknown);
        row("handshake failure", SSL_AD_HANDSHAKE_FAILURE, ErrorCode::TerminalUnknown);
        row("bad record", SSL_AD_BAD_RECORD_MAC, ErrorCode::NetworkBroken);
        row("record overflow", SSL_AD_RECORD_OVERFLOW, ErrorCode::NetworkBroken);
        row("decode error", SSL_AD_DECODE_ERROR, ErrorCode::NetworkBroken);
        row("internal error", SSL_AD_INTERNAL_ERROR, ErrorCode::NetworkBroken);
        row("unexpected message", SSL_AD_UNEXPECTED_MESSAGE, ErrorCode::NetworkBroken);
    }
    // In the words of the OpenSSL that is linked.
    void onlyWhatIsAboutTheCertificateTurnsTheTerminalAway() {
        QFETCH(int, alert);
        QFETCH(int, code);
        QCOMPARE(OPENSSL_init_ssl(OPENSSL_INIT_LOAD_SSL_STRINGS, nullptr), 1);
        const unsigned long reason =
            ERR_PACK(ERR_LIB_SSL, 0, static_cast<unsigned long>(SSL_AD_REASON_OFFSET + alert));
        char words[256] = {};
        ERR_error_string_n(reason, words, sizeof words);
        const std::string detail = std::string("OpenSSL SSL_read: ") + words + ", errno 0";
        QVERIFY2(detail.find("alert") != std::string::npos, detail.c_str());
        QCOMPARE(int(brokenBy(detail)), code);
    }

    void aBrokenLineIsOne() {
        QCOMPARE(brokenBy("Recv failure: Connection reset by peer"), ErrorCode::NetworkBroken);
        QCOMPARE(brokenBy(""), ErrorCode::NetworkBroken);
    }
};

QTEST_GUILESS_MAIN(AlertsTest)
#include "tst_alerts.moc"
