'use strict';
/*
 * What the program of the command line runs first: it lies inside the executable (a single executable application of
 * Node), so it cannot be exchanged, and loads nothing before every file beside it has proved to be the one that was packed.
 */
const { createHash } = require('node:crypto');
const { readdirSync, readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const { getAsset } = require('node:sea');

const folder = path.dirname(process.execPath);
const expected = new Map(Object.entries(JSON.parse(getAsset('files.json', 'utf8'))));

/** Names below the folder, with forward slashes; the program itself and folders are not among them. */
function present() {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((name) => name !== path.basename(process.execPath));
}

/** The first file that is missing, added or not as it was packed. */
function changed() {
  const names = present();
  const added = names.find((name) => !expected.has(name));
  if (added !== undefined) return added;
  for (const [name, hash] of expected) {
    try {
      if (
        createHash('sha256')
          .update(readFileSync(path.join(folder, name)))
          .digest('hex') !== hash
      )
        return name;
    } catch {
      return name;
    }
  }
  return undefined;
}

const fault = changed();
if (fault === undefined) createRequire(process.execPath)('./app/index.js');
else {
  process.stderr.write(
    process.env.SIGILL_LANGUAGE === 'en'
      ? `The installation of Sigill has been changed: ${fault} is not the file that was installed. Install Sigill again, and tell whoever looks after the machine.\n`
      : `Installationen av Sigill är ändrad: ${fault} är inte filen som installerades. Installera om Sigill, och säg till den som sköter datorn.\n`,
  );
  process.exitCode = 1;
}
