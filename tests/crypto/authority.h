#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "ledger/crypto/time_stamp.h"
#include "tests/crypto/temporary_folder.h"

namespace minutebook::crypto {

/// A time-stamping authority that OpenSSL's own command line plays: `openssl ts`. Its root and its
/// certificate, valid from 2019 and 2020 to 2099, are root.pem and tsa.pem in a folder of its own.
class Authority {
 public:
  explicit Authority(const std::string& name = "Test Authority") {
    write("conf", configuration);
    write("index", "");
    write("serial", "01\n");
    write("tsa.serial", "0A\n");
    run("req -newkey rsa:2048 -nodes -keyout root.key -out root.csr -config conf "
        "-subj '/CN=Test Root'");
    run("ca -batch -selfsign -notext -config conf -keyfile root.key -extensions root -in root.csr "
        "-out root.pem -startdate 20190101000000Z -enddate 20991231000000Z");
    run("req -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr -config conf -subj '/CN=" + name +
        "'");
    issue("-startdate 20200101000000Z -enddate 20991231000000Z");
  }

  static bool is_possible() { return std::system("openssl version >/dev/null 2>&1") == 0; }

  /// Another certificate for the authority's key, tsa.pem.
  void issue(const std::string& dates) const {
    run("ca -batch -notext -config conf -cert root.pem -keyfile root.key -extensions tsa -in "
        "tsa.csr -out tsa.pem " +
        dates);
  }
  /// The answer to a DER request.
  Bytes answer(ByteSpan request, const std::string& more = "-chain root.pem") const {
    write("request", as_text(request));
    run("ts -reply -config conf -section authority -queryfile request -signer tsa.pem -inkey "
        "tsa.key -out answer " +
        more);
    return bytes_of(read("answer"));
  }
  /// A token over that digest, its certificates included.
  Bytes token_over(const Digest& digest) const {
    const Bytes request = make_time_stamp_request(digest, 7);
    const auto token = token_of_response(answer(request), request);
    EXPECT_TRUE(token) << token.error().message.en;
    return token.value_or(Bytes());
  }
  std::string root() const { return read("root.pem"); }

  void run(const std::string& arguments) const {
    const std::string line =
        "cd '" + folder_.path().string() + "' && openssl " + arguments + " >out 2>&1";
    ASSERT_EQ(std::system(line.c_str()), 0) << arguments << "\n" << read("out");
  }
  void write(const char* name, std::string_view text) const {
    std::ofstream(folder_.path() / name, std::ios::binary) << text;
  }
  std::string read(const char* name) const {
    std::ifstream in(folder_.path() / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static Bytes bytes_of(const std::string& text) {
    return Bytes(as_bytes(text).begin(), as_bytes(text).end());
  }

 private:
  static constexpr std::string_view configuration = R"([req]
distinguished_name = name
prompt = no
[name]
CN = Test Root
[root]
basicConstraints = critical,CA:true
[tsa]
basicConstraints = CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[ca]
default_ca = issuing
[issuing]
database = index
serial = serial
new_certs_dir = .
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[authority]
serial = tsa.serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
)";

  TemporaryFolder folder_;
};

}  // namespace minutebook::crypto
