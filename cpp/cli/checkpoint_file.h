#pragma once
// Checkpoints as the command line names them.
#include <string>
#include <variant>

#include "ltlab/reproduction/stored_model.h"
#include "ltlab/training/checkpoint.h"
#include "options.h"

namespace ltlab::cli {

// The checkpoint whose path `option` gives. A refusal names the option and the path, then what is wrong.
Checkpoint readCheckpoint(const Option& option);

// The checkpoint or the model of ltlab reproduce, with the same refusals.
std::variant<Checkpoint, StoredModel> readNetwork(const Option& option);

// Refuses a path to which a checkpoint could not be written; leaves nothing behind. To be asked before hours
// of training.
void requireWritable(const Option& option);

// Written to `path`, through a symbolic link if it is one. Trouble here is a failure, not bad input.
void writeCheckpoint(const Checkpoint& checkpoint, const std::string& path);

// A name that says what is in it and that no file has yet: ltlab-diag-4-uniform-5-seed-1.json
std::string unusedName(const TrainingSettings& settings);

}  // namespace ltlab::cli
