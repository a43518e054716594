import type { z } from 'zod';
import type { TextKey, TextParameters } from '../../../shared/texts/text.ts';
import type { Path } from './parseJson.ts';

/** A breach of a schema in words, and what in the file it is about. */
export interface SchemaBreach {
  readonly path: Path;
  /** Set when the breach is about a key of the object at `path`. */
  readonly key?: string;
  readonly text: TextKey;
  readonly parameters: TextParameters;
}

const TOP = '$';
/** `indicators[2].weight`; the whole file is `$`. */
export const pathInWords = (path: Path): string =>
  path.length === 0
    ? TOP
    : path.reduce<string>(
        (before, step) =>
          typeof step === 'number' ? `${before}[${step}]` : before === '' ? step : `${before}.${step}`,
        '',
      );

type Issue = z.core.$ZodIssue;

const steps = (path: readonly PropertyKey[]): Path =>
  path.map((step) => (typeof step === 'number' ? step : String(step)));

const has = (value: unknown, path: Path): boolean => {
  let here: unknown = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return false;
    here = (here as Record<string | number, unknown>)[step];
  }
  return true;
};

/**
 * The issue that says most. In a union that is the one from the alternative which got furthest, or an unknown key;
 * when all fail at one place for their values, the values of all are allowed; else the value as a whole is wrong.
 */
function deepest(issue: Issue, above: Path): { issue: Issue; path: Path } {
  const path = [...above, ...steps(issue.path)];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return { issue, path };
  const within = issue.errors.map((alternative) => alternative.map((one) => deepest(one, path)));
  const all = within.flat();
  const unknownKey = all.find((one) => one.issue.code === 'unrecognized_keys');
  if (unknownKey !== undefined) return unknownKey;
  const furthest = all.toSorted((a, b) => b.path.length - a.path.length)[0];
  if (furthest !== undefined && furthest.path.length > path.length) return furthest;
  const values = all.flatMap((one) => (one.issue.code === 'invalid_value' ? one.issue.values : []));
  if (values.length > 0 && all.every((one) => one.issue.code === 'invalid_value'))
    return { issue: { code: 'invalid_value', values, path: issue.path, message: '' }, path };
  return { issue, path };
}

const WRONG_TYPE: Readonly<Record<string, TextKey>> = {
  number: 'json.mustBeNumber',
  int: 'json.mustBeNumber',
  string: 'json.mustBeText',
  boolean: 'json.mustBeBoolean',
  array: 'json.mustBeList',
  tuple: 'json.mustBeList',
  object: 'json.mustBeObject',
  record: 'json.mustBeObject',
};

/**
 * Puts the first breach of a schema into words. Names keys and rules, which the writer of the file chose or can look
 * up, but never a value.
 * @param root the value that was checked
 */
export function breachOf(first: Issue, root: unknown): SchemaBreach {
  const { issue, path } = deepest(first, []);
  const words = pathInWords(path);
  const last = path.at(-1);
  const about = issue.code === 'invalid_type' || issue.code === 'invalid_value' || issue.code === 'invalid_union';
  if (about && typeof last === 'string' && !has(root, path)) {
    const object = path.slice(0, -1);
    return { path: object, text: 'json.missingKey', parameters: { key: last, path: pathInWords(object) } };
  }
  const simple = (text: TextKey, parameters: TextParameters = {}): SchemaBreach => ({
    path,
    text,
    parameters: { path: words, ...parameters },
  });
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    return { path, key, text: 'json.unknownKey', parameters: { key, path: words } };
  }
  if (issue.code === 'invalid_type') return simple(WRONG_TYPE[issue.expected] ?? 'json.badForm');
  if (issue.code === 'invalid_value')
    return simple('json.notAllowed', { allowed: issue.values.map(String).join(', ') });
  if (issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options))
    return simple('json.notAllowed', { allowed: issue.options.map(String).join(', ') });
  if (issue.code === 'too_small') return simple('json.tooSmall', { limit: String(issue.minimum) });
  if (issue.code === 'too_big') return simple('json.tooLargeValue', { limit: String(issue.maximum) });
  return simple('json.badForm');
}
