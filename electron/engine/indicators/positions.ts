import { parseJson } from '../jsonfile/parseJson.ts';
import { placeOf, type Positions } from './problem.ts';

/** Where every value of a JSON text begins. A key's value is where its key stands, since that is what people look for. */
export function positionsIn(content: string): Positions {
  const parsed = parseJson(content);
  const lineStarts = [0];
  for (let at = content.indexOf('\n'); at >= 0; at = content.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  const lineAndColumn = (offset: number): readonly [number, number] => {
    let low = 0;
    let high = lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((lineStarts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return [low + 1, offset - (lineStarts[low] as number) + 1];
  };
  const found = new Map<string, readonly [number, number]>();
  const walk = (value: unknown, path: readonly (string | number)[], offset: number): void => {
    found.set(placeOf(path), lineAndColumn(offset));
    if (Array.isArray(value)) {
      for (const [i, part] of value.entries()) walk(part, [...path, i], parsed.offsetOf([...path, i]));
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, part] of Object.entries(value)) walk(part, [...path, key], parsed.keyOffsetOf(path, key));
    }
  };
  walk(parsed.value, [], parsed.offsetOf([]));
  return found;
}
