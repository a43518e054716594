import { describe, expect, it } from 'vitest';
import { builtFile, filesBelow } from '../support/sources.ts';

// Shipped files name no address but these: XML namespaces, and pages that libraries print in warnings for developers.
const ALLOWED = [
  'http://www.w3.org/',
  // Names of vocabularies in a PDF's and a workbook's own descriptions; nothing is ever asked there.
  'http://www.aiim.org/pdfa/ns/',
  'http://www.aiim.org/pdfua/ns/',
  'http://ns.adobe.com/',
  'http://purl.org/dc/',
  'http://schemas.openxmlformats.org/',
  // The same of a Word document's.
  'http://schemas.microsoft.com/office/',
  'http://purl.oclc.org/ooxml/officeDocument/',
  // Which rule of a standard a library's code follows.
  'https://tools.ietf.org/html/rfc',
  'https://react.dev/',
  // Stands in the error about a list of more than nine levels in a Word document.
  'https://answers.microsoft.com/en-us/msoffice/forum/all/does-word-support-more-than-9-list-levels/',
  'https://www.ag-grid.com',
  'https://ag-grid.com/',
  'https://echarts.apache.org/',
  'https://github.com/',
  'https://zod.dev/',
  'https://json-schema.org/',
  'http://json-schema.org/',
  'https://reactjs.org/',
  'https://mantine.dev/',
  'https://help.mantine.dev/',
  'https://www.i18next.com/',
  'https://react.i18next.com/',
  'https://locize.com/',
  // The grid can fetch fonts for themes that ask for it; ours does not, and the policy would stop it.
  'https://${',
  // The schema library tries whether an IPv6 host or a plain host makes an address; it asks no one.
  'http://[',
  'https://exa',
];

describe('2. no address but ours in what is shipped', () => {
  it('holds for every built file', () => {
    builtFile('renderer', 'index.html');
    const files = filesBelow(['out'], /\.(?:js|cjs|css|html|json|svg)$/u);
    expect(files.length).toBeGreaterThan(4);
    const foreign = files.flatMap(({ name, content }) =>
      [...content.matchAll(/(?:https?|wss?|ftp):\/\/[^\s"'`)\\<>]+/gu)]
        .map(([address]) => address)
        .filter((address) => !ALLOWED.some((start) => address.startsWith(start)))
        .map((address) => `${name}: ${address}`),
    );
    expect(foreign).toEqual([]);
  });
});
