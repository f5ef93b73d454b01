#pragma once
// The values that the files of a sweep share, as JSON.
#include "ltlab/reproduction/cell.h"
#include "ltlab/training/evaluation.h"
#include "ltlab/training/json_object.h"

namespace ltlab {

// model, layers, noise, d, n: the fields that say which cell.
nlohmann::ordered_json cellFields(const Cell& cell);
// The cell of an object that has these fields. Refuses what requireCell refuses.
Cell cellFrom(JsonObject& fields);

// {"adjustedLoss", "standardError"}
nlohmann::ordered_json lossFields(const Estimate& estimate);
Estimate lossFrom(JsonObject fields);

// One array per column of the profile. Refuses columns of different lengths.
nlohmann::ordered_json profileFields(const SigmaProfile& profile);
SigmaProfile profileFrom(JsonObject fields);

// Numbers as JSON; null where one is not finite.
nlohmann::ordered_json arrayOf(const std::vector<double>& values);
// The numbers of an array, NaN for null.
std::vector<double> numbersOf(JsonObject& fields, const char* name);

// A JSON object with one line per field, which is readable and hardly larger than one line.
std::string linesOf(const nlohmann::ordered_json& object);

}  // namespace ltlab
