#pragma once
// The options of one command as a table: declared once, then shown by --help, read from the command line and
// named in refusals.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ltlab::cli {

struct Option {
  enum class Kind { Value, Flag, Positional };
  Kind kind = Kind::Value;
  std::string name;         // without dashes: task-cap
  std::string placeholder;  // what stands for the value in --help: COUNT
  std::string initial;      // used when nothing was given; empty: nothing
  std::string help;
  std::optional<std::string> given;

  std::string asTyped() const;  // --task-cap, CHECKPOINT
  std::string text() const { return given.value_or(initial); }
};

class Options {
 public:
  void value(std::string name, std::string placeholder, std::string initial, std::string help);
  void flag(std::string name, std::string help);
  void positional(std::string name, std::string help);

  std::vector<Option>& all() { return options_; }
  const std::vector<Option>& all() const { return options_; }
  const Option& operator[](std::string_view name) const;
  const Option* find(std::string_view name) const;  // nullptr: this command has no such option

  // What was given or else the initial text, read as a whole: "12x" and "" are refused by name.
  bool isGiven(std::string_view name) const { return (*this)[name].given.has_value(); }
  std::string text(std::string_view name) const { return (*this)[name].text(); }
  std::int64_t integer(std::string_view name, std::int64_t low, std::int64_t high) const;
  std::vector<double> reals(std::string_view name) const;  // 0,1,2.5

 private:
  std::vector<Option> options_;
};

// Numbers from whole tokens. `name` is what a refusal says.
std::int64_t parseInteger(std::string_view text, std::string_view name);
double parseReal(std::string_view text, std::string_view name);

// taskCap → task-cap.
std::string kebabCase(std::string_view field);

// The library names fields (taskCap: -1 is outside …); this names the option that the user typed (--task-cap).
std::string asTyped(const std::string& message, const Options& options);

}  // namespace ltlab::cli
