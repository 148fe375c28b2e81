#include "tools/minutebook/exporting.h"

#include "tools/minutebook/hint.h"
#include "tools/minutebook/view.h"

namespace minutebook::cli {
namespace {

tl::unexpected<Error> past_the_end(std::uint64_t position, Position head) {
  const std::string count = std::to_string(head.value);
  const std::string number = std::to_string(position);
  return fail(
      Errc::not_found,
      "there is no position " + number + ": the ledger has " + count + " events, counted from 0",
      "没有位置 " + number + "：账本共有 " + count + " 个事件，从 0 起编号");
}

Result<Subject> known_subject(const service::Ledger& ledger, const std::string& text) {
  MB_TRY(subject, parse_subject_argument(text));
  MB_TRY(version, ledger.store().version_of(subject));
  if (version.value > 0) return subject;
  const std::string& name = subject.text();
  const Error error{Errc::not_found,
                    {"there is no " + name + " in this ledger", "本账本中没有 " + name}};
  return tl::unexpected(with_hint(error, ledger, subject));
}

}  // namespace

void add_export_options(Commands& commands, CLI::App* sub, ExportOptions& options) {
  sub->add_option("--subject", options.subject, commands.text("ui.export.subject"))
      ->type_name("SUBJECT");
  sub->add_option("--to", options.to, commands.text("ui.export.to"))->type_name("P");
  sub->add_option("--out", options.out, commands.text("ui.export.out"))->type_name("FILE");
  sub->add_flag("--force", options.force, commands.text("ui.export.force"));
}

Result<service::EventFilter> export_filter(const service::Ledger& ledger,
                                           const ExportOptions& options) {
  const Position head = ledger.store().head();
  service::EventFilter filter;
  if (options.from) {
    if (*options.from > head.value) return past_the_end(*options.from, head);
    filter.from = Position{*options.from};
  }
  if (options.to) {
    if (*options.to >= head.value) return past_the_end(*options.to, head);
    filter.to = Position{*options.to};
    if (*filter.to < filter.from) {
      return fail(Errc::invalid_input, "--from is after --to: there is nothing between them",
                  "--from 在 --to 之后：其间没有事件");
    }
  } else if (head.value > 0) {
    filter.to = Position{head.value - 1};
  }
  if (!options.subject.empty()) {
    MB_TRY(subject, known_subject(ledger, options.subject));
    filter.stream = subject;
  }
  return filter;
}

std::uint64_t span_of(const service::EventFilter& filter) {
  return filter.to && filter.to->value >= filter.from.value
             ? filter.to->value - filter.from.value + 1
             : 0;
}

Error export_interrupted() {
  return {Errc::cancelled, {"interrupted; the export is not whole", "已中断，导出不完整"}};
}

}  // namespace minutebook::cli
