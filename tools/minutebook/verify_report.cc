#include "tools/minutebook/verify_report.h"

#include "ledger/base/rfc3339.h"
#include "tools/minutebook/words.h"
#include "tools/report/html.h"

namespace minutebook::cli {
namespace {

using Json = nlohmann::ordered_json;
using report::escaped;

std::string time_text(Instant time) { return format_time({time, 0}); }

Json both(const Bilingual& text) { return {{"en", text.en}, {"zh-CN", text.zh}}; }

Json range_json(const verify::Range& range) {
  return {{"first", range.first.value}, {"last", range.last.value}};
}

std::string quoted(const std::string& part) {
  std::string shown = printable(part, 400);
  if (!shown.empty() && shown.find_first_of(" \"") == std::string::npos) return shown;
  std::string out = "\"";
  for (const char c : shown) out += c == '"' ? "'" : std::string(1, c);
  return out + "\"";
}

/// The page, put together from escaped parts.
class Page {
 public:
  void raw(std::string_view html) { html_ += html; }
  void text(std::string_view text) { html_ += escaped(printable(text, 2'000)); }
  void heading(std::string_view key) {
    raw("<h2>");
    words(key);
    raw("</h2>\n");
  }
  /// The label in both languages.
  void words(std::string_view key) {
    raw(escaped(word(key, Language::zh_cn)));
    raw(" <span lang=en>");
    raw(escaped(word(key, Language::en)));
    raw("</span>");
  }
  void row(std::string_view key, std::string_view value) {
    raw("<tr><th>");
    words(key);
    raw("</th><td>");
    text(value);
    raw("</td></tr>\n");
  }
  std::string take() { return std::move(html_); }

 private:
  std::string html_;
};

constexpr std::string_view style = R"(<style>
body{font:15px/1.6 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif;
max-width:64em;margin:2em auto;padding:0 1em;color:#1a1a1a;background:#fff}
h1{font-size:1.5em}h2{font-size:1.15em;margin-top:2em;border-bottom:1px solid #999}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;
padding:.25em .6em;border-bottom:1px solid #ddd;overflow-wrap:anywhere}th{font-weight:600}
[lang=en]{color:#555;font-weight:400}.held{border-left:.4em solid #1b7f3b;padding-left:.8em}
.failed{border-left:.4em solid #b3261e;padding-left:.8em}code,pre{font-family:monospace}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f5f5f5;padding:.8em}
@media print{body{margin:0;max-width:none}tr,pre{break-inside:avoid}h2{break-after:avoid}}
</style>
)";

std::string range_text(const verify::Report& report) {
  if (!report.range) return "-";
  return std::to_string(report.range->first.value) + " – " +
         std::to_string(report.range->last.value);
}

void add_facts(Page& page, const verify::Report& report) {
  page.raw("<table>\n");
  page.row("ui.verify.ledger", report.name);
  page.row("ui.verify.id", report.ledger.text());
  page.row("ui.verify.suite", crypto::name_of(report.suite));
  page.row("ui.verify.level", verify::name_of(report.level));
  page.row("ui.verify.range", range_text(report));
  page.row("ui.verify.head", std::to_string(report.head));
  page.row("ui.verify.root", report.tree_size == 0 ? "-" : crypto::hex_of(report.root));
  page.row("ui.verify.tree_size", std::to_string(report.tree_size));
  if (const auto& stamped = report.stamped) {
    page.row("ui.verify.stamped", std::to_string(stamped->size) + " ≤ " + time_text(stamped->time) +
                                      " · " + stamped->tsa);
  }
  page.row("ui.verify.started", time_text(report.started));
  page.row("ui.verify.finished", time_text(report.finished));
  page.raw("</table>\n");
}

void add_coverage(Page& page, const verify::Report& report) {
  page.heading("ui.verify.coverage");
  page.raw("<table>\n");
  for (const verify::Count& count : report.counts) {
    page.row("ui.verify.count." + std::string(count.what), std::to_string(count.number));
  }
  page.raw("</table>\n");
  if (report.notes.empty()) return;
  page.heading("ui.verify.not_checked");
  page.raw("<ul>\n");
  for (const verify::Note& note : report.notes) {
    page.raw("<li>");
    page.text(note.text.zh);
    page.raw(" <span lang=en>");
    page.text(note.text.en);
    page.raw("</span></li>\n");
  }
  page.raw("</ul>\n");
}

void add_faults(Page& page, const verify::Report& report) {
  if (report.fault_count == 0) return;
  page.heading("ui.verify.faults");
  page.raw("<table>\n<tr>");
  for (const char* const key : {"ui.verify.level", "ui.verify.place", "ui.verify.what",
                                "ui.verify.expected", "ui.verify.found"}) {
    page.raw("<th>");
    page.words(key);
    page.raw("</th>");
  }
  page.raw("</tr>\n");
  for (const verify::Fault& fault : report.faults) {
    const Bilingual sentence = sentence_of(fault);
    page.raw("<tr><td>");
    page.text(verify::name_of(fault.level));
    page.raw("</td><td>");
    page.text(fault.place);
    page.raw("</td><td>");
    page.text(sentence.zh);
    page.raw(" <span lang=en>");
    page.text(sentence.en);
    page.raw("</span></td><td><code>");
    page.text(fault.expected);
    page.raw("</code></td><td><code>");
    page.text(fault.found);
    page.raw("</code></td></tr>\n");
  }
  page.raw("</table>\n");
}

}  // namespace

Json fault_json(const verify::Fault& fault) {
  Json out = {{"fault", fault.what}, {"level", verify::name_of(fault.level)}};
  if (fault.at) out["positions"] = range_json(*fault.at);
  out["place"] = printable(fault.place, 400);
  out["expected"] = printable(fault.expected, 400);
  out["found"] = printable(fault.found, 400);
  Bilingual sentence = sentence_of(fault);
  out["detail"] = both({printable(sentence.en, 800), printable(sentence.zh, 800)});
  return out;
}

Json report_json(const verify::Report& report, bool with_faults) {
  Json out = {{"report", "minutebook-verification/v1"},
              {"ledger", report.ledger.text()},
              {"name", report.name},
              {"suite", crypto::name_of(report.suite)},
              {"level", verify::name_of(report.level)},
              {"holds", report.holds()},
              {"complete", report.complete},
              {"whole", report.whole},
              {"head", report.head}};
  if (report.since > 0) out["since"] = report.since;
  if (report.range) out["range"] = range_json(*report.range);
  if (report.tree_size > 0) {
    out["checkpoint"] = {{"size", report.tree_size},
                         {"root", crypto::hex_of(report.root)},
                         {"note", report.checkpoint}};
  }
  if (const auto& stamped = report.stamped) {
    out["timeStamp"] = {
        {"size", stamped->size}, {"notLaterThan", time_text(stamped->time)}, {"tsa", stamped->tsa}};
  }
  out["started"] = time_text(report.started);
  out["finished"] = time_text(report.finished);
  Json checked = Json::object();
  for (const verify::Count& count : report.counts) {
    checked[std::string(verify::name_of(count.level))][std::string(count.what)] = count.number;
  }
  out["checked"] = std::move(checked);
  out["notChecked"] = Json::array();
  for (const verify::Note& note : report.notes) {
    out["notChecked"].push_back({{"what", note.what}, {"detail", both(note.text)}});
  }
  out["faultCount"] = report.fault_count;
  if (!with_faults) return out;
  out["faults"] = Json::array();
  for (const verify::Fault& fault : report.faults) out["faults"].push_back(fault_json(fault));
  return out;
}

std::string report_html(const verify::Report& report) {
  Page page;
  page.raw("<!doctype html>\n<html lang=zh-CN>\n<head><meta charset=utf-8>\n<title>");
  page.text(report.name);
  page.raw("</title>\n");
  page.raw(style);
  page.raw("</head>\n<body>\n<h1>");
  page.words("ui.verify.title");
  page.raw("</h1>\n<p class=");
  page.raw(report.holds() ? "held>" : "failed>");
  page.words(report.holds()           ? "ui.verify.held"
             : report.fault_count > 0 ? "ui.verify.failed"
                                      : "ui.verify.incomplete");
  page.raw("</p>\n");
  add_facts(page, report);
  add_faults(page, report);
  add_coverage(page, report);
  if (report.tree_size > 0) {
    page.heading("ui.verify.checkpoint");
    page.raw("<pre>" +
             escaped(is_valid_utf8(report.checkpoint) ? report.checkpoint
                                                      : printable(report.checkpoint)) +
             "</pre>\n");
  }
  page.raw("</body>\n</html>\n");
  return page.take();
}

std::string fault_line(const verify::Fault& fault) {
  return "FAULT " + std::string(verify::name_of(fault.level)) + " " + quoted(fault.place) + " " +
         fault.what + " " + quoted(fault.expected) + " " + quoted(fault.found);
}

}  // namespace minutebook::cli
