#include "ledger/service/settings.h"

#include <toml++/toml.h>

#include <algorithm>
#include <utility>

#include "ledger/base/limits.h"
#include "ledger/base/toml_guard.h"
#include "ledger/service/durable_file.h"

namespace minutebook::service {
namespace {

using std::filesystem::path;

/// What is wrong in which line of the file.
tl::unexpected<Error> wrong(const path& file, std::size_t line, const Bilingual& what,
                            Errc code = Errc::invalid_input) {
  const std::string number = std::to_string(line);
  return fail(code, file.string() + ": line " + number + ": " + what.en,
              file.string() + "：第 " + number + " 行：" + what.zh);
}

tl::unexpected<Error> wrong(const path& file, const toml::source_region& where,
                            const Bilingual& what, Errc code = Errc::invalid_input) {
  return wrong(file, where.begin.line, what, code);
}

Result<toml::table> parse_table(std::string_view text, const path& file) {
  if (const std::size_t line = line_that_toml_cannot_take(text); line > 0) {
    return wrong(file, line, {"this is not understood", "无法理解此处内容"});
  }
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& thrown) {
    const std::string said(printable(thrown.description()));
    return wrong(file, thrown.source(), {said, said});
  }
}

Result<void> check_keys(const toml::table& table, std::initializer_list<std::string_view> known,
                        const path& file) {
  for (const auto& [key, value] : table) {
    if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
    const std::string shown = printable(key.str());
    return wrong(file, key.source(),
                 {"there is no setting \"" + shown + "\"", "没有名为“" + shown + "”的设置"});
  }
  return {};
}

Result<std::string> url_of(const toml::node& node, const path& file) {
  const auto url = node.value<std::string>();
  const bool plain =
      url && url->size() <= limits::max_url_bytes &&
      std::all_of(url->begin(), url->end(), [](char c) { return c > ' ' && c < '\x7f'; });
  if (plain && url->starts_with("https://")) {
    return wrong(file, node.source(),
                 {"https to an authority is not supported yet: write http; the token is signed",
                  "尚不支持以 https 访问时间戳机构：请写 http；令牌本身带有签名"},
                 Errc::unsupported);
  }
  if (plain && url->starts_with("http://") && url->size() > std::string_view("http://").size()) {
    return *url;
  }
  return wrong(file, node.source(),
               {"\"url\" is not a list of http:// addresses", "“url”不是 http:// 网址的列表"});
}

Result<std::vector<std::string>> urls_of(const toml::node& node, const path& file) {
  const toml::array* const list = node.as_array();
  if (list == nullptr || list->size() > limits::max_time_stamp_authorities) {
    const std::string most = std::to_string(limits::max_time_stamp_authorities);
    return wrong(file, node.source(),
                 {"\"url\" is not a list of at most " + most + " addresses",
                  "“url”不是至多 " + most + " 个网址的列表"});
  }
  std::vector<std::string> urls;
  for (const toml::node& each : *list) {
    MB_TRY(url, url_of(each, file));
    if (std::find(urls.begin(), urls.end(), url) != urls.end()) {
      return wrong(file, each.source(), {"an address stands there twice", "网址重复"});
    }
    urls.push_back(std::move(url));
  }
  return urls;
}

Result<path> certificates_of(const toml::node& node, const path& file) {
  const auto name = node.value<std::string>();
  if (name && !name->empty() && !has_control_characters(*name)) return file.parent_path() / *name;
  return wrong(file, node.source(),
               {"\"certificates\" is not the name of a file", "“certificates”不是文件名"});
}

Result<std::chrono::seconds> wait_of(const toml::node& node, const path& file) {
  const auto seconds = node.value_exact<std::int64_t>();
  if (seconds && *seconds >= 1 && *seconds <= limits::max_time_stamp_wait_seconds) {
    return std::chrono::seconds(*seconds);
  }
  const std::string most = std::to_string(limits::max_time_stamp_wait_seconds);
  return wrong(file, node.source(),
               {"\"wait-seconds\" is not a number from 1 to " + most,
                "“wait-seconds”不是 1 至 " + most + " 的整数"});
}

Result<TimeStampSettings> time_stamps_of(const toml::node& node, const path& file) {
  const toml::table* const table = node.as_table();
  if (table == nullptr) {
    return wrong(file, node.source(),
                 {"\"time-stamps\" is not a table", "“time-stamps”不是一个表"});
  }
  MB_TRY_VOID(check_keys(*table, {"url", "certificates", "wait-seconds"}, file));
  TimeStampSettings settings;
  if (const toml::node* const urls = table->get("url")) {
    MB_TRY(read, urls_of(*urls, file));
    settings.urls = std::move(read);
  }
  if (const toml::node* const certificates = table->get("certificates")) {
    MB_TRY(read, certificates_of(*certificates, file));
    settings.certificates = std::move(read);
  }
  if (const toml::node* const wait = table->get("wait-seconds")) {
    MB_TRY(read, wait_of(*wait, file));
    settings.wait = read;
  }
  return settings;
}

}  // namespace

Result<Settings> parse_settings(std::string_view text, const std::filesystem::path& file) {
  if (text.size() > limits::max_settings_bytes) {
    return fail(Errc::invalid_input, file.string() + " is too long", file.string() + " 过长");
  }
  MB_TRY(table, parse_table(text, file));
  MB_TRY_VOID(check_keys(table, {"time-stamps"}, file));
  Settings settings;
  if (const toml::node* const time_stamps = table.get("time-stamps")) {
    MB_TRY(read, time_stamps_of(*time_stamps, file));
    settings.time_stamps = std::move(read);
  }
  return settings;
}

Result<Settings> read_settings(const LedgerPaths& paths) {
  MB_TRY(text, read_small_file(paths.settings(), limits::max_settings_bytes));
  if (!text) return Settings{};
  return parse_settings(*text, paths.settings());
}

}  // namespace minutebook::service
