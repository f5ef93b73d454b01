#pragma once
// What `ltlab trace` was asked for.
#include "ltlab/regression/conditioned_task.h"
#include "ltlab/transformer/comparison.h"
#include "options.h"

namespace ltlab::cli {

void declareTraceRequest(Options& options);

// The task: drawn by --seed, --index, --d, --n, --sigma and --condition, or given by --points.
Task<double> traceTask(const Options& options);

// Of that task: --penalty (default σ²), --start, --steps, --methods.
ComparisonRequest traceRequest(const Options& options, const Task<double>& task);

}  // namespace ltlab::cli
