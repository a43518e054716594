import { type Language, text } from '../../../shared/texts/text.ts';
import type { TriedMethod } from '../../engine/disclosure/compareMethods.ts';
import { alignedTable } from '../alignedTable.ts';

type Method = TriedMethod['method'];

export const decimal = (value: number, language: Language): string =>
  value.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB', { maximumFractionDigits: 3 });

/** What a person calls the method. */
export function methodName(method: Method, language: Language): string {
  if (method.kind === 'suppress')
    return text(language, `protect.method.name.${method.search === 'exact' ? 'suppressExact' : 'suppress'}`);
  if (method.kind === 'cell-key') return text(language, 'protect.method.name.cellKey', { most: method.noise.most });
  if (method.kind === 'small-count-rounding')
    return text(language, 'protect.method.name.smallCounts', { base: method.base });
  const names = {
    nearest: 'protect.method.name.nearest',
    controlled: 'protect.method.name.controlled',
    random: 'protect.method.name.random',
  } as const;
  return text(language, names[method.how], { base: method.base });
}

/** The tried methods as a table: what is lost, and whether the attack finds nothing. */
export function* comparison(tried: readonly TriedMethod[], language: Language): Generator<string> {
  const title = (key: 'method' | 'hidden' | 'changed' | 'mean' | 'greatest' | 'utility' | 'proven'): string =>
    text(language, `protect.compare.${key}`);
  const columns = (['hidden', 'changed', 'mean', 'greatest', 'utility'] as const).map((key) => ({
    title: title(key),
    align: 'right' as const,
  }));
  yield* alignedTable(
    [{ title: title('method'), align: 'left' }, ...columns, { title: title('proven'), align: 'left' }],
    tried.map(({ method, loss, proven, faults }) => [
      methodName(method, language),
      ...(loss === null
        ? ['', '', '', '', '']
        : [
            String(loss.hidden),
            String(loss.changed),
            decimal(loss.meanAbsolute, language),
            decimal(loss.greatest, language),
            decimal(loss.hellinger, language),
          ]),
      proven
        ? text(language, 'protect.compare.yes')
        : faults > 0
          ? text(language, 'protect.compare.no', { count: faults })
          : text(language, 'protect.compare.unfit'),
    ]),
  );
  yield text(language, 'protect.compare.note');
}
