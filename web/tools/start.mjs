import { buildModule, buildSite, siteFolder } from "./build.mjs";
import { Refusal, exitStatus, main } from "./command.mjs";
import { provideNpmPackages } from "./npm-packages.mjs";
import { describeOptions, integerIn, readOptions } from "./options.mjs";
import { providePackages } from "./packages.mjs";
import { listen, siteServer } from "./serve.mjs";

const usualPorts = [...Array(10).keys()].map((i) => 4173 + i);

const optionTable = {
  port: {
    takes: "NUMBER",
    about: `port to listen on, 0 for any free one; by default the first free one from ${usualPorts[0]} on`,
    read: integerIn(0, 65535),
  },
  host: { takes: "NAME", about: "address to listen on; by default 127.0.0.1, which only this machine reaches" },
};

const help = `npm start -- [options]

Sets up what is missing (Debian packages, npm packages, the WebAssembly module), builds the site and serves it.
The last line is its address. Ctrl-C ends the server.

Options
${describeOptions(optionTable)}

Exit status
  ${exitStatus.failed}  the build failed or the port is not free
  ${exitStatus.badOption}  an option is wrong
  ${exitStatus.notSetUp}  something has to be installed first; the message says what`;

await main(async () => {
  const options = readOptions(optionTable, process.argv.slice(2));
  if (options.help) {
    console.log(help);
    return 0;
  }
  await providePackages(["module"]);
  await provideNpmPackages();
  await buildModule();
  await buildSite();
  await serve(options.host ?? "127.0.0.1", options.port === undefined ? [...usualPorts, 0] : [options.port]);
});

/** @param {string} host @param {number[]} ports */
async function serve(host, ports) {
  const server = siteServer(siteFolder);
  const address = await listen(server, host, ports).catch((error) => {
    throw new Refusal(`the server cannot listen: ${error.message}`, exitStatus.failed);
  });
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  }
  console.log("Serving web/dist until Ctrl-C at");
  console.log(address);
}
