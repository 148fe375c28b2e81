#include "tools/server/request_head.h"

#include <gtest/gtest.h>

namespace minutebook::server {
namespace {

RequestHead head_with(std::vector<Header> headers) {
  headers.push_back({"Host", "a"});
  return {"POST", "/", 11, std::move(headers)};
}

TEST(RequestHead, WithOneClearLengthIsServed) {
  EXPECT_FALSE(refusal_of(head_with({})).has_value());
  EXPECT_FALSE(refusal_of(head_with({{"content-length", "3"}})).has_value());
  EXPECT_FALSE(refusal_of(head_with({{"Transfer-Encoding", "Chunked"}})).has_value());
}

TEST(RequestHead, WithTwoLengthsIsRefused) {
  for (const std::vector<Header>& headers :
       {std::vector<Header>{{"Content-Length", "3"}, {"content-length", "3"}},
        std::vector<Header>{{"Content-Length", "3"}, {"Transfer-Encoding", "chunked"}},
        std::vector<Header>{{"Transfer-Encoding", "chunked"}, {"Transfer-Encoding", "chunked"}},
        std::vector<Header>{{"Transfer-Encoding", "identity"}}}) {
    EXPECT_EQ(refusal_of(head_with(headers))->status, 400U);
  }
}

TEST(RequestHead, SplitsPathAndQuery) {
  RequestHead head = head_with({});
  head.method = "HEAD";
  head.target = "/a?b?c";
  const Request request = request_of(head, "127.0.0.1");
  EXPECT_EQ(request.method, "GET");
  EXPECT_EQ(request.path, "/a");
  EXPECT_EQ(request.query, "b?c");
  EXPECT_EQ(request.peer, "127.0.0.1");
}

}  // namespace
}  // namespace minutebook::server
