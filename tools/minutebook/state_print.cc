#include "tools/minutebook/state_print.h"

#include <string>

#include "tools/minutebook/display.h"

namespace minutebook::cli {
namespace {

constexpr std::size_t indent_columns = 2;
constexpr std::size_t inline_columns = 100;

bool has_facts(const Json& list) {
  return list.is_array() && !list.empty() && list.front().is_object() &&
         list.front().contains("act");
}

/// Small objects and lists fit into their field's line.
bool is_inline(const Json& value) {
  if (!value.is_structured()) return true;
  if (has_facts(value)) return false;
  for (const Json& member : value) {
    if (member.is_structured() && (value.is_object() || !is_inline(member))) return false;
  }
  return true;
}

class StatePrinter {
 public:
  StatePrinter(Session& session, const Render& render)
      : session_(session), render_(render), palette_(session.palette()) {}

  void object(const Json& object, std::size_t depth) {
    for (const auto& [name, value] : object.items()) {
      if (name != "act" && name != "id") member(name, value, depth);
    }
  }

 private:
  void line(std::size_t depth, const std::string& text) {
    session_.out.line(std::string(depth * indent_columns, ' ') + text);
  }

  void member(const std::string& name, const Json& value, std::size_t depth) {
    const std::string label = render_.field(name);
    if (value.is_array() && !value.empty() && value.front().is_object()) {
      if (depth == 0) line(0, "");
      const std::string count = " (" + std::to_string(value.size()) + ")";
      line(depth, (depth == 0 ? palette_.strong(label) : palette_.name(label)) + count);
      for (std::size_t i = 0; i < value.size(); ++i) item(name, value[i], i + 1, depth + 1);
    } else if (is_inline(value)) {
      line(depth,
           palette_.name(label) + session_.text("ui.show.colon") + render_.value(name, value));
    } else {
      line(depth, palette_.name(label));
      object(value, depth + 1);
    }
  }

  /// One of a list: its id or number, its act, then what it says.
  void item(const std::string& list, const Json& item, std::size_t number, std::size_t depth) {
    const std::string id =
        item.contains("id") ? one_line(item["id"].get<std::string>()) : std::to_string(number);
    std::string heading = palette_.strong(id);
    if (item.contains("act")) heading += "  " + palette_.faint(render_.act(item["act"]));
    Json rest = item;
    rest.erase("act");
    rest.erase("id");
    const std::string brief = is_inline(rest) ? render_.value(list, rest) : "";
    if (rest.empty()) {
      line(depth, heading);
    } else if (!brief.empty() && display_width(brief) <= inline_columns) {
      line(depth, heading + "  " + brief);
    } else {
      line(depth, heading);
      object(rest, depth + 1);
    }
  }

  Session& session_;
  const Render& render_;
  Palette palette_;
};

}  // namespace

void print_state(Session& session, const Render& render, const Json& state) {
  StatePrinter(session, render).object(state, 0);
}

}  // namespace minutebook::cli
