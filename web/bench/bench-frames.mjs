import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { buildModule, buildSite } from "../tools/build.mjs";
import { exitStatus, main } from "../tools/command.mjs";
import { provideNpmPackages } from "../tools/npm-packages.mjs";
import { describeOptions, integerIn, readOptions } from "../tools/options.mjs";
import { providePackages } from "../tools/packages.mjs";
import { machineSentence } from "./machine.mjs";
import { progress } from "./progress.mjs";

const optionTable = {
  rounds: { takes: "NUMBER", about: "rounds over all scenes, 1 … 100; by default 5", read: integerIn(1, 100) },
  time: { takes: "MS", about: "length of a scene in milliseconds, 100 … 60000; by default 3000", read: integerIn(100, 60_000) },
  json: { takes: "FILE", about: "write the numbers as JSON too" },
};

const help = `npm run bench:frames -- [options]

What frames cost the main thread of the built site in Chromium while its instruments are used: a point or the start of
lt-descent is dragged by the mouse with all methods on, each instrument plays, lt-train trains. Work is the processor time of
the main thread, input, scripts, style, layout and painting together; elapsed is the same with what the thread waited for a
processor, which it shares with the worker and, without a graphics card, with the browser's rasteriser. Medians of the rounds.

Options
${describeOptions(optionTable)}

Examples
  npm run bench:frames
  npm run bench:frames -- --rounds 3 --time 1000

Exit status
  ${exitStatus.failed}  a build failed, or the page did
  ${exitStatus.badOption}  an option is wrong
  ${exitStatus.notSetUp}  something has to be installed first; the message says what`;

/** @param {{ title: string } & import("./frames.mjs").Cost} row */
const tableRow = ({ title, work, layout, elapsed, frames, reports, slow }) =>
  `| ${title} | ${work.toFixed(2)} | ${layout.toFixed(2)} | ${elapsed.toFixed(2)} | ${frames.toFixed(1)} | ${slow.toFixed(1)} | ${reports.toFixed(1)} |`;

await main(async () => {
  const options = readOptions(optionTable, process.argv.slice(2));
  if (options.help) {
    console.log(help);
    return 0;
  }
  await providePackages(["module", "browser"]);
  await provideNpmPackages();
  await buildModule();
  await buildSite();
  // Only now: it needs the packages.
  const { measureFrames } = await import("./frames.mjs");
  const { version, rows } = await measureFrames(options.rounds ?? 5, options.time ?? 3000, progress);
  progress("");
  console.log(`\nFrames in Chromium ${version}`);
  console.log("| scene | work, ms a frame | of it style and layout | elapsed | frames a second | 95 % of frames within, ms | new reports a second |");
  console.log("|---|---|---|---|---|---|---|");
  for (const row of rows) console.log(tableRow(row));
  console.log(machineSentence());
  if (options.json) writeFileSync(resolve(process.env.INIT_CWD ?? ".", options.json), `${JSON.stringify(rows, null, 2)}\n`);
});
