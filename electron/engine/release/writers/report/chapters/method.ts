import { type Language, text } from '../../../../../../shared/texts/text.ts';
import { LEAST_WHOLE } from '../../findings/series.ts';
import type { ShownPackage } from '../../shown/shown.ts';
import { type Block, heading, says } from '../model.ts';
import { LIST_LENGTH } from './areas.ts';

/** Formulas, parameters, and what every table is made of. */
export function methodChapter({ tables }: ShownPackage, language: Language, compared: boolean): readonly Block[] {
  const rules = new Set(tables.map((table) => `${table.rules.id} ${String(table.rules.version)}`));
  const limits = new Set(tables.map((table) => String(table.rules.minFrequency)));
  const known = tables.flatMap((table) => (table.origin === null ? [] : [{ table, origin: table.origin }]));
  const formulas = [
    'share',
    ...(tables.some(({ isSum }) => isSum) ? (['sum'] as const) : []),
    'rank',
    'classes',
    ...(compared ? (['change'] as const) : []),
  ] as const;
  return [
    heading(2, text(language, 'report.chapter.method')),
    ...formulas.map((formula) => says(text(language, `report.method.${formula}`))),
    {
      kind: 'table',
      caption: text(language, 'report.method.parameters'),
      head: [text(language, 'report.method.parameter'), text(language, 'report.method.value')],
      stub: 1,
      rows: [
        [text(language, 'report.method.rules'), [...rules].join(', ')],
        [text(language, 'report.method.minFrequency'), [...limits].join(', ')],
        [text(language, 'report.method.length'), String(LIST_LENGTH)],
        [text(language, 'report.method.least'), String(LEAST_WHOLE)],
      ],
    },
    ...(known.length === 0
      ? []
      : [
          {
            kind: 'table',
            caption: text(language, 'report.method.sources'),
            head: (['table', 'definition', 'source'] as const).map((key) => text(language, `report.method.${key}`)),
            stub: 1,
            words: [1, 2],
            rows: known.map(({ table, origin }) => [
              `${table.title[language]}, ${String(table.year)}`,
              origin.definition[language],
              origin.source[language],
            ]),
          } as const,
        ]),
  ];
}
