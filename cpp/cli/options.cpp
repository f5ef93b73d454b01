#include "options.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <stdexcept>
#include <system_error>

#include "ltlab/numeric/require.h"

namespace ltlab::cli {
namespace {

template <class Number>
Number parseWhole(std::string_view text, std::string_view name, std::string_view rule) {
  Number number{};
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  require(error != std::errc::result_out_of_range || stop != end, name, text, "is too large to be read");
  require(error == std::errc() && stop == end, name, text, rule);
  return number;
}

}  // namespace

std::string Option::asTyped() const {
  return kind == Kind::Positional ? name : "--" + name;
}

void Options::value(std::string name, std::string placeholder, std::string initial, std::string help) {
  options_.push_back({Option::Kind::Value, std::move(name), std::move(placeholder), std::move(initial),
                      std::move(help), std::nullopt});
}

void Options::flag(std::string name, std::string help) {
  options_.push_back({Option::Kind::Flag, std::move(name), "", "", std::move(help), std::nullopt});
}

void Options::positional(std::string name, std::string help) {
  options_.push_back({Option::Kind::Positional, std::move(name), "", "", std::move(help), std::nullopt});
}

const Option* Options::find(std::string_view name) const {
  const auto found = std::find_if(options_.begin(), options_.end(),
                                  [&](const Option& option) { return option.name == name; });
  return found == options_.end() ? nullptr : &*found;
}

const Option& Options::operator[](std::string_view name) const {
  if (const Option* option = find(name)) return *option;
  throw std::logic_error("no option was declared as " + std::string(name));
}

std::int64_t Options::integer(std::string_view name, std::int64_t low, std::int64_t high) const {
  const Option& option = (*this)[name];
  const std::int64_t number = parseInteger(option.text(), option.asTyped());
  requireInside(option.asTyped(), number, low, high);
  return number;
}

std::vector<double> Options::reals(std::string_view name) const {
  const Option& option = (*this)[name];
  const std::string list = option.text();
  std::vector<double> numbers;
  if (!option.given) return numbers;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    numbers.push_back(parseReal(list.substr(begin, end - begin), option.asTyped()));
    begin = end + 1;
  }
  return numbers;
}

std::int64_t parseInteger(std::string_view text, std::string_view name) {
  return parseWhole<std::int64_t>(text, name, "is not a whole number");
}

double parseReal(std::string_view text, std::string_view name) {
  return parseWhole<double>(text, name, "is not a number");
}

std::string kebabCase(std::string_view field) {
  std::string kebab;
  for (const char c : field) {
    if (std::isupper(static_cast<unsigned char>(c))) kebab += '-';
    kebab += char(std::tolower(static_cast<unsigned char>(c)));
  }
  return kebab;
}

std::string asTyped(const std::string& message, const Options& options) {
  const std::size_t colon = message.find(": ");
  if (colon == std::string::npos) return message;
  const Option* option = options.find(kebabCase(message.substr(0, colon)));
  return option ? option->asTyped() + message.substr(colon) : message;
}

}  // namespace ltlab::cli
