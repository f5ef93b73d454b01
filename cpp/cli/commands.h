#pragma once
// The commands of `ltlab`: what each says about itself, its options, and what it does.
#include "options.h"

namespace ltlab::cli {

struct ExitStatus {
  static constexpr int success = 0, failure = 1, badInput = 2;
  static constexpr int interrupted(int signal) { return 128 + signal; }
};

struct Command {
  const char* name;
  const char* summary;
  const char* notes;  // after the options in --help: rules and examples that can be pasted
  void (*declare)(Options& options);
  int (*run)(const Options& options);  // writes its result to stdout; returns the exit status
};

extern const Command trainCommand, evaluateCommand, baselinesCommand, sampleCommand, reproduceCommand,
    traceCommand, walkthroughCommand, attentionCommand, layerCommand, raceCommand, streamCommand;

}  // namespace ltlab::cli
