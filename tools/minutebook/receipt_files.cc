#include "tools/minutebook/receipt_files.h"

#include <fstream>
#include <string>
#include <system_error>
#include <variant>

#include "ledger/service/receipt.h"

namespace minutebook::cli {

void ReceiptFiles::note(const service::Outcome& outcome) {
  const std::lock_guard guard(mutex_);
  if (const auto* accepted = std::get_if<service::Accepted>(&outcome)) {
    positions_.insert(positions_.end(), accepted->positions.begin(), accepted->positions.end());
  }
  if (const auto* refused = std::get_if<service::Refused>(&outcome)) {
    positions_.push_back(refused->position);
  }
}

Result<std::size_t> ReceiptFiles::write(const service::Ledger& ledger) const {
  const std::lock_guard guard(mutex_);
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  if (error) {
    return fail(Errc::io, "cannot make the folder " + folder_.string() + ": " + error.message(),
                "无法创建文件夹 " + folder_.string() + "：" + error.message());
  }
  for (const Position position : positions_) {
    MB_TRY(receipt, service::make_receipt(ledger, position));
    const auto file = folder_ / (std::to_string(position.value) + ".tlog-proof");
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out << receipt;
    out.close();
    if (!out) return fail(Errc::io, "cannot write " + file.string(), "无法写入 " + file.string());
  }
  return positions_.size();
}

}  // namespace minutebook::cli
