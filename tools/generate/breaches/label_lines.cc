#include "tools/generate/breaches/label_lines.h"

namespace minutebook::generate {
namespace {

Json things(const std::vector<Label::Thing>& list) {
  Json out = Json::array();
  for (const Label::Thing& thing : list) {
    out.push_back({{"rule", thing.rule}, {"variant", thing.variant}});
  }
  return out;
}

}  // namespace

std::string label_line(const std::string& subject, const Label& label) {
  Json line;
  line["subject"] = subject;
  line["breaches"] = label.breaches;
  line["planted"] = things(label.planted);
  line["nearMiss"] = things(label.near_misses);
  return line.dump() + "\n";
}

}  // namespace minutebook::generate
