import { type Level, LEVELS } from '../../../shared/domain/areas/level.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import { type Language, text } from '../../../shared/texts/text.ts';
import { jsonText } from '../../engine/areafile/numberText.ts';
import { groupFiles, type GroupFiles } from '../../engine/groups/groupFiles.ts';
import { indicatorWords } from '../../engine/groups/indicatorWords.ts';
import { groupYears, type GroupYears } from '../../engine/groups/groupYears.ts';
import { openProject, type Project } from '../../engine/project/project.ts';
import { outFolder } from '../assess/outFolder.ts';
import type { SigillCommand, Surroundings } from '../command.ts';
import { addAreasOptions, type AreasGiven, areasInputOf } from '../dialectOptions.ts';
import { lines, warnings } from '../groups/report.ts';
import { passphraseOption, readPassphrase } from '../passphrase.ts';

interface Given extends AreasGiven {
  readonly areas?: string;
  readonly project?: string;
  readonly year?: string;
  readonly years?: string;
  readonly areasOf?: readonly string[];
  readonly fit?: string;
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
      .option('--years <from..to>', text(language, 'groups.option.years'))
      .option('--areas-of <year=file...>', text(language, 'groups.option.areasOf'))
      .option('--fit <year|pooled>', text(language, 'groups.option.fit'))
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
          const { summary, files } = overYears(given)
            ? await groupYears(yearsOf(given, opened, language), progress)
            : await groupFiles(filesOf(given, opened, language), progress);
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
  const sources = [given.project, given.areas, given.areasOf].filter((one) => one !== undefined);
  if (sources.length !== 1) throw new UserError('input', 'groups.needsSource');
  if (given.project === undefined) return null;
  if (given.workingCopy !== true) throw new UserError('refused', 'groups.needsWorkingCopy');
  return openProject(given.project, { passphrase: await readPassphrase(surroundings, given) });
}

const overYears = (given: Given): boolean => given.areasOf !== undefined || given.years !== undefined;

/** Several years by one and the same groups: those of the first year unless another, or all together, is asked for. */
function yearsOf(given: Given, project: Project | null, language: Language): GroupYears {
  if (given.previous !== undefined || given.areaTypes !== undefined || given.year !== undefined)
    throw new UserError('input', 'groups.notOverYears');
  const files = (given.areasOf ?? []).map(yearFileOf).toSorted((a, b) => a.year - b.year);
  const years = project === null ? files.map(({ year }) => year) : yearRangeOf(given.years ?? '');
  const [first] = years;
  if (first === undefined || new Set(years).size !== years.length) throw new UserError('input', 'groups.badYears');
  return {
    ...outFolder({ ...given, level: levelOf(given) }, project ?? undefined, 'groups over years'),
    ...askedOf(given, language),
    fit: given.fit === 'pooled' ? 'pooled' : (countOf(given.fit, '--fit', 1900, 2200) ?? first),
    from:
      project === null
        ? { files, population: given.population, dialect: areasInputOf(given) }
        : { project, level: levelOf(given), years },
  };
}

function yearFileOf(written: string): { year: number; areas: string } {
  const parts = /^(\d{4})=(.+)$/u.exec(written);
  if (parts === null) throw new UserError('input', 'groups.badYears');
  return { year: Number(parts[1]), areas: parts[2] ?? '' };
}

/** `2019..2023`, every year of it. */
function yearRangeOf(written: string): number[] {
  const parts = /^(\d{4})\.\.(\d{4})$/u.exec(written.trim());
  const [from, to] = [Number(parts?.[1]), Number(parts?.[2])];
  if (!(from <= to && to - from < 50)) throw new UserError('input', 'groups.badYears');
  return Array.from({ length: to - from + 1 }, (_none, i) => from + i);
}

function levelOf(given: Given): Level {
  const level = LEVELS.find((one) => one === given.level);
  if (level === undefined) throw new UserError('input', 'indicators.badLevel');
  return level;
}

/** What is asked for whatever the areas come from. */
const askedOf = (given: Given, language: Language) => ({
  spec: given.spec,
  chooseFrom: given.chooseK === undefined ? [] : rangeOf(given.chooseK),
  draws: countOf(given.stability, '--stability', 2, 10_000) ?? 0,
  drawsPerK: DRAWS_PER_K,
  references: countOf(given.references, '--references', 2, 1000) ?? 2,
  threads: countOf(given.threads, '--threads', 1, 64),
  words: indicatorWords(language),
  language,
});

function filesOf(given: Given, project: Project | null, language: Language): GroupFiles {
  if (given.fit !== undefined) throw new UserError('input', 'groups.fitWithoutYears');
  return {
    ...askedOf(given, language),
    out: given.out,
    previous: given.previous,
    areaTypes: given.areaTypes,
    from:
      project === null
        ? { areas: given.areas ?? '', population: given.population, dialect: areasInputOf(given) }
        : { project, level: levelOf(given), year: countOf(given.year, '--year', 1900, 2200) ?? Number.NaN },
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
