import type { CheckedTable } from '../../shared/domain/disclosure/checkedTable.ts';
import type { TableDescription } from '../../shared/schemas/certificate.ts';

const both = (label: string) => ({ sv: label, en: label });

/** The words of a table of counts over areas, the labels being those of the table in both languages. */
export const descriptionOf = (
  { dimensions, decimals }: Pick<CheckedTable, 'dimensions' | 'decimals'>,
  title = both('Prov'),
  year = 2023,
): TableDescription => ({
  title,
  year,
  areaVersion: '2018',
  measure: { kind: 'count', label: both('Antal'), unit: both('antal'), decimals },
  dimensions: dimensions.map(({ column, codes, labels }, d) => ({
    kind: d === 0 ? 'area' : 'category',
    name: both(column),
    labels: { sv: [...(labels ?? codes)], en: [...(labels ?? codes)] },
  })),
});
