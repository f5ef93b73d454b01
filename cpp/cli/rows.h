#pragma once
// Matrices on the command line.
#include "ltlab/numeric/matrix.h"
#include "options.h"

namespace ltlab::cli {

// "1,0,2;0,1,-1": rows of equally many numbers. Refuses others by the option's name.
Matrix<double> rowsOption(const Options& options, const char* name);

}  // namespace ltlab::cli
