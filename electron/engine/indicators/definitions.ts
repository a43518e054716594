import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { DataError, UserError } from '../../../shared/errors/errors.ts';
import { FORM_EXPECTED } from '../../../shared/schemas/condition.ts';
import { type IndicatorDefinition, indicatorSchema } from '../../../shared/schemas/indicator.ts';
import { checkJsonText } from '../jsonfile/readJson.ts';
import { checkDefinition } from './check.ts';
import { type DefinitionProblem, type DefinitionSource, placeOf } from './problem.ts';

export interface ReadDefinitions {
  readonly sources: readonly DefinitionSource[];
  readonly problems: readonly DefinitionProblem[];
}

function formProblems(file: string, issue: z.core.$ZodIssue): readonly DefinitionProblem[] {
  const place = placeOf(issue.path);
  const at = { id: '', file, place: place === '' ? '–' : place };
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((name) => ({
      ...at,
      place: placeOf([...issue.path, name]),
      key: 'indicators.form.unknownKey' as const,
      parameters: { name },
    }));
  if (issue.code === 'invalid_type') {
    const missing = issue.message.endsWith('received undefined');
    const key = missing ? 'indicators.form.missing' : 'indicators.form.type';
    return [{ ...at, key, parameters: { expected: issue.expected } }];
  }
  const choices =
    issue.code === 'invalid_value'
      ? issue.values.map(String).join(', ')
      : issue.code === 'custom' && issue.message === FORM_EXPECTED
        ? String(issue.params?.['expected'] ?? '')
        : undefined;
  return choices === undefined
    ? [{ ...at, key: 'indicators.form.wrong', parameters: { rule: issue.message } }]
    : [{ ...at, key: 'indicators.form.choice', parameters: { expected: choices } }];
}

/**
 * Reads one definition from the text of its file; `file` is the name that people are told.
 * @throws DataError with line and column when the text is no JSON
 */
export function parseDefinition(file: string, content: string): ReadDefinitions {
  const input = checkJsonText(content.replace(/^\uFEFF/u, ''), file, z.unknown()).value;
  const parsed = indicatorSchema.safeParse(input);
  if (!parsed.success)
    return { sources: [], problems: parsed.error.issues.flatMap((issue) => formProblems(file, issue)) };
  const source = { file, definition: parsed.data };
  const problems = checkDefinition(source);
  return { sources: problems.length === 0 ? [source] : [], problems };
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
          key: 'indicators.idTwice',
          parameters: { name: id, other: other.file },
        });
    }
  }
  return { sources, problems };
}

/** A definition as a file: the form that the window's editor writes, and that `parseDefinition` reads back. */
export const formatDefinition = (definition: IndicatorDefinition): string => `${JSON.stringify(definition, null, 2)}\n`;
