import { LEVELS } from '../../../shared/domain/areas/level.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import { type Language, text } from '../../../shared/texts/text.ts';
import { jsonText } from '../../engine/areafile/numberText.ts';
import { groupFiles, type GroupFiles } from '../../engine/groups/groupFiles.ts';
import { indicatorWords } from '../../engine/groups/indicatorWords.ts';
import { openProject, type Project } from '../../engine/project/project.ts';
import type { SigillCommand, Surroundings } from '../command.ts';
import { addAreasOptions, type AreasGiven, areasInputOf } from '../dialectOptions.ts';
import { lines, warnings } from '../groups/report.ts';
import { passphraseOption, readPassphrase } from '../passphrase.ts';

interface Given extends AreasGiven {
  readonly areas?: string;
  readonly project?: string;
  readonly year?: string;
  readonly level: string;
  readonly workingCopy?: true;
  readonly spec: string;
  readonly out: string;
  readonly chooseK?: string;
  readonly previous?: string;
  readonly population?: string;
  readonly stability?: string;
  readonly references: string;
  readonly areaTypes?: string;
  readonly threads?: string;
  readonly passphraseFile?: string;
  readonly json?: true;
}

const MOST_K = 200;
/** Enough to rank the numbers of groups by; the one chosen is tried with --stability. */
const DRAWS_PER_K = 20;

export const groups: SigillCommand = {
  register(program, surroundings) {
    const { language, print, remark, progress } = surroundings;
    const command = passphraseOption(
      program.command('groups').description(text(language, 'groups.description')),
      surroundings,
    )
      .option('--areas <file>', text(language, 'groups.option.areas'))
      .option('--project <file>', text(language, 'groups.option.project'))
      .option('--year <year>', text(language, 'groups.option.year'))
      .option('--level <level>', text(language, 'groups.option.level'), 'regso')
      .option('--working-copy', text(language, 'groups.option.workingCopy'))
      .requiredOption('--spec <file>', text(language, 'groups.option.spec'))
      .requiredOption('--out <folder>', text(language, 'groups.option.out'))
      .option('--choose-k <from..to>', text(language, 'groups.option.chooseK'))
      .option('--stability <draws>', text(language, 'groups.option.stability'))
      .option('--references <count>', text(language, 'groups.option.references'), '20')
      .option('--previous <file>', text(language, 'groups.option.previous'))
      .option('--population <column>', text(language, 'groups.option.population'))
      .option('--area-types <file>', text(language, 'groups.option.areaTypes'))
      .option('--threads <count>', text(language, 'groups.option.threads'))
      .option('--json', text(language, 'groups.option.json'));
    addAreasOptions(command, language)
      .addHelpText('after', text(language, 'groups.example'))
      .action(async (given: Given) => {
        const opened = await openedProject(given, surroundings);
        try {
          const { summary, files } = await groupFiles(filesOf(given, opened, language), progress);
          for (const line of warnings(summary, language)) remark(line);
          if (given.json === true) {
            print(jsonText(summary).trimEnd());
            return;
          }
          for (const line of lines(summary, language)) print(line);
          for (const file of files) print(`  ${file}`);
        } finally {
          opened?.close();
        }
      });
  },
};

async function openedProject(given: Given, surroundings: Surroundings): Promise<Project | null> {
  if ((given.project === undefined) === (given.areas === undefined)) throw new UserError('input', 'groups.needsSource');
  if (given.project === undefined) return null;
  if (given.workingCopy !== true) throw new UserError('refused', 'groups.needsWorkingCopy');
  return openProject(given.project, { passphrase: await readPassphrase(surroundings, given) });
}

function filesOf(given: Given, project: Project | null, language: Language): GroupFiles {
  const level = LEVELS.find((one) => one === given.level);
  if (level === undefined) throw new UserError('input', 'indicators.badLevel');
  return {
    spec: given.spec,
    out: given.out,
    previous: given.previous,
    areaTypes: given.areaTypes,
    from:
      project === null
        ? { areas: given.areas ?? '', population: given.population, dialect: areasInputOf(given) }
        : { project, level, year: countOf(given.year, '--year', 1900, 2200) ?? Number.NaN },
    chooseFrom: given.chooseK === undefined ? [] : rangeOf(given.chooseK),
    draws: countOf(given.stability, '--stability', 2, 10_000) ?? 0,
    drawsPerK: DRAWS_PER_K,
    references: countOf(given.references, '--references', 2, 1000) ?? 2,
    threads: countOf(given.threads, '--threads', 1, 64),
    words: indicatorWords(language),
    language,
  };
}

function countOf(written: string | undefined, option: string, least: number, most: number): number | undefined {
  if (written === undefined) return undefined;
  const count = Number(written);
  if (!(Number.isInteger(count) && count >= least && count <= most))
    throw new UserError('input', 'groups.badCount', { option, least, most });
  return count;
}

/** `2..15` as the whole numbers from 2 to 15. */
export function rangeOf(written: string): number[] {
  const parts = /^(\d{1,3})\.\.(\d{1,3})$/u.exec(written.trim());
  const from = Number(parts?.[1]);
  const to = Number(parts?.[2]);
  if (!(from >= 2 && from <= to && to <= MOST_K)) throw new UserError('input', 'groups.badChooseK', { most: MOST_K });
  return Array.from({ length: to - from + 1 }, (_none, i) => from + i);
}
