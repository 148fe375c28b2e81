#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "projections/query/kinds.h"

/// docs/supervisors/queries.md against the catalogue of lists.
namespace minutebook::projections {
namespace {

/// The table of the page. Fields that can be chosen by stand first, the others in brackets.
std::string table_of_lists(Language language) {
  const bool zh = language == Language::zh_cn;
  std::string out = zh ? "| 列表 | 内容 | 默认排序 | 可筛选的字段（括号内仅显示） |\n"
                       : "| list | rows | order | fields to choose by (shown only) |\n";
  out += "|---|---|---|---|\n";
  for (const Kind& kind : all_kinds()) {
    std::string fields;
    std::string shown;
    for (const Column& column : kind.table->columns) {
      std::string& names = column.indexed ? fields : shown;
      names += (names.empty() ? "" : " ") + std::string(column.name);
    }
    if (kind.has_text()) fields += " text";
    out += "| `" + std::string(kind.name) + "` | " + kind_label(language, kind) + " | `" +
           std::string(kind.default_sort) + "` | " + fields;
    if (!shown.empty()) out += " (" + shown + ")";
    out += " |\n";
  }
  return out;
}

/// With MINUTEBOOK_WRITE_PAGES set, the page is written instead.
void compare(const char* name, Language language) {
  const auto path = std::filesystem::path(MINUTEBOOK_DOCS) / "supervisors" / name;
  std::ifstream in(path, std::ios::binary);
  std::string page{std::istreambuf_iterator<char>(in), {}};
  const std::string begin = "compared by projections_query_test -->\n";
  ASSERT_NE(page.find(begin), std::string::npos) << path;
  const std::size_t from = page.find(begin) + begin.size();
  const std::size_t to = page.find("<!-- end of lists -->");
  ASSERT_LE(from, to);
  if (std::getenv("MINUTEBOOK_WRITE_PAGES") != nullptr) {
    page.replace(from, to - from, table_of_lists(language));
    std::ofstream(path, std::ios::binary) << page;
    return;
  }
  EXPECT_EQ(page.substr(from, to - from), table_of_lists(language));
}

TEST(QueriesPage, HasTheListsOfTheCode) {
  compare("queries.md", Language::en);
  compare("queries.zh-CN.md", Language::zh_cn);
}

}  // namespace
}  // namespace minutebook::projections
