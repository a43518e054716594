import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StatementReport } from '../../electron/engine/disclosure/statementFile.ts';
import { type Outcome, sigill } from '../support/sigill.ts';

/* Means, medians, extremes and modes by the command line. */

let folder = '';
const at = (name: string): string => path.join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sigill-statistik-'));
  // Incomes 200, 210, ... of 24 persons in each inner cell, but four in a|x.
  const rows = ['a', 'b', 'c'].flatMap((area) =>
    ['x', 'y', 'z'].flatMap((kind) =>
      Array.from({ length: area === 'a' && kind === 'x' ? 4 : 24 }, (_, i) =>
        [area, kind, String(200 + 10 * i), `${area}${kind}${String(i)}`].join(','),
      ),
    ),
  );
  writeFileSync(at('incomes.csv'), `area,kind,income,person\n${rows.join('\n')}\n`);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function protect(
  measure: Record<string, unknown>,
  more: Record<string, unknown> = {},
  ...options: string[]
): Promise<Outcome> {
  const spec = {
    version: 1,
    dimensions: [{ column: 'area' }, { column: 'kind' }],
    measure: { column: 'income', unit: 'person', ...measure },
    rules: {},
    ...more,
  };
  writeFileSync(at('spec.json'), JSON.stringify(spec));
  return sigill('protect', at('incomes.csv'), '--spec', at('spec.json'), '--out', at('out'), ...options);
}
const rows = (): Map<string, readonly string[]> =>
  new Map(
    readFileSync(at('out/protected.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
      .map(([area = '', kind = '', ...rest]) => [`${area}|${kind}`, rest]),
  );
const report = (): StatementReport => JSON.parse(readFileSync(at('out/report.json'), 'utf8')) as StatementReport;

describe('statements on contributors', () => {
  it('a median is rounded, and hidden where it stands on too few or would tell of them', async () => {
    const { code, out } = await protect({ kind: 'median', roundTo: 50 });
    expect(code).toBe(0);
    expect(rows().get('b|y')).toEqual(['300', 'published']);
    expect(rows().get('a|x')).toEqual(['', 'primary']);
    const why = new Map(report().hidden.map(({ cell, breaches }) => [cell, breaches.map(({ limit }) => limit)]));
    expect(why.get('a|x')).toContain('quantileContributors');
    expect([...why.values()].flat()).toContain('isolated');
    expect(out).toContain('a|x');
  });

  it('a rounding that points at one person hides the number and names one that would not', async () => {
    expect((await protect({ kind: 'median', roundTo: 1 })).code).toBe(0);
    expect(rows().get('b|y')).toEqual(['', 'primary']);
    expect(report().coarserStep).toBe(20);
  });

  it('a mean stands on sums and numbers that are protected together, which the audit tries', async () => {
    expect((await protect({ kind: 'mean', decimals: 1 })).code).toBe(0);
    expect(rows().get('b|Total')).toEqual(['315', 'published']);
    expect(rows().get('a|x')?.[0]).toBe('');
    expect((await sigill('audit', at('out/problem.json'), '--insiders')).code).toBe(0);
  });

  it.each(['minimum', 'maximum', 'range'])('a %s is never shown by the shipped limits', async (kind) => {
    expect((await protect({ kind })).code).toBe(0);
    expect([...rows().values()].every(([value]) => value === '')).toBe(true);
  });

  it('limits may be tightened in the specification, and unknown ones are refused', async () => {
    const rules = { statements: { quantileContributors: 25 } };
    expect((await protect({ kind: 'median', roundTo: 50 }, { rules })).code).toBe(0);
    expect(rows().get('b|y')?.[0]).toBe('');
    expect((await protect({ kind: 'median', roundTo: 50 }, { rules: { statements: { fewest: 3 } } })).code).toBe(2);
  });

  it('does not go with what is for counts and sums', async () => {
    const linked = [{ dimensions: [{ column: 'area' }] }];
    expect((await protect({ kind: 'mean' }, { linked })).code).toBe(2);
    expect((await protect({ kind: 'mean' }, { method: { kind: 'round', base: 5 } })).code).toBe(2);
    expect((await protect({ kind: 'median' })).code).toBe(2);
    expect((await protect({ kind: 'mean' }, {}, '--compare')).code).toBe(2);
    expect(existsSync(at('out/protected.csv'))).toBe(true);
  });
});

describe('which categories to join', () => {
  it('is suggested with what protection then hides, best first, and nothing is written', async () => {
    const ages = ['0-17,40,50', '18-24,2,3', '25-34,30,20', '35-64,70,60', '65-79,20,4', '80-,3,2'];
    const cells = ages.flatMap((line) => {
      const [age = '', k = '', m = ''] = line.split(',');
      return [`${age},k,${k}`, `${age},m,${m}`];
    });
    writeFileSync(at('ages.csv'), `age,sex,n\n${cells.join('\n')}\n`);
    const spec = {
      version: 1,
      dimensions: [{ column: 'age' }, { column: 'sex' }],
      measure: { kind: 'frequency', column: 'n' },
      rules: { minFrequency: 5 },
      suggest: { ordered: ['age'], fixed: ['sex'] },
    };
    writeFileSync(at('ages.json'), JSON.stringify(spec));
    const asked = ['protect', at('ages.csv'), '--spec', at('ages.json'), '--suggest'];
    const { code, out } = await sigill(...asked, '--json');
    expect(code).toBe(0);
    const { suggestions } = JSON.parse(out) as { suggestions: readonly Record<string, unknown>[] };
    expect(suggestions).toHaveLength(1);
    expect(suggestions[0]).toMatchObject({
      column: 'age',
      groups: [
        ['18-24', '25-34'],
        ['65-79', '80-'],
      ],
      unsafe: { before: 5, after: 0 },
      hidden: { after: 0 },
    });
    expect((await sigill(...asked)).out).toContain('18-24 + 25-34');
    writeFileSync(at('ages.json'), JSON.stringify({ ...spec, suggest: { ordered: ['income'] } }));
    expect((await sigill(...asked)).code).toBe(2);
  });
});
