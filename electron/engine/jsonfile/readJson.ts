import { open } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { DataError, type DataPlace } from '../../../shared/errors/errors.ts';
import type { TextKey } from '../../../shared/texts/text.ts';
import { JsonSyntaxError, MAXIMUM_DEPTH, parseJson, type ParsedJson, type Path } from './parseJson.ts';
import { breachOf } from './schemaIssue.ts';

const MEGABYTE = 1 << 20;
const LIMIT_MEGABYTES = 64;

/** A JSON file that holds to its schema, and where in it things stand. */
export interface JsonFile<T> {
  readonly value: T;
  /** File, line and column of the value at `path`, or of the nearest one above that exists. */
  placeOf(path: Path): DataPlace;
}

/**
 * Reads a JSON file that a person wrote. UTF-8 with or without byte order mark.
 * @throws DataError with line and column when the file is missing, no JSON, or not as the schema says
 */
export async function readJsonFile<S extends z.ZodType>(file: string, schema: S): Promise<z.output<S>> {
  return (await readJsonFileWithPlaces(file, schema)).value;
}

/** As `readJsonFile`, for who must point into the file later. */
export async function readJsonFileWithPlaces<S extends z.ZodType>(
  file: string,
  schema: S,
): Promise<JsonFile<z.output<S>>> {
  return checkJsonText(await contentOf(file), file, schema);
}

/** The same for text that is already in memory; `file` is what it is called in errors. */
export function checkJsonText<S extends z.ZodType>(content: string, file: string, schema: S): JsonFile<z.output<S>> {
  const name = path.basename(file);
  const place = (offset: number): DataPlace => ({ file: name, ...lineAndColumn(content, offset) });
  if (content.trim() === '') throw new DataError({ file: name }, 'json.empty');
  let parsed: ParsedJson;
  try {
    parsed = parseJson(content);
  } catch (cause) {
    if (!(cause instanceof JsonSyntaxError)) throw cause;
    const { problem, offset } = cause;
    if (problem.kind === 'doubledKey') throw new DataError(place(offset), 'json.doubledKey', { key: problem.key });
    if (problem.kind === 'tooDeep') throw new DataError(place(offset), 'json.tooDeep', { depth: MAXIMUM_DEPTH });
    throw new DataError(place(offset), 'json.syntax', { expected: EXPECTED[problem.expected] ?? problem.expected });
  }
  const checked = schema.safeParse(parsed.value);
  if (!checked.success) {
    const first = checked.error.issues[0];
    if (first === undefined) throw new DataError({ file: name }, 'json.badForm', { path: '$' });
    const breach = breachOf(first, parsed.value);
    const offset =
      breach.key === undefined ? parsed.offsetOf(breach.path) : parsed.keyOffsetOf(breach.path, breach.key);
    throw new DataError(place(offset), breach.text, breach.parameters);
  }
  return { value: checked.data, placeOf: (at) => place(parsed.offsetOf(at)) };
}

const EXPECTED: Readonly<Record<string, string>> = {
  end: 'EOF',
  value: '{ [ " 0-9 true false null',
  number: '0-9',
  key: '"',
  colon: ':',
  commaOrBrace: ', }',
  commaOrBracket: ', ]',
  quote: '"',
  escape: String.raw`\" \\ \/ \b \f \n \r \t \uXXXX`,
};

/** Both from 1; a column is a UTF-16 unit, as most editors count. */
function lineAndColumn(content: string, offset: number): { line: number; column: number } {
  const before = content.slice(0, offset);
  const lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  const line = before.split(/\r\n|\n|\r/u).length;
  return { line, column: offset - lineStart + 1 };
}

async function contentOf(file: string): Promise<string> {
  const name = path.basename(file);
  const refuse = (key: TextKey): DataError => new DataError({ file: name }, key);
  let bytes: Buffer;
  try {
    await using handle = await open(file, 'r');
    const { size } = await handle.stat();
    if (size > LIMIT_MEGABYTES * MEGABYTE)
      throw new DataError({ file: name }, 'json.tooLarge', { megabytes: LIMIT_MEGABYTES });
    bytes = await handle.readFile();
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    const code = (cause as NodeJS.ErrnoException).code;
    throw refuse(code === 'ENOENT' ? 'file.notFound' : code === 'EISDIR' ? 'file.isFolder' : 'file.notReadable');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refuse('json.notUtf8');
  }
}
