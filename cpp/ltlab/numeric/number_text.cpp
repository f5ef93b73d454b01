#include "ltlab/numeric/number_text.h"

#ifdef __EMSCRIPTEN__
#include <emscripten.h>
#else
#include <cstdio>
#endif

namespace ltlab {
namespace {

constexpr int longest = 32;

#ifdef __EMSCRIPTEN__
// JavaScript knows how to write numbers; printf and what it needs would make a small module a tenth larger.
EM_JS(void, ltlab_number_text, (double value, char* text, int size), {
  var parts = value.toExponential(8).split("e");
  var exponent = Number(parts[1]);
  var isFar = exponent < -4 || exponent > 8;
  var mantissa = String(Number(isFar ? parts[0] : value.toFixed(8 - exponent)));
  var power = (exponent < 0 ? "-" : "+") + String(Math.abs(exponent)).padStart(2, "0");
  var finite = isFar ? mantissa + "e" + power : mantissa;
  stringToUTF8(isNaN(value) ? "nan" : isFinite(value) ? finite : value < 0 ? "-inf" : "inf", text, size);
});
#else
void ltlab_number_text(double value, char* text, int size) {
  std::snprintf(text, std::size_t(size), "%.9g", value);
}
#endif

}  // namespace

std::string numberText(double value) {
  char text[longest];
  ltlab_number_text(value, text, longest);
  return text;
}

}  // namespace ltlab
