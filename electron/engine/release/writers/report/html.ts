import { createHash } from 'node:crypto';
import { type Language, text } from '../../../../../shared/texts/text.ts';
import { svg } from '../pictures/svg.ts';
import { wholeWriter } from '../redrawn.ts';
import { HIDDEN_SYMBOL } from '../shown/cells.ts';
import { xmlText } from '../sheets/xml.ts';
import { nameStamp } from '../writer.ts';
import { type Block, type Heading, headingsIn, type Report, type ReportTable } from './model.ts';
import { packagedReport } from './report.ts';

/*
 * The report as one page that needs nothing but itself: pictures are in it, no script runs, nothing is fetched, and its own
 * policy says so.
 */

const STYLE = `
:root { color-scheme: light; }
body { margin: 0; color: #15181c; background: #fff; font: 16px/1.55 Inter, "Segoe UI", Arial, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.4rem; margin: 2.5rem 0 0.75rem; padding-top: 1rem; border-top: 1px solid #d8dce1; }
h3 { font-size: 1.15rem; margin: 2rem 0 0.5rem; }
p, dl, figure, table { margin: 0 0 1rem; }
p { max-width: 44rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1.5rem; }
dt { color: #515963; }
dd { margin: 0; }
figure svg { max-width: 100%; height: auto; border: 1px solid #d8dce1; }
figcaption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
figure { position: relative; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 700; padding: 0.25rem 0; }
th, td { padding: 0.25rem 0.75rem; border-bottom: 1px solid #d8dce1; text-align: right; }
th { text-align: left; }
thead th { background: #edf0f3; vertical-align: bottom; }
thead th.figure { text-align: right; }
td.hidden, p.note { color: #515963; }
td.word { text-align: left; }
p.note { font-size: 0.875rem; }
.page { break-before: page; }
nav { margin: 2rem 0; }
nav ol { margin: 0; padding-left: 1.25rem; list-style: none; }
nav > ol { padding-left: 0; }
.contents { font-weight: 700; font-size: 1.4rem; margin: 0 0 0.5rem; }
a { color: #0b4a8f; }
.stamp { display: inline-block; border: 2px solid #b01e17; color: #b01e17; font-weight: 700; padding: 0.25rem 0.75rem; }
@media print { main { max-width: none; padding: 0; } h3, caption { break-after: avoid; } figure, tr { break-inside: avoid; } }
`;

function tableHtml({ caption, head, stub, rows, words = [] }: ReportTable, language: Language): string {
  const hidden = text(language, 'packaged.hiddenCell');
  const isWord = (column: number): boolean => column < stub || words.includes(column);
  const figure = (written: string, i: number): string =>
    isWord(stub + i)
      ? `<td class="word">${xmlText(written)}</td>`
      : written === HIDDEN_SYMBOL
        ? `<td class="hidden"><abbr title="${xmlText(hidden)}">${HIDDEN_SYMBOL}</abbr></td>`
        : `<td>${xmlText(written)}</td>`;
  const headings = head.map((one, i) => `<th scope="col"${isWord(i) ? '' : ' class="figure"'}>${xmlText(one)}</th>`);
  const body = rows.map((cells) => {
    const named = cells.slice(0, stub).map((one) => `<th scope="row">${xmlText(one)}</th>`);
    return `<tr>${named.join('')}${cells.slice(stub).map(figure).join('')}</tr>`;
  });
  return `<div class="wide" role="region" aria-label="${xmlText(caption)}" tabindex="0"><table><caption>${xmlText(caption)}</caption><thead><tr>${headings.join('')}</tr></thead><tbody>
${body.join('\n')}
</tbody></table></div>`;
}

const placeOf = (heading: Heading, headings: readonly Heading[]): string =>
  `avsnitt-${String(headings.indexOf(heading) + 1)}`;

/** The contents as a list of links, chapters with their sections. */
function contentsHtml(title: string, headings: readonly Heading[]): string {
  const link = (one: Heading): string => `<a href="#${placeOf(one, headings)}">${xmlText(one.text)}</a>`;
  const chapters = headings.filter(({ level }) => level === 2);
  const items = chapters.map((chapter, i) => {
    const end = chapters[i + 1];
    const own = headings.slice(headings.indexOf(chapter) + 1, end === undefined ? undefined : headings.indexOf(end));
    const sections = own.map((one) => `<li>${link(one)}</li>`).join('');
    return `<li>${link(chapter)}${sections === '' ? '' : `<ol>${sections}</ol>`}</li>`;
  });
  return `<nav aria-label="${xmlText(title)}"><p class="contents">${xmlText(title)}</p><ol>${items.join('')}</ol></nav>`;
}

function blockHtml(block: Block, headings: readonly Heading[], language: Language): string {
  let written: string;
  switch (block.kind) {
    case 'heading': {
      const place = block.level === 1 ? '' : ` id="${placeOf(block, headings)}"`;
      written = `<h${String(block.level)}${place}>${xmlText(block.text)}</h${String(block.level)}>`;
      break;
    }
    case 'contents':
      written = contentsHtml(block.text, headings);
      break;
    case 'stamp':
      written = `<p class="stamp">${xmlText(block.text)}</p>`;
      break;
    case 'text':
      written = `<p${block.muted === true ? ' class="note"' : ''}>${xmlText(block.text)}</p>`;
      break;
    case 'facts':
      written = `<dl>${block.facts.map(([label, content]) => `<dt>${xmlText(label)}</dt><dd>${xmlText(content)}</dd>`).join('')}</dl>`;
      break;
    case 'picture':
      written = `<figure>${svg(block.scene, language, block.name)}<figcaption>${xmlText(block.scene.title)}</figcaption></figure>`;
      break;
    case 'table':
      written = tableHtml(block, language);
      break;
    case 'page':
      written = '<div class="page"></div>';
      break;
  }
  return written;
}

/** The report as one page. */
export function htmlOf({ title, language: own, parts: report }: Report): Buffer {
  const policy = createHash('sha256').update(STYLE).digest('base64');
  const headings = headingsIn(report);
  const parts = report.map(
    ({ language, blocks }) =>
      `<section lang="${language}">\n${blocks.map((block) => blockHtml(block, headings, language)).join('\n')}\n</section>`,
  );
  return Buffer.from(
    `<!doctype html>
<html lang="${own}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${policy}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${xmlText(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${parts.join('\n')}
</main>
</body>
</html>
`,
    'utf8',
  );
}

export const htmlWriter = wholeWriter({
  format: 'html',
  draw: (whole) => [{ name: `rapport${nameStamp(whole)}.html`, bytes: htmlOf(packagedReport(whole)) }],
  read: null,
});
