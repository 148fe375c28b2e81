#include "ledger/rules/rulebook_file.h"

#include <algorithm>

#include "ledger/base/limits.h"
#include "ledger/base/toml_guard.h"
#include "ledger/rules/catalogue.h"
#include "ledger/rules/keys.h"
#include "ledger/rules/rulebook_toml.h"

namespace minutebook::rules {
namespace {

using Visit = std::function<void(const Entry&)>;

/// What one key of a table does.
struct Key {
  std::string name;
  Visit read;
};

void read_keys(TomlReader& reader, const Entry& table, const std::vector<Key>& keys) {
  std::vector<std::string> known;
  known.reserve(keys.size());
  for (const Key& key : keys) known.push_back(key.name);
  reader.each(table, [&](const Entry& entry, std::string_view name) {
    const auto found = std::ranges::find(keys, name, &Key::name);
    found == keys.end() ? reader.unknown_key(entry, known) : found->read(entry);
  });
}

/// `store` gets the value of the parameter when it reads well.
template <typename Read, typename Store>
Visit parameter(TomlReader& reader, Read read, Store store) {
  return [&reader, read, store](const Entry& entry) {
    const auto value = reader.parameter(entry);
    if (!value) return;
    if (auto sound = read(*value)) store(*std::move(sound));
  };
}

/// Of an enumeration of the schema; the first means nothing and cannot be written.
template <typename Enum>
Names names_of(std::size_t count) {
  Names names(count);
  for (std::size_t i = 1; i < count; ++i) {
    names[i] = std::string(domain::schema_name(static_cast<Enum>(i)));
  }
  return names;
}

Names body_names() {
  return names_of<schema::BodyKind>(static_cast<std::size_t>(schema::BodyKind::OTHER) + 1);
}
Names method_names() {
  const auto last = static_cast<std::size_t>(schema::SelectionMethod::OTHER);
  return names_of<schema::SelectionMethod>(last + 1);
}

/// The domain lets nobody else make an irregular entry.
Names irregular_role_names() {
  Names names(static_cast<std::size_t>(schema::Role::INSPECTOR) + 1);
  for (const auto role :
       {schema::Role::OBSERVER, schema::Role::SUPERVISOR, schema::Role::INSPECTOR}) {
    names[static_cast<std::size_t>(role)] = std::string(domain::schema_name(role));
  }
  return names;
}

Names step_names() {
  Names names;
  for (const auto step : {domain::Step::study, domain::Step::decision, domain::Step::approval,
                          domain::Step::signing, domain::Step::evaluation}) {
    names.emplace_back(name_of(step));
  }
  return names;
}

const Names term_names{"content", "requirements", "performanceStandards",
                       "term",    "constraints",  "exit"};
static_assert(contract_term_count == 6);
const Names enforce_names{"flag", "refuse"};

/// Reads one whole file into `out`.
class FileReader {
 public:
  FileReader(TomlReader& reader, std::span<const std::string_view> known_rules, RulebookFile& out)
      : reader_(reader), known_rules_(known_rules), out_(out) {}

  void read(const toml::table& file);

 private:
  std::vector<Key> identity_keys();
  void read_rules(const Entry& rules);
  std::vector<Key> keys_of_rule(std::string_view id);
  std::optional<std::size_t> enforce_of(const Entry& entry, std::string_view id);
  void add_number_keys(std::string_view id, std::vector<Key>& keys);
  void add_list_keys(std::string_view id, std::vector<Key>& keys);
  void read_bodies(const Entry& bodies);
  void read_steps(const Entry& steps);
  void read_irregular(const Entry& irregular);

  /// A parameter that is a list of names.
  template <typename Enum>
  Visit set(Names names, EnumSet<Enum>& to) {
    return parameter(
        reader_,
        [this, names = std::move(names)](const Entry& e) { return reader_.some_of(e, names); },
        [&to](const std::vector<std::size_t>& ordinals) { to = set_of<Enum>(ordinals); });
  }

  TomlReader& reader_;
  std::span<const std::string_view> known_rules_;
  RulebookFile& out_;
};

std::vector<Key> FileReader::identity_keys() {
  const auto title = [this](const Entry& entry) {
    out_.title = reader_.text(entry, limits::max_rulebook_title_bytes).value_or("");
  };
  const auto version = [this](const Entry& entry) {
    out_.version = static_cast<std::uint32_t>(
        reader_.whole(entry, 1, limits::max_rulebook_version).value_or(0));
  };
  const auto organization = [this](const Entry& entry) {
    const auto text = reader_.text(entry, limits::max_subject_id_bytes + 20);
    if (!text) return;
    const auto subject = Subject::parse(*text);
    if (subject && subject->kind() == SubjectKind::organization) {
      out_.organization = *subject;
      return;
    }
    reader_.fault(entry, "must be an organization, such as organization/city",
                  "应为工会组织，如 organization/city");
  };
  const auto effective = [this](const Entry& entry) {
    out_.effective_from = reader_.day(entry).value_or(Day{});
  };
  return {{"title", title},
          {"version", version},
          {"organization", organization},
          {"effective-from", effective}};
}

void FileReader::read(const toml::table& file) {
  const Entry root{"", file};
  for (const std::string_view key : {"title", "version", "effective-from"}) {
    if (file.contains(key)) continue;
    reader_.fault(0, std::string(key), "is missing", "缺少该项");
  }
  std::vector<Key> keys = identity_keys();
  keys.push_back({"rules", [this](const Entry& entry) { read_rules(entry); }});
  keys.push_back({"steps", [this](const Entry& entry) { read_steps(entry); }});
  keys.push_back({"irregular", [this](const Entry& entry) { read_irregular(entry); }});
  keys.push_back(
      {"approval", [this](const Entry& entry) { read_approval(reader_, entry, out_.content); }});
  read_keys(reader_, root, keys);
}

void FileReader::add_number_keys(std::string_view id, std::vector<Key>& keys) {
  for (const NumberSpec& spec : number_specs()) {
    if (spec.rule != id) continue;
    auto& to = out_.content.numbers[static_cast<std::size_t>(spec.number)];
    const auto read = [this, &spec](const Entry& entry) {
      return reader_.whole(entry, spec.minimum, spec.maximum);
    };
    keys.push_back({std::string(spec.key),
                    parameter(reader_, read, [&to](std::int64_t value) { to = value; })});
  }
  for (const FractionSpec& spec : fraction_specs()) {
    if (spec.rule != id) continue;
    auto& to = out_.content.fractions[static_cast<std::size_t>(spec.fraction)];
    const auto read = [this](const Entry& entry) { return reader_.share(entry); };
    keys.push_back(
        {std::string(spec.key), parameter(reader_, read, [&to](Share value) { to = value; })});
  }
}

void FileReader::add_list_keys(std::string_view id, std::vector<Key>& keys) {
  Rulebook& content = out_.content;
  if (id == "VOTE-1") {
    keys.push_back({"bodies", [this](const Entry& entry) { read_bodies(entry); }});
  }
  if (id == "SEL-1") {
    const auto read = [this](const Entry& entry) {
      return reader_.texts(entry, limits::max_rulebook_list_items,
                           limits::max_rulebook_channel_bytes);
    };
    keys.push_back({"methods", set(method_names(), content.methods)});
    keys.push_back({"channels", parameter(reader_, read, [&content](auto channels) {
                      content.channels = std::move(channels);
                    })});
  }
  if (id == "SIGN-2") keys.push_back({"terms", set(term_names, content.terms)});
}

/// The gate refuses one command at a time: what only time, people or other matters bring about can
/// be found, not refused.
std::optional<std::size_t> FileReader::enforce_of(const Entry& entry, std::string_view id) {
  const auto ordinal = reader_.one_of(entry, enforce_names);
  const Rule* rule = find_rule(id);
  const bool refuses = ordinal && static_cast<Enforce>(*ordinal) == Enforce::refuse;
  if (!refuses || rule == nullptr || !rule->at_commands.empty()) return ordinal;
  reader_.fault(entry, "no single command breaks " + std::string(id) + ": it can only be flagged",
                std::string(id) + " 不因单条命令而违反，只能设为 flag");
  return std::nullopt;
}

std::vector<Key> FileReader::keys_of_rule(std::string_view id) {
  std::vector<Key> keys;
  RuleSetting& setting = out_.content.rules[std::string(id)];
  const auto enforce = [this, id](const Entry& entry) { return enforce_of(entry, id); };
  keys.push_back({"enforce", parameter(reader_, enforce, [&setting](std::size_t ordinal) {
                    setting.enforce = static_cast<Enforce>(ordinal);
                  })});
  const auto modes = [this](const Entry& entry) { return reader_.some_of(entry, mode_names()); };
  keys.push_back({"modes", parameter(reader_, modes, [&setting](const auto& ordinals) {
                    setting.modes = set_of<schema::Mode>(ordinals);
                  })});
  add_number_keys(id, keys);
  add_list_keys(id, keys);
  return keys;
}

void FileReader::read_rules(const Entry& rules) {
  reader_.each(rules, [this](const Entry& entry, std::string_view id) {
    if (std::ranges::find(known_rules_, id) == known_rules_.end()) {
      reader_.fault(entry, "there is no rule " + printable(id) + " in the catalogue",
                    "规则目录中没有 " + printable(id));
      return;
    }
    read_keys(reader_, entry, keys_of_rule(id));
  });
  std::erase_if(out_.content.rules,
                [](const auto& rule) { return !rule.second.enforce && !rule.second.modes; });
}

void FileReader::read_bodies(const Entry& bodies) {
  const Names levels = level_names();
  std::vector<Key> keys;
  for (std::size_t i = 1; i < level_count; ++i) {
    keys.push_back({levels[i], set(body_names(), out_.content.bodies[i])});
  }
  read_keys(reader_, bodies, keys);
}

void FileReader::read_steps(const Entry& steps) {
  const Names modes = mode_names();
  std::vector<Key> keys;
  for (std::size_t i = 1; i < mode_count; ++i) {
    keys.push_back({modes[i], set(step_names(), out_.content.steps[i])});
  }
  read_keys(reader_, steps, keys);
}

void FileReader::read_irregular(const Entry& irregular) {
  read_keys(reader_, irregular,
            {{"roles", set(irregular_role_names(), out_.content.irregular_roles)}});
}

/// All that the file does not set.
void note_silence(RulebookFile& file) {
  for (std::string& key : inherited_keys()) {
    if (!file.sources.contains(key) && !file.sources.contains("rules." + key)) {
      file.content.silent.insert(std::move(key));
    }
  }
}

tl::unexpected<std::vector<RulebookFault>> one_fault(std::uint32_t line, std::string en,
                                                     std::string zh) {
  return tl::unexpected(std::vector<RulebookFault>{{line, "", {std::move(en), std::move(zh)}}});
}

}  // namespace

Names level_names() { return names_of<schema::OrganizationLevel>(level_count); }
Names mode_names() { return names_of<schema::Mode>(mode_count); }

ParsedRulebook parse_rulebook(std::string_view text,
                              std::span<const std::string_view> known_rules) {
  if (text.size() > limits::max_rulebook_bytes) {
    const std::string most = std::to_string(limits::max_rulebook_bytes);
    return one_fault(0, "the file is longer than " + most + " bytes", "文件超过 " + most + " 字节");
  }
  if (const std::size_t line = line_that_toml_cannot_take(text); line > 0) {
    return one_fault(static_cast<std::uint32_t>(line),
                     "this is no TOML, or TOML that no rulebook needs",
                     "不是有效的 TOML，或是制度规则用不到的写法");
  }
  toml::table table;
  try {
    table = toml::parse(text);
  } catch (const toml::parse_error& thrown) {
    const std::string said = printable(thrown.description(), 300);
    return one_fault(thrown.source().begin.line, "this is no TOML: " + said,
                     "不是有效的 TOML：" + said);
  }
  RulebookFile file;
  TomlReader reader;
  FileReader(reader, known_rules, file).read(table);
  if (reader.fault_count() > 0) return tl::unexpected(std::move(reader).take_faults());
  file.sources = std::move(reader.sources());
  note_silence(file);
  return file;
}

Bilingual in_words(const RulebookFault& fault) {
  std::string en;
  std::string zh;
  if (fault.line > 0) {
    en = "line " + std::to_string(fault.line);
    zh = "第 " + std::to_string(fault.line) + " 行";
  }
  if (!fault.key.empty()) {
    en += (en.empty() ? "" : ", ") + fault.key;
    zh += (zh.empty() ? "" : " ") + fault.key;
  }
  return {en + (en.empty() ? "" : ": ") + fault.what.en,
          zh + (zh.empty() ? "" : "：") + fault.what.zh};
}

Bilingual in_words(std::span<const RulebookFault> faults, std::size_t most) {
  Bilingual out;
  for (const RulebookFault& fault : faults.first(std::min(most, faults.size()))) {
    const Bilingual one = in_words(fault);
    out.en += (out.en.empty() ? "" : "; ") + one.en;
    out.zh += (out.zh.empty() ? "" : "；") + one.zh;
  }
  if (faults.size() <= most) return out;
  const std::string more = std::to_string(faults.size() - most);
  return {out.en + "; and " + more + " more", out.zh + "；另有 " + more + " 处"};
}

}  // namespace minutebook::rules
