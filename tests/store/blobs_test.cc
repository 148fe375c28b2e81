#include "ledger/store/blobs.h"

#include <fstream>

#include "ledger/base/limits.h"
#include "tests/store/store_fixture.h"

namespace minutebook::store {
namespace {

class BlobTest : public StoreTest {
 protected:
  std::filesystem::path make_file(std::size_t bytes, std::uint32_t seed = 1) {
    const auto path = folder_ / ("document-" + std::to_string(bytes));
    std::ofstream out(path, std::ios::binary);
    for (std::size_t i = 0; i < bytes; ++i) {
      seed = seed * 1'664'525 + 1'013'904'223;
      out.put(static_cast<char>(seed >> 24));
    }
    return path;
  }
  static std::string content_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  Result<std::string> read(const crypto::Digest& digest) {
    std::string out;
    MB_TRY(info, BlobStore(*store_).get(digest, [&](ByteSpan bytes) {
      EXPECT_LE(bytes.size(), limits::blob_chunk_bytes);
      out.append(as_text(bytes));
      return Result<void>();
    }));
    EXPECT_EQ(info.bytes, out.size());
    return out;
  }
};

TEST_F(BlobTest, GivesBackDocumentsOfEverySize) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{5'000},
                                 limits::blob_chunk_bytes, limits::blob_chunk_bytes * 3 + 17}) {
    const auto file = make_file(size);
    const auto put = BlobStore(*store_).put_file(file);
    ASSERT_TRUE(put) << put.error().message.en;
    EXPECT_EQ(put->bytes, size);
    EXPECT_EQ(put->digest, crypto::hash(crypto::Suite::standard, {as_bytes(content_of(file))}));
    EXPECT_FALSE(put->was_there);
    reopen();
    const auto got = read(put->digest);
    ASSERT_TRUE(got) << got.error().message.en;
    EXPECT_EQ(*got, content_of(file));
    EXPECT_TRUE(BlobStore(*store_).put_file(file)->was_there);
  }
}

TEST_F(BlobTest, TakesADocumentFromAStream) {
  const std::string content(limits::blob_chunk_bytes + 5, 'x');
  std::size_t at = 0;
  const auto source = [&](std::span<std::uint8_t> buffer) -> Result<std::size_t> {
    const std::size_t size = std::min({buffer.size(), content.size() - at, std::size_t{70'000}});
    std::copy_n(content.begin() + static_cast<std::ptrdiff_t>(at), size, buffer.begin());
    at += size;
    return size;
  };
  const auto put = BlobStore(*store_).put(source, folder_);
  ASSERT_TRUE(put) << put.error().message.en;
  EXPECT_EQ(*read(put->digest), content);
  EXPECT_TRUE(*BlobStore(*store_).exists(put->digest));
}

TEST_F(BlobTest, SaysWhatIsNotThere) {
  const auto got = read(crypto::Digest{});
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().code, Errc::not_found);
  EXPECT_FALSE(*BlobStore(*store_).exists({}));
  EXPECT_EQ(BlobStore(*store_).put_file(folder_ / "none").error().code, Errc::not_found);
  EXPECT_EQ(BlobStore(*store_).put_file(folder_).error().code, Errc::invalid_input);
}

TEST_F(BlobTest, RefusesADocumentThatIsTooLarge) {
  const auto file = folder_ / "large";
  std::ofstream(file).flush();
  std::filesystem::resize_file(file, limits::max_blob_bytes + 1);  // sparse
  const auto put = BlobStore(*store_).put_file(file);
  ASSERT_FALSE(put);
  EXPECT_EQ(put.error().code, Errc::invalid_input);
}

TEST_F(BlobTest, PassesOnAnErrorOfTheSink) {
  const auto put = BlobStore(*store_).put_file(make_file(10));
  const auto got = BlobStore(*store_).get(
      put->digest, [](ByteSpan) -> Result<void> { return fail(Errc::no_space, "full", "满"); });
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().code, Errc::no_space);
}

}  // namespace
}  // namespace minutebook::store
