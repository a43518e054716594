import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesWith, sourcesOf } from '../support/sources.ts';
import { reopen } from '../support/project.ts';
import { type ReleaseWindow, releaseWindow } from '../support/releaseWindow.ts';

/*
 * What a page, or whoever has taken a page over, can ask for: any method in any order. Nothing leaves but by submission, another
 * person's approval and seal; each other way is refused, and noted.
 */

let window: ReleaseWindow;

beforeEach(async () => {
  window = await releaseWindow();
});
afterEach(async () => {
  await window.close();
});

const written = (): boolean => existsSync(window.at('paket'));
const ruleOf = (ending: { error: { key: string } | null }): string | undefined => ending.error?.key;
const loggedRules = (): (string | undefined)[] =>
  window.log.filter(({ event }) => event === 'request.refused').map(({ rule }) => rule);
const ledgerSays = (rule: string): boolean => readFileSync(window.organisation.ledger, 'utf8').includes(`"${rule}"`);

describe('the channel of the window', () => {
  it('seals nothing in any order of messages without an approval', async () => {
    await window.openProject();
    const signing = await window.signing('anna');
    const jobId = randomUUID();
    const orders = [
      () => window.ask('release.sealed', { jobId }),
      () => window.ask('release.checked', { jobId }),
      () => window.ask('review.opened', { jobId }),
      () => window.ask('review.decided', { jobId }),
      () => window.ask('ledger.entered', { jobId }),
    ];
    for (const ask of orders) {
      const answer = await ask();
      expect(answer.ok && Object.values(answer.data).every((value) => value === null)).toBe(true);
    }
    // A decision that was never chosen in a dialog, and an id of another kind of file.
    for (const decision of [randomUUID(), signing.key, signing.organisation]) {
      const answer = await window.ask('release.seal', { ...signing, decision });
      expect(answer).toMatchObject({ ok: false, error: { key: 'shell.unknownDelivery' } });
    }
    expect(loggedRules()).toEqual(Array.from({ length: 3 }, () => 'shell.unknownDelivery'));
    // A decision that somebody wrote themselves, before and after it was submitted.
    writeFileSync(window.at('beslut.json'), JSON.stringify({ version: 1, kind: 'sigill-decision-file', without: [] }));
    expect(ruleOf(await window.seal())).toBe('flow.decisionDamaged');
    expect(await window.submit()).toMatchObject({ outcome: 'done' });
    expect(ruleOf(await window.seal())).toBe('flow.decisionDamaged');
    expect(loggedRules().slice(-2)).toEqual(['flow.decisionDamaged', 'flow.decisionDamaged']);
    expect(written()).toBe(false);
    expect((await window.get('release.list', {})).releases.map(({ state }) => state)).toEqual(['submitted']);
  });

  it('lets nobody approve what they submitted themselves, and says so in the ledger', async () => {
    await window.openProject();
    expect(ruleOf(await window.submit({ reviewer: 'anna' }))).toBe('flow.ownReview');
    expect(ledgerSays('flow.ownReview')).toBe(true);
    expect(await window.submit()).toMatchObject({ outcome: 'done' });
    for (const by of ['anna', 'greta'])
      expect(ruleOf(await window.decide('approved', by))).toMatch(/^(?:flow|organisation)\./u);
    expect(existsSync(window.at('beslut.json'))).toBe(false);
    expect(await window.decide('approved')).toMatchObject({ outcome: 'done' });
    // The approval is another's release to seal.
    expect(ruleOf(await window.seal('alva'))).toBe('flow.notYourRelease');
    expect(ledgerSays('flow.notYourRelease')).toBe(true);
    expect(written()).toBe(false);
    const project = await window
      .get('project.close', {})
      .then(() => reopen(window.folder, 'prov.sigill', window.organisation.ports));
    const reasons = project
      .log()
      .flatMap(({ action, details }) => (action === 'release-refused' ? [details['reason']] : []));
    project.close();
    expect(reasons).toEqual(['flow.ownReview', 'flow.notYourRelease']);
  });

  it('takes no path, no unknown method and no unknown field from the page, and notes each', async () => {
    const signing = await window.signing('anna');
    const asked: readonly (readonly [string, unknown])[] = [
      ['release.write', { folder: '/etc' }],
      ['release.seal', { ...signing, decision: window.at('beslut.json') }],
      ['release.seal', { ...signing, decision: randomUUID(), out: window.at('paket') }],
      ['release.verify', { package: window.folder, organisation: null, administrator: '' }],
      [
        'review.decide',
        { ...signing, review: randomUUID(), outcome: 'approved', without: [], reasons: '', findings: [] },
      ],
      [
        'ledger.enter',
        { ...signing, source: { kind: 'package', fileId: window.folder }, table: '', columns: [], select: [] },
      ],
    ];
    for (const [method, input] of asked)
      expect(await window.shell.router.dispatch(method, input)).toMatchObject({
        ok: false,
        error: { code: 'BAD_INPUT' },
      });
    expect(window.log.filter(({ event }) => event === 'request.malformed')).toHaveLength(asked.length);
    expect(JSON.stringify(window.log)).not.toContain(window.folder);
  });

  it('does nothing in a project that is not open, and notes that it was asked', async () => {
    expect(ruleOf(await window.submit())).toBe('shell.noProject');
    const { organisation } = await window.signing('anna');
    const { jobId } = await window.get('release.check', { organisation });
    expect(ruleOf(await window.end(jobId))).toBe('shell.noProject');
    expect(loggedRules()).toEqual(['shell.noProject', 'shell.noProject']);
  });

  it('refuses a ledger that was cut, and a package that was changed after its approval', async () => {
    await window.openProject();
    await window.submit();
    await window.decide('approved');
    const whole = readFileSync(window.organisation.ledger, 'utf8');
    writeFileSync(window.organisation.ledger, whole.split('\n').slice(0, -2).join('\n') + '\n');
    expect(ruleOf(await window.seal())).toMatch(/^flow\.(?:olderLedger|otherRelease|otherLedger)$/u);
    expect(loggedRules()).toHaveLength(1);
    expect(written()).toBe(false);
    writeFileSync(window.organisation.ledger, whole);
    expect(await window.seal()).toMatchObject({ outcome: 'done' });
    const table = window.at('paket/tabeller/alder.csv');
    writeFileSync(table, readFileSync(table, 'utf8').replace('..', '3'));
    const packed = await window.choose('package', window.at('paket'));
    const verifying = await window.get('release.verify', { package: packed, organisation: null, administrator: '' });
    await window.end(verifying.jobId);
    const { verified } = await window.get('release.verified', verifying);
    expect(verified?.findings.map(({ key }) => key)).toContain('verify.changed');
  });

  it('tells no number of the project in errors, in the log or in the name that a dialog proposes', async () => {
    await window.openProject();
    await window.submit({ reviewer: 'anna' });
    await window.submit({ passphrase: 'hemlig fras 48151623' });
    await window.submit();
    const said = JSON.stringify([window.log, window.ended, window.proposed]);
    expect(said).not.toContain('48151623');
    expect(window.proposed).toEqual([
      'granskning.sigillgranskning',
      'granskning.sigillgranskning',
      'granskning.sigillgranskning',
    ]);
    expect(said).not.toContain(window.folder);
  });
});

describe('the other ways out of the window', () => {
  it('are noted in the log of the window and of the project', async () => {
    await window.openProject();
    for (const what of ['copy', 'drag', 'print', 'save', 'picture'] as const) await window.get('app.refused', { what });
    expect(window.log.flatMap(({ event, name }) => (event === 'window.refused' ? [name] : []))).toEqual([
      'copy',
      'drag',
      'print',
      'save',
      'picture',
    ]);
    await window.get('project.close', {});
    const project = reopen(window.folder, 'prov.sigill', window.organisation.ports);
    expect(
      project.log().flatMap(({ action, details }) => (action === 'window-refused' ? [details['what']] : [])),
    ).toEqual(['copy', 'drag', 'print', 'save', 'picture']);
    project.close();
  });

  it('are guarded in the shell of the window, for every screen, and paper stays empty', () => {
    expect(filesWith(sourcesOf('renderer'), /guardPrinting\(document, globalThis\)/u)).toEqual([
      'renderer/app/frame/Shell.tsx',
    ]);
    expect(filesWith(sourcesOf('renderer'), /\b(?:window|globalThis)\.print\(/u)).toEqual([]);
    expect(
      filesWith(sourcesOf('electron/main', 'electron/preload'), /crashReporter|capturePage|printToPDF|\.print\(/u),
    ).toEqual([]);
  });
});
