#pragma once
// Numbers in messages.
#include <string>

namespace ltlab {

// As printf writes %.9g: up to nine significant digits, "1e-05" and "1e+09" where that is shorter, "nan", "inf".
std::string numberText(double value);

}  // namespace ltlab
