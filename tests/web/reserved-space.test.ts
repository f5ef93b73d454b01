import { expect, test } from "vitest";
import { instrumentNames } from "../../web/src/embed/instruments.ts";
import { heightAt } from "../../web/src/embed/reserved-space.ts";

const table = { "lt-one": [[280, 900], [600, 500], [1000, 300]] };

test.each([
  [100, 900],
  [280, 900],
  [599, 900],
  [600, 500],
  [999.5, 500],
  [4000, 300],
])("at %d px the height is that of the step below it, %d px", (width, height) => {
  expect(heightAt("lt-one", width, table)).toBe(height);
});

test("what is no instrument gets no room", () => {
  for (const name of ["lt-prediction", "constructor", "p"]) expect(heightAt(name, 500)).toBe(0);
});

test("every instrument has heights that widths make smaller, from a phone to a desk", () => {
  for (const name of instrumentNames) {
    expect(heightAt(name, 320)).toBeGreaterThan(heightAt(name, 1200));
    expect(heightAt(name, 1200)).toBeGreaterThan(400);
  }
});
