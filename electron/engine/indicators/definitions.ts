import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { DataError, UserError } from '../../../shared/errors/errors.ts';
import { FORM_EXPECTED, LIMITS_REVERSED } from '../../../shared/schemas/condition.ts';
import { type IndicatorDefinition, indicatorSchema } from '../../../shared/schemas/indicator.ts';
import { checkJsonText } from '../jsonfile/readJson.ts';
import type { TextKey, TextParameters } from '../../../shared/texts/text.ts';
import { checkDefinition } from './check.ts';
import { positionsIn } from './positions.ts';
import { type DefinitionProblem, type DefinitionSource, placeOf, positionOf, type Positions } from './problem.ts';

export interface ReadDefinitions {
  readonly sources: readonly DefinitionSource[];
  /** What holds to the form, also where its names lead nowhere. */
  readonly formed?: IndicatorDefinition;
  readonly problems: readonly DefinitionProblem[];
}

/** What a value must be, by the schema's name for it. */
const MUST_BE: Readonly<Record<string, TextKey>> = {
  number: 'indicators.form.number',
  int: 'indicators.form.integer',
  string: 'indicators.form.text',
  boolean: 'indicators.form.boolean',
  array: 'indicators.form.list',
  tuple: 'indicators.form.list',
  object: 'indicators.form.object',
};

/** A breach of the form as a key and what to put into its sentence. */
function breachOf(issue: z.core.$ZodIssue, standsThere: boolean): readonly [TextKey, TextParameters] {
  if (issue.code === 'invalid_value') {
    const expected = issue.values.map(String).join(', ');
    return [standsThere ? 'indicators.form.choice' : 'indicators.form.missingChoice', { expected }];
  }
  if (!standsThere) return ['indicators.form.missing', {}];
  if (issue.code === 'invalid_type') return [MUST_BE[issue.expected] ?? 'indicators.form.wrong', {}];
  if (issue.code === 'custom' && issue.message === FORM_EXPECTED)
    return ['indicators.form.choice', { expected: String(issue.params?.['expected'] ?? '') }];
  if (issue.code === 'custom' && issue.message === LIMITS_REVERSED) return ['indicators.form.limitsReversed', {}];
  if (issue.code === 'invalid_union') {
    // A discriminated union names the key it goes by; a plain one here is a text or a number.
    const options = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String).join(', ') : '';
    return options === '' ? ['indicators.form.union', {}] : ['indicators.form.choice', { expected: options }];
  }
  if (issue.code === 'too_small')
    return issue.origin === 'number' || issue.origin === 'int'
      ? [
          issue.inclusive === false ? 'indicators.form.above' : 'indicators.form.atLeast',
          { limit: String(issue.minimum) },
        ]
      : ['indicators.form.tooShort', { limit: String(issue.minimum) }];
  if (issue.code === 'too_big')
    return issue.origin === 'number' || issue.origin === 'int'
      ? [
          issue.inclusive === false ? 'indicators.form.below' : 'indicators.form.atMost',
          { limit: String(issue.maximum) },
        ]
      : ['indicators.form.tooLong', { limit: String(issue.maximum) }];
  if (issue.code === 'invalid_format') return ['indicators.form.name', {}];
  return ['indicators.form.wrong', {}];
}

const textAt = (root: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (here, step) =>
      typeof here === 'object' && here !== null ? (here as Record<PropertyKey, unknown>)[step] : undefined,
    root,
  );

const stands = (root: unknown, path: readonly PropertyKey[]): boolean => {
  let here = root;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return false;
    here = (here as Record<PropertyKey, unknown>)[step];
  }
  return true;
};

function formProblems(
  file: string,
  input: unknown,
  positions: Positions,
  issue: z.core.$ZodIssue,
): readonly DefinitionProblem[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((name) => {
      const path = [...issue.path, name];
      const place = placeOf(path);
      return {
        id: '',
        file,
        place,
        ...positionOf(positions, path),
        key: 'indicators.form.unknownKey',
        parameters: { name },
      };
    });
  const { path } = issue;
  const [key, parameters] =
    issue.code === 'invalid_format' && textAt(input, path) === ''
      ? (['indicators.form.empty', {}] as const)
      : breachOf(issue, stands(input, path));
  return [{ id: '', file, place: placeOf(path), ...positionOf(positions, path), key, parameters }];
}

/**
 * Reads one definition from the text of its file; `file` is the name that people are told.
 * @throws DataError with line and column when the text is no JSON
 */
export function parseDefinition(file: string, content: string): ReadDefinitions {
  const written = content.replace(/^\uFEFF/u, '');
  const input = checkJsonText(written, file, z.unknown()).value;
  const positions = positionsIn(written);
  const parsed = indicatorSchema.safeParse(input);
  if (!parsed.success)
    return {
      sources: [],
      problems: parsed.error.issues.flatMap((issue) => formProblems(file, input, positions, issue)),
    };
  const source = { file, definition: parsed.data, positions };
  const problems = checkDefinition(source);
  return { sources: problems.length === 0 ? [source] : [], formed: parsed.data, problems };
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new DataError({ file: path.basename(file) }, 'file.notFound');
  }
}

/** Reads the definition in one file. */
export const readDefinition = (file: string): ReadDefinitions => parseDefinition(path.basename(file), contentOf(file));

/** Reads every .json file of a folder, in the order of their names; the same id twice is a problem. */
export function readDefinitions(folder: string): ReadDefinitions {
  const sources: DefinitionSource[] = [];
  const problems: DefinitionProblem[] = [];
  let names: string[];
  try {
    names = readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort();
  } catch {
    throw new UserError('input', 'indicators.noFolder', { folder: path.basename(folder) });
  }
  if (names.length === 0) throw new UserError('input', 'indicators.noFiles', { folder: path.basename(folder) });
  for (const name of names) {
    const read = readDefinition(path.join(folder, name));
    problems.push(...read.problems);
    for (const source of read.sources) {
      const { id } = source.definition;
      const other = sources.find(({ definition }) => definition.id === id);
      if (other === undefined) sources.push(source);
      else
        problems.push({
          id,
          file: name,
          place: 'id',
          ...positionOf(source.positions, ['id']),
          key: 'indicators.idTwice',
          parameters: { name: id, other: other.file },
        });
    }
  }
  return { sources, problems };
}

/** A definition as a file: the form that the window's editor writes, and that `parseDefinition` reads back. */
export const formatDefinition = (definition: IndicatorDefinition): string => `${JSON.stringify(definition, null, 2)}\n`;
