#include <iostream>

#include "commands.h"
#include "json_writer.h"
#include "ltlab/attention/mechanism_fields.h"
#include "rows.h"
#include "text.h"

namespace ltlab::cli {
namespace {

using Eigen::Index;

constexpr const char* notes =
    "Every number of softmax and of linear attention on one short sequence: scores, scaled, exponentials,\n"
    "weights; features, S and z, what each query reads; how far apart the two are; and what the order of "
    "two\n"
    "products costs at --length tokens of size --head. Maps: elu+1, relu, identity, taylor, performer. The "
    "page\n"
    "draws the same numbers.\n\n"
    "Examples:\n"
    "  ltlab attention --words 'the cat sat on the mat' --map taylor --json\n"
    "  ltlab attention --rows '1,0,0.5;0,1,-1;1,1,0' --causal\n"
    "  ltlab attention --map performer --features 64 --length 10000 --head 64\n";

void declare(Options& options) {
  options.value("words", "TEXT", "the cat saw the dog", "words, each turned into numbers");
  options.value("rows", "LIST", "", "tokens as rows of numbers instead: 1,0;0,1;...");
  options.value("d", "COUNT", "3", "numbers per word");
  options.value("map", "NAME", "elu+1", "feature map of linear attention");
  options.value("features", "COUNT", "16", "random features of performer");
  options.value("seed", "SEED", "1", "of words, projections and performer");
  options.value("sharpness", "FACTOR", "1", "a factor on every query");
  options.flag("causal", "a token sees only itself and those before it");
  options.value("length", "COUNT", "1000", "tokens whose cost is counted");
  options.value("head", "COUNT", "64", "their size");
  options.flag("json", "print every number as JSON");
}

MechanismSettings settingsFrom(const Options& options) {
  return {.map = featureKindNamed(options.text("map")),
          .features = Index(options.integer("features", 1, 256)),
          .seed = std::uint64_t(options.integer("seed", 0, std::int64_t(1) << 53)),
          .sharpness = parseReal(options.text("sharpness"), "--sharpness"),
          .causal = options.isGiven("causal")};
}

Matrix<double> tokensFrom(const Options& options, std::uint64_t seed) {
  if (options.isGiven("rows")) return rowsOption(options, "rows");
  return embedWords(options.text("words"), Index(options.integer("d", 1, 16)), seed);
}

std::string rowsText(const std::string& name, const Matrix<double>& rows) {
  std::string text = "\n" + name + "\n";
  for (const auto& row : rows.rowwise()) {
    for (const double value : row) text += aligned(significant(value, 4), 12);
    text += "\n";
  }
  return text;
}

std::string asText(const Mechanism& run, const BracketCosts& costs) {
  std::string text = rowsText("softmax weights", run.softmax.weights) +
                     rowsText("softmax output", run.softmax.output) +
                     rowsText("linear weights (never formed)", run.linear.weights) +
                     rowsText("linear output", run.linear.output) + "\n";
  text += line("weights apart", significant(run.weightDeviation, 4));
  text += line("outputs apart", significant(run.outputDeviation, 4));
  text += line("(QK^T)V", grouped(std::int64_t(costs.scoresFirst.flops / 2)) + " multiply-adds");
  text += line("Q(K^TV)", grouped(std::int64_t(costs.stateFirst.flops / 2)) + " multiply-adds");
  return text;
}

int run(const Options& options) {
  const MechanismSettings settings = settingsFrom(options);
  const Mechanism mechanism = runMechanism(tokensFrom(options, settings.seed), settings);
  const BracketCosts costs = bracketCosts(Index(options.integer("length", 1, 10'000'000)),
                                          Index(options.integer("head", 1, 1024)), settings);
  if (!options.isGiven("json")) {
    std::cout << asText(mechanism, costs);
    return ExitStatus::success;
  }
  JsonWriter writer;
  writeMechanism(mechanism, costs, writer);
  std::cout << writer.out.dump(1) << "\n";
  return ExitStatus::success;
}

}  // namespace

const Command attentionCommand = {"attention", "Softmax and linear attention step by step, with every number",
                                  notes, declare, run};

}  // namespace ltlab::cli
