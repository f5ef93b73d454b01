#include "ltlab/transformer/equations.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {
using testing::StrEq;
using testing::ThrowsMessage;

template <class Visit>
void forEachEquation(Visit visit) {
  for (const EquationSection& section : equationSections())
    for (const Equation& equation : section.equations) visit(equation);
}

// "Suite.Name" of every test of this program; "State/EveryRule.RecurrentIsWhole/linear" is
// EveryRule.RecurrentIsWhole.
std::set<std::string> testsOfThisProgram() {
  std::set<std::string> names;
  const auto& unit = *testing::UnitTest::GetInstance();
  for (int i = 0; i < unit.total_test_suite_count(); ++i) {
    const auto& suite = *unit.GetTestSuite(i);
    const std::string suiteName = suite.name();
    for (int j = 0; j < suite.total_test_count(); ++j) {
      const std::string name = suite.GetTestInfo(j)->name();
      names.insert(suiteName.substr(suiteName.find('/') + 1) + "." + name.substr(0, name.find('/')));
    }
  }
  return names;
}

std::string fileFromTopOfRepository(std::string_view path) {
  const std::string here = __FILE__, top = here.substr(0, here.rfind("tests/cpp/"));
  std::ifstream file(top + std::string(path));
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(Equations, IdsAreUniqueKebabCase) {
  std::set<std::string_view> ids;
  forEachEquation([&](const Equation& equation) {
    EXPECT_TRUE(ids.insert(equation.id).second) << equation.id;
    EXPECT_FALSE(equation.id.empty());
    for (const char c : equation.id)
      EXPECT_TRUE((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-') << equation.id;
    EXPECT_EQ(&equationNamed(equation.id), &equation);
  });
  EXPECT_GE(ids.size(), 70u);
}

TEST(Equations, EveryTestExists) {
  const std::set<std::string> tests = testsOfThisProgram();
  forEachEquation([&](const Equation& equation) {
    EXPECT_TRUE(tests.contains(std::string(equation.test))) << equation.id << ": no test " << equation.test;
  });
}

TEST(Equations, EveryFunctionIsInItsFile) {
  forEachEquation([](const Equation& equation) {
    const std::string text = fileFromTopOfRepository(equation.file);
    EXPECT_NE(text.find(equation.function), std::string::npos)
        << equation.id << ": no " << equation.function << " in " << equation.file;
  });
}

TEST(Equations, TextFitsAMarkdownCellAndBracesMatch) {
  forEachEquation([](const Equation& equation) {
    for (const std::string_view text : {equation.tex, equation.meaning}) {
      EXPECT_FALSE(text.empty()) << equation.id;
      EXPECT_EQ(text.find_first_of("|\n"), text.npos) << equation.id;
    }
    EXPECT_EQ(std::count(equation.tex.begin(), equation.tex.end(), '{'),
              std::count(equation.tex.begin(), equation.tex.end(), '}'))
        << equation.id;
    EXPECT_EQ(equation.meaning.back(), '.') << equation.id;
  });
}

TEST(Equations, WrongFormsNameARightOneAndSayHowWrong) {
  int wrong = 0;
  forEachEquation([&](const Equation& equation) {
    const bool named = equation.id.starts_with("wrong-");
    EXPECT_EQ(equation.kind(), named ? EquationKind::Wrong : EquationKind::Right) << equation.id;
    if (equation.kind() == EquationKind::Right) return;
    ++wrong;
    EXPECT_EQ(equationNamed(equation.insteadOf).kind(), EquationKind::Right);
    EXPECT_GE(equation.layer, 1);
    EXPECT_GE(equation.error, 0.01) << equation.id;
    EXPECT_TRUE(equation.test.starts_with("WrongForms."));
  });
  EXPECT_EQ(wrong, 11);
}

TEST(Equations, JsonSaysWhatTheListSays) {
  const auto json = nlohmann::json::parse(equationsJson());
  ASSERT_EQ(json.size(), equationSections().size());
  for (std::size_t s = 0; s < json.size(); ++s) {
    const EquationSection& section = equationSections()[s];
    EXPECT_EQ(json[s]["title"], section.title);
    ASSERT_EQ(json[s]["equations"].size(), section.equations.size());
    for (std::size_t i = 0; i < section.equations.size(); ++i) {
      const Equation& equation = section.equations[i];
      const bool wrong = equation.kind() == EquationKind::Wrong;
      nlohmann::json expected{
          {"id", equation.id},           {"kind", wrong ? "wrong" : "right"}, {"tex", equation.tex},
          {"meaning", equation.meaning}, {"function", equation.function},     {"file", equation.file},
          {"test", equation.test}};
      if (wrong) {
        expected["insteadOf"] = equation.insteadOf;
        expected["layer"] = equation.layer;
        expected["error"] = equation.error;
      }
      EXPECT_EQ(json[s]["equations"][i], expected);
    }
  }
}

TEST(Equations, MarkdownHasATablePerSectionAndARowPerEquation) {
  std::istringstream text(equationsMarkdown());
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  std::size_t at = 0;
  for (const EquationSection& section : equationSections()) {
    const std::string before = at > 0 ? lines.at(at++) : "";
    EXPECT_EQ(before, "");
    EXPECT_EQ(lines.at(at++), "## " + std::string(section.title));
    EXPECT_EQ(lines.at(at++), "");
    EXPECT_EQ(lines.at(at++), "| id | formula | meaning | computed by | tested by |");
    EXPECT_EQ(lines.at(at++), "| --- | --- | --- | --- | --- |");
    for (const Equation& equation : section.equations) {
      const std::string& row = lines.at(at++);
      EXPECT_EQ(std::count(row.begin(), row.end(), '|'), 6) << row;
      for (const std::string_view part :
           {equation.id, equation.tex, equation.meaning, equation.function, equation.file, equation.test})
        EXPECT_NE(row.find(part), std::string::npos) << part;
    }
  }
  EXPECT_EQ(at, lines.size());
  EXPECT_NE(equationsMarkdown().find(
                "The sign of the last term. Right: `recursion-m`. Relative error 0.0121 at layer 2. |"),
            std::string::npos);
}

TEST(Equations, RefusesAnUnknownId) {
  EXPECT_THAT([] { equationNamed("e-mc2"); },
              ThrowsMessage<InputError>(StrEq("equation: \"e-mc2\" is not in the registry")));
}

}  // namespace
}  // namespace ltlab
