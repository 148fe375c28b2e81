#include "tools/export/list_rows.h"

namespace minutebook::exporting {

Result<ListRead> each_row(const projections::ViewsReader& views, projections::ListQuestion question,
                          const VisitRow& visit) {
  question.limit = limits::max_list_rows;
  ListRead read;
  while (true) {
    MB_TRY(page, projections::list(views, question));
    read.read_at = page.read_at;
    read.valid_at = page.valid_at;
    for (const projections::Row& row : page.rows) {
      MB_TRY_VOID(visit(row));
      ++read.rows;
    }
    if (!page.next) return read;
    question.after = *page.next;
  }
}

}  // namespace minutebook::exporting
