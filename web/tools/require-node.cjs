// Preloaded with `node -r`, before any module is parsed: written so that very old versions reach the sentence too.
"use strict";
var needed = [20, 19];
var found = process.versions.node.split(".").map(Number);
if (found[0] < needed[0] || (found[0] === needed[0] && found[1] < needed[1])) {
  console.error("Node " + process.versions.node + " is too old: Node " + needed.join(".") + " or newer is needed (https://nodejs.org/en/download).");
  process.exit(3);
}
