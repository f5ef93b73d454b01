import { readFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";

export const processorName = () => cpus()[0]?.model.trim() ?? "unknown processor";

/** The machine in one sentence; the load says how far to trust absolute times. */
export function machineSentence() {
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = loadavg()
    .map((value) => value.toFixed(1))
    .join(", ");
  return (
    `${systemName()}, ${processorName()}, ${cpus().length} cores${simd()}, ${memory} GiB, ` +
    `Node ${process.versions.node}; load average ${load}`
  );
}

function systemName() {
  try {
    const release = readFileSync("/etc/os-release", "utf8");
    return /^PRETTY_NAME="?([^"\n]*)/m.exec(release)?.[1] ?? process.platform;
  } catch {
    return process.platform;
  }
}

function simd() {
  try {
    const flags = readFileSync("/proc/cpuinfo", "utf8");
    return / avx512f /.test(flags) ? " with AVX-512" : / avx2 /.test(flags) ? " with AVX2" : "";
  } catch {
    return "";
  }
}
