import type { Reporter, TestModule } from "vitest/node";

/** Ends a run with one plain line, "12 passed, 0 failed", for people and for scripts. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
    const broken = modules.filter((module) => module.state() === "failed" && module.errors().length > 0).length;
    const count = (state: string) => states.filter((each) => each === state).length;
    console.log(`${count("passed")} passed, ${count("failed") + broken} failed`);
  }
}
