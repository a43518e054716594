import { existsSync } from 'node:fs';
import path from 'node:path';
import { Option } from 'commander';
import { describeError } from '../../../shared/errors/describe.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import { text } from '../../../shared/texts/text.ts';
import { guessSpecification } from '../../engine/import/guess.ts';
import { importFiles } from '../../engine/import/import.ts';
import { type BadRow, ImportRefused, ruleText } from '../../engine/import/rules.ts';
import { writeWhole } from '../../engine/files/writeWhole.ts';
import { ImportStopped } from '../../engine/quality/complete.ts';
import { openProject } from '../../engine/project/project.ts';
import { discardKey, remarkFindings, showDifferences, specificationFor } from '../importing.ts';
import type { SigillCommand, Surroundings } from '../command.ts';
import { interruptible } from '../interruptible.ts';
import { addImportDialectOptions, type ImportDialectGiven, withDialect } from '../dialectOptions.ts';
import { takeStatistics } from '../statistics.ts';
import { type PassphraseOption, passphraseOption, readPassphrase } from '../passphrase.ts';

interface Given extends PassphraseOption, ImportDialectGiven {
  readonly spec?: string;
  readonly ownAreas?: string;
  readonly replace?: true;
  readonly guess?: string;
  readonly year?: string;
  readonly out?: string;
  readonly pseudonymise?: readonly string[];
  readonly discardKey?: true;
  readonly compare?: true;
  readonly json?: true;
  readonly threads?: string;
  readonly statistics?: string;
  readonly definitions?: string;
}

/** Bad rows shown on the screen; `--json` lists all that the import noted. */
const SHOWN = 20;
const THREADS = ['0', '1', '2', '3', '4', '6', '8'];

function remarkBadRows({ language, remark }: Surroundings, badRows: readonly BadRow[]): void {
  if (badRows.length > 0) remark(text(language, 'import.badRows'));
  for (const { file, line, column, rule } of badRows.slice(0, SHOWN)) {
    const place =
      column === undefined
        ? text(language, 'place.line', { file, line })
        : text(language, 'place.lineColumn', { file, line, column });
    remark(`  ${place}: ${text(language, ruleText(rule))}`);
  }
  if (badRows.length > SHOWN) remark(text(language, 'import.moreBadRows', { count: badRows.length - SHOWN }));
}

async function guess(surroundings: Surroundings, file: string, { out, json, year }: Given): Promise<void> {
  const { language, print, remark } = surroundings;
  // What lies there may be a specification that somebody has edited.
  if (out !== undefined && existsSync(out))
    throw new UserError('input', 'import.guess.exists', { file: path.basename(out) });
  if (year !== undefined && !/^(?:19|20|21)\d\d$/u.test(year)) throw new UserError('input', 'import.badYear');
  const guessed = await guessSpecification(file, year === undefined ? {} : { year: Number(year) });
  const content = `${JSON.stringify(guessed.specification, undefined, 2)}\n`;
  for (const column of guessed.left) remark(text(language, 'import.guess.left', { column }));
  if (out === undefined) {
    print(content.trimEnd());
    return;
  }
  await writeWhole([{ path: out, content }]);
  const counts = {
    file: path.basename(out),
    columns: guessed.specification.kind === 'register' ? guessed.specification.columns.length : 0,
  };
  if (json === true) print(JSON.stringify(counts));
  else if (guessed.specification.kind === 'register') print(text(language, 'import.guess.done', counts));
  else print(text(language, 'import.guess.doneAreas', { file: counts.file }));
}

async function take(surroundings: Surroundings, target: string, files: readonly string[], given: Given): Promise<void> {
  const passphrase = await readPassphrase(surroundings, given);
  await interruptible(surroundings, 'cli.interrupted.project', () =>
    takeInto(surroundings, target, passphrase, files, given),
  );
}

async function takeInto(
  surroundings: Surroundings,
  target: string,
  passphrase: string,
  files: readonly string[],
  given: Given,
): Promise<void> {
  const { language, print, progress } = surroundings;
  const project = openProject(target, { passphrase });
  try {
    if (files.length === 0 && given.discardKey === true) {
      discardKey(surroundings, project, given);
      return;
    }
    if (given.statistics !== undefined) {
      await takeStatistics(surroundings, project, { ...given, statistics: given.statistics });
      return;
    }
    const specification = withDialect(await specificationFor(surroundings, project, files, given), given);
    const threads = given.threads === undefined ? {} : { threads: Number(given.threads) };
    const options = {
      specification,
      files,
      replace: given.replace === true,
      discardKey: given.discardKey === true,
      ...threads,
    };
    if (given.compare === true) {
      await showDifferences(surroundings, project, options, given.json === true);
      return;
    }
    const delivery = await importFiles(project, options, progress);
    if (given.json === true) {
      const plain = delivery.files.map(({ name, bytes, sha256, rows }) => ({ name, bytes, sha256, rows }));
      print(JSON.stringify({ ...delivery, files: plain, synthetic: project.synthetic }));
      return;
    }
    const number = (value: number): string => value.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB');
    for (const { register, year, rows, refused, footnotes, orphans } of delivery.registers) {
      print(text(language, 'import.done', { register, year, rows: number(rows), refused: number(refused) }));
      if (footnotes !== undefined) print(text(language, 'import.footnotes', { count: number(footnotes) }));
      for (const [variable, count] of Object.entries(orphans))
        if (count > 0) print(text(language, 'import.orphans', { variable, count: number(count) }));
    }
    if (delivery.registers.length === 0)
      for (const { name } of delivery.files) print(text(language, 'import.doneFile', { file: name }));
    remarkFindings(surroundings, delivery.quality);
    if (given.discardKey === true) print(text(language, 'import.keyDiscarded'));
    remarkBadRows(surroundings, delivery.badRows);
  } finally {
    project.close();
  }
}

export const importCommand: SigillCommand = {
  register(program, surroundings) {
    const { language } = surroundings;
    addImportDialectOptions(
      passphraseOption(program.command('import').description(text(language, 'import.help')), surroundings),
      language,
    )
      .argument('[project]', text(language, 'import.argument.project'))
      .argument('[files...]', text(language, 'import.argument.files'))
      .option('--spec <file>', text(language, 'import.option.spec'))
      .option('--own-areas <name>', text(language, 'import.option.ownAreas'))
      .option('--replace', text(language, 'import.option.replace'))
      .option('--guess <file>', text(language, 'import.option.guess'))
      .option('--year <year>', text(language, 'import.option.year'))
      .option('--out <file>', text(language, 'import.option.out'))
      .option('--pseudonymise <column...>', text(language, 'import.option.pseudonymise'))
      .option('--discard-key', text(language, 'import.option.discardKey'))
      .option('--compare', text(language, 'import.option.compare'))
      .addOption(new Option('--threads <count>', text(language, 'import.option.threads')).choices(THREADS))
      .option('--statistics <file>', text(language, 'statistics.option'))
      .option('--definitions <folder>', text(language, 'statistics.option.definitions'))
      .option('--json', text(language, 'project.json'))
      .addHelpText('after', text(language, 'import.example'))
      .action(async (target: string | undefined, files: readonly string[], given: Given) => {
        try {
          if (given.guess !== undefined) await guess(surroundings, given.guess, given);
          else if (target === undefined) throw new UserError('input', 'import.noProject');
          else await take(surroundings, target, files, given);
        } catch (cause) {
          if (cause instanceof ImportStopped && given.json === true)
            surroundings.print(JSON.stringify({ stopped: describeError(cause, language), findings: cause.findings }));
          if (cause instanceof ImportRefused) {
            if (given.json === true)
              surroundings.print(
                JSON.stringify({
                  refused: describeError(cause, language),
                  badRows: cause.badRows,
                  hints: cause.hints.map(({ key, parameters }) => text(language, key, parameters)),
                }),
              );
            else if (cause.badRows.length > 1) remarkBadRows(surroundings, cause.badRows);
            if (given.json !== true)
              for (const { key, parameters } of cause.hints) surroundings.remark(text(language, key, parameters));
          }
          throw cause;
        }
      });
  },
};
