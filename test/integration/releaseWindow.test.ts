import { existsSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ReleaseWindow, releaseWindow } from '../support/releaseWindow.ts';
import { agesTable, planOf, sexTable } from '../support/smallCountry.ts';

/* From a draft to a sealed package, through the channel that the window has. */

let window: ReleaseWindow;

beforeEach(async () => {
  window = await releaseWindow(planOf([agesTable('alder', [19, 64]), sexTable('kon')]));
});
afterEach(async () => {
  await window.close();
});

const states = async (): Promise<string[]> => (await window.get('release.list', {})).releases.map(({ state }) => state);

describe('a release through the window', () => {
  it('is looked at, submitted, reviewed without the project, sealed, verified and withdrawn', async () => {
    const { get, end } = window;
    await window.openProject();
    const { organisation } = await window.signing('anna');

    const { jobId } = await get('release.check', { organisation });
    expect(await end(jobId)).toMatchObject({ outcome: 'done', error: null });
    const { contents } = await get('release.checked', { jobId });
    expect(contents?.refused).toEqual([]);
    expect(contents?.tables.map(({ id, known }) => [id, known])).toEqual([
      ['alder', false],
      ['kon', false],
    ]);
    expect(contents?.tables[0]?.hidden).toBeGreaterThan(0);
    expect(contents?.files.map(({ name }) => name)).toContain('tabeller/alder.csv');
    expect((await get('release.checked', { jobId })).contents).toBeNull();
    // Looking leaves no trace where others would see it.
    expect(await states()).toEqual([]);

    expect(await window.submit()).toMatchObject({ outcome: 'done', error: null });
    expect(await states()).toEqual(['submitted']);
    await get('project.close', {});

    const review = await window.choose('review', window.at('granskning.sigillgranskning'));
    const opening = await get('review.open', { ...(await window.signing('gunnar')), review });
    expect(await end(opening.jobId)).toMatchObject({ outcome: 'done', error: null });
    const opened = (await get('review.opened', opening)).review;
    expect(opened).toMatchObject({ submittedBy: 'anna', findings: [], rules: { minFrequency: 5, looser: [] } });
    const [ages] = opened?.tables ?? [];
    expect(ages?.values.length).toBe(ages?.cells);
    expect([...(ages?.values ?? [])].filter(Number.isNaN)).toHaveLength(ages?.hidden ?? -1);
    const widths = [...(ages?.values ?? [])].flatMap((value, cell) =>
      Number.isNaN(value) ? [(ages?.most[cell] ?? 0) - (ages?.least[cell] ?? 0)] : [],
    );
    expect(Math.min(...widths)).toBeGreaterThan(0);

    expect(await window.decide('approved')).toMatchObject({ outcome: 'done', error: null });
    await window.openProject();
    expect(await window.seal()).toMatchObject({ outcome: 'done', error: null });
    expect(await states()).toEqual(['sealed']);
    expect(existsSync(window.at('paket/tabeller/alder.csv'))).toBe(true);

    const packed = await window.choose('package', window.at('paket'));
    const { fingerprint } = await get('organisation.read', { organisation });
    const verifying = await get('release.verify', { package: packed, organisation, administrator: fingerprint });
    await end(verifying.jobId);
    const { verified } = await get('release.verified', verifying);
    expect(verified).toMatchObject({
      findings: [],
      approval: { submittedBy: 'anna', decidedBy: 'gunnar' },
      pinned: true,
      inLedger: true,
    });

    const { entries, fault, tables } = await get('ledger.read', { organisation });
    expect(fault).toBeNull();
    expect(tables).toBe(2);
    expect(entries.slice(-3).map(({ action, state }) => [action, state])).toEqual([
      ['submitted', 'sealed'],
      ['decided', 'sealed'],
      ['sealed', 'sealed'],
    ]);
    const release = entries.at(-1)?.release ?? '';
    const withdrawing = { ...(await window.signing('anna')), release, reason: 'Fel år' };
    expect(await get('release.withdraw', withdrawing)).toEqual({ hadLeft: true });
    expect(await states()).toEqual(['withdrawn']);
  });

  it('tells of each table that cannot leave why, and shows what is left', async () => {
    await window.openProject();
    expect(await window.submit()).toMatchObject({ outcome: 'done', error: null });
    await window.decide('approved');
    expect(await window.seal()).toMatchObject({ outcome: 'done', error: null });
    await window.get('project.close', {});
    // The same table with another limit would hide other cells than the one that has left.
    window.plan(planOf([{ ...agesTable('annan', [19, 64]), minFrequency: 25 }, sexTable('kon')]));
    await window.openProject();
    const { organisation } = await window.signing('anna');
    const { jobId } = await window.get('release.check', { organisation });
    await window.end(jobId);
    const { contents } = await window.get('release.checked', { jobId });
    expect(contents?.tables.map(({ id, known }) => [id, known])).toEqual([['kon', true]]);
    expect(contents?.refused.map(({ table }) => table)).toEqual(['annan']);
    expect(contents?.refused[0]?.why.key).toBe('flow.together.otherPattern');
  });

  it('enters a package that left before, and a table that was published elsewhere', async () => {
    const { get } = window;
    await window.openProject();
    expect(await window.submit()).toMatchObject({ outcome: 'done', error: null });
    await window.decide('approved');
    expect(await window.seal()).toMatchObject({ outcome: 'done', error: null });
    const signing = await window.signing('anna');
    const nothing = { table: '', columns: [], select: [] };
    const packed = await window.choose('package', window.at('paket'));
    const first = await get('ledger.enter', { ...signing, ...nothing, source: { kind: 'package', fileId: packed } });
    expect(await window.end(first.jobId)).toMatchObject({ outcome: 'done', error: null });
    expect((await get('ledger.entered', first)).tables?.map(({ id }) => id)).toEqual(['alder', 'kon']);

    writeFileSync(window.at('publicerad.csv'), 'omrade;ung\n00;415\n');
    const file = await window.choose('published', window.at('publicerad.csv'));
    const second = await get('ledger.enter', {
      ...signing,
      source: { kind: 'published', fileId: file },
      table: 'alder',
      columns: [{ category: '0-19', column: 'ung' }],
      select: [],
    });
    expect(await window.end(second.jobId)).toMatchObject({ outcome: 'done', error: null });
    expect((await get('ledger.entered', second)).tables).toMatchObject([{ id: 'alder', published: 1 }]);
    const { entries } = await get('ledger.read', { organisation: signing.organisation });
    expect(entries.slice(-2).map(({ action }) => action)).toEqual(['entered', 'entered']);
  });

  it('founds an organisation, takes persons in and signs rules with the administrator alone', async () => {
    const { get, ask } = window;
    window.targets.set('personKey', window.at('nya.personnyckel'));
    const made = await get('organisation.makeKey', { name: 'Nora Ny', passphrase: 'fyra gröna elefanter' });
    expect(made.made).toMatchObject({ file: 'nya.personnyckel', card: 'nya.personkort' });
    const own = {
      key: await window.choose('personKey', window.at('nya.personnyckel')),
      passphrase: 'fyra gröna elefanter',
    };
    window.targets.set('organisation', window.at('egen'));
    const { chosen } = await get('organisation.create', { ...own, name: 'Nya verket' });
    const organisation = chosen?.fileId ?? '';
    const card = await window.choose('personCard', window.at('anna.personkort'));
    await get('organisation.add', { ...own, organisation, card, role: 'analyst' });
    const shown = await get('organisation.read', { organisation });
    expect(shown.persons.map(({ name, role }) => [name, role])).toEqual([
      ['Nora Ny', 'administrator'],
      ['anna', 'analyst'],
    ]);
    const anna = { ...(await window.signing('anna')), organisation };
    expect(await ask('organisation.end', { ...anna, name: 'anna' })).toMatchObject({
      ok: false,
      error: { key: 'organisation.wrongRole.administrator' },
    });
    await get('organisation.end', { ...own, organisation, name: 'anna' });
    expect((await get('organisation.read', { organisation })).persons[1]?.until).not.toBeNull();
  });
});
