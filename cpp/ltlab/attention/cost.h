#pragma once
// What a kernel costs, so that nobody writes such numbers by hand. Each kernel's header has its count
// function.
//
// Convention: +, −, ×, ÷, max, √ and exp of one number are one operation each, and a sum of n products is 2n
// (it starts from 0). The counts are those of the equations, whatever tiles or instructions a kernel uses.
namespace ltlab {

// Of one call, one push or one read.
struct Cost {
  double flops = 0;         // arithmetic operations
  double bytes = 0;         // read from and written to memory; a tile and a recurrent state stay in the cache
  double stateNumbers = 0;  // numbers kept from one token to the next while decoding
};

// One after the other: work adds, the state is the larger one.
inline Cost operator+(const Cost& a, const Cost& b) {
  return {a.flops + b.flops, a.bytes + b.bytes,
          a.stateNumbers > b.stateNumbers ? a.stateNumbers : b.stateNumbers};
}

// The same work `times` times over one state.
inline Cost operator*(double times, const Cost& a) {
  return {times * a.flops, times * a.bytes, a.stateNumbers};
}

}  // namespace ltlab
