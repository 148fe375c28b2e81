#include "tools/export/ocds/input.h"

#include <algorithm>
#include <map>
#include <utility>

#include "tools/export/ocds/merge.h"

namespace minutebook::ocds {
namespace {

tl::unexpected<Error> refuse(const std::string& name, const std::string& pointer,
                             const std::string& en, const std::string& zh) {
  const std::string place = printable(name) + (pointer.empty() ? "" : " " + printable(pointer));
  return fail(Errc::invalid_input, place + ": " + en, place + "：" + zh);
}

Result<Json> parse(std::string_view bytes, const std::string& name) {
  if (bytes.size() > max_source_bytes) {
    const std::string limit = std::to_string(max_source_bytes);
    return refuse(name, "", "larger than " + limit + " bytes", "超过 " + limit + " 字节");
  }
  bool too_deep = false;
  bool too_long = false;
  const auto guard = [&](int depth, Json::parse_event_t, Json& parsed) {
    too_deep = too_deep || depth > static_cast<int>(max_source_depth);
    too_long = too_long || (parsed.is_array() && parsed.size() > max_source_list_items);
    return !too_deep && !too_long;
  };
  Json value = Json::parse(bytes.begin(), bytes.end(), guard, false);
  if (too_deep) {
    const std::string limit = std::to_string(max_source_depth);
    return refuse(name, "", "nested deeper than " + limit, "嵌套超过 " + limit + " 层");
  }
  if (too_long) {
    const std::string limit = std::to_string(max_source_list_items);
    return refuse(name, "", "a list of more than " + limit + " items", "列表超过 " + limit + " 项");
  }
  if (value.is_discarded()) return refuse(name, "", "this is not JSON", "不是 JSON");
  if (!value.is_object()) {
    return refuse(name, "", "not an OCDS package, release or record",
                  "不是 OCDS 发布包、记录包、发布或记录");
  }
  return value;
}

struct Release {
  Instant date;
  std::string pointer;
  const Json* value = nullptr;
};

/// Gathers what a source says of each process, in the order of first mention.
class Collector {
 public:
  explicit Collector(const std::string& name) : name_(name) {}

  Result<void> package(const Json& source) {
    if (source.contains("records")) return each(source, "records", &Collector::record);
    if (source.contains("releases") && !source.contains("ocid")) {
      return each(source, "releases", &Collector::release);
    }
    if (source.contains("compiledRelease") || source.contains("releases")) {
      return record(source, "");
    }
    if (source.contains("ocid")) return release(source, "");
    return refuse(name_, "", "neither releases nor records are in it", "其中没有发布或记录");
  }

  Result<std::vector<PublishedProcess>> finish() {
    std::vector<PublishedProcess> out;
    for (const std::string& ocid : order_) {
      auto& releases = releases_[ocid];
      std::stable_sort(releases.begin(), releases.end(),
                       [](const Release& a, const Release& b) { return a.date < b.date; });
      PublishedProcess process{ocid, releases.back().pointer, Json::object()};
      for (const Release& each : releases) merge(process.merged, *each.value);
      out.push_back(std::move(process));
    }
    if (out.empty()) return refuse(name_, "", "there is no release in it", "其中没有任何发布");
    return out;
  }

 private:
  using Take = Result<void> (Collector::*)(const Json&, const std::string&);

  Result<void> each(const Json& source, const char* field, Take take, const std::string& at = "") {
    const Json& list = source.at(field);
    const std::string pointer = at + "/" + field;
    if (!list.is_array()) return refuse(name_, pointer, "is not a list", "不是列表");
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::string place = pointer + "/" + std::to_string(i);
      if (!list[i].is_object()) return refuse(name_, place, "is not an object", "不是对象");
      MB_TRY_VOID((this->*take)(list[i], place));
    }
    return {};
  }

  Result<void> record(const Json& source, const std::string& pointer) {
    if (source.contains("compiledRelease")) {
      const std::string place = pointer + "/compiledRelease";
      const Json& compiled = source.at("compiledRelease");
      if (!compiled.is_object()) return refuse(name_, place, "is not an object", "不是对象");
      return release(compiled, place);
    }
    if (!source.contains("releases")) {
      return refuse(name_, pointer, "a record without releases", "记录中没有发布");
    }
    return each(source, "releases", &Collector::embedded, pointer);
  }

  Result<void> embedded(const Json& source, const std::string& pointer) {
    if (source.contains("url") && !source.contains("ocid")) {
      return refuse(name_, pointer, "a linked release: give the release itself",
                    "只是指向发布的链接：请提供发布本身");
    }
    return release(source, pointer);
  }

  Result<void> release(const Json& source, const std::string& pointer) {
    const auto ocid = source.find("ocid");
    const bool usable = ocid != source.end() && ocid->is_string() &&
                        !ocid->get_ref<const std::string&>().empty() &&
                        ocid->get_ref<const std::string&>().size() <= max_ocid_bytes;
    if (!usable) return refuse(name_, pointer + "/ocid", "is not an ocid", "不是 ocid");
    if (++count_ > max_source_releases) {
      const std::string limit = std::to_string(max_source_releases);
      return refuse(name_, pointer, "more than " + limit + " releases",
                    "发布超过 " + limit + " 次");
    }
    const auto date = source.find("date");
    const bool dated = date != source.end() && date->is_string();
    auto& known = releases_[ocid->get<std::string>()];
    if (known.empty()) order_.push_back(ocid->get<std::string>());
    const auto when = parse_time(dated ? date->get<std::string>() : std::string());
    known.push_back({when ? when->instant : Instant{}, pointer, &source});
    return {};
  }

  const std::string& name_;
  std::size_t count_ = 0;
  std::vector<std::string> order_;
  std::map<std::string, std::vector<Release>> releases_;
};

}  // namespace

Result<std::vector<PublishedProcess>> read_published(std::string_view bytes,
                                                     const std::string& name) {
  MB_TRY(source, parse(bytes, name));
  Collector collector(name);
  MB_TRY_VOID(collector.package(source));
  return collector.finish();
}

}  // namespace minutebook::ocds
