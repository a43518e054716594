import type { Dimension } from '../../../shared/domain/tables/dimension.ts';
import type { TableDescription } from '../../../shared/schemas/certificate.ts';
import { versionOf } from '../areas/store.ts';
import { currentDefinitions } from '../indicators/store.ts';
import type { Project } from '../project/project.ts';
import { NO, TOTAL, YES } from './areaTable.ts';
import type { CountedBlock } from './count/countSystem.ts';
import { divisionsOf } from './count/dimensions.ts';
import { originOf } from './originOf.ts';

type Bilingual = TableDescription['title'];

const AREA: Bilingual = { sv: 'Område', en: 'Area' };
const COUNTRY: Bilingual = { sv: 'Riket', en: 'The country' };
const ALL: Bilingual = { sv: 'Totalt', en: 'Total' };
const NUMBER: Bilingual = { sv: 'Antal', en: 'Number' };
const NUMBERS: Bilingual = { sv: 'antal', en: 'number' };

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

interface Words {
  readonly name: Bilingual;
  readonly categories: readonly { readonly code: string; readonly label: Bilingual }[];
}

/** The words of each dimension after the areas. */
function divisionWords(project: Project, { table: { content } }: CountedBlock): readonly Words[] {
  if (content.kind === 'indicator') {
    const known = currentDefinitions(project).find(({ definition }) => definition.id === content.indicator);
    return [{ name: known?.definition.name ?? { sv: 'Kategori', en: 'Category' }, categories: [YES, NO] }];
  }
  return divisionsOf(content).map(({ name, categories, rest, groups }) => ({
    name,
    categories: [...categories, ...(rest === undefined ? [] : [rest]), ...(groups ?? [])],
  }));
}

/** The words of a table: what it measures and in what, which division its areas belong to, and its labels in both languages. */
export function describeTable(project: Project, year: number, block: CountedBlock): TableDescription {
  const { table, measure, dimensions } = block;
  const [areas, ...divisions] = dimensions;
  if (areas === undefined) throw new RangeError('a table has areas');
  const words = divisionWords(project, block);
  const origin = originOf(project, table);
  return {
    ...(origin === null ? {} : { origin }),
    title: table.title,
    year,
    areaVersion: table.level === 'municipality' ? null : (versionOf(project, year) ?? null),
    measure: {
      kind: measure.kind,
      label: measure.label ?? NUMBER,
      unit: measure.unit ?? NUMBERS,
      decimals: measure.kind === 'sum' ? (measure.decimals ?? 0) : 0,
    },
    dimensions: [
      areasOf(areas),
      ...divisions.map(({ codes, column }, d): TableDescription['dimensions'][number] => {
        const labels = new Map<string, Bilingual>([
          [TOTAL, ALL],
          ...(words[d]?.categories ?? []).map(({ code, label }) => [code, label] as const),
        ]);
        return {
          kind: 'category',
          name: words[d]?.name ?? { sv: column, en: column },
          labels: labelled(codes, (code) => labels.get(code) ?? { sv: code, en: code }),
        };
      }),
    ],
  };
}
