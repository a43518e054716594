import type { Dimension } from '../../../shared/domain/tables/dimension.ts';
import type { FrequencyTable } from '../../../shared/domain/tables/table.ts';
import type { TableDescription } from '../../../shared/schemas/certificate.ts';
import type { ReleaseTable } from '../../../shared/schemas/releasePlan.ts';
import { versionOf } from '../areas/store.ts';
import { currentDefinitions } from '../indicators/store.ts';
import type { Project } from '../project/project.ts';
import { NO, TOTAL, YES } from './areaTable.ts';

type Bilingual = TableDescription['title'];

const AREA: Bilingual = { sv: 'Område', en: 'Area' };
const COUNTRY: Bilingual = { sv: 'Riket', en: 'The country' };
const ALL: Bilingual = { sv: 'Totalt', en: 'Total' };
const NUMBER: Bilingual = { sv: 'Antal', en: 'Number' };

const labelled = (codes: readonly string[], of: (code: string, node: number) => Bilingual) => ({
  sv: codes.map((code, node) => of(code, node).sv),
  en: codes.map((code, node) => of(code, node).en),
});

function areasOf({ codes, labels }: Dimension): TableDescription['dimensions'][number] {
  const named = (code: string, node: number): Bilingual => {
    const own = labels?.[node] ?? code;
    return code === TOTAL ? COUNTRY : { sv: own, en: own };
  };
  return { kind: 'area', name: AREA, labels: labelled(codes, named) };
}

/** The words of a table: what it measures and in what, which division its areas belong to, and its labels in both languages. */
export function describeTable(
  project: Project,
  year: number,
  { title, level, content }: ReleaseTable,
  { dimensions }: FrequencyTable,
): TableDescription {
  const [areas, division] = dimensions;
  if (areas === undefined || division === undefined) throw new RangeError('a table has areas and a division');
  const categories =
    content.kind === 'indicator'
      ? [YES, NO]
      : [...content.division.categories, ...(content.division.rest === undefined ? [] : [content.division.rest])];
  const labels = new Map<string, Bilingual>([
    [TOTAL, ALL],
    ...categories.map(({ code, label }) => [code, label] as const),
  ]);
  const name =
    content.kind === 'indicator'
      ? currentDefinitions(project).find(({ definition }) => definition.id === content.indicator)?.definition.name
      : content.division.name;
  return {
    title,
    year,
    areaVersion: level === 'municipality' ? null : (versionOf(project, year) ?? null),
    measure: { kind: 'count', label: NUMBER, unit: { sv: 'antal', en: 'number' }, decimals: 0 },
    dimensions: [
      areasOf(areas),
      {
        kind: 'category',
        name: name ?? { sv: 'Kategori', en: 'Category' },
        labels: labelled(division.codes, (code) => labels.get(code) ?? { sv: code, en: code }),
      },
    ],
  };
}
