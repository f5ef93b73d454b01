// The pages for iframes and their oEmbed descriptions.
import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { embedPages, framePage, oembed } from "../../web/embed-pages.ts";
import { instrumentNames, instrumentPages } from "../../web/src/embed/instruments.ts";

describe.each(instrumentNames)("%s", (name) => {
  test("has a page of the site, and one for an iframe whose body begins with it", () => {
    expect(existsSync(new URL(`../../web/${instrumentPages[name]}`, import.meta.url))).toBe(true);
    expect(framePage(name)).toMatch(new RegExp(`<body><${name}>`));
  });

  test("is described as oEmbed 1.0 of type rich", () => {
    const description = JSON.parse(oembed(name, "https://host/lab/")) as Record<string, unknown>;
    expect(description).toMatchObject({ version: "1.0", type: "rich" });
    for (const field of ["width", "height"]) expect(description[field]).toBeGreaterThan(300);
    for (const field of ["thumbnail_url", "thumbnail_width", "thumbnail_height", "title", "provider_url"])
      expect(description).toHaveProperty(field);
    expect(description["html"]).toContain(`https://host/lab/embed/${name}.html`);
  });
});

test.each(["example.org/lab/", "https://example.org/lab", ""])("the address %j is refused by name", (site) => {
  expect(() => embedPages(site)).toThrow(/LTLAB_SITE: ".*" must be an address that ends with a slash/);
});
