import { main } from "./command.mjs";
import { provideNpmPackages } from "./npm-packages.mjs";
import { describeOptions, readOptions, someOf } from "./options.mjs";
import { packageTable, providePackages } from "./packages.mjs";

const purposes = [...new Set(packageTable.flatMap((row) => row.purposes))];

const optionTable = {
  for: {
    takes: "LIST",
    about: `what to set up for, some of ${purposes.join(",")}; by default everything`,
    read: someOf(purposes),
  },
};

await main(async () => {
  const options = readOptions(optionTable, process.argv.slice(2));
  if (options.help) {
    console.log(
      `npm run setup -- [options]\n\nInstalls the Debian and npm packages that are missing.\n\nOptions\n${describeOptions(optionTable)}`,
    );
    return 0;
  }
  await providePackages(options.for ?? purposes);
  await provideNpmPackages();
});
