#include "projections/register/register.h"

#include <vector>

#include "projections/register/models.h"
#include "projections/stream_rows.h"

namespace minutebook::projections {
namespace {

class Register final : public Projection {
 public:
  explicit Register(StreamRows rows) : rows_(std::move(rows)) {}
  Result<void> apply(const store::StoredEvent& event) override { return rows_.apply(event); }

 private:
  StreamRows rows_;
};

Result<std::unique_ptr<Projection>> begin(const Database& database, const service::Ledger& ledger,
                                          Position next) {
  MB_TRY(rows, StreamRows::begin(database, register_models(), ledger.store(), next));
  return std::make_unique<Register>(std::move(rows));
}

}  // namespace

std::span<const ReadModel> register_models() {
  static const std::vector<ReadModel> all = [] {
    std::vector<ReadModel> models;
    for (const auto group :
         {partnership_models(), meeting_models(), approval_models(), selection_models(),
          contract_models(), evaluation_models(), milestone_models(), organization_models(),
          principal_models(), supervision_models()}) {
      models.insert(models.end(), group.begin(), group.end());
    }
    return models;
  }();
  return all;
}

const View& register_view() {
  static const std::vector<const Table*> tables = [] {
    std::vector<const Table*> all;
    for (const ReadModel& model : register_models()) all.push_back(model.table);
    return all;
  }();
  static const View view{.name = "register", .version = 1, .tables = tables, .begin = begin};
  return view;
}

}  // namespace minutebook::projections
