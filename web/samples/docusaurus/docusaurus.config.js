// The part of a site's configuration that instruments need. They are elements, so React passes their attributes on.
export default {
  title: "A site",
  url: "https://blog.example",
  baseUrl: "/",
  presets: [["classic", { blog: false, docs: { routeBasePath: "/" } }]],
  scripts: [{ src: "https://lab.example/assets/linear-transformer-lab.js", type: "module" }],
};
