import { execFileSync } from "node:child_process";
import { repository } from "../tools/command.mjs";
import { childContestant } from "./child.mjs";

/** Debian's Python, whatever comes first on PATH: Debian's PyTorch is installed for it. */
export const python = process.env.PYTHON ?? "/usr/bin/python3";
export const install = "apt-get install -y --no-install-recommends python3-torch libopenblas0-pthread";

/** Nothing where PyTorch cannot be imported. @returns {string | undefined} */
export function pytorchVersion() {
  try {
    const words = ["-c", "import torch; print(torch.__version__)"];
    return execFileSync(python, words, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return undefined;
  }
}

export const missingPytorch = `${python} cannot import torch. As root, this installs it:
  ${install}
PYTHON names another Python.`;

/** @param {string} label @param {string} folder with the inputs */
export const pytorchContestant = (label, folder) =>
  childContestant("pytorch", label, python, [`${repository}/web/bench/native/pytorch_contestant.py`, folder], folder, {
    OMP_NUM_THREADS: "1",
    OPENBLAS_NUM_THREADS: "1",
  });
