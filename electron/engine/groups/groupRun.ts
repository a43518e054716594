import { keepNumbers, type AgainstPrevious } from '../../../shared/domain/groups/agreement/keepNumbers.ts';
import { adviseOnK, type Advice, type ChoiceOfK } from '../../../shared/domain/groups/choosing/advice.ts';
import { gapOf } from '../../../shared/domain/groups/choosing/gap.ts';
import type { RoundsPlan } from '../../../shared/domain/groups/choosing/rounds.ts';
import { type Stability, StabilitySum } from '../../../shared/domain/groups/choosing/stability.ts';
import type { NumberedDivision } from '../../../shared/domain/groups/complete.ts';
import { type GroupedAreas, groupedAreas, wantedKs } from '../../../shared/domain/groups/groupAreas.ts';
import { inertiaOf } from '../../../shared/domain/groups/kMeans/partition.ts';
import { type Prepared, prepareGroups, requireEnough } from '../../../shared/domain/groups/prepare.ts';
import type { GroupsSpec } from '../../../shared/schemas/groups.ts';
import type { Progress } from '../jobs/progress.ts';
import type { GroupOutcome, GroupTask } from './groupTasks.ts';
import { groupThreadCount, inThreads } from './groupThreads.ts';

export interface GroupRun {
  readonly spec: GroupsSpec;
  readonly areas: readonly string[];
  /** One per indicator of the specification, aligned with `areas`. */
  readonly columns: readonly Float64Array[];
  readonly neighbours?: readonly (readonly [string, string])[] | undefined;
  /** Values of k to compare besides, with gap and stability. */
  readonly chooseFrom: readonly number[];
  /** How often areas are drawn anew for the k of the specification; 0 = not at all. */
  readonly draws: number;
  /** How often for each k of `chooseFrom`. */
  readonly drawsPerK: number;
  /** Reference sets of the gap statistic. */
  readonly references: number;
  /** Group of each area in an earlier grouping, 0 = in none. */
  readonly previous?: Int32Array | undefined;
  /** As many as pay by themselves unless said otherwise. */
  readonly threads?: number | undefined;
}

export interface RunGroups {
  readonly grouped: GroupedAreas;
  /** Of the k of the specification: per group in the order of `grouped.numbers`, per area in the file's (NaN: not grouped). */
  readonly stability: Pick<Stability, 'jaccard' | 'standing' | 'kept'> | undefined;
  readonly chooseK: readonly ChoiceOfK[];
  readonly advice: Advice | undefined;
  readonly against: AgainstPrevious | undefined;
}

/**
 * Groups areas as a specification says, in threads, and tries how sure the groups are. The same outcome with any number of threads.
 * @throws MethodError, UserError('cancelled')
 */
export async function runGroups(run: GroupRun, progress: Progress): Promise<RunGroups> {
  const { spec, areas, columns, chooseFrom } = run;
  const prepared = prepareGroups(spec, areas, columns, run.neighbours);
  const ks = wantedKs(spec.k, chooseFrom);
  requireEnough(prepared, Math.max(...ks));
  const setup: RoundsPlan = { points: prepared.points, by: prepared.by, divisions: [], seed: spec.seed ?? 1 };
  // Ward's tree is grown once for every k, and a single k of the others is one task.
  const alone = spec.algorithm === 'ward' || spec.algorithm === 'pam' || spec.algorithm === 'skater';
  const found = (
    await inThreads(
      setup,
      ks.map((k): GroupTask => ({ kind: 'divide', k })),
      alone ? 1 : (run.threads ?? groupThreadCount(prepared.points.n, ks.length)),
      'groups.step.starts',
      progress,
    )
  ).flatMap((outcome) => (outcome.kind === 'divide' ? [outcome.found] : []));
  const first = groupedAreas(prepared, ks, found, chooseFrom, (step, done, of) => {
    progress.report(step, done, of);
    progress.check();
  });
  const rounds = await allRounds(run, setup, first.divisions, progress);
  const chooseK = first.chooseK.map((quality): ChoiceOfK => ({ ...quality, ...rounds.choices.get(quality.k) }));
  const kept = run.previous === undefined ? undefined : keepNumbers(first, run.previous);
  const order = kept?.rows ?? Array.from(first.numbers.keys());
  const own = rounds.own;
  return {
    grouped: kept?.grouped ?? first,
    stability:
      own === undefined
        ? undefined
        : {
            jaccard: Float64Array.from(order, (row) => own.jaccard[row] as number),
            standing: order.flatMap((row) => own.standing[row] ?? []),
            kept: keptPerArea(prepared, own.kept),
          },
    chooseK,
    advice: adviseOnK(chooseK, prepared.points.n),
    against: kept?.against,
  };
}

/** Areas set aside were not drawn, and are not sure either way. */
function keptPerArea({ areas, rows }: Prepared, kept: Float64Array): Float64Array {
  const perArea = new Float64Array(areas).fill(Number.NaN);
  rows.forEach((row, i) => {
    perArea[row] = kept[i] as number;
  });
  return perArea;
}

async function allRounds(
  run: GroupRun,
  setup: RoundsPlan,
  divisions: readonly NumberedDivision[],
  progress: Progress,
): Promise<{ own: Stability | undefined; choices: Map<number, Partial<ChoiceOfK>> }> {
  const n = setup.points.n;
  const step = 'groups.step.rounds';
  const toThread = ({ k, labels }: NumberedDivision): RoundsPlan['divisions'][number] => ({ k, labels });
  const carry = async (of: readonly NumberedDivision[], tasks: readonly GroupTask[]): Promise<GroupOutcome[]> =>
    inThreads(
      { ...setup, divisions: of.map(toThread) },
      tasks,
      run.threads ?? groupThreadCount(n, tasks.length),
      step,
      progress,
    );
  const counted = (kind: 'draw' | 'reference', times: number): GroupTask[] =>
    Array.from({ length: times }, (_none, index) => ({ kind, index }));
  let own: Stability | undefined;
  if (run.draws > 0) {
    const [sum] = stabilitiesOf(
      divisions.slice(0, 1),
      await carry(divisions.slice(0, 1), counted('draw', run.draws)),
      n,
    );
    own = sum;
  }
  const compared = divisions.filter(({ k }) => run.chooseFrom.includes(k));
  const choices = new Map<number, Partial<ChoiceOfK>>();
  if (compared.length === 0) return { own, choices };
  const outcomes = await carry(compared, [...counted('draw', run.drawsPerK), ...counted('reference', run.references)]);
  const stabilities = stabilitiesOf(compared, outcomes, n);
  compared.forEach((division, at) => {
    const logs = Float64Array.from(
      outcomes.flatMap((outcome) => (outcome.kind === 'reference' ? [outcome.logs[at] as number] : [])),
    );
    const { gap, standardError } = gapOf(division.k, inertiaOf(setup.points, division), logs);
    choices.set(division.k, {
      gap,
      gapError: standardError,
      jaccards: [...(stabilities[at]?.jaccard ?? [])],
    });
  });
  return { own, choices };
}

function stabilitiesOf(
  divisions: readonly NumberedDivision[],
  outcomes: readonly GroupOutcome[],
  n: number,
): Stability[] {
  return divisions.map(({ k }, at) => {
    const sum = new StabilitySum(k, n);
    for (const outcome of outcomes) {
      const drawn = outcome.kind === 'draw' ? outcome.drawn[at] : undefined;
      if (drawn !== undefined) sum.add(drawn);
    }
    return sum.result();
  });
}
