import { expect, test } from "vitest";
import { Refusal, exitStatus } from "../../../web/tools/command.mjs";
import { describeOptions, integerIn, readOptions, someOf } from "../../../web/tools/options.mjs";

const table = {
  port: { takes: "NUMBER", about: "port", read: integerIn(0, 65535) },
  only: { takes: "LIST", about: "parts", read: someOf(["native", "wasm"]) },
  quiet: { about: "say less" },
};

const refusal = (...words: string[]): Refusal => {
  try {
    readOptions(table, words);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error(`accepted: ${words.join(" ")}`);
};

test("values are read in both spellings", () => {
  expect(readOptions(table, ["--port", "0", "--only=wasm,native,wasm", "--quiet"])).toEqual({
    port: 0,
    only: ["wasm", "native"],
    quiet: true,
  });
  expect(readOptions(table, [])).toEqual({});
  expect(readOptions(table, ["--help"])).toEqual({ help: true });
});

test.each([
  [["--prot", "1"], "--prot is not an option; the options are --port, --only, --quiet, --help"],
  [["-p"], "-p is not an option; the options are --port, --only, --quiet, --help"],
  [["--constructor"], "--constructor is not an option; the options are --port, --only, --quiet, --help"],
  [["native"], '"native" is not an option; the options are --port, --only, --quiet, --help'],
  [["--port"], "--port: a value is missing (NUMBER)"],
  [["--port="], "--port: a value is missing (NUMBER)"],
  [["--port", "65536"], "--port: 65536 is outside [0, 65535]"],
  [["--port=-1"], "--port: -1 is outside [0, 65535]"],
  [["--port", "80a"], '--port: "80a" is not an integer'],
  [["--port", "1e3"], '--port: "1e3" is not an integer'],
  [["--port", "1", "--port", "2"], "--port is given twice"],
  [["--only", "native,web"], '--only: "web" is not one of native, wasm'],
  [["--only", ","], '--only: "" is not one of native, wasm'],
  [["--quiet=no"], '--quiet: "no" is too much, the option takes no value'],
])("%j is refused: %s", (words, message) => {
  const error = refusal(...words);
  expect(error.message).toBe(message);
  expect(error.status).toBe(exitStatus.badOption);
});

test("the help text has every option", () => {
  expect(
    describeOptions(table)
      .split("\n")
      .map((line) => line.trim().split(" ")[0]),
  ).toEqual(["--port", "--only", "--quiet", "--help"]);
});
