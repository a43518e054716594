import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ShippedPackage, shippedPackages } from './shipped.ts';

/** Where the notices lie after a build; they go into the archive and beside the program. */
export const NOTICES = path.resolve(import.meta.dirname, '../../out/THIRD-PARTY-NOTICES.txt');

const RULE = '-'.repeat(100);

/** The notices of everything by others in the product, each licence's text once with those that it holds for. */
export function notices(packages: readonly ShippedPackage[]): string {
  const byText = new Map<string, ShippedPackage[]>();
  for (const one of packages) {
    const text = one.text ?? `The package brings no text of its licence, which is ${one.licence}.`;
    byText.set(text, [...(byText.get(text) ?? []), one]);
  }
  const parts = [...byText].map(
    ([text, holders]) =>
      `${holders.map(({ name, version, licence }) => `${name} ${version} (${licence})`).join('\n')}\n\n${text.replaceAll('\r\n', '\n')}`,
  );
  const head = [
    'Sigill contains work by others, under the licences below.',
    'Electron, Chromium and Node.js bring their own notices: LICENSE.electron.txt and LICENSES.chromium.html beside the program.',
  ].join('\n');
  return `${[head, ...parts].join(`\n\n${RULE}\n\n`)}\n`;
}

if (process.argv[1] === import.meta.filename) writeFileSync(NOTICES, notices(shippedPackages()));
