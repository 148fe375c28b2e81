#include "ledger/rules/adoption.h"

#include "ledger/domain/act.h"
#include "ledger/domain/drafts.h"
#include "ledger/rules/rulebook_file.h"

namespace minutebook::rules {
namespace {

constexpr std::size_t max_faults_told = 10;

domain::Refusal refuse(std::string en, std::string zh, std::vector<Position> rests_on = {}) {
  return domain::refuse("RULE-1", std::move(en), std::move(zh), std::move(rests_on));
}

std::string name_en(const std::optional<Subject>& organization) {
  return organization ? organization->text() : "the whole ledger";
}
std::string name_zh(const std::optional<Subject>& organization) {
  return organization ? organization->text() : "整个账本";
}

/// What the command says besides the text.
struct Adoption {
  std::string title;
  std::uint32_t version = 0;
  std::optional<Subject> organization;
  Day effective_from;
};

Adoption adoption_of(schema::RulebookAdoption::Reader data) {
  return {domain::text_of(data.getTitle()), data.getVersion(),
          domain::optional_subject(data.getOrganization()),
          domain::to_day(data.getEffectiveFrom())};
}

std::optional<domain::Refusal> differs(std::string_view key, const std::string& text,
                                       const std::string& command) {
  if (text == command) return std::nullopt;
  const std::string name(key);
  return refuse("the text says " + name + " " + printable(text) + ", the command says " +
                    printable(command) + ": they must be the same",
                "文本中的 " + name + " 为 " + printable(text) + "，命令中为 " + printable(command) +
                    "：两者须一致");
}

std::optional<domain::Refusal> check_identity(const RulebookFile& file, const Adoption& said) {
  const auto owner = [](const std::optional<Subject>& one) { return one ? one->text() : "(none)"; };
  if (auto no = differs("title", file.title, said.title)) return no;
  if (auto no = differs("version", std::to_string(file.version), std::to_string(said.version))) {
    return no;
  }
  if (auto no = differs("organization", owner(file.organization), owner(said.organization))) {
    return no;
  }
  return differs("effective-from", format_day(file.effective_from),
                 format_day(said.effective_from));
}

/// No edition reaches into the past, of facts or of an edition before it.
std::optional<domain::Refusal> check_days(const domain::Directory& directory, const Adoption& said,
                                          Day adopted) {
  const std::string day = format_day(said.effective_from);
  if (said.effective_from < adopted) {
    return refuse("it would be in force from " + day + ", before the day of its adoption, " +
                      format_day(adopted),
                  "生效日期 " + day + " 早于通过之日 " + format_day(adopted));
  }
  for (const auto& [subject, record] : directory.rulebooks()) {
    for (const domain::RulebookEdition& edition : record.editions) {
      if (edition.organization != said.organization ||
          edition.effective_from < said.effective_from) {
        continue;
      }
      const std::string number = std::to_string(edition.version);
      const std::string from = format_day(edition.effective_from);
      return refuse(subject.text() + " version " + number + " is in force for " +
                        name_en(said.organization) + " from " + from +
                        ": a new edition begins later than that",
                    subject.text() + " 第 " + number + " 版自 " + from + " 起对" +
                        name_zh(said.organization) + "生效：新版须晚于该日生效",
                    {edition.adopted_at});
    }
  }
  return std::nullopt;
}

std::optional<domain::Refusal> check_strictness(const domain::Directory& directory,
                                                const Rulebooks& rulebooks,
                                                const RulebookFile& file) {
  const Rulebook* above =
      rulebooks.in_force_above(directory, file.organization, file.effective_from);
  if (above == nullptr) return std::nullopt;
  std::string laxer;
  for (const std::string& key : laxer_in(file.content, *above)) {
    laxer += (laxer.empty() ? "" : ", ") + key;
  }
  if (laxer.empty()) return std::nullopt;
  std::vector<Position> rests_on;
  rests_on.reserve(above->editions.size());
  for (const EditionRef& edition : above->editions) rests_on.push_back(edition.adopted_at);
  return refuse("it is laxer than what is in force above it: " + laxer,
                "比上级现行规则宽松：" + laxer, std::move(rests_on));
}

}  // namespace

std::optional<domain::Refusal> check_adoption(const domain::Directory& directory,
                                              const Rulebooks& rulebooks,
                                              schema::Command::Reader command) {
  if (!command.isAdoptRulebook()) return std::nullopt;
  const auto data = command.getAdoptRulebook();
  const std::string text = domain::text_of(data.getText());
  const auto file = parse_rulebook(text);
  if (!file) {
    const Bilingual faults = in_words(file.error(), max_faults_told);
    return refuse("the text is no rulebook: " + faults.en, "文本不是有效的制度规则：" + faults.zh);
  }
  const Adoption said = adoption_of(data);
  if (auto refusal = check_identity(*file, said)) return refusal;
  const Day adopted = directory.day_of(Instant{command.getOccurredAt().getNs()});
  if (auto refusal = check_days(directory, said, adopted)) return refusal;
  return check_strictness(directory, rulebooks, *file);
}

}  // namespace minutebook::rules
