// What taking one packet costs the open zone's process, beside the sum of what it cannot do
// without: one bare verification, one row of a batch, and one request to nginx over the same mutual
// TLS with the same bytes. Time on the processors, not on the wall.
//   bench-intake FOLDER PLATFORM MATTERS COUNT [NGINX]
// prints microseconds: "intake 300.0 verify 90.0 row 20.0 nginx 100.0"; without NGINX the last is
// 0.
#include "platform/server/access/intake.h"
#include "app/terminal/sync/curl_transport.h"
#include "app/terminal/sync/wire.h"
#include "platform/server/store/sqlite_store.h"
#include "tests/bench/rig.h"

#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <atomic>
#include <barrier>
#include <cstdio>
#include <fstream>
#include <thread>

using namespace jiujin;
using namespace jiujin::bench;
using enrolment::must;

namespace {

constexpr std::ptrdiff_t callers = 200;
constexpr std::size_t batchPackets = 16, allBytes = 1UL << 40U;
using Packets = std::vector<outbox::QueuedPacket>;

class Nginx {
public:
    Nginx(const QString& program, const QString& folder, const std::string& center,
          const std::string& root) {
        QTcpServer free;
        free.listen(QHostAddress::LocalHost);
        port_ = free.serverPort();
        free.close();
        const std::string place = folder.toStdString();
        std::ofstream(place + "/nginx.conf")
            << "daemon off; master_process off; pid " << place << "/nginx.pid; error_log " << place
            << "/nginx.log;\nevents { worker_connections 1024; }\nhttp { access_log off; "
               "client_body_temp_path "
            << place << "; proxy_temp_path " << place << "; fastcgi_temp_path " << place
            << "; uwsgi_temp_path " << place << "; scgi_temp_path " << place
            << "; default_type application/json; keepalive_requests 1000000; client_max_body_size "
               "8m;\nserver { listen 127.0.0.1:"
            << port_ << " ssl; ssl_protocols TLSv1.3; ssl_certificate " << center
            << "/server/server.pem; ssl_certificate_key " << center
            << "/server/server.key; ssl_client_certificate " << root
            << "; ssl_verify_client on; location / { return 202 '{}'; } } }\n";
        process_.start(program, {QStringLiteral("-c"), folder + QStringLiteral("/nginx.conf"),
                                 QStringLiteral("-p"), folder});
        process_.waitForStarted();
        QTcpSocket socket;
        do {
            socket.connectToHost(QHostAddress::LocalHost, port_);
        } while (!socket.waitForConnected(50) && !process_.waitForFinished(10));
    }
    ~Nginx() {
        process_.terminate();
        process_.waitForFinished();
    }
    qint64 pid() const { return process_.processId(); }
    std::string url() const { return "https://localhost:" + std::to_string(port_); }

private:
    QProcess process_;
    quint16 port_ = 0;
};

// Microseconds of the process for each packet, one request each. The open zone holds an answer back
// for the inner zone's words, so many call at once. Handshakes are another matter.
double costOf(qint64 pid, keys::Enrolment enrolment, const std::string& url, const Packets& packets,
              const Clock& clock) {
    enrolment.platformUrl = url;
    std::barrier ready(callers + 1);
    std::atomic<std::size_t> next = 0;
    std::vector<std::thread> threads;
    for (std::ptrdiff_t i = 0; i < callers; ++i)
        threads.emplace_back([&] {
            sync::CurlTransport transport(enrolment, clock);
            if (!transport.get("/v1/health"))
                qFatal("%s: no answer", url.c_str());
            ready.arrive_and_wait();
            ready.arrive_and_wait();
            for (std::size_t at = next++; at < packets.size(); at = next++) {
                const auto answer = transport.post(sync::packetsPath, sync::packetsType,
                                                   sync::batchOf({packets[at]}));
                if (!answer || answer->status != 202)
                    qFatal("%s: %d", url.c_str(), answer ? answer->status : 0);
            }
        });
    ready.arrive_and_wait();
    const double before = cpuOf(pid);
    ready.arrive_and_wait();
    for (std::thread& thread : threads)
        thread.join();
    return (cpuOf(pid) - before) * 1e6 / static_cast<double>(packets.size());
}

double costOfRows(const std::vector<server::NewLetter>& letters, const std::string& file) {
    const auto store = must(server::SqliteStore::open(file));
    return cpuSecondsOf([&] {
        for (std::size_t at = 0; at < letters.size(); at += batchPackets)
            must(store->transaction([&]() -> Result<void> {
                for (std::size_t i = at; i < std::min(at + batchPackets, letters.size()); ++i)
                    JIUJIN_TRY(store->post(letters[i]));
                return {};
            }));
    });
}

} // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() < 5)
        return 2;
    const SteadySystemClock clock;
    const std::size_t count = words[4].toULongLong();
    const Platform platform(words[2], words[1], words[3], Zones::OpenAlone,
                            "connections_per_terminal = 1000\nrequests_per_second = "
                            "100000\nrequests_at_once = 1000000");
    const std::string folder = words[1].toStdString();
    Terminal terminal(platform, folder + "/outbox", clock);
    terminal.fill(platform, count);
    const Packets packets = terminal.outbox->next(count, allBytes);
    const auto& enrolment = terminal.keys.enrolment();

    std::vector<server::NewLetter> letters;
    const double verify = cpuSecondsOf([&] {
        const server::PacketIntake intake(enrolment.root, clock);
        for (const auto& packet : packets)
            letters.push_back(must(intake.check(packet.packet, "330105-A017")));
    });
    const double rows = costOfRows(letters, folder + "/rows.db");
    const double intake = costOf(platform.pid(), enrolment, platform.url(), packets, clock);
    double bare = 0;
    if (words.size() > 5) {
        const Nginx nginx(words[5], words[1], platform.center(), platform.terminal() + "/root.pem");
        bare = costOf(nginx.pid(), enrolment, nginx.url(), packets, clock);
    }
    const double each = 1e6 / static_cast<double>(count);
    std::printf("intake %.1f verify %.1f row %.1f nginx %.1f\n", intake, verify * each, rows * each,
                bare);
    return 0;
}
