import path from 'node:path';
import { Option } from 'commander';
import { DataError, UserError } from '../../../shared/errors/errors.ts';
import { STEPS, type StepName } from '../../../shared/schemas/productionPlan.ts';
import { text } from '../../../shared/texts/text.ts';
import { openForRun } from '../../engine/production/openForRun.ts';
import { readPlan } from '../../engine/production/planFile.ts';
import { replayRun } from '../../engine/production/replay.ts';
import { outOf, type RunEvent, type RunOutcome, runPlan } from '../../engine/production/runPlan.ts';
import { withoutProject } from '../../engine/production/withoutProject.ts';
import type { SigillCommand, Surroundings } from '../command.ts';
import { interruptible } from '../interruptible.ts';
import { type PassphraseOption, passphraseOption, readPassphrase } from '../passphrase.ts';
import { type JsonLog, jsonLog } from '../production/jsonLog.ts';

interface Given extends PassphraseOption {
  readonly only?: StepName;
  readonly dryRun?: true;
  readonly workingCopy?: true;
  readonly replay?: string;
  readonly log?: string;
  readonly json?: true;
}

/** A unit's line on the screen and in the log. */
function teller({ language, print }: Surroundings, log: JsonLog, given: Given): (event: RunEvent) => void {
  let started = performance.now();
  return ({ step, unit, state, counts }) => {
    const milliseconds = Math.round(performance.now() - started);
    log.write({ event: 'step', step, unit, state, ...(state === 'done' ? { milliseconds } : {}), counts });
    started = performance.now();
    if (state === 'started' || given.json === true) return;
    const [name = '', ...rest] = unit.split(' ');
    const told = text(language, `production.step.${name as StepName}`);
    const said = Object.entries(counts).map(([what, count]) => `${what} ${String(count)}`);
    print(
      `${text(language, `production.state.${state}`).padEnd(12)}${[told, ...rest].join(' ')}${said.length === 0 ? '' : `  (${said.join(', ')})`}`,
    );
  };
}

async function carryOut(surroundings: Surroundings, file: string, given: Given, log: JsonLog): Promise<RunOutcome> {
  const { language, progress } = surroundings;
  const json = await readPlan(file);
  const plan = json.value;
  if (given.dryRun !== true && given.workingCopy !== true)
    throw new UserError('refused', 'production.needsWorkingCopy');
  const folder = path.dirname(path.resolve(file));
  const passphrase = await readPassphrase(surroundings, given);
  const target = path.resolve(folder, plan.project);
  log.write({ event: 'run', plan: path.basename(file), name: plan.name, year: plan.year, state: 'started' });
  return interruptible(surroundings, 'production.interrupted', async () => {
    if (given.replay !== undefined) return replayed(surroundings, { file, json, passphrase }, given, log);
    if (given.dryRun === true) {
      const nothing = withoutProject(target, json);
      if (nothing !== undefined) {
        const tell = teller(surroundings, log, given);
        for (const event of nothing.units) tell(event);
        return nothing;
      }
    }
    const project = openForRun(target, passphrase, plan.name);
    try {
      const context = { plan, json, folder, project, out: outOf(file, plan.out), language };
      const options = { only: given.only, dryRun: given.dryRun === true };
      return await runPlan(context, options, progress, teller(surroundings, log, given));
    } finally {
      project.close();
    }
  });
}

async function replayed(
  surroundings: Surroundings,
  run: { readonly file: string; readonly json: Awaited<ReturnType<typeof readPlan>>; readonly passphrase: string },
  given: Given,
  log: JsonLog,
): Promise<RunOutcome> {
  const { language, print, progress } = surroundings;
  const { file, json, passphrase } = run;
  const { compared, varying, differing } = await replayRun(
    { planFile: file, json, manifest: given.replay ?? '', passphrase, language },
    progress,
    teller(surroundings, log, given),
  );
  log.write({ event: 'replay', compared, varying, differing: differing.length });
  if (differing.length > 0)
    throw new UserError('refused', 'production.replay.differs', {
      count: differing.length,
      files: differing.slice(0, 5).join(', '),
    });
  if (given.json === true) print(JSON.stringify({ compared, varying, differing }));
  else print(text(language, 'production.replay.same', { compared, varying }));
  return { units: [], manifest: null };
}

export const run: SigillCommand = {
  register(program, surroundings) {
    const { language, print } = surroundings;
    passphraseOption(program.command('run <plan>').description(text(language, 'production.help')), surroundings)
      .addOption(new Option('--only <step>', text(language, 'production.option.only')).choices(STEPS))
      .option('--dry-run', text(language, 'production.option.dryRun'))
      .option('--working-copy', text(language, 'production.option.workingCopy'))
      .option('--replay <manifest>', text(language, 'production.option.replay'))
      .option('--log <file>', text(language, 'production.option.log'))
      .option('--json', text(language, 'production.option.json'))
      .addHelpText('after', text(language, 'production.example'))
      .action(async (file: string, given: Given) => {
        const log = jsonLog(given.log);
        try {
          const { units, manifest } = await carryOut(surroundings, file, given, log);
          log.write({ event: 'run', plan: path.basename(file), state: 'done' });
          if (given.replay !== undefined) return;
          if (given.json === true) print(JSON.stringify({ units, manifest }));
          else if (manifest !== null) print(text(language, 'production.done', { file: manifest }));
        } catch (cause) {
          // The rule and its place, and of a bug only its name: the message may hold anything.
          if (cause instanceof UserError)
            log.write({
              event: 'run',
              state: cause.kind === 'cancelled' ? 'stopped' : 'failed',
              rule: cause.key,
              exit: cause.kind === 'input' ? 2 : 1,
              ...(cause instanceof DataError
                ? { file: cause.place.file, line: cause.place.line ?? null, column: cause.place.column ?? null }
                : {}),
            });
          else log.write({ event: 'run', state: 'failed', rule: 'error.internal', exit: 3 });
          throw cause;
        } finally {
          log.close();
        }
      });
  },
};
