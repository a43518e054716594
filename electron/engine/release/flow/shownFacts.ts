import type { Output } from '../../../../shared/ipc/contract.ts';
import type { Certificate } from '../../../../shared/schemas/certificate.ts';
import type { RuleSet } from '../../../../shared/schemas/ruleSet.ts';

type Facts = NonNullable<Output<'review.opened'>['review']>['tables'][number]['facts'];

/** The nodes of each dimension that a cell lies in. */
function nodesOf({ dimensions }: Certificate, cell: number): number[] {
  const nodes: number[] = [];
  let rest = cell;
  for (const { codes } of dimensions.toReversed()) {
    nodes.unshift(rest % codes.length);
    rest = Math.floor(rest / codes.length);
  }
  return nodes;
}

const codesOf = (certificate: Certificate, cell: number): string =>
  nodesOf(certificate, cell)
    .map((node, d) => certificate.dimensions[d]?.codes[node] ?? '')
    .join('|');

/**
 * The part of everything that is counted which stands in hidden inner cells: what the published ones leave of the published
 * total, so that anyone can compute it. Null where the total is hidden or nothing.
 */
function hiddenPart(certificate: Certificate): number | null {
  const [whole] = certificate.values;
  if (whole === undefined || whole === null || whole <= 0) return null;
  const above = certificate.dimensions.map(({ parents }) => new Set(parents));
  let shown = 0;
  for (const [cell, value] of certificate.values.entries()) {
    const nodes = nodesOf(certificate, cell);
    const inner = nodes.every((node, d) => above[d]?.has(certificate.dimensions[d]?.codes[node] ?? '') !== true);
    if (inner && value !== null) shown += value;
  }
  return Math.min(1, Math.max(0, 1 - shown / whole));
}

function median(widths: readonly number[]): number | null {
  const sorted = widths.filter(Number.isFinite).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

/** By whom and why small numbers of the table may stand there: as the signed rule set says. */
function waiversOf(certificate: Certificate, id: string, { waivers = [] }: RuleSet): Facts['waivers'] {
  return (certificate.waived ?? []).map((cell) => {
    const codes = codesOf(certificate, cell);
    const own = waivers.find((one) => one.cell === codes && (one.table === id || id.startsWith(`${one.table}-`)));
    return {
      cell: codes,
      value: certificate.values[cell] ?? null,
      reason: own?.reason ?? '',
      requestedBy: own?.requestedBy ?? '',
      approvedBy: own?.approvedBy ?? '',
    };
  });
}

/**
 * How a table is protected and what that costs, from what would leave of it and nothing else: the same numbers can be had by anyone
 * who holds the package, so that telling them to a reviewer tells nothing of what is hidden.
 */
export function factsOf(certificate: Certificate, id: string, together: readonly string[], rules: RuleSet): Facts {
  const { method, intervals, bounds = [], waived = [] } = certificate;
  const hides = method.kind === 'suppress';
  const open = (hides ? intervals : bounds).map(({ min, max }) => (max ?? Infinity) - (min ?? -Infinity));
  return {
    method: method.kind === 'round' && method.how === 'random' ? 'random-round' : method.kind,
    base: 'base' in method ? method.base : null,
    together: [...together],
    hiddenPart: hides ? hiddenPart(certificate) : null,
    medianWidth: median(open),
    waivers: waived.length === 0 ? [] : waiversOf(certificate, id, rules),
  };
}
