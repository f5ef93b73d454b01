#pragma once
// The one way to refuse input. A refusal names the argument, the value and the rule:
//   sigmaMax: -1 is outside [0, 100]
// Callers see InputError; the bindings turn kind() into RangeError or TypeError, the command line into exit status 2.
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

#include "ltlab/numeric/number_text.h"

namespace ltlab {

// A refusal: Range if the value is of the right kind but not allowed, Type if it is of a wrong kind.
class InputError : public std::invalid_argument {
 public:
  enum class Kind { Range, Type };

  // message: the argument's name, its value and the rule.
  InputError(Kind kind, const std::string& message) : std::invalid_argument(message), kind_(kind) {}
  // Range or Type.
  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

// A value as refusals show it: text in quotation marks, numbers with up to nine digits.
template <class V>
std::string describeValue(const V& value) {
  if constexpr (std::is_convertible_v<V, std::string_view>)
    return '"' + std::string(std::string_view(value)) + '"';
  else if constexpr (std::is_integral_v<V>)
    return std::to_string(value);
  else
    return numberText(double(value));
}

// Throws "name: value rule".
[[noreturn]] void refuse(InputError::Kind kind, std::string_view name, std::string_view value,
                         std::string_view rule);

// Refuses where `holds` is false:
//   require(n > d, "n", n, "must be greater than d = 10")  →  n: 5 must be greater than d = 10
template <class V>
void require(bool holds, std::string_view name, const V& value, std::string_view rule,
             InputError::Kind kind = InputError::Kind::Range) {
  if (!holds) refuse(kind, name, describeValue(value), rule);
}

// Refuses everything outside [low, high], NaN included.
template <class V>
void requireInside(std::string_view name, V value, std::type_identity_t<V> low,
                   std::type_identity_t<V> high) {
  if (value >= low && value <= high) return;
  refuse(InputError::Kind::Range, name, describeValue(value),
         "is outside [" + describeValue(low) + ", " + describeValue(high) + "]");
}

// Two sizes that must agree:
//   requireSize("k.rows", k.rows(), "q.rows", q.rows())  →  k.rows: 3 must equal q.rows = 4
void requireSize(std::string_view name, std::int64_t value, std::string_view other, std::int64_t expected);

}  // namespace ltlab
