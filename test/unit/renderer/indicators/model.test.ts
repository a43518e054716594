import { beforeAll, describe, expect, it } from 'vitest';
import { t } from 'i18next';
import { conditionLine, measureParts } from '../../../../renderer/features/indicators/model/definitionWords.ts';
import { strongPairs } from '../../../../renderer/features/indicators/model/pairs.ts';
import { quantileClasses } from '../../../../renderer/app/indicatorMap/classes.ts';
import { startWords, type Words } from '../../../../renderer/i18n/words.ts';
import { formatFor } from '../../../../renderer/ui/format/number.ts';
import { shippedDefinitions } from '../../../../electron/engine/indicators/shipped.ts';

const words: Words = { t, language: 'sv', format: formatFor('sv') };

beforeAll(async () => {
  await startWords('sv');
});

describe('a definition in words', () => {
  it('puts joined conditions under the word that joins them', () => {
    const line = conditionLine(
      {
        all: [
          { between: [20, 64], value: { variable: 'Alder' } },
          { any: [{ in: ['1', '2'], variable: 'Kon' }, { missing: { variable: 'Rum', join: 'dwelling' } }] },
          { not: { missing: { variable: 'Rum' } } },
          { compare: [{ variable: 'Ink' }, '<', { multiply: [0.6, { add: [{ variable: 'A' }, 1] }] }] },
        ],
      },
      words,
    );
    expect(line).toEqual({
      text: 'alla dessa villkor:',
      lines: [
        { text: 'Alder från 20 till 64', lines: [] },
        {
          text: 'minst ett av dessa villkor:',
          lines: [
            { text: 'Kon är någon av 1, 2', lines: [] },
            { text: 'dwelling.Rum saknas', lines: [] },
          ],
        },
        { text: 'Rum finns', lines: [] },
        { text: 'Ink < 0,6 · (A + 1)', lines: [] },
      ],
    });
    expect(conditionLine({ all: [] }, words).text).toBe('alla poster');
  });

  it('says every shipped definition without an empty line', () => {
    const empty = shippedDefinitions().filter(({ definition: { measure, population } }) =>
      [conditionLine(population.where, words), ...measureParts(measure, words).map(({ line }) => line)].some(
        ({ text }) => text.trim() === '' || text.includes('undefined') || text.includes('{{'),
      ),
    );
    expect(empty).toEqual([]);
    expect(shippedDefinitions().every(({ definition }) => measureParts(definition.measure, words).length > 0)).toBe(
      true,
    );
  });
});

describe('what goes together', () => {
  it('lists strong pairs once, the strongest first, whichever way they go', () => {
    const correlations = {
      ids: ['a', 'b', 'c'],
      correlation: Float64Array.of(1, 0.9, -0.95, 0.9, 1, Number.NaN, -0.95, Number.NaN, 1),
      areas: new Float64Array(9).fill(7),
    };
    expect(strongPairs(correlations, 0.9)).toEqual([
      { a: 'a', b: 'c', correlation: -0.95, areas: 7 },
      { a: 'a', b: 'b', correlation: 0.9, areas: 7 },
    ]);
  });
});

describe('classes where most areas have the least value', () => {
  it('still tell what lies above it', () => {
    const { limits, counts } = quantileClasses(Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 2.34, 5), 3, 1);
    expect(limits).toEqual([2.4]);
    expect(counts).toEqual([10, 1]);
  });
});
