#pragma once
// The registry of formulas: what is computed where, and which test tried to break it. The page's "verified" marks,
// the errata and the table in the documentation are made from this one list; tests prove that its names exist.
#include <span>
#include <string>
#include <string_view>

namespace ltlab {

// Whether a formula holds.
enum class EquationKind {
  Right,  // holds; its test compares it with an independent computation
  Wrong   // often written, does not hold; its test shows by how much
};

// One entry of the list.
struct Equation {
  std::string_view id;        // kebab case
  std::string_view tex;       // without delimiters, without |, which would end a cell of a Markdown table
  std::string_view meaning;   // one line
  std::string_view function;  // what computes it; a wrong form is computed in its test only
  std::string_view file;      // where that is declared, from the top of the repository
  std::string_view test;      // Suite.Name
  // A wrong form: the right one, the first layer or step where it fails, and the median relative error there over the
  // random examples of its test. These depend on the examples; their order of magnitude is the point.
  std::string_view insteadOf = {};
  int layer = 0;
  double error = 0;

  // Wrong if it names a right form.
  constexpr EquationKind kind() const {
    return insteadOf.empty() ? EquationKind::Right : EquationKind::Wrong;
  }
};

// A heading and its entries, in the order of the page.
struct EquationSection {
  std::string_view title;
  std::span<const Equation> equations;
};

// Definitions, layers, losses, methods, gradient, attention, errata.
std::span<const EquationSection> equationSections();

// Refuses an id that is not in the list.
const Equation& equationNamed(std::string_view id);

// A heading and a table per section, for the documentation.
std::string equationsMarkdown();

// [{"title": …, "equations": [{"id": …, "kind": "right", "tex": …, "meaning": …, "function": …, "file": …,
// "test": …}, …]}, …]; wrong forms have "insteadOf", "layer" and "error" as well.
std::string equationsJson();

}  // namespace ltlab
