// Prints the registry of equations as JSON, for the page that shows it.
#include <cstdio>

#include "ltlab/transformer/equations.h"

int main() {
  return std::fputs(ltlab::equationsJson().c_str(), stdout) < 0;
}
