#include <set>

#include "ledger/base/limits.h"
#include "ledger/rules/approval_matrix_check.h"
#include "ledger/rules/rulebook_toml.h"

/// The rows of `[[approval]]`.
namespace minutebook::rules {
namespace {

constexpr std::int64_t fen_of_yuan = 100;
constexpr std::int64_t max_term_months = 600;

const Names demand_names{"nothing", "filing", "approval"};

/// One row while it is read.
struct RowReader {
  TomlReader& reader;
  ApprovalRow row = {};
  bool has_demand = false;
  bool has_authority = false;

  void read(const Entry& entry);
  void read_key(const Entry& entry, std::string_view name);
  void read_authority(const Entry& entry);
  void check(const Entry& entry) const;
};

void RowReader::read_authority(const Entry& entry) {
  Names names = level_names();
  names.emplace_back("own");
  names.emplace_back("parent");
  const auto ordinal = reader.one_of(entry, names);
  has_authority = true;
  if (!ordinal) return;
  if (*ordinal < level_count) {
    row.authority = {Authority::Kind::level, static_cast<schema::OrganizationLevel>(*ordinal)};
  } else {
    row.authority = {*ordinal == level_count ? Authority::Kind::own : Authority::Kind::parent};
  }
}

void RowReader::read_key(const Entry& entry, std::string_view name) {
  const auto yuan = [&] { return reader.whole(entry, 0, limits::max_approval_yuan); };
  if (name == "venue-levels") {
    if (const auto some = reader.some_of(entry, level_names())) {
      row.levels = set_of<schema::OrganizationLevel>(*some);
    }
  } else if (name == "modes") {
    if (const auto some = reader.some_of(entry, mode_names())) {
      row.modes = set_of<schema::Mode>(*some);
    }
  } else if (name == "value-from-yuan") {
    row.value_from_fen = yuan().value_or(0) * fen_of_yuan;
  } else if (name == "value-below-yuan") {
    if (const auto value = yuan()) row.value_below_fen = *value * fen_of_yuan;
  } else if (name == "term-over-months") {
    row.term_over_months =
        static_cast<std::uint16_t>(reader.whole(entry, 1, max_term_months).value_or(0));
  } else if (name == "demand") {
    has_demand = true;
    if (const auto one = reader.one_of(entry, demand_names)) row.demand = static_cast<Demand>(*one);
  } else if (name == "authority") {
    read_authority(entry);
  } else if (name != "source") {
    reader.unknown_key(entry, {"venue-levels", "modes", "value-from-yuan", "value-below-yuan",
                               "term-over-months", "demand", "authority", "source"});
  }
}

void RowReader::check(const Entry& entry) const {
  if (!has_demand) {
    reader.fault(entry, "demand is missing: approval, filing or nothing",
                 "缺少 demand：approval、filing 或 nothing");
  }
  if (has_demand && (row.demand != Demand::nothing) != has_authority) {
    reader.fault(entry,
                 has_authority ? "authority has no meaning where the demand is nothing"
                               : "authority is missing: own, parent or a level",
                 has_authority ? "demand 为 nothing 时不应有 authority"
                               : "缺少 authority：own、parent 或层级名称");
  }
  if (row.value_below_fen && *row.value_below_fen <= row.value_from_fen) {
    reader.fault(entry, "value-below-yuan must be above value-from-yuan",
                 "value-below-yuan 须大于 value-from-yuan");
  }
  if (row.authority.kind != Authority::Kind::level) return;
  for (std::size_t i = 1; i < level_count; ++i) {
    const auto level = static_cast<schema::OrganizationLevel>(i);
    if (!row.levels.contains(level) || row.authority.level <= level) continue;
    reader.fault(entry, "the authority is below the venue level " + level_names()[i],
                 "审批机关低于阵地层级 " + level_names()[i]);
  }
}

void RowReader::read(const Entry& entry) {
  for (std::size_t i = 1; i < level_count; ++i) {
    row.levels.insert(static_cast<schema::OrganizationLevel>(i));
  }
  for (std::size_t i = 1; i < mode_count; ++i) row.modes.insert(static_cast<schema::Mode>(i));
  std::string& source = reader.sources()[entry.key];
  reader.each(entry, [&](const Entry& part, std::string_view name) {
    read_key(part, name);
    if (name == "source") {
      source = reader.text(part, limits::max_rulebook_source_bytes).value_or("");
    }
  });
  if (entry.node.is_table()) check(entry);
}

}  // namespace

void read_approval(TomlReader& reader, const Entry& approval, Rulebook& content) {
  const toml::array* const list = approval.node.as_array();
  if (list == nullptr || list->empty() || list->size() > limits::max_approval_rows) {
    const std::string most = std::to_string(limits::max_approval_rows);
    reader.fault(approval, "write 1 to " + most + " rows, each as [[approval]]",
                 "请写 1 至 " + most + " 行，每行以 [[approval]] 开头");
    return;
  }
  std::vector<ApprovalRow> rows;
  std::vector<Entry> entries;
  std::set<std::uint16_t> terms;
  const std::size_t faults_before = reader.fault_count();
  for (const toml::node& node : *list) {
    entries.push_back({"approval[" + std::to_string(rows.size() + 1) + "]", node});
    RowReader row{reader};
    row.read(entries.back());
    rows.push_back(row.row);
    terms.insert(row.row.term_over_months);
  }
  if (terms.size() > limits::max_approval_terms) {
    const std::string most = std::to_string(limits::max_approval_terms);
    reader.fault(approval, "the rows have more than " + most + " different terms",
                 "各行的期限超过 " + most + " 种");
  }
  // What rows that could not be read would have covered, nobody knows.
  if (reader.fault_count() > faults_before) return;
  for (const MatrixFault& fault : check_matrix(rows)) {
    const Entry& at = fault.row < rows.size() ? entries[fault.row] : approval;
    reader.fault(at, fault.what.en, fault.what.zh);
  }
  content.matrices = {std::move(rows)};
}

}  // namespace minutebook::rules
