import { isoDate } from '../../../../shared/domain/dates/isoDate.ts';
import type { ColumnQuality, QualityReport, Quantiles } from '../../../../shared/schemas/quality.ts';
import { type Language, text, type TextKey } from '../../../../shared/texts/text.ts';
import { findingText, numberText, placesText, shareText } from '../wording.ts';
import { type Markup, markup } from './markup.ts';
import { plotOf } from './plots.ts';

/*
 * The quality report as a page of its own: no script, nothing fetched, plots as drawings in the page.
 */

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1d2329;background:#fff}
h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:2.5rem}h3{font-size:1rem;margin:1.5rem 0 .3rem}
.mark{background:#8a1c1c;color:#fff;padding:.5rem .8rem;font-weight:600}
table{border-collapse:collapse;margin:.4rem 0}th,td{text-align:left;padding:.15rem .8rem .15rem 0;border-bottom:1px solid #dde2e6;vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
.warn{color:#7a4a00}.stop{color:#8a1c1c}.state{font-weight:600}
svg{display:block;margin:.3rem 0;max-width:100%;height:auto}svg text{font-size:12px;fill:#3c454d}
rect.now{fill:#5b87b5}.before{fill:none;stroke:#b4530a;stroke-width:2}
@media(prefers-color-scheme:dark){body{color:#e4e8eb;background:#15191c}th,td{border-color:#353d44}svg text{fill:#c2cad1}.warn{color:#f0b35c}.stop{color:#ff9b9b}.before{stroke:#f2a65a}}
@media print{h2{break-before:page}}`;

type Row = readonly (string | number)[];

function table(heads: readonly string[], rows: readonly Row[], firstNumber = 1): Markup {
  if (rows.length === 0) return markup``;
  const kind = (i: number): string => (i >= firstNumber ? 'n' : '');
  const body = rows.map(
    (cells) => markup`<tr>${cells.map((cell, i) => markup`<td class="${kind(i)}">${cell}</td>`)}</tr>`,
  );
  return markup`<table><thead><tr>${heads.map((head, i) => markup`<th class="${kind(i)}">${head}</th>`)}</tr></thead><tbody>${body}</tbody></table>`;
}

class Page {
  readonly #language: Language;

  constructor(language: Language) {
    this.#language = language;
  }

  #say(key: TextKey, parameters: Readonly<Record<string, string | number>> = {}): string {
    return text(this.#language, key, parameters);
  }

  #count(value: number): string {
    return numberText(this.#language, value);
  }

  #share(value: number | null): string {
    return value === null ? '–' : shareText(this.#language, value);
  }

  #section(key: TextKey, content: Markup, parameters: Readonly<Record<string, string | number>> = {}): Markup {
    return content.html === '' ? content : markup`<h3>${this.#say(key, parameters)}</h3>${content}`;
  }

  #findings({ findings }: QualityReport): Markup {
    if (findings.length === 0) return markup`<p>${this.#say('quality.allWell')}</p>`;
    const rows = findings.map((finding) => {
      const places = finding.places.length === 0 ? '' : ` (${placesText(finding.places)})`;
      return markup`<tr class="${finding.state}"><td class="state">${this.#say(`quality.state.${finding.state}`)}</td><td>${findingText(this.#language, finding)}${places}</td></tr>`;
    });
    return markup`<table><tbody>${rows}</tbody></table>`;
  }

  #refused({ refused }: QualityReport): Markup {
    const heads = ['rule', 'column', 'count', 'places'] as const;
    return table(
      heads.map((head) => this.#say(`quality.head.${head}`)),
      refused.map(({ rule, column, count, places }) => [rule, column ?? '', this.#count(count), placesText(places)]),
      2,
    );
  }

  #links({ links }: QualityReport): Markup {
    return table(
      [
        this.#say('quality.head.column'),
        this.#say('quality.head.register'),
        this.#say('quality.head.count'),
        this.#say('quality.head.share'),
      ],
      links.map(({ variable, register, checked, orphans, share }) =>
        checked ? [variable, register, this.#count(orphans), this.#share(share)] : [variable, register, '–', '–'],
      ),
      2,
    );
  }

  #areas({ areas }: QualityReport): Markup {
    const heads = ['column', 'version', 'unknown', 'other', 'empty'] as const;
    return table(
      heads.map((head) => this.#say(`quality.head.${head}`)),
      areas.map(({ variable, version, unknownRows, otherVersionRows, emptyAreas }) => [
        variable,
        version ?? '–',
        this.#count(unknownRows),
        this.#count(otherVersionRows),
        this.#count(emptyAreas),
      ]),
      2,
    );
  }

  /** The nation, and the municipalities that differ most. */
  #population({ population }: QualityReport): Markup {
    if (population === null) return markup``;
    const { nation, municipalities } = population;
    const most = municipalities
      .toSorted((a, b) => Math.abs(b.difference ?? 0) - Math.abs(a.difference ?? 0) || (a.code < b.code ? -1 : 1))
      .slice(0, 20);
    const rows = [{ code: '', name: '', ...nation }, ...most].map(({ code, name, known, counted, difference }) => [
      `${code} ${name}`.trim(),
      this.#count(known),
      this.#count(counted),
      this.#share(difference),
    ]);
    const heads = ['known', 'counted', 'difference'] as const;
    return table(['', ...heads.map((head) => this.#say(`quality.head.${head}`))], rows);
  }

  #comparison({ comparison }: QualityReport): Markup {
    if (comparison === null) return markup``;
    const list = (names: readonly string[]): string =>
      names.length === 0 ? this.#say('quality.none') : names.join(', ');
    return table(
      ['', ''],
      [
        [this.#say('quality.new'), list(comparison.newColumns)],
        [this.#say('quality.vanished'), list(comparison.vanishedColumns)],
        [this.#say('quality.order'), list(comparison.changedOrder)],
        [
          this.#say('quality.types'),
          list(comparison.changedTypes.map(({ variable, before, now }) => `${variable}: ${before} → ${now}`)),
        ],
      ],
      2,
    );
  }

  #quantiles(now: Quantiles, before: Quantiles | null, dates: boolean): Markup {
    const names = Object.keys(now) as (keyof Quantiles)[];
    const figures = (quantiles: Quantiles): readonly string[] =>
      names.map((name) => (dates ? isoDate(quantiles[name]) : numberText(this.#language, quantiles[name], 3)));
    const rows = [[this.#say('quality.plot.now'), ...figures(now)]];
    if (before !== null) rows.push([this.#say('quality.plot.before'), ...figures(before)]);
    return table([this.#say('quality.quantile'), ...names], rows);
  }

  #column(column: ColumnQuality): Markup {
    const { variable, type, missing, missingShare, missingShareBefore, distribution } = column;
    const said = this.#say('quality.column.missing', {
      missing: this.#count(missing),
      share: this.#share(missingShare),
    });
    const before =
      missingShareBefore === null
        ? ''
        : `; ${this.#say('quality.column.before', { share: this.#share(missingShareBefore) })}`;
    const quantiles =
      distribution.kind === 'numbers'
        ? this.#quantiles(distribution.quantiles, distribution.quantilesBefore, type === 'date')
        : markup``;
    return markup`<h3>${variable} <small>(${type})</small></h3><p>${said}${before}</p>${plotOf(column, this.#language)}${quantiles}`;
  }

  report(report: QualityReport): Markup {
    const { register, year, rows, comparison, columns } = report;
    const counts = { read: this.#count(rows.read), kept: this.#count(rows.kept), refused: this.#count(rows.refused) };
    const against =
      comparison === null
        ? this.#say('quality.notCompared')
        : this.#say('quality.comparedWith', { year: comparison.year });
    return markup`<section><h2>${this.#say('quality.heading', { register, year, ...counts })}</h2><p>${against}</p>
${this.#section('quality.section.findings', this.#findings(report))}
${this.#section('quality.section.refused', this.#refused(report))}
${this.#section('quality.section.links', this.#links(report))}
${this.#section('quality.section.areas', this.#areas(report))}
${this.#section('quality.section.population', this.#population(report))}
${this.#section('quality.section.comparison', this.#comparison(report), { year: comparison?.year ?? '' })}
${columns.map((column) => this.#column(column))}</section>`;
  }

  whole(reports: readonly QualityReport[], project: string): Markup {
    const mark = this.#say('quality.notVetted');
    const title = `${this.#say('quality.title')}: ${project}`;
    return markup`<!doctype html>
<html lang="${this.#language}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${title}</title><style>${{ html: STYLE }}</style></head>
<body><p class="mark">${mark}</p><h1>${title}</h1>
${reports.map((report) => this.report(report))}
<p class="mark">${mark}</p></body></html>
`;
  }
}

/** One page with the reports given, in a person's language. Made of microdata: a working copy. */
export const qualityPage = (reports: readonly QualityReport[], project: string, language: Language): string =>
  new Page(language).whole(reports, project).html;
