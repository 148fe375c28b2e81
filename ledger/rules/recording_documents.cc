#include "ledger/rules/cited_documents.h"
#include "ledger/rules/recording_rules.h"

/// REC-3: what is cited is there.
namespace minutebook::rules {

Verdict judge_citations(std::span<const CitedDocument> cited, const Documents* documents) {
  if (cited.empty()) return not_applicable("no document is cited", "没有引用文件");
  std::vector<Position> citing;
  std::vector<Position> unmet;
  const CitedDocument* first = nullptr;
  std::size_t missing = 0;
  for (const CitedDocument& document : cited) {
    citing.push_back(document.cited_at);
    if (documents == nullptr || documents->has(document.digest)) continue;
    unmet.push_back(document.cited_at);
    ++missing;
    if (first == nullptr) first = &document;
  }
  const std::string total = std::to_string(cited.size());
  if (documents == nullptr) {
    return cannot_decide("the stored documents are not at hand here; " + total + " are cited",
                         "此处无法查看所存文件，共引用 " + total + " 份", std::move(citing));
  }
  if (first == nullptr) {
    return pass("all " + total + " documents cited are stored with their digests",
                "所引 " + total + " 份文件均已存储且摘要相符", std::move(citing));
  }
  const std::string digest = crypto::hex_of(first->digest).substr(0, 16);
  const std::string title = printable(first->title);
  const std::string at = std::to_string(first->cited_at.value);
  const std::string count = std::to_string(missing);
  return breach("of " + total + " documents cited, " + count + " missing; the first is " +
                    (title.empty() ? "" : "\"" + title + "\", ") + digest +
                    "…, cited at position " + at,
                "所引 " + total + " 份文件缺少 " + count + " 份，首份为" +
                    (title.empty() ? "" : "“" + title + "”") + " " + digest + "…，引用位置 " + at,
                std::move(unmet));
}

/// REC-3. Looks at every document that a fact of the matter cites, by whatever field, and at the
/// evidence of irregular entries; events that were redacted cite nothing any more. It passes when
/// all of them are stored with the content that their digest names, a breach when one is not:
/// missing and altered are the same to it, since a document is found by its digest. It rests on the
/// events that cite the missing ones; a pass on all that cite. Not applicable: no document is
/// cited. Cannot decide: nobody can tell what is stored. An event is judged once it is recorded, so
/// that nothing is ever pending. Needs no rulebook.
Verdict judge_cited_documents(const Question& q) {
  return judge_citations(cited_documents(q.matter), q.scene.documents);
}

}  // namespace minutebook::rules
