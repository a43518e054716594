import { assessIndex } from '../../../shared/domain/assess/assessIndex.ts';
import { type Sensitivity, sensitivity, type SensitivityPlan } from '../../../shared/domain/uncertainty/sensitivity.ts';
import type { Variant } from '../../../shared/domain/uncertainty/variant.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import type { IndexMethod } from '../../../shared/schemas/method.ts';
import { fieldText, numberText } from '../areafile/numberText.ts';
import type { MethodInput } from '../assess/methodInput.ts';
import type { Progress } from '../jobs/progress.ts';

/** What the ranks hang on is asked about one area's rank, or about all areas. */
export interface SensitivityAsked {
  readonly area?: string | undefined;
  /** Rows of each of the two samples. */
  readonly rows: number;
}

/** One way to carry the index out, as read and as made ready. */
export interface Way {
  readonly made: MethodInput<IndexMethod>;
  readonly variant: Variant;
}

const STEP = 'uncertainty.step.sensitivity';

/**
 * Sobol indices of the weights, the ways and the noise.
 * @throws UserError when the area has no rank in one of the ways, or the ways have different trees, whose weights cannot be drawn as the same
 */
export function sensitivityOf(
  { area, rows }: SensitivityAsked,
  ways: readonly [Way, ...Way[]],
  plan: Pick<SensitivityPlan, 'areas' | 'spread' | 'seed' | 'assessed'>,
  progress: Progress,
): Sensitivity {
  const [{ variant: first }] = ways;
  if (ways.some(({ variant }) => shapeOf(variant) !== shapeOf(first)))
    throw new UserError('input', 'uncertainty.otherTree');
  if (area !== undefined && !ways.every((way) => hasRank(way, area)))
    throw new UserError('input', 'uncertainty.noRank', { area });
  return sensitivity(
    {
      ...plan,
      variants: ways.map(({ variant }) => variant),
      rows,
      area: area === undefined ? -1 : plan.areas.indexOf(area),
    },
    (done, of) => {
      progress.report(STEP, done, of);
      progress.check();
    },
  );
}

/** Every part's place in the tree, in the order in which weights are drawn. */
const shapeOf = ({ tree }: Variant): string => JSON.stringify(tree.nodes.map(({ id, parent }) => [id, parent]));

const hasRank = ({ made }: Way, area: string): boolean => {
  const at = made.areas.indexOf(area);
  return at >= 0 && (assessIndex(made.method, made.areas, made.columns).ranks[at] ?? 0) > 0;
};

/** A row per factor that varies. */
export function* sensitivityCsv({ factors }: Sensitivity, workingCopy: boolean): Generator<string> {
  yield `${workingCopy ? 'factor_ej_rojandekontrollerad' : 'factor'},part,first,first_low,first_high,total,total_low,total_high\n`;
  for (const { factor, first, firstInterval, total, totalInterval } of factors)
    yield `${[
      factor.kind,
      factor.kind === 'weight' ? fieldText(factor.id) : '',
      ...[first, firstInterval.low, firstInterval.high, total, totalInterval.low, totalInterval.high].map(numberText),
    ].join(',')}\n`;
}
