import { Command, CommanderError } from 'commander';
import { describeError } from '../../shared/errors/describe.ts';
import { UserError } from '../../shared/errors/errors.ts';
import { PRODUCT_VERSION } from '../../shared/product/version.ts';
import { type Language, text } from '../../shared/texts/text.ts';
import type { SigillCommand, Surroundings } from './command.ts';
import { areas } from './commands/areas.ts';
import { assess } from './commands/assess.ts';
import { audit } from './commands/audit.ts';
import { calibrate } from './commands/calibrate.ts';
import { combine } from './commands/combine.ts';
import { compile } from './commands/compile.ts';
import { demo } from './commands/demo.ts';
import { diff } from './commands/diff.ts';
import { explain } from './commands/explain.ts';
import { groups } from './commands/groups.ts';
import { importCommand } from './commands/import.ts';
import { indicators } from './commands/indicators.ts';
import { inspect } from './commands/inspect.ts';
import { ledger } from './commands/ledger.ts';
import { needs } from './commands/needs.ts';
import { organisation } from './commands/organisation.ts';
import { project } from './commands/project.ts';
import { protect } from './commands/protect.ts';
import { quality } from './commands/quality.ts';
import { release } from './commands/release.ts';
import { report } from './commands/report.ts';
import { approve, reject, review } from './commands/review.ts';
import { run as runCommand } from './commands/run.ts';
import { scenario } from './commands/scenario.ts';
import { seal } from './commands/seal.ts';
import { series } from './commands/series.ts';
import { spatial } from './commands/spatial.ts';
import { submit } from './commands/submit.ts';
import { synth } from './commands/synth.ts';
import { uncertainty } from './commands/uncertainty.ts';
import { verify } from './commands/verify.ts';
import { terminalProgress } from './progress.ts';
import { describeFault, inLanguage } from './wording.ts';

/** Exit codes: 0 done; 1 refused by a rule, or a check did not hold; 2 wrong use or bad input; 3 a bug. */
const EXIT = { done: 0, refused: 1, input: 2, bug: 3 } as const;

/** In the order in which the work is done, which is the order of the help. */
const commands: readonly SigillCommand[] = [
  synth,
  demo,
  project,
  inspect,
  importCommand,
  quality,
  areas,
  indicators,
  series,
  combine,
  assess,
  calibrate,
  explain,
  uncertainty,
  groups,
  needs,
  scenario,
  spatial,
  protect,
  audit,
  release,
  organisation,
  submit,
  review,
  approve,
  reject,
  seal,
  ledger,
  verify,
  report,
  runCommand,
  diff,
  compile,
];

const languageOf = (environment: Readonly<Record<string, string | undefined>>): Language =>
  environment['SIGILL_LANGUAGE'] === 'en' ? 'en' : 'sv';

/** Runs `sigill` with the given arguments and gives the exit code. Never throws. */
export async function run(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<number> {
  const language = languageOf(environment);
  const progress = terminalProgress(process.stderr, language);
  const surroundings: Surroundings = {
    language,
    print: (line) => {
      progress.clear();
      process.stdout.write(`${line}\n`);
    },
    remark: (line) => {
      progress.clear();
      process.stderr.write(`${line}\n`);
    },
    progress,
    stopAt: (sentence) => {
      progress.stop(sentence);
    },
    environment,
  };
  const program = inLanguage(new Command('sigill').exitOverride(), language).version(
    PRODUCT_VERSION,
    '-V, --version',
    text(language, 'cli.version'),
  );
  program.addHelpText('after', text(language, 'cli.example'));
  for (const command of commands) command.register(program, surroundings);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return EXIT.done;
  } catch (cause) {
    progress.clear();
    if (cause instanceof CommanderError) {
      const fault = describeFault(cause, language);
      if (fault !== undefined) surroundings.remark(fault);
      return cause.exitCode === 0 ? EXIT.done : EXIT.input;
    }
    if (cause instanceof UserError) {
      surroundings.remark(describeError(cause, language));
      return cause.kind === 'input' ? EXIT.input : EXIT.refused;
    }
    surroundings.remark(text(language, 'error.internal'));
    // The message of an unexpected error may hold data; the stack's places and the name never do.
    if (cause instanceof Error)
      surroundings.remark(
        `${cause.name}\n${(cause.stack ?? '')
          .split('\n')
          .filter((line) => /^\s+at /u.test(line))
          .join('\n')}`,
      );
    return EXIT.bug;
  } finally {
    progress.clear();
  }
}
