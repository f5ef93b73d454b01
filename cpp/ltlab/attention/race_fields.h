#pragma once
// One list of all fields of a RaceReport for every format. A writer has number(name, x), text(name, x), vector(name, x),
// child(), object(name, child), list(name) and append(name, child).
#include "ltlab/attention/race_report.h"

namespace ltlab {

// One number of every length's cost.
template <class Writer>
void writeCounts(const RaceLane& lane, const char* name, double Cost::*count, Writer& out) {
  Vector<double> values(Eigen::Index(lane.costs.size()));
  for (Eigen::Index i = 0; i < values.size(); ++i) values(i) = lane.costs[std::size_t(i)].*count;
  out.vector(name, values);
}

// Name, counts and the law of the measured times.
template <class Writer>
void writeRaceLane(const RaceLane& lane, Writer& out) {
  out.text("kernel", nameOf(lane.kernel));
  writeCounts(lane, "flops", &Cost::flops, out);
  writeCounts(lane, "bytes", &Cost::bytes, out);
  writeCounts(lane, "stateNumbers", &Cost::stateNumbers, out);
  Writer law = out.child();
  law.number("exponent", lane.law.exponent);
  law.number("standardError", lane.law.standardError);
  law.number("factor", lane.law.factor);
  law.number("points", lane.law.points);
  out.object("law", law);
}

// What a model remembers while it decodes, and what one more token costs one of its heads.
template <class Writer>
void writeDecoding(const RaceReport& report, Writer& out) {
  out.number("layers", double(report.model.layers));
  out.number("heads", double(report.model.heads));
  out.number("width", double(report.width));
  out.number("tokens", double(report.model.tokens));
  out.number("cacheBytes", report.cacheBytes);
  out.number("stateBytes", report.stateBytes);
  out.number("memoryCrossover", double(report.memoryCrossover));
  out.number("softmaxStepFlops", report.softmaxStep.flops);
  out.number("linearStepFlops", report.linearStep.flops);
}

// The whole report.
template <class Writer>
void writeRace(const RaceReport& report, Writer& out) {
  out.number("d", double(report.settings.d));
  out.number("featureSize", double(report.featureSize));
  Vector<double> lengths(Eigen::Index(report.lengths.size()));
  for (Eigen::Index i = 0; i < lengths.size(); ++i) lengths(i) = double(report.lengths[std::size_t(i)]);
  out.vector("n", lengths);
  out.list("lanes");
  for (const RaceLane& each : report.lanes) {
    Writer lane = out.child();
    writeRaceLane(each, lane);
    out.append("lanes", lane);
  }
  out.number("flopsCrossover", double(report.flopsCrossover));
  Writer crossover = out.child();
  crossover.text("place", nameOf(report.crossover.place));
  crossover.number("n", report.crossover.n);
  out.object("crossover", crossover);
  Writer decoding = out.child();
  writeDecoding(report, decoding);
  out.object("decoding", decoding);
}

}  // namespace ltlab
