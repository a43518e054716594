import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silent } from '../../electron/engine/jobs/progress.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import { decideRelease, reviewRelease } from '../../electron/engine/release/flow/decide.ts';
import { sealRelease } from '../../electron/engine/release/flow/sealRelease.ts';
import { submitRelease } from '../../electron/engine/release/flow/submit.ts';
import { readLedger } from '../../electron/engine/release/ledger/ledger.ts';
import { signRules } from '../../electron/engine/release/persons/organisation.ts';
import { CAUTIOUS_RULES } from '../../electron/engine/release/shippedRules.ts';
import { verifyPackage } from '../../electron/engine/release/verifyPackage.ts';
import { certificateSchema, type Certificate } from '../../shared/schemas/certificate.ts';
import type { ReleasePlan, ReleaseTable } from '../../shared/schemas/releasePlan.ts';
import { type RuleSet, ruleSetSchema } from '../../shared/schemas/ruleSet.ts';
import { newOrganisation, type TestOrganisation } from '../support/organisation.ts';
import { temporaryFolder } from '../support/project.ts';
import { agesTable, people, planOf, sexTable, smallCountry } from '../support/smallCountry.ts';

/* Every kind of table on the whole way: several dimensions, selections, sums, linked tables, and every method. */

const folder = temporaryFolder();
const both = (label: string) => ({ sv: label, en: label });
type Content = Extract<ReleaseTable['content'], { kind: 'register' }>;

const contentOf = ({ content }: ReleaseTable): Content => {
  if (content.kind !== 'register') throw new Error('a table of a register');
  return content;
};
const sexes = contentOf(sexTable('kon')).division;
const ages = contentOf(agesTable('alder', [19, 64])).division;

const ofBoth: ReleaseTable = {
  ...agesTable('alder-kon', [19, 64], 'municipality'),
  content: {
    kind: 'register',
    register: 'person',
    division: { ...ages, groups: [{ code: 'under 65', label: both('under 65'), categories: ['0-19', '20-64'] }] },
    further: [sexes],
    where: [{ variable: 'Alder', from: 1 }],
  },
};
const mean: ReleaseTable = {
  ...sexTable('medelalder', 'municipality'),
  content: {
    ...contentOf(sexTable('x')),
    measures: [
      { kind: 'count' },
      { kind: 'sum', id: 'ar', label: both('Levnadsår'), unit: both('år'), variable: 'Alder' },
    ],
  },
};

let made = 0;
interface Country {
  readonly organisation: TestOrganisation;
  readonly project: Project;
  readonly place: string;
}

/** An organisation and a project of their own, so that no test's releases stand in another's way. */
async function country(rules?: RuleSet): Promise<Country> {
  made += 1;
  const place = path.join(folder.path, `land-${String(made)}`);
  mkdirSync(place, { recursive: true });
  const organisation = await newOrganisation(place, made);
  const project = await smallCountry(place, 'prov.sigill', organisation.ports);
  if (rules !== undefined)
    await organisation.as('adam', (adam) =>
      signRules(organisation.folder, rules, adam, organisation.ports.now(), { loosen: true }),
    );
  return { organisation, project, place };
}

const submit = ({ organisation, project }: Country, plan: ReleasePlan) =>
  organisation.as('anna', (person) =>
    submitRelease(
      project,
      { plan, folder: organisation.folder, person, reviewer: 'gunnar', productVersion: '0.1.0' },
      silent,
    ),
  );

interface Sealed {
  readonly out: string;
  readonly certificates: ReadonlyMap<string, Certificate>;
}

/** Submits, approves, seals and verifies. */
async function sealed(where: Country, plan: ReleasePlan, without: readonly string[] = []): Promise<Sealed> {
  const { organisation, project, place } = where;
  const { review } = await submit(where, plan);
  const shown = await organisation.as('gunnar', (person) => reviewRelease(review, organisation.folder, person, silent));
  expect(shown.findings).toEqual([]);
  const decision = await organisation.as('gunnar', (person) =>
    decideRelease(
      {
        box: review,
        folder: organisation.folder,
        person,
        outcome: without.length > 0 ? 'changed' : 'approved',
        reasons: '',
        without,
        now: organisation.ports.now,
      },
      silent,
    ),
  );
  made += 1;
  const out = path.join(place, `paket-${String(made)}`);
  await organisation.as('anna', (person) =>
    sealRelease(project, { decision, folder: organisation.folder, person, out, productVersion: '0.1.0' }, silent),
  );
  expect((await verifyPackage(out, silent)).findings).toEqual([]);
  const certificates = new Map(
    readdirSync(path.join(out, 'certifikat')).map((name) => [
      name.replace('.json', ''),
      certificateSchema.parse(JSON.parse(readFileSync(path.join(out, 'certifikat', name), 'utf8'))),
    ]),
  );
  return { out, certificates };
}

let shared: Country;
beforeAll(async () => {
  shared = await country();
});
afterAll(() => {
  shared.project.close();
  folder.remove();
});

const everybody = people();
const counted = (of: (person: (typeof everybody)[number]) => boolean): number => everybody.filter(of).length;

describe('tables of several dimensions and measures', () => {
  it('leave with subtotals and a selection, and are attacked together with what left before', async () => {
    const { certificates } = await sealed(shared, planOf([ofBoth]));
    const table = certificates.get('alder-kon');
    expect(table?.dimensions.map(({ column, codes }) => [column, codes.length])).toEqual([
      ['omrade', 7],
      ['alder', 5],
      ['kon', 3],
    ]);
    expect(table?.about.areaVersion).toBeNull();
    expect(table?.values[0]).toBe(counted(({ age }) => age >= 1));
    // The same people without those under one year: a table of everybody would tell of them by subtraction.
    const infants = counted(({ age }) => age < 1);
    expect(infants).toBeGreaterThan(0);
    await expect(submit(shared, planOf([sexTable('alla', 'municipality')]))).rejects.toMatchObject({
      key: expect.stringMatching(/^flow\.together\.(difference|exact|under|guessed|insider)$/u) as string,
    });
  });

  it('leave as number and sum of a mean, one proof for both, and stay or go together', async () => {
    const own = await country();
    const { certificates } = await sealed(own, planOf([mean, agesTable('alder', [19, 64], 'municipality')]), ['alder']);
    expect([...certificates.keys()].sort()).toEqual(['medelalder-antal', 'medelalder-ar']);
    const sum = certificates.get('medelalder-ar');
    expect(sum?.about.measure).toMatchObject({ kind: 'sum', unit: { sv: 'år' } });
    expect(sum?.values[0]).toBe(everybody.reduce((all, { age }) => all + age, 0));
    expect(sum?.others?.length).toBe(21);
    const entry = readLedger(own.organisation.ledger).state.tables.find(({ table }) => table.id === 'medelalder-ar');
    expect(entry?.table).toMatchObject({ measure: { kind: 'sum', name: 'ar' }, rules: { pPercent: 10 } });
    // Asked for again, the very same may leave again; another table of the same sum may not say more.
    await expect(submit(own, planOf([mean]))).resolves.toMatchObject({ together: { earlier: 2 } });
    own.project.close();
  });

  it('cannot be parted by the reviewer when they were protected together', async () => {
    const own = await country();
    const { organisation } = own;
    const { review } = await submit(own, planOf([mean]));
    const parting = organisation.as('gunnar', (person) =>
      decideRelease(
        {
          box: review,
          folder: organisation.folder,
          person,
          outcome: 'changed',
          reasons: '',
          without: ['medelalder-ar'],
          now: organisation.ports.now,
        },
        silent,
      ),
    );
    await expect(parting).rejects.toMatchObject({ key: 'flow.leaveOutTogether' });
    own.project.close();
  });

  it('that are linked hide one pattern in what they have in common', async () => {
    const own = await country();
    const apart = planOf([agesTable('alder', [19, 64]), agesTable('aldrar', [64])]);
    await expect(submit(own, apart)).rejects.toMatchObject({ kind: 'refused' });
    const linked = planOf([
      { ...agesTable('alder', [19, 64]), linked: 'aldrar' },
      { ...agesTable('aldrar', [64]), linked: 'aldrar' },
    ]);
    const { certificates } = await sealed(own, linked);
    const [fine, coarse] = [certificates.get('alder'), certificates.get('aldrar')];
    const hidden = (table: Certificate | undefined, column: number): boolean[] =>
      table?.values
        .filter((_, cell) => cell % (table.dimensions[1]?.codes.length ?? 1) === column)
        .map((v) => v === null) ?? [];
    expect(hidden(fine, 3).some(Boolean)).toBe(true);
    expect(hidden(fine, 3)).toEqual(hidden(coarse, 2));
    own.project.close();
  });
});

describe('numbers that are changed instead of hidden', () => {
  const methods: readonly (readonly [string, ReleaseTable['method']])[] = [
    ['noise by cell key', { kind: 'cell-key', noise: { most: 5, variance: 4, smallest: 0 } }],
    ['rounding of small counts', { kind: 'small-count-rounding', base: 5 }],
    ['rounding to the nearest', { kind: 'round', base: 10 }],
    ['controlled rounding', { kind: 'round', base: 10, how: 'controlled' }],
    ['random rounding', { kind: 'random-round', base: 10 }],
  ];

  it.each(methods)(
    'leave by %s, are verified, and the same table by another method is refused',
    async (_name, method) => {
      const own = await country();
      const table = { ...agesTable('alder', [19, 64]), method };
      const { certificates, out } = await sealed(own, planOf([table]));
      const certificate = certificates.get('alder');
      expect(certificate?.values.every((value) => value !== null)).toBe(true);
      expect(certificate?.bounds?.length).toBeGreaterThan(10);
      expect(JSON.stringify(certificate)).not.toMatch(/variance|modulus|noise/u);
      // Every true number lies where the certificate says that it may.
      const truth = counted(({ age }) => age <= 19);
      const nation = certificate?.bounds?.find(({ cell }) => cell === 1) ?? { min: truth, max: truth };
      expect(nation.min ?? 0).toBeLessThanOrEqual(truth);
      expect(nation.max ?? Infinity).toBeGreaterThanOrEqual(truth);
      expect(readFileSync(path.join(out, 'manifest.json'), 'utf8')).not.toContain('modulus');
      await expect(submit(own, planOf([agesTable('alder', [19, 64])]))).rejects.toMatchObject({
        key: 'flow.together.otherPattern',
      });
      own.project.close();
    },
  );

  it('only by methods that the rule set allows', async () => {
    const own = await country({ ...CAUTIOUS_RULES, methods: ['suppress'] });
    const table = { ...agesTable('alder', [19, 64]), method: { kind: 'round' as const, base: 10 } };
    await expect(submit(own, planOf([table]))).rejects.toMatchObject({ key: 'release.methodNotAllowed' });
    own.project.close();
  });
});

describe('a waiver', () => {
  const waiver = {
    table: 'alder',
    cell: '6001R001|65+',
    reason: 'Offentligt känt',
    requestedBy: 'anna',
    approvedBy: 'greta',
  };
  const asked = { cell: waiver.cell, reason: waiver.reason, approvedBy: waiver.approvedBy };
  const table = { ...agesTable('alder', [19, 64]), waivers: [asked] };

  it('lets out the one cell that stands in the signed rules, and the package says which', async () => {
    const own = await country({ ...CAUTIOUS_RULES, waivers: [waiver] });
    const { certificates } = await sealed(own, planOf([table]));
    const certificate = certificates.get('alder');
    const [cell = -1] = certificate?.waived ?? [];
    expect(certificate?.values[cell]).toBe(counted(({ area, age }) => area === 0 && age >= 65));
    expect(certificate?.values[cell]).toBeLessThan(5);
    own.project.close();
  });

  it('is refused when the rules do not hold it, for another reason, or by one person alone', async () => {
    await expect(submit(shared, planOf([table]))).rejects.toMatchObject({ key: 'release.waiver.notInRuleSet' });
    const own = await country({ ...CAUTIOUS_RULES, waivers: [{ ...waiver, reason: 'Annat' }] });
    await expect(submit(own, planOf([table]))).rejects.toMatchObject({ key: 'release.waiver.otherReason' });
    own.project.close();
    expect(ruleSetSchema.safeParse({ ...CAUTIOUS_RULES, waivers: [{ ...waiver, approvedBy: 'Anna ' }] }).success).toBe(
      false,
    );
  });
});
