import { mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Refusal, announced, exitStatus, main, repository, run } from "./command.mjs";
import { describeOptions, readOptions } from "./options.mjs";
import { providePackages } from "./packages.mjs";
import { undocumentedFunctions } from "./undocumented.mjs";

const folder = join(repository, "build/docs");

/** The inside of kernels and methods: the names of their parts are not for callers. */
const inner = /\/(?:\w*lanes\w*|\w*kernel\w*|gram_\w+|\w+_steppers|tiles)\.h/;

const help = `npm run docs

Describes the C++ interface as HTML, from the comments of its headers. Warnings of Doxygen and public functions without
a comment are errors. The last line is the page to open.

Options
${describeOptions({})}

Exit status
  ${exitStatus.failed}  a comment is wrong or missing
  ${exitStatus.badOption}  an option is wrong
  ${exitStatus.notSetUp}  something has to be installed first; the message says what`;

await main(async () => {
  if (readOptions({}, process.argv.slice(2)).help) {
    console.log(help);
    return 0;
  }
  await providePackages(["docs"]);
  await announced("C++ interface: describing", describe);
  console.log(join(folder, "api/index.html"));
  return 0;
});

async function describe() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await run("doxygen", ["cpp/docs/Doxyfile"]);
  const missing = readdirSync(join(folder, "xml"))
    .flatMap((name) => undocumentedFunctions(readFileSync(join(folder, "xml", name), "utf8")))
    .filter((place) => !inner.test(place));
  if (missing.length === 0) return;
  throw new Refusal(`functions without a comment:\n  ${missing.join("\n  ")}`, exitStatus.failed);
}
