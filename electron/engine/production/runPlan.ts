import path from 'node:path';
import { DataError, UserError } from '../../../shared/errors/errors.ts';
import { PRODUCT_VERSION } from '../../../shared/product/version.ts';
import { STEPS, type StepName } from '../../../shared/schemas/productionPlan.ts';
import type { Progress } from '../jobs/progress.ts';
import { hashOf } from './contentHash.ts';
import { filesStand, type RecordHead, recordNow, recordStep, stepRecords, unitName } from './stepRecords.ts';
import { writeManifest } from './manifest.ts';
import { assessmentUnits } from './steps/assessmentUnits.ts';
import { comparisonUnit } from './steps/comparisonUnit.ts';
import { driftUnit } from './steps/driftUnit.ts';
import { groupsUnits } from './steps/groupsUnits.ts';
import { importUnits } from './steps/importUnits.ts';
import { indicatorsUnit } from './steps/indicatorsUnit.ts';
import { qualityUnit } from './steps/qualityUnit.ts';
import { releaseUnits } from './steps/releaseUnits.ts';
import { sweepTemporary } from './sweep.ts';
import type { RunContext, Unit } from './unit.ts';

export interface RunOptions {
  /** This step alone; those before it must be done. */
  readonly only?: StepName | undefined;
  /** Says what would be done, and does nothing. */
  readonly dryRun: boolean;
}

/** `follows`: can only be told when what comes before it has been done. */
export type UnitState = 'done' | 'unchanged' | 'todo' | 'follows';

export interface RunEvent {
  readonly step: StepName;
  readonly unit: string;
  readonly state: 'started' | UnitState;
  readonly counts: Readonly<Record<string, number>>;
}

export interface RunOutcome {
  readonly units: readonly RunEvent[];
  /** The manifest; null after a dry run or a single step. */
  readonly manifest: string | null;
}

/** Everything that the plan asks for, in the order in which it is done. */
const unitsOf = (context: RunContext): readonly Unit[] =>
  [
    ...importUnits(context),
    ...qualityUnit(context),
    ...indicatorsUnit(context),
    ...driftUnit(context),
    ...assessmentUnits(context),
    ...groupsUnits(context),
    ...comparisonUnit(context),
    ...releaseUnits(context),
  ].sort((a, b) => STEPS.indexOf(a.step) - STEPS.indexOf(b.step));

const numbersIn = (details: Readonly<Record<string, unknown>>): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(details).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );

/** What is wrong with the plan's own words is told where they stand in the plan. */
function atPlace(cause: unknown, { json }: RunContext, { place }: Unit): unknown {
  if (!(cause instanceof UserError) || cause instanceof DataError || cause.kind !== 'input') return cause;
  return new DataError(json.placeOf(place), cause.key, cause.parameters);
}

/**
 * Carries out a plan: unit by unit, each left as it is when everything that it follows from (input, definitions, the program's version) is
 * as it was when it was done, and what it wrote still stands. Killed at any moment it goes on where it was: a unit is either
 * recorded with what it did, or done again. The same plan and input give the same bytes.
 */
export async function runPlan(
  context: RunContext,
  { only, dryRun }: RunOptions,
  progress: Progress,
  tell: (event: RunEvent) => void = () => undefined,
): Promise<RunOutcome> {
  const { project, out, plan } = context;
  if (!dryRun) sweepTemporary(out);
  const units = unitsOf(context);
  if (only !== undefined && !units.some(({ step }) => step === only))
    throw new UserError('input', 'production.noStep', { step: only });
  const events: RunEvent[] = [];
  const say = (event: RunEvent): void => {
    if (event.state !== 'started') events.push(event);
    tell(event);
  };
  let blocked = false;
  for (const unit of units) {
    progress.check();
    const { step } = unit;
    if (only !== undefined && STEPS.indexOf(step) > STEPS.indexOf(only)) break;
    const named = unitName(step, unit.id);
    if (blocked) {
      say({ step, unit: named, state: 'follows', counts: {} });
      continue;
    }
    try {
      const fingerprint = hashOf({ program: PRODUCT_VERSION, unit: named, inputs: await unit.inputs() });
      const record = stepRecords(project, plan.out).get(named);
      const stands =
        record !== undefined &&
        record.fingerprint === fingerprint &&
        (unit.holds?.(record) ?? true) &&
        (await filesStand(out, record));
      if (stands) {
        say({ step, unit: named, state: 'unchanged', counts: numbersIn(record.details) });
        continue;
      }
      if (only !== undefined && step !== only)
        throw new UserError('refused', 'production.stepBefore', { step: only, before: named });
      if (dryRun) {
        blocked = true;
        say({ step, unit: named, state: 'todo', counts: {} });
        continue;
      }
      say({ step, unit: named, state: 'started', counts: {} });
      const head: RecordHead = { run: plan.out, out, unit: named, fingerprint };
      let counts: Readonly<Record<string, number>> = {};
      const done = await unit.work(progress, (told) => {
        counts = numbersIn(told);
        recordNow(project, head, told);
      });
      if (done !== undefined) {
        ({ counts } = done);
        await recordStep(project, head, done);
      }
      say({ step, unit: named, state: 'done', counts });
    } catch (cause) {
      throw atPlace(cause, context, unit);
    }
  }
  if (dryRun || only !== undefined) return { units: events, manifest: null };
  return { units: events, manifest: await writeManifest(context, units) };
}

/** The folder of a plan's run. */
export const outOf = (planFile: string, out: string): string => path.resolve(path.dirname(planFile), out);
