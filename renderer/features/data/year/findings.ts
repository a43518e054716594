import type { QualityFinding, QualityReport } from '../../../../shared/schemas/quality.ts';
import { text } from '../../../../shared/texts/text.ts';
import type { Words } from '../../../i18n/words.ts';

/** Rules whose figures are no shares: an index, a shift. */
const PLAIN = new Set<QualityFinding['rule']>(['distribution-drift', 'location-drift']);

const percent = ({ format }: Pick<Words, 'format'>, share: number): string =>
  `${format.number(100 * share, share !== 0 && Math.abs(share) < 0.001 ? 3 : 1)}\u00a0%`;

/** The sentence about a finding: names, counts and limits. */
export function findingSentence(
  { rule, variable, subject, rows, observed, above }: QualityFinding,
  words: Words,
): string {
  const figure = (value: number): string => (PLAIN.has(rule) ? words.format.number(value, 2) : percent(words, value));
  return text(words.language, `quality.finding.${rule}`, {
    variable: variable ?? '',
    subject: subject ?? '',
    rows: words.format.count(rows),
    observed: figure(observed),
    limit: figure(above),
    places: '',
  });
}

/** What passed a limit, the gravest first: what would stop, then by how many times the limit it is. */
export const gravestFirst = ({ findings }: QualityReport): QualityFinding[] => {
  const grave = ({ state, observed, above }: QualityFinding): number =>
    (state === 'stop' ? 1e9 : 0) + Math.abs(observed) / Math.max(above, 1e-6);
  return findings.filter(({ state }) => state !== 'ok').toSorted((a, b) => grave(b) - grave(a));
};
