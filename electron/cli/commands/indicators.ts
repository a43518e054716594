import path from 'node:path';
import { type Level, LEVELS } from '../../../shared/domain/areas/level.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import { text } from '../../../shared/texts/text.ts';
import { writeWhole } from '../../engine/files/writeWhole.ts';
import { workingCopyPath } from '../../engine/files/workingCopy.ts';
import { splitBySex } from '../../engine/indicators/bySex.ts';
import { checkDefinition } from '../../engine/indicators/check.ts';
import { computeIndicators, yearsOf } from '../../engine/indicators/compute.ts';
import { readDefinition, readDefinitions } from '../../engine/indicators/definitions.ts';
import { shippedAndOwn } from '../../engine/indicators/held/heldDefinitions.ts';
import { indicatorMatrix, type Shown } from '../../engine/indicators/matrix.ts';
import { type DefinitionProblem, type DefinitionSource, errorOf } from '../../engine/indicators/problem.ts';
import { shippedDefinitions, withOwn } from '../../engine/indicators/shipped.ts';
import { longRows, wideRows } from '../../engine/indicators/workingCopy.ts';
import { openProject, type Project } from '../../engine/project/project.ts';
import type { SigillCommand, Surroundings } from '../command.ts';
import { estimateOf } from '../indicators/estimates.ts';
import { isGrouping, writeGrouped } from '../indicators/grouped.ts';
import { sentenceOf, tell, tellHistory } from '../indicators/told.ts';
import { type PassphraseOption, passphraseOption, readPassphrase } from '../passphrase.ts';

interface Given extends PassphraseOption {
  readonly definitions?: string;
  readonly level: string;
  readonly years?: string;
  readonly workingCopy?: true;
  readonly out?: string;
  readonly wide?: true;
  readonly list?: true;
  readonly check?: string;
  readonly history?: string;
  readonly json?: true;
  readonly bySex?: true;
  readonly estimate?: string;
}

const shownBy = ({ estimate, bySex }: Given): Shown => ({ estimate: estimateOf(estimate), bySex: bySex === true });

/** Tells every problem and ends with the last as the error. */
function refuse(surroundings: Surroundings, problems: readonly DefinitionProblem[]): void {
  const last = problems.at(-1);
  if (last === undefined) return;
  for (const problem of problems.slice(0, -1)) surroundings.remark(sentenceOf(surroundings, problem));
  throw errorOf(last);
}

function fromFolder(surroundings: Surroundings, folder: string): readonly DefinitionSource[] {
  const { sources, problems } = readDefinitions(folder);
  refuse(surroundings, problems);
  return sources;
}

/** What a project is computed by: the shipped definitions, its own, and those of a folder, the later before the earlier. */
const definitionsFor = (surroundings: Surroundings, project: Project, folder: string | undefined) =>
  shippedAndOwn(project, folder === undefined ? [] : fromFolder(surroundings, folder));

function list(surroundings: Surroundings, { definitions, json }: Given): void {
  const { language, print } = surroundings;
  const sources = definitions === undefined ? shippedDefinitions() : withOwn(fromFolder(surroundings, definitions));
  if (json === true) {
    print(JSON.stringify(sources.map(({ definition }) => definition)));
    return;
  }
  const width = Math.max(...sources.map(({ definition }) => definition.id.length));
  for (const { definition } of sources) {
    const preliminary =
      definition.reference.status === 'preliminary' ? ` (${text(language, 'indicators.preliminary')})` : '';
    print(
      `${definition.id.padEnd(width)}  ${definition.factor.padEnd(13)}  ${definition.name[language]}${preliminary}`,
    );
  }
}

function check(surroundings: Surroundings, file: string, project: Project | null): void {
  const { sources, problems } = readDefinition(file);
  refuse(surroundings, problems);
  for (const source of sources) {
    if (project !== null) {
      const registers = project.store.registers();
      refuse(surroundings, checkDefinition(source, registers, yearsOf(project).at(-1)));
    }
    const key = project === null ? 'indicators.checkedForm' : 'indicators.checked';
    surroundings.print(text(surroundings.language, key, { file: source.file, id: source.definition.id }));
  }
}

const levelOf = (given: string): Level => {
  const level = LEVELS.find((candidate) => candidate === given);
  if (level === undefined) throw new UserError('input', 'indicators.badLevel');
  return level;
};

function askedYears(given: string | undefined): readonly number[] | undefined {
  const parts = given?.split(',').map((part) => part.trim());
  if (parts?.some((part) => !/^\d{4}$/u.test(part)) === true) throw new UserError('input', 'indicators.badYears');
  return parts?.map(Number);
}

/** Writes the values outside the project, noted in its log before the file is there. */
async function writeCopy(project: Project, given: Given, level: Level, years: readonly number[]): Promise<string> {
  const target = workingCopyPath(given.out ?? '');
  const [year] = years;
  if (given.wide === true && (years.length !== 1 || year === undefined))
    throw new UserError('input', 'indicators.wideOneYear');
  if (years.every((one) => indicatorMatrix(project, level, one).ids.length === 0))
    throw new UserError('input', 'indicators.nothingToWrite');
  const shown = shownBy(given);
  const rows =
    given.wide === true ? wideRows(project, level, year ?? 0, shown) : longRows(project, level, years, shown);
  const content = [...rows];
  project.appendLog('working-copy', {
    kind: 'indicators',
    file: path.basename(target),
    level,
    years: years.map(String),
    rows: content.length - 1,
  });
  await writeWhole([{ path: target, content }]);
  return target;
}

async function compute(surroundings: Surroundings, project: Project, given: Given): Promise<void> {
  const { language, print, progress } = surroundings;
  if (isGrouping(given.level)) {
    // Own areas and area types are put together so that they need not be drawn towards others.
    if ((shownBy(given).estimate?.kind ?? 'raw') !== 'raw') throw new UserError('input', 'indicators.estimateGrouped');
    const own = definitionsFor(surroundings, project, given.definitions);
    const sources = given.bySex === true ? splitBySex(own) : own;
    const { level } = given;
    await writeGrouped(surroundings, project, level, askedYears(given.years) ?? yearsOf(project), sources, given);
    return;
  }
  const level = levelOf(given.level);
  const whole = definitionsFor(surroundings, project, given.definitions);
  const definitions = given.bySex === true ? splitBySex(whole) : whole;
  shownBy(given);
  const years = askedYears(given.years) ?? yearsOf(project);
  if (project.store.registers().length === 0) throw new UserError('input', 'indicators.noData');
  const computed = computeIndicators(project, { definitions, years, deso: level === 'deso' }, progress);
  const ownFiles = new Set(whole.filter(({ own }) => own === true).map(({ file }) => file));
  const written = given.out === undefined ? undefined : await writeCopy(project, given, level, years);
  if (given.json === true) {
    const problems = computed.problems.map((problem) => ({
      id: problem.id,
      year: problem.year,
      place: problem.place,
      text: sentenceOf(surroundings, problem),
    }));
    print(JSON.stringify({ ...computed, problems, ...(written === undefined ? {} : { written }) }));
  } else {
    tell(surroundings, computed);
    if (written !== undefined) print(text(language, 'indicators.written', { file: written }));
  }
  const own = computed.problems.find(({ file }) => ownFiles.has(file));
  if (own !== undefined) throw errorOf(own);
  if (computed.computed + computed.reused === 0)
    throw new UserError('input', 'indicators.nothingComputed', { years: years.join(', ') });
}

export const indicators: SigillCommand = {
  register(program, surroundings) {
    const { language } = surroundings;
    passphraseOption(
      program.command('indicators [project]').description(text(language, 'indicators.help')),
      surroundings,
    )
      .option('--definitions <folder>', text(language, 'indicators.option.definitions'))
      .option('--level <level>', text(language, 'indicators.option.level'), 'regso')
      .option('--years <list>', text(language, 'indicators.option.years'))
      .option('--working-copy', text(language, 'indicators.option.workingCopy'))
      .option('--out <file>', text(language, 'indicators.option.out'))
      .option('--wide', text(language, 'indicators.option.wide'))
      .option('--by-sex', text(language, 'indicators.option.bySex'))
      .option('--estimate <kind>', text(language, 'indicators.option.estimate'))
      .option('--list', text(language, 'indicators.option.list'))
      .option('--check <file>', text(language, 'indicators.option.check'))
      .option('--history <id>', text(language, 'indicators.option.history'))
      .option('--json', text(language, 'indicators.option.json'))
      .addHelpText('after', text(language, 'indicators.example'))
      .action(async (file: string | undefined, given: Given) => {
        if (given.list === true) {
          list(surroundings, given);
          return;
        }
        if (given.check !== undefined && file === undefined) {
          check(surroundings, given.check, null);
          return;
        }
        if (file === undefined) throw new UserError('input', 'indicators.needsProject');
        if (given.out !== undefined && given.workingCopy !== true)
          throw new UserError('refused', 'indicators.needsWorkingCopy');
        const project = openProject(file, { passphrase: await readPassphrase(surroundings, given) });
        try {
          if (given.history !== undefined) tellHistory(surroundings, project, given.history, given.json === true);
          else if (given.check !== undefined) check(surroundings, given.check, project);
          else await compute(surroundings, project, given);
        } finally {
          project.close();
        }
      });
  },
};
