import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import packageJson from "../../../package.json" with { type: "json" };
import { repository } from "../../../web/tools/command.mjs";

const node = (...words: string[]) =>
  spawnSync(process.execPath, words, { cwd: repository, encoding: "utf8" });

test.each([
  "tests/run.mjs",
  "web/tools/start.mjs",
  "web/tools/setup.mjs",
  "web/tools/docs.mjs",
  "web/bench/bench-scaling.mjs",
  "web/bench/bench-frames.mjs",
])("%s explains itself and refuses unknown options", (script) => {
  expect(node(script, "--help")).toMatchObject({
    status: 0,
    stderr: "",
    stdout: expect.stringContaining("Options\n"),
  });
  expect(node(script, "--wrong")).toMatchObject({
    status: 2,
    stdout: "",
    stderr: expect.stringContaining("--wrong is not an option; the options are --"),
  });
});

test.each(["12.22.0", "18.20.4", "20.18.9"])("Node %s is refused in one sentence", (version) => {
  const pretend = `Object.defineProperty(process, "versions", { value: { node: "${version}" } }); require("./web/tools/require-node.cjs")`;
  const { status, stderr } = node("-e", pretend);
  expect(status).toBe(3);
  expect(stderr).toMatch(new RegExp(`^Node ${version} is too old: Node 20\\.19 or newer is needed .*\n$`));
});

test.each(["20.19.0", "22.0.0", "25.1.0"])("Node %s is accepted", (version) => {
  const pretend = `Object.defineProperty(process, "versions", { value: { node: "${version}" } }); require("./web/tools/require-node.cjs")`;
  expect(node("-e", pretend)).toMatchObject({ status: 0, stderr: "" });
});

// Without "exec" a signal to npm ends the shell between npm and Node, and Node lives on.
test("package.json asks for the Node that the commands ask for, the commands ask first and get npm's signals", () => {
  expect(packageJson.engines.node).toBe(">=20.19");
  for (const name of ["start", "test", "test:sanitize", "setup", "docs", "bench:scaling", "bench:frames"] as const) {
    expect(packageJson.scripts[name]).toMatch(/^exec node -r \.\/web\/tools\/require-node\.cjs /);
  }
});
