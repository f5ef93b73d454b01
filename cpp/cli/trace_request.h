#pragma once
// What `ltlab trace` was asked for; its task also serves `ltlab walkthrough`.
#include "ltlab/regression/conditioned_task.h"
#include "ltlab/transformer/comparison.h"
#include "options.h"

namespace ltlab::cli {

// --d, --n, --sigma, --condition, --seed, --index, --points.
void declareTask(Options& options);

void declareTraceRequest(Options& options);

// The task: drawn by --seed, --index, --d, --n, --sigma and --condition, or given by --points.
Task<double> traceTask(const Options& options);

// Of that task: --penalty (default σ²), --start, --steps, --methods.
ComparisonRequest traceRequest(const Options& options, const Task<double>& task);

}  // namespace ltlab::cli
