#include "tools/minutebook/change_print.h"

#include "tools/minutebook/words.h"

namespace minutebook::cli {

bool is_bookkeeping(std::string_view path) {
  return path == "version" || path == "subject" || path.starts_with("positions[") ||
         path.starts_with("act.") || path.find(".act.") != std::string_view::npos ||
         path.ends_with("].id") || path.ends_with(".mediaType");
}

std::string_view last_field(std::string_view path) {
  if (path.ends_with(']')) path = path.substr(0, path.rfind('['));
  const std::size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? path : path.substr(dot + 1);
}

std::string change_text(const inspect::Change& change, const Render& render,
                        const Palette& palette) {
  const std::string_view field = last_field(change.path);
  std::string out =
      palette.name(render.path(change.path)) + word("ui.show.colon", render.language());
  if (change.before) out += palette.bad(render.value(field, *change.before));
  if (change.before || !change.after) out += " → ";
  out += change.after ? palette.good(render.value(field, *change.after))
                      : word("ui.value.none", render.language());
  return out;
}

Json change_json(const inspect::Change& change) {
  Json out = {{"path", change.path}};
  if (change.before) out["before"] = *change.before;
  if (change.after) out["after"] = *change.after;
  return out;
}

}  // namespace minutebook::cli
