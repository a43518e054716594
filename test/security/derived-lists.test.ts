import { describe, expect, it } from 'vitest';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { submitRelease } from '../../electron/engine/release/flow/submit.ts';
import { statementHolds } from '../../electron/engine/release/statements/repeatStatement.ts';
import { deriveStatement } from '../../shared/domain/disclosure/statements/derived/derive.ts';
import type { PublicTable } from '../../shared/domain/disclosure/statements/derived/publicFigures.ts';
import type { Said } from '../../shared/domain/disclosure/statements/derived/said.ts';
import { DEFAULT_STATEMENTS } from '../../shared/domain/disclosure/statements/rules.ts';
import type { Certificate } from '../../shared/schemas/certificate.ts';
import type { ReleaseFigure, ReleaseStatement, StatementContent } from '../../shared/schemas/releaseStatement.ts';
import { newOrganisation } from '../support/organisation.ts';
import { temporaryFolder } from '../support/project.ts';
import { agesTable, people, planOf, smallCountry } from '../support/smallCountry.ts';

/*
 * What labels, ranks, profiles and limits could tell of hidden numbers, tried one by one. The tables are made by hand: 100 people in
 * each area, and of each area either the number with the property or what can be proved of it.
 */

const both = (label: string) => ({ sv: label, en: label });
const from: ReleaseFigure[] = [{ indicator: 'a', table: 'a' }];

type Known = number | readonly [number, number];

/** 100 people per area by yes and no; a pair is a hidden number with its proven interval. */
function table(known: readonly Known[]): PublicTable {
  const codes = ['Totalt', ...known.map((_, i) => `A${String(i)}`)];
  const cells = known.flatMap((own): Known[] =>
    typeof own === 'number' ? [100, own, 100 - own] : [100, own, [100 - own[1], 100 - own[0]]],
  );
  const all: Known[] = [100 * known.length, [0, 100 * known.length], [0, 100 * known.length], ...cells];
  return {
    dimensions: [
      { codes, parents: codes.map((_, i) => (i === 0 ? null : 'Totalt')) },
      { codes: ['Totalt', 'ja', 'nej'], parents: [null, 'Totalt', 'Totalt'] },
    ],
    values: all.map((own) => (typeof own === 'number' ? own : null)),
    intervals: all.flatMap((own, cell) => (typeof own === 'number' ? [] : [{ cell, min: own[0], max: own[1] }])),
  };
}

const counted = (threshold: number) => ({
  version: 1 as const,
  kind: 'problem-count' as const,
  indicators: [{ id: 'a', direction: 1 as const, threshold }],
  k: 1,
  levels: [{ from: 1, name: 'problem' }],
});

function said(content: StatementContent, known: readonly Known[]): readonly Said[] {
  const outcome = deriveStatement(content, from, new Map([['a', table(known)]]), DEFAULT_STATEMENTS);
  if (!outcome.ok) throw new Error(outcome.fault.reason);
  return outcome.said;
}

describe('a list, a group or a profile', () => {
  it('labels that with the published limits narrow a hidden value below its protection level are not told', () => {
    // The hidden number is 1 to 9: a limit within says more than the table does, one outside says nothing new.
    const levels = (threshold: number): readonly (number | null)[] | undefined =>
      said({ kind: 'assessment', method: counted(threshold), show: ['level'] }, [[1, 9], 20, 40])[0]?.values;
    for (const threshold of [1, 2, 4.5, 8]) expect(levels(threshold)).toEqual([null, 1, 1]);
    expect(levels(9)).toEqual([0, 1, 1]);
    expect(levels(0.5)).toEqual([1, 1, 1]);
  });

  it('a rank list that gives the order of two hidden cells has neither of them', () => {
    const known: Known[] = [[1, 9], [1, 12], 20, 30, 40];
    const [rank] = said({ kind: 'assessment', method: counted(5), show: ['rank'] }, known);
    expect(rank?.values.slice(0, 2)).toEqual([null, null]);
    const index = {
      version: 1 as const,
      kind: 'index' as const,
      indicators: [{ id: 'a', direction: 1 as const, weight: 1 }],
      normalisation: { kind: 'none' as const },
    };
    expect(said({ kind: 'assessment', method: index, show: ['rank'] }, known)[0]?.values).toEqual([
      null,
      null,
      3,
      2,
      1,
    ]);
  });

  it('a group of one area with a centroid has none, nor the smallest of the others that would give it away', () => {
    const low = Array.from({ length: 15 }, (_, i): Known => 10 + (i % 3));
    const middle = Array.from({ length: 12 }, (_, i): Known => 40 + (i % 3));
    const grouping = {
      version: 1 as const,
      algorithm: 'ward' as const,
      k: 3,
      indicators: [{ id: 'a' }],
    };
    const [group, profile, means] = said({ kind: 'groups', grouping, show: ['group', 'profile', 'means'] }, [
      ...low,
      ...middle,
      95,
    ]);
    expect(group?.values.at(-1)).toBe(3);
    for (const table of [profile, means]) {
      expect(table?.values[0]).not.toBeNull();
      expect(table?.values.slice(1)).toEqual([null, null]);
    }
  });

  it('a class limit that is itself a cell is refused; one of two digits, or a percentile, is not', async () => {
    const folder = temporaryFolder();
    const organisation = await newOrganisation(folder.path);
    const project = await smallCountry(folder.path, 'prov.sigill', organisation.ports);
    try {
      const everybody = people().filter(({ area }) => area === 0);
      const share = (100 * everybody.filter(({ age }) => age > 64).length) / everybody.length;
      const statement = (threshold: number | { readonly percentile: number }): ReleaseStatement => ({
        id: 'nivaer',
        title: both('Nivåer'),
        from: [{ indicator: 'a', table: 'alder', category: '65+' }],
        content: {
          kind: 'assessment',
          method: { ...counted(1), indicators: [{ id: 'a', direction: 1, threshold }] },
          show: ['level'],
        },
      });
      const submit = (one: ReleaseStatement) =>
        organisation.as('anna', (person) =>
          submitRelease(
            project,
            {
              plan: { ...planOf([agesTable('alder', [64])]), formats: ['csv'], statements: [one] },
              folder: organisation.folder,
              person,
              reviewer: 'gunnar',
              productVersion: '0.1.0',
            },
            silent,
          ),
        );
      await expect(submit(statement(Number(share.toPrecision(8))))).rejects.toMatchObject({
        key: 'statement.limitIsACell',
      });
      expect(project.log().some(({ action }) => action === 'release-refused')).toBe(true);
      await expect(submit(statement(Number(share.toPrecision(2))))).resolves.toBeDefined();
      await expect(submit(statement({ percentile: 50 }))).resolves.toBeDefined();
      const weighed = statement(12);
      const { content } = weighed;
      if (content.kind !== 'assessment' || content.method.kind !== 'problem-count') throw new Error('a problem count');
      const [one] = content.method.indicators;
      const long: ReleaseStatement = {
        ...weighed,
        content: {
          ...content,
          method: { ...content.method, indicators: one === undefined ? [] : [{ ...one, weight: 0.123_456_7 }] },
        },
      };
      await expect(submit(long)).rejects.toMatchObject({ key: 'statement.longWeight' });
    } finally {
      project.close();
      folder.remove();
    }
  });

  it('a list that was changed, or says of an area what is hidden, does not follow from the package', () => {
    const known: Known[] = [[1, 9], 20, 40];
    const content: StatementContent = { kind: 'assessment', method: counted(5), show: ['level'] };
    const own = table(known);
    const words = (kind: 'count' | 'statement'): Certificate['about'] => ({
      title: both('t'),
      year: 2023,
      areaVersion: null,
      measure: {
        kind,
        label: both('l'),
        unit: both('u'),
        decimals: 0,
        ...(kind === 'count' ? {} : { meanings: [0, 1].map((value) => ({ value, label: both(String(value)) })) }),
      },
      dimensions: [],
    });
    const common = {
      version: 1 as const,
      title: 't',
      measure: 'm',
      rules: { id: 'forsiktig', version: 1, minFrequency: 5 },
      method: { kind: 'suppress' as const },
      leastHidden: null,
      borders: null,
      equations: [],
    };
    const basis: Certificate = {
      ...common,
      about: words('count'),
      dimensions: own.dimensions.map(({ codes, parents }) => ({
        column: 'x',
        codes: [...codes],
        parents: [...parents],
      })),
      values: [...own.values],
      intervals: [...own.intervals],
    };
    const list: Certificate = {
      ...common,
      about: words('statement'),
      dimensions: [
        { column: 'omrade', codes: ['A0', 'A1', 'A2'], parents: [null, null, null] },
        { column: 'uppgift', codes: ['level'], parents: [null] },
      ],
      values: [null, 1, 1],
      intervals: [],
      statement: { from, content, part: 'level', limits: { meanContributors: 10, groupMembers: 5 } },
    };
    const all = new Map([
      ['a', basis],
      ['nivaer', list],
    ]);
    expect(statementHolds(list, all, {})).toBe(true);
    const { statement, ...without } = list;
    if (statement === undefined) throw new Error('a list');
    const changed: readonly Certificate[] = [
      { ...list, values: [0, 1, 1] },
      { ...list, values: [1, 1, 1] },
      { ...list, values: [null, 1, 0] },
      { ...list, intervals: [{ cell: 0, min: 0, max: 0 }] },
      { ...list, others: [{ id: 'x', value: 3, least: null, decimals: 0 }] },
      { ...list, statement: { ...statement, limits: { meanContributors: 2, groupMembers: 5 } } },
      { ...list, statement: { ...statement, from: [{ indicator: 'a', table: 'nivaer' }] } },
      { ...list, statement: { ...statement, from: [{ indicator: 'a', table: 'borta' }] } },
      without,
    ];
    for (const one of changed) expect(statementHolds(one, new Map([...all, ['nivaer', one]]), {})).toBe(false);
  });
});
