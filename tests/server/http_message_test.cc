#include "tools/server/http_message.h"

#include <gtest/gtest.h>

namespace minutebook::server {
namespace {

TEST(Url, IsSplitAndPutTogether) {
  for (const auto& [text, host, port, target] :
       {std::array{"http://a.example", "a.example", "80", "/"},
        std::array{"http://a.example:8080/x/y?z", "a.example", "8080", "/x/y?z"},
        std::array{"http://127.0.0.1:1?q", "127.0.0.1", "1", "/?q"},
        std::array{"http://[::1]:99/p", "::1", "99", "/p"}}) {
    const auto url = parse_url(text);
    ASSERT_TRUE(url.has_value()) << text;
    EXPECT_EQ(url->host, host);
    EXPECT_EQ(url->port, port);
    EXPECT_EQ(url->target, target);
    const auto again = parse_url(format(*url));
    EXPECT_EQ(format(*again), format(*url));
  }
}

TEST(Url, ThatIsNotPlainHttpIsRefused) {
  for (const char* const text :
       {"", "a.example", "ftp://a", "http://", "http://a:b", "http://a:99999", "http://u@a/",
        "http://a/#f", "http://a/ b", "http://[::1", "http://a\r\nb/", "http://[::1]x"}) {
    const auto url = parse_url(text);
    ASSERT_FALSE(url.has_value()) << text;
    EXPECT_EQ(url.error().code, Errc::invalid_input) << text;
  }
  EXPECT_EQ(parse_url("https://a/").error().code, Errc::unsupported);
}

TEST(Headers, AreFoundWhateverTheirCase) {
  const std::vector<Header> headers = {{"Content-Type", "a"}, {"content-type", "b"}};
  EXPECT_EQ(find_header(headers, "CONTENT-TYPE"), "a");
  EXPECT_FALSE(find_header(headers, "Content").has_value());
}

TEST(Headers, ThatWouldEndTheirLineAreNotSendable) {
  EXPECT_TRUE(are_sendable({{"X-A", "a b\tc ünd"}}));
  for (const Header& bad :
       {Header{"X", "a\nb"}, Header{"X", "a\rb"}, Header{"X y", "a"}, Header{"", "a"},
        Header{"X:", "a"}, Header{"X", std::string(1, '\0')}}) {
    EXPECT_FALSE(are_sendable({bad})) << bad.name;
  }
}

}  // namespace
}  // namespace minutebook::server
