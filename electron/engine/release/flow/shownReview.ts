import type { Output } from '../../../../shared/ipc/contract.ts';
import { type Certificate, certificateSchema } from '../../../../shared/schemas/certificate.ts';
import { certificateName } from '../packageFiles.ts';
import { readOrganisation } from '../persons/organisation.ts';
import type { Reviewed } from './decide.ts';
import { factsOf } from './shownFacts.ts';
import { shownRules } from './shownRules.ts';

type Shown = NonNullable<Output<'review.opened'>['review']>;
type ShownTable = Shown['tables'][number];

/** What is shown of a table's cells: the published values, and the proven interval of every hidden one. */
function cellsOf({ values, intervals }: Certificate): Pick<ShownTable, 'values' | 'least' | 'most'> {
  const least = new Float64Array(values.length).fill(Number.NaN);
  const most = new Float64Array(values.length).fill(Number.NaN);
  for (const { cell, min, max } of intervals) {
    least[cell] = min;
    most[cell] = max ?? Number.POSITIVE_INFINITY;
  }
  return { values: Float64Array.from(values, (value) => value ?? Number.NaN), least, most };
}

const dimensionsOf = ({ dimensions, about }: Certificate): ShownTable['dimensions'] =>
  dimensions.map(({ column, codes, parents }, d) => {
    const place = new Map(codes.map((code, node) => [code, node]));
    const words = about.dimensions[d];
    return {
      name: words?.name ?? { sv: column, en: column },
      codes,
      labels: words?.labels ?? { sv: codes, en: codes },
      parents: Int32Array.from(parents, (parent) => (parent === null ? -1 : (place.get(parent) ?? -1))),
    };
  });

/** A review as the window shows it, from the very files that would leave. */
export function shownReview({ review, findings, submittedBy }: Reviewed, folder: string): Shown {
  const { organisation } = readOrganisation(folder);
  const { manifest, report, files, statement } = review;
  const tables = manifest.tables.map(({ id, title, year, cells, hidden, together = [] }): ShownTable => {
    const bytes = files.get(certificateName(id)) ?? Buffer.alloc(0);
    const certificate = certificateSchema.parse(JSON.parse(bytes.toString('utf8')));
    const own = report.tables.find((table) => table.id === id);
    const { measure } = certificate.about;
    return {
      id,
      title,
      year,
      cells,
      hidden,
      primary: own?.primary ?? 0,
      known: own?.known ?? false,
      facts: factsOf(certificate, id, together, organisation.rules.document.rules),
      minFrequency: certificate.rules.minFrequency,
      unit: measure.unit,
      decimals: measure.decimals,
      meanings: measure.meanings ?? [],
      dimensions: dimensionsOf(certificate),
      ...cellsOf(certificate),
    };
  });
  return {
    release: statement.document.release,
    title: statement.document.title,
    submittedBy,
    submittedAt: statement.document.submittedAt,
    organisation: organisation.persons.document.name,
    synthetic: manifest.synthetic,
    rules: shownRules(organisation.rules.document),
    findings: findings.map(({ key, parameters }) => ({ key, parameters: { ...parameters } })),
    together: report.together,
    tables,
    files: manifest.files.map(({ name, format, table, bytes }) => ({ name, format, table, bytes })),
  };
}
