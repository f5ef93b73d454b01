#include "ltlab/numeric/require.h"

namespace ltlab {

void refuse(InputError::Kind kind, std::string_view name, std::string_view value, std::string_view rule) {
  std::string message(name);
  message.append(": ").append(value).append(" ").append(rule);
  throw InputError(kind, message);
}

void requireSize(std::string_view name, std::int64_t value, std::string_view other, std::int64_t expected) {
  if (value == expected) return;
  refuse(InputError::Kind::Range, name, describeValue(value),
         "must equal " + std::string(other) + " = " + describeValue(expected));
}

}  // namespace ltlab
