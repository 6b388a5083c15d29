// What an idle terminal's connection costs the platform in memory.
//   bench-idle FOLDER PLATFORM MATTERS COUNT...
// prints for each COUNT, in rising order, on one platform: "COUNT idle K", K the kilobytes of the
// platform's PSS for each connection above what it took with ten.
#include "tests/bench/rig.h"

#include <openssl/bio.h>
#include <openssl/ssl.h>

#include <QtCore/QThread>

#include <cstdio>
#include <sys/resource.h>

using namespace jiujin;
using namespace jiujin::bench;

namespace {

constexpr std::size_t few = 10;

struct CloseLine {
    void operator()(BIO* line) const { BIO_free_all(line); }
};
using Line = std::unique_ptr<BIO, CloseLine>;

class Caller {
public:
    explicit Caller(const Platform& platform)
        : platform_(platform), context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free) {
        SSL_CTX_use_certificate_file(context_.get(), (platform.terminal() + "/device.pem").c_str(),
                                     SSL_FILETYPE_PEM);
        SSL_CTX_use_PrivateKey_file(context_.get(), (platform.terminal() + "/device.key").c_str(),
                                    SSL_FILETYPE_PEM);
        SSL_CTX_set_mode(context_.get(), SSL_MODE_RELEASE_BUFFERS);
    }
    // Connected, asked one thing, and silent since.
    Line call() const {
        Line line(BIO_new_ssl_connect(context_.get()));
        BIO_set_conn_hostname(line.get(), ("localhost:" + platform_.port()).c_str());
        static constexpr std::string_view question =
            "GET /v1/acks?since=0 HTTP/1.1\r\nHost: localhost\r\n\r\n";
        char answer[4096];
        if (BIO_do_connect(line.get()) != 1 ||
            BIO_write(line.get(), question.data(), question.size()) <= 0 ||
            BIO_read(line.get(), answer, sizeof answer) <= 0 ||
            std::string_view(answer, 12) != "HTTP/1.1 200")
            qFatal("a connection was refused");
        return line;
    }

private:
    const Platform& platform_;
    std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context_;
};

} // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() < 5)
        return 2;
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
    const Platform platform(words[2], words[1], words[3], Zones::Both,
                            "connections = 20000\nconnections_per_terminal = 10000\n"
                            "requests_per_second = 100000\nrequests_at_once = 1000000\n"
                            "idle_seconds = 3600");
    const Caller caller(platform);
    std::vector<Line> lines;
    double with = 0;
    for (const QString& count : words.mid(4)) {
        while (lines.size() < count.toULongLong()) {
            lines.push_back(caller.call());
            if (lines.size() == few)
                with = pssOf(platform.pid());
        }
        std::printf("%zu idle %.1f\n", lines.size(),
                    (pssOf(platform.pid()) - with) / static_cast<double>(lines.size() - few));
    }
    return 0;
}
