import type { DirectWriter, PackageContent } from './writer.ts';

/** The text for people. */
export const README_FILE = 'readme.txt';

type Described = Pick<PackageContent, 'title' | 'stamp' | 'synthetic'> & {
  readonly tables: readonly Pick<PackageContent['tables'][number], 'id' | 'title' | 'year'>[];
};

function readme({ title, stamp, synthetic, tables }: Described): Buffer {
  const made = synthetic
    ? 'Alla personer, orter och tal i paketet är påhittade.\nEvery person, place and number in this package is made up.\n'
    : '';
  const list = tables.map(({ id, title: { sv, en }, year }) => `  ${id}, ${String(year)}: ${sv} / ${en}`).join('\n');
  const marked = stamp === null ? '' : `${stamp}\n`;
  return Buffer.from(
    `${title.sv}
${title.en}

${marked}${made}
Tabeller / Tables
${list}

".." betyder att antalet är dolt av sekretesskäl. Det finns ett tecken för alla dolda celler, vad skälet än är.
".." means that the count is hidden for confidentiality. One symbol stands for every hidden cell, whatever the reason.

certifikat/ innehåller det som behövs för att upprepa attacken: det publicerade, sambanden och de intervall som bevisats.
certifikat/ holds what is needed to repeat the attack: what is published, the equations, and the proven intervals.
`,
    'utf8',
  );
}

/** The text for people. It follows from the manifest to the byte, so that nothing can be told in it on the side. */
export const readmeWriter: DirectWriter = {
  format: 'text',
  write: (content) => [{ name: README_FILE, bytes: readme(content), table: null }],
  differing: (bytes, { manifest }) => (readme(manifest).equals(bytes) ? 0 : 1),
};
