#pragma once
// One list of all fields of a StreamRecord for every format. Writer: that of race_fields.h, with matrix(name, x).
#include "ltlab/attention/stream.h"

namespace ltlab {

// Name, record and costs of one memory.
template <class Writer>
void writeMemory(RuleKind kind, const StreamSettings& settings, const MemoryRecord& record, Writer& out) {
  const Cost cost = streamCost(kind, settings);
  out.text("rule", nameOf(kind));
  out.matrix("prediction", record.prediction);
  out.vector("error", record.error);
  out.vector("running", record.running);
  out.matrix("map", record.map);
  out.number("flops", cost.flops);
  out.number("stateNumbers", cost.stateNumbers);
}

// What softmax attention would cost at each token of the record, itself among the tokens of its cache.
template <class Writer>
void writeCache(const StreamSettings& settings, const StreamRecord& record, Writer& out) {
  const Eigen::Index n = record.x.rows();
  Vector<double> flops(n), numbers(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const Cost cost = streamCacheCost(settings, record.first + i + 1);
    flops(i) = cost.flops;
    numbers(i) = cost.stateNumbers;
  }
  out.vector("flops", flops);
  out.vector("stateNumbers", numbers);
}

// All tokens of a record, and what each memory predicted and keeps.
template <class Writer>
void writeStream(const StreamSettings& settings, const StreamRecord& record, Writer& out) {
  out.number("first", double(record.first));
  out.matrix("x", record.x);
  out.matrix("y", record.y);
  if (record.w.rows() > 0) out.matrix("w", record.w);
  out.list("memories");
  for (std::size_t rule = 0; rule < record.memories.size(); ++rule) {
    Writer memory = out.child();
    writeMemory(streamRules[rule], settings, record.memories[rule], memory);
    out.append("memories", memory);
  }
  Writer cache = out.child();
  writeCache(settings, record, cache);
  out.object("cache", cache);
}

}  // namespace ltlab
