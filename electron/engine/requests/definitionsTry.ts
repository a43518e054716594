import type { Level } from '../../../shared/domain/areas/level.ts';
import { DataError } from '../../../shared/errors/errors.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { parseDefinition, type ReadDefinitions } from '../indicators/definitions.ts';
import type { DefinitionProblem } from '../indicators/problem.ts';
import { tryDefinition, type Tried } from '../indicators/tryDefinition.ts';
import type { Progress } from '../jobs/progress.ts';
import type { Project } from '../project/project.ts';

type Tries = Output<'definitions.try'>;
type Problems = Tries['problems'];
type Numbers = Float64Array<ArrayBuffer>;

const shownProblem = ({ place, line, column, key, parameters }: DefinitionProblem): Problems[number] => ({
  place: place.slice(0, 500),
  line: line ?? null,
  column: column ?? null,
  key,
  parameters: { ...parameters },
});

/** What is wrong, each thing once, in the order of the definition. */
export const shownProblems = (problems: readonly DefinitionProblem[]): Problems =>
  [...new Map(problems.map((problem) => [`${problem.place} ${problem.key}`, problem])).values()]
    .slice(0, 1000)
    .map(shownProblem);

/** Reads a definition from a text that may be no JSON at all. */
export function readText(text: string): Omit<ReadDefinitions, 'problems'> & { readonly problems: Problems } {
  try {
    const { problems, ...read } = parseDefinition('', text);
    return { ...read, problems: shownProblems(problems) };
  } catch (cause) {
    if (!(cause instanceof DataError)) throw cause;
    const { key, parameters, place } = cause;
    const column = typeof place.column === 'number' ? place.column : null;
    const problem = { place: '', line: place.line ?? null, column };
    return { sources: [], problems: [{ ...problem, key, parameters: { ...parameters } }] };
  }
}

function shownOutcome(outcome: NonNullable<Tried['outcome']>): Tries['outcome'] {
  const { sourceYear, values, nation, leftOut, spread } = outcome;
  return {
    sourceYear,
    values: values.value as Numbers,
    n: values.n as Numbers,
    numerator: values.numerator as Numbers,
    standardErrors: values.standardError as Numbers,
    nation,
    leftOut,
    spread,
  };
}

/** Checks a definition as it stands in the editor and, when nothing is wrong with it, computes it for a year and level. */
export function tryText(
  project: Project,
  { text, level, year }: { readonly text: string; readonly level: Level; readonly year: number },
  progress: Progress,
): Tries {
  progress.check();
  const { sources, formed = null, problems } = readText(text);
  const [source] = sources;
  if (source === undefined) return { problems, definition: formed, outcome: null };
  const tried = tryDefinition(project, source, { year, level }, progress);
  return {
    problems: shownProblems(tried.problems),
    definition: source.definition,
    outcome: tried.outcome === null ? null : shownOutcome(tried.outcome),
  };
}
