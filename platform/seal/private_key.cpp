#include "platform/base/secret.h"
#include "platform/seal/certificate.h"
#include "platform/seal/openssl.h"

#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <sys/stat.h>
#include <unistd.h>

namespace jiujin::seal {

namespace {

constexpr std::size_t maxKeyFile = 16UL * 1024;

struct File {
    int descriptor;
    explicit File(const std::filesystem::path& path)
        : descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)) {}
    ~File() {
        if (descriptor >= 0)
            ::close(descriptor);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
};

int noPassphrase(char*, int, int, void*) {
    return -1;
}

} // namespace

Result<PrivateKey> PrivateKey::generate() {
    PrivateKey key;
    key.key_ = std::shared_ptr<EVP_PKEY>(EVP_EC_gen("P-256"), &EVP_PKEY_free);
    if (!key.key_)
        return Error(ErrorCode::CryptoFailed, "cannot make a key");
    return key;
}

Result<PrivateKey> PrivateKey::fromPem(std::string_view pem) {
    const Owned<BIO> memory = memoryOf(viewOf(pem));
    PrivateKey key;
    key.key_ = std::shared_ptr<EVP_PKEY>(
        PEM_read_bio_PrivateKey(memory.get(), nullptr, noPassphrase, nullptr), &EVP_PKEY_free);
    ERR_clear_error();
    if (!isP256(key.key_.get()))
        return Error(ErrorCode::KeyUnreadable, "not a private key on P-256 in PEM");
    return key;
}

Result<PrivateKey> PrivateKey::fromFile(const std::filesystem::path& path) {
    const File file(path);
    struct stat facts {};
    if (file.descriptor < 0 || ::fstat(file.descriptor, &facts) != 0 || !S_ISREG(facts.st_mode))
        return Error(ErrorCode::KeyUnreadable, path.string() + ": no such file");
    if ((facts.st_mode & 077U) != 0)
        return Error(ErrorCode::KeyUnreadable,
                     path.string() + ": others may read it; chmod 600 mends that");
    std::string pem(maxKeyFile, '\0');
    const ssize_t length = ::read(file.descriptor, pem.data(), pem.size());
    auto key =
        fromPem(std::string_view(pem).substr(0, length > 0 ? static_cast<std::size_t>(length) : 0));
    wipe(pem);
    if (!key.ok())
        return Error(key.error().code, path.string() + ": " + key.error().where);
    return key;
}

std::string PrivateKey::pem() const {
    const Owned<BIO> memory = wipedMemory();
    PEM_write_bio_PKCS8PrivateKey(memory.get(), key_.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return std::string(textOf(contentOf(memory.get())));
}

bool PrivateKey::matches(const Certificate& certificate) const {
    return EVP_PKEY_eq(key_.get(), X509_get0_pubkey(certificate.handle())) == 1;
}

} // namespace jiujin::seal
