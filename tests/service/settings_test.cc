#include "ledger/service/settings.h"

#include <gtest/gtest.h>

#include "ledger/base/limits.h"

namespace minutebook::service {
namespace {

Error error_of(const std::string& text) {
  const auto read = parse_settings(text, "l/settings.toml");
  EXPECT_FALSE(read) << text;
  return read ? Error{} : read.error();
}

TEST(Settings, AreAllOptional) {
  for (const char* const text : {"", "# nothing\n", "[time-stamps]\n"}) {
    const auto read = parse_settings(text, "settings.toml");
    ASSERT_TRUE(read) << read.error().message.en;
    EXPECT_TRUE(read->time_stamps.urls.empty());
    EXPECT_TRUE(read->time_stamps.certificates.empty());
    EXPECT_EQ(read->time_stamps.wait.count(), 10);
  }
}

TEST(Settings, NameAuthoritiesAndCertificates) {
  const auto read = parse_settings(
      "[time-stamps]\nurl = [\"http://a.example/tsr\", \"http://b.example:81/\"]\n"
      "certificates = \"tsa-ca.pem\"\nwait-seconds = 3\n",
      "l/settings.toml");
  ASSERT_TRUE(read) << read.error().message.en;
  EXPECT_EQ(read->time_stamps.urls,
            (std::vector<std::string>{"http://a.example/tsr", "http://b.example:81/"}));
  EXPECT_EQ(read->time_stamps.certificates, "l/tsa-ca.pem");
  EXPECT_EQ(read->time_stamps.wait.count(), 3);
  const auto absolute =
      parse_settings("time-stamps.certificates = \"/etc/ca.pem\"", "l/settings.toml");
  EXPECT_EQ(absolute->time_stamps.certificates, "/etc/ca.pem");
}

TEST(Settings, ThatAreWrongAreNamedWithTheirLine) {
  const std::string head = "# mine\n[time-stamps]\n";
  for (const auto& [text, said] : std::vector<std::pair<std::string, std::string>>{
           {head + "url = [\"http://a\"", "l/settings.toml: line 3: "},
           {head + "[=]", "line 3: this is not understood"},
           {head + "uri = []", "line 3: there is no setting \"uri\""},
           {"[timestamps]\n", "line 1: there is no setting \"timestamps\""},
           {"time-stamps = 3\n", "line 1: \"time-stamps\" is not a table"},
           {head + "url = \"http://a\"", "line 3: \"url\" is not a list of at most 8 addresses"},
           {head + "url = [\n\"http://a\",\n7]", "line 5: \"url\" is not a list of http://"},
           {head + "url = [\"ftp://a\"]", "line 3: \"url\" is not a list of http://"},
           {head + "url = [\"http://\"]", "line 3: \"url\" is not a list of http://"},
           {head + "url = [\"http://a b\"]", "line 3: \"url\" is not a list of http://"},
           {head + "url = [\"http://a\", \"http://a\"]", "line 3: an address stands there twice"},
           {head + "certificates = \"\"", "line 3: \"certificates\" is not the name of a file"},
           {head + "certificates = true", "line 3: \"certificates\" is not the name of a file"},
           {head + "wait-seconds = 0", "line 3: \"wait-seconds\" is not a number from 1 to 60"},
           {head + "wait-seconds = 1.5", "line 3: \"wait-seconds\" is not a number from 1 to 60"},
       }) {
    const Error error = error_of(text);
    EXPECT_EQ(error.code, Errc::invalid_input);
    EXPECT_NE(error.message.en.find(said), std::string::npos) << error.message.en;
    EXPECT_NE(error.message.zh.find("行"), std::string::npos) << error.message.zh;
  }
}

TEST(Settings, SayThatHttpsComesLater) {
  const Error error = error_of("[time-stamps]\nurl = [\"https://tsa.example/\"]\n");
  EXPECT_EQ(error.code, Errc::unsupported);
  EXPECT_NE(error.message.en.find("line 2: https to an authority is not supported yet"),
            std::string::npos)
      << error.message.en;
}

TEST(Settings, HaveLimits) {
  std::string many = "[time-stamps]\nurl = [";
  for (std::size_t i = 0; i <= limits::max_time_stamp_authorities; ++i) {
    many += "\"http://a" + std::to_string(i) + "\", ";
  }
  EXPECT_EQ(error_of(many + "]").code, Errc::invalid_input);
  const std::string url = "http://" + std::string(limits::max_url_bytes, 'a');
  EXPECT_EQ(error_of("time-stamps.url = [\"" + url + "\"]").code, Errc::invalid_input);
  EXPECT_EQ(error_of(std::string(limits::max_settings_bytes + 1, '\n')).code, Errc::invalid_input);
  EXPECT_EQ(error_of("a = " + std::string(10'000, '[')).code, Errc::invalid_input);
}

}  // namespace
}  // namespace minutebook::service
