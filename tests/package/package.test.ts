// The npm package as strangers use it: in an empty Node project, under strict types, in a Vite project.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadLab } from "../../web/module-files.ts";
import { instrumentNames } from "../../web/src/embed/instruments.ts";
import { instrumentTables } from "../../web/src/state/instrument-tables.ts";
import { attributeName } from "../../web/src/state/parameters.ts";
import { repository } from "../../web/tools/command.mjs";
import { packageFolder } from "../../web/tools/package.mjs";
import { complaintsOf, launchChromium, serveFolder } from "../browser/site.ts";

let folder: string;
let packed: { filename: string; files: { path: string }[] };
const at = (...path: string[]) => join(folder, ...path);
const run = (program: string, words: string[], cwd = folder) =>
  execFileSync(program, words, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ltlab-package-"));
  packed = JSON.parse(run("npm", ["pack", packageFolder, "--json"]))[0];
  writeFileSync(at("package.json"), JSON.stringify({ name: "stranger", private: true, type: "module" }));
  run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", `./${packed.filename}`]);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const installed = (file: string) => readFileSync(at("node_modules/linear-transformer-lab", file), "utf8");

describe("the file", () => {
  test("has the licence, the changelog and what the exports name, and nothing of the workshop", () => {
    const paths = packed.files.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(["LICENSE", "CHANGELOG.md", "README.md", "custom-elements.json", "src/lab.js", "src/lab.d.ts"]));
    const { exports, version } = JSON.parse(installed("package.json")) as { exports: Record<string, string>; version: string };
    for (const target of Object.values(exports).filter((each) => !each.includes("*"))) expect(paths).toContain(target.slice(2));
    expect(paths.filter((path) => /test|\.map$|node_modules|(?<!\.d)\.ts$/.test(path))).toEqual([]);
    expect(version).toBe((JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as { version: string }).version);
  });

  test("names no folder of the machine that made it", () => {
    const texts = packed.files.filter(({ path }) => /\.(m?js|json|ts|md)$/.test(path));
    for (const { path } of texts) expect(installed(path), path).not.toContain(repository);
  });

  test("describes exactly the attributes that the elements observe", () => {
    const { modules } = JSON.parse(installed("custom-elements.json")) as {
      modules: { declarations: { tagName: string; attributes: { name: string; description: string }[] }[] }[];
    };
    const declarations = modules.flatMap((module) => module.declarations);
    expect(declarations.map(({ tagName }) => tagName)).toEqual(instrumentNames);
    for (const { tagName, attributes } of declarations) {
      const names = Object.keys(instrumentTables[tagName as (typeof instrumentNames)[number]]).map(attributeName);
      expect(attributes.map(({ name }) => name)).toEqual([...names, "theme"]);
      for (const { description } of attributes) expect(description.length).toBeGreaterThan(4);
    }
  });
});

/** The example of the package's README, in its last block of JavaScript. */
const example = () => [...installed("README.md").matchAll(/```js\n([\s\S]*?)```/g)].at(-1)![1]!;

test("the README's example runs in an empty Node project, with the numbers of the library", async () => {
  writeFileSync(at("example.js"), example());
  const told = run("node", ["example.js"]);
  const lab = await loadLab();
  const trainer = lab.createTrainer({ model: "diag", layers: 2, noise: "uniform:5", steps: 600, warmup: 100 });
  trainer.step(600);
  expect(told).toContain(`adjusted loss ${trainer.validate()}\n`);
  trainer.delete();
  const task = { d: 2, n: 10, seed: 1, index: 0, sigma: 1 };
  const methods = [{ name: "gradient-descent" as const }, { name: "heavy-ball" as const }];
  const { methods: traced } = lab.trace({ task, penalty: 0, start: [0, 0], steps: 8, methods });
  expect(told).toContain(`losses ${traced.map(({ loss }) => loss.at(-1)).join(" ")}\n`);
  expect(told).toMatch(/linear attention -?\d\S* cheaper from \d+\S* tokens on\n/);
});

test("a class is imported without defining or touching anything, also where there is no page", () => {
  writeFileSync(at("class.js"), `import { LtDescent } from "linear-transformer-lab/classes/lt-descent"; console.log(typeof LtDescent);`);
  expect(run("node", ["class.js"])).toBe("function\n");
});

const consumer = `import { load, loadModule, type AttentionRequest, type TraceReport } from "linear-transformer-lab";
import "linear-transformer-lab/lt-descent";
import { LtDescent } from "linear-transformer-lab/classes/lt-descent";
const request: AttentionRequest = { words: "a b", d: 2, map: "relu", features: 4, seed: 1, sharpness: 1, causal: 0, length: 10, head: 8 };
export async function use(): Promise<number> {
  const lab = await load();
  const { trace } = await loadModule("solvers");
  const report: TraceReport = trace({ task: { d: 2, n: 5, seed: 1, index: 0, sigma: 1 }, penalty: 0, start: [0, 0], steps: 2, methods: [] });
  const element: LtDescent | null = document.querySelector("lt-descent");
  await element?.settled();
  return lab.attention(request).linear.output.length + report.w.length;
}
// @ts-expect-error: there is no such map
export const wrong: AttentionRequest = { ...request, map: "cosine" };
`;

test.each([
  ["bundler", "ESNext"],
  ["nodenext", "NodeNext"],
])("its types hold under strict with moduleResolution %s", (moduleResolution, module) => {
  writeFileSync(at("consumer.ts"), consumer.replace(" + report.w.length", ""));
  const options = { strict: true, skipLibCheck: false, noEmit: true, target: "ES2022", module, moduleResolution, lib: ["ES2023", "DOM", "DOM.Iterable"], types: [] };
  writeFileSync(at("tsconfig.json"), JSON.stringify({ compilerOptions: options, files: ["consumer.ts"] }));
  const told = (() => {
    try {
      return run(join(repository, "node_modules/.bin/tsc"), ["--project", "tsconfig.json"]);
    } catch (error) {
      return (error as { stdout: string }).stdout;
    }
  })();
  expect(told).toBe("");
});

describe("in a page", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  async function draws(site: string, path: string): Promise<string[]> {
    const server = await serveFolder(site);
    const page = await (await browser.newContext()).newPage();
    const complaints = complaintsOf(page);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(server.address + path);
    await page.waitForFunction(() => (document.querySelector("lt-descent") as { report?: unknown } | null)?.report !== undefined);
    const told = await page.locator("lt-descent").evaluate(async (element: Element & { settled?(): Promise<void>; report?: unknown }) => {
      await element.settled?.();
      return element.report !== undefined;
    });
    expect(told).toBe(true);
    expect(await page.getByRole("button", { name: "Copy embed" }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
    server.close();
    return asked;
  }

  test("that Vite built, an element draws with worker and WebAssembly as hashed files", async () => {
    mkdirSync(at("vite"), { recursive: true });
    writeFileSync(at("vite/index.html"), `<!doctype html><title>A page</title><link rel="icon" href="data:,"><lt-descent></lt-descent><script type="module" src="./main.js"></script>`);
    writeFileSync(at("vite/main.js"), `import "linear-transformer-lab/lt-descent";`);
    await build({ root: at("vite"), base: "./", logLevel: "error", configFile: false, worker: { format: "es" }, build: { target: "es2022" } });
    const files = readdirSync(at("vite/dist/assets"));
    for (const name of [/^worker-.+\.js$/, /^solvers-.+\.wasm$/]) expect(files.some((file) => name.test(file)), String(name)).toBe(true);
    const asked = await draws(at("vite/dist"), "");
    expect(asked.some((path) => /assets\/solvers-.+\.wasm$/.test(path))).toBe(true);
    expect(asked.some((path) => /training-.+\.wasm$/.test(path))).toBe(false);
  });

  test("without any bundler, the folder browser is all it needs", async () => {
    writeFileSync(at("plain.html"), `<!doctype html><title>A page</title><link rel="icon" href="data:,"><lt-descent></lt-descent><script type="module" src="node_modules/linear-transformer-lab/browser/linear-transformer-lab.js"></script>`);
    const asked = await draws(folder, "plain.html");
    for (const path of asked.slice(1)) expect(path).toMatch(/^\/node_modules\/linear-transformer-lab\/browser\//);
  });
});
