import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sqlText } from '../../../../../electron/engine/compile/dialect.ts';
import { queryOf, STATISTICS_COLUMNS } from '../../../../../electron/engine/compile/query.ts';
import { shippedDefinitions } from '../../../../../electron/engine/indicators/shipped.ts';

const GOLDEN = path.resolve(import.meta.dirname, '../../../../golden/compile');
const definitionOf = (id: string) => {
  const found = shippedDefinitions().find(({ definition }) => definition.id === id);
  if (found === undefined) throw new Error(`no definition ${id}`);
  return found.definition;
};
const options = { year: 2023, division: '2020', areas: 'omradesnyckel' } as const;
// A share with a national quantile, members counted beside a joined dwelling, a ratio of quantiles, a standardised share, and events.
const SHOWN = [
  'low-economic-standard',
  'crowding-norm-3',
  'income-p90-p10',
  'employment-rate-standardised',
  'reported-violence',
];

describe('definitions as SQL', () => {
  it.each(SHOWN)('%s in Spark SQL is as it was when it was looked through', async (id) => {
    const query = `${queryOf(definitionOf(id), { ...options, dialect: 'spark' })};\n`;
    await expect(query).toMatchFileSnapshot(path.join(GOLDEN, `${id}.spark.sql`));
  });

  it('every shipped definition is compiled to both, in the words of each', () => {
    for (const { definition } of shippedDefinitions()) {
      const spark = queryOf(definition, { ...options, dialect: 'spark' });
      const postgresql = queryOf(definition, { ...options, dialect: 'postgresql' });
      expect(spark, definition.id).not.toMatch(/double precision|percentile_cont|as text|"|undefined/u);
      expect(postgresql, definition.id).not.toMatch(/`|as string|as double\)|percentile\(|undefined/u);
      for (const query of [spark, postgresql]) {
        expect(query.split('(').length, definition.id).toBe(query.split(')').length);
        for (const column of STATISTICS_COLUMNS) expect(query).toContain(` as ${column}`);
      }
    }
  });

  it('a text cannot end the text that it stands in', () => {
    expect(sqlText("d'Artagnan")).toBe("'d''Artagnan'");
    expect(() => sqlText(String.raw`\' or 1 = 1`)).toThrow(RangeError);
    expect(() => sqlText('a\nb')).toThrow(RangeError);
  });
});
