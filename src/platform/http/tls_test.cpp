#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>

#include "base/error.h"
#include "platform/http/server.h"
#include "platform/http/service.h"
#include "platform/http/test_client.h"

namespace bihuan::http {
namespace {

namespace asio = boost::asio;
using testing::header_of;
using testing::status_of;

template <auto free>
struct Freed {
    template <class T>
    void operator()(T* thing) const {
        free(thing);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using File = std::unique_ptr<std::FILE, Freed<std::fclose>>;

/// A certificate that signs itself, in two files of the test's folder.
TlsFiles make_certificate() {
    const std::filesystem::path folder(::testing::TempDir());
    const TlsFiles files{folder / "bihuan-certificate.pem", folder / "bihuan-key.pem"};
    const Key key(EVP_RSA_gen(2048));
    const Certificate certificate(X509_new());
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    const File certificate_file(std::fopen(files.certificate_chain.c_str(), "wb"));
    PEM_write_X509(certificate_file.get(), certificate.get());
    const File key_file(std::fopen(files.private_key.c_str(), "wb"));
    PEM_write_PrivateKey(key_file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return files;
}

class TlsTest : public ::testing::Test {
protected:
    TlsTest() {
        Router router;
        router.add(service_operations(std::make_shared<Metrics>(), [] { return std::nullopt; }));
        dispatcher = std::make_unique<Dispatcher>(Dispatcher::Parts{.router = std::move(router)});
        server = std::make_unique<Server>(
            *dispatcher, ServerOptions{.port = 0, .tls = make_certificate(), .hosts = {"x"}});
    }

    /// The whole answer, or the handshake's failure.
    std::string ask(int highest_version, const char* ciphers = "DEFAULT") {
        asio::io_context io;
        asio::ssl::context context(asio::ssl::context::tls_client);
        SSL_CTX_set_max_proto_version(context.native_handle(), highest_version);
        SSL_CTX_set_cipher_list(context.native_handle(), ciphers);
        asio::ssl::stream<asio::ip::tcp::socket> stream(io, context);
        stream.next_layer().connect({asio::ip::address_v4::loopback(), server->port()});
        boost::system::error_code failure;
        stream.handshake(asio::ssl::stream_base::client, failure);
        if (failure) return "refused";
        const std::string request = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        asio::write(stream, asio::buffer(request));
        std::string answer;
        asio::read(stream, asio::dynamic_buffer(answer), failure);
        return answer;
    }

    std::unique_ptr<Dispatcher> dispatcher;
    std::unique_ptr<Server> server;
};

TEST_F(TlsTest, AnswersEncryptedAndTellsBrowsersToStayWithIt) {
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        const auto answer = ask(version);
        EXPECT_EQ(status_of(answer), 200);
        EXPECT_NE(header_of(answer, "Strict-Transport-Security"), "");
    }
}

TEST_F(TlsTest, RefusesOldVersions) {
    EXPECT_EQ(ask(TLS1_1_VERSION), "refused");
}

TEST_F(TlsTest, TakesForwardSecrecyWithAuthenticatedEncryptionOnly) {
    for (const auto* good : {"ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-RSA-CHACHA20-POLY1305"})
        EXPECT_EQ(status_of(ask(TLS1_2_VERSION, good)), 200) << good;
    for (const auto* bad : {"AES128-SHA", "AES128-GCM-SHA256", "ECDHE-RSA-AES128-SHA256"})
        EXPECT_EQ(ask(TLS1_2_VERSION, bad), "refused") << bad;
}

TEST_F(TlsTest, ClosesOnClientsThatSpeakPlainly) {
    testing::TestClient client(server->port());
    client.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_TRUE(client.is_closed());
    EXPECT_EQ(status_of(ask(TLS1_3_VERSION)), 200);
}

TEST_F(TlsTest, RefusesToStartWithoutAGoodCertificate) {
    const ServerOptions options{.port = 0, .tls = TlsFiles{"/nowhere.pem", "/nowhere.pem"}};
    EXPECT_THROW(Server(*dispatcher, options), Error);
}

}  // namespace
}  // namespace bihuan::http
