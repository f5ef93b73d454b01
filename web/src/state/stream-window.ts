// The last tokens of a stream, and no more of them than fit: a ring of constant size.
import type { MemoryRecord, StreamRecord, StreamRule } from "../engine/stream-types.ts";

/** One memory at one token. */
export interface MemoryMoment {
  error: number;
  running: number;
  /** (d, dv) row by row. */
  map: Float64Array;
}

export interface StreamMoment {
  /** From 1. */
  token: number;
  x: Float64Array;
  y: Float64Array;
  w: Float64Array | undefined;
  memories: readonly MemoryMoment[];
  cacheNumbers: number;
  cacheFlops: number;
}

/** What stays the same from token to token. */
export interface MemoryCost {
  rule: StreamRule;
  flops: number;
  stateNumbers: number;
}

export interface StreamWindow {
  d: number;
  dv: number;
  moments: readonly StreamMoment[];
  costs: readonly MemoryCost[];
  /** To go on from. */
  state: Float64Array;
}

export const capacity = 400;

/** Tokens before the window. */
export const firstOf = ({ moments }: StreamWindow): number => (moments[0]?.token ?? 1) - 1;

export function windowOf(record: StreamRecord, d: number, dv: number): StreamWindow {
  return { d, dv, moments: momentsOf(record, d, dv), costs: costsOf(record.memories), state: record.state };
}

/** Drops as many old tokens as new ones come, once it is full. */
export function appended(window: StreamWindow, record: StreamRecord): StreamWindow {
  const { d, dv } = window;
  const moments = [...window.moments, ...momentsOf(record, d, dv)].slice(-capacity);
  return { ...window, moments, costs: costsOf(record.memories), state: record.state };
}

function costsOf(memories: readonly MemoryRecord[]): MemoryCost[] {
  return memories.map(({ rule, flops, stateNumbers }) => ({ rule, flops, stateNumbers }));
}

function momentsOf({ first, x, y, w, memories, cache }: StreamRecord, d: number, dv: number): StreamMoment[] {
  const size = d * dv;
  return Array.from({ length: cache.flops.length }, (_, i) => ({
    token: first + i + 1,
    x: x.slice(i * d, (i + 1) * d),
    y: y.slice(i * dv, (i + 1) * dv),
    w: w?.slice(i * size, (i + 1) * size),
    memories: memories.map(({ error, running, map }) => ({
      error: error[i]!,
      running: running[i]!,
      map: map.slice(i * size, (i + 1) * size),
    })),
    cacheNumbers: cache.stateNumbers[i]!,
    cacheFlops: cache.flops[i]!,
  }));
}
