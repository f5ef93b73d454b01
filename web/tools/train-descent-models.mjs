// The transformers that lt-descent starts with, as `npm run train:descent` makes them: a pure function of these settings.
import { join } from "node:path";
import { buildFolder, buildPreset } from "./build.mjs";
import { main, repository, run } from "./command.mjs";

const common = "--d 2 --n 10 --layers 8 --noise uniform:3 --steps 15000 --batch 512 --quiet".split(" ");

/** Of four seeds each, the one with the smallest adjusted loss. */
const models = [
  { file: "diag", model: "diag", seed: 1 },
  { file: "full", model: "full", seed: 3 },
  { file: "gd-plus-plus", model: "gd++", seed: 2 },
];

await main(async () => {
  await buildPreset("native", "ltlab_cli");
  const ltlab = join(buildFolder("native"), "bin/ltlab");
  for (const { file, model, seed } of models) {
    const out = join(repository, "web/models/descent", `${file}.json`);
    await run(ltlab, ["train", "--model", model, "--seed", String(seed), ...common, "--out", out]);
    await run(ltlab, ["evaluate", out]);
  }
  return 0;
});
