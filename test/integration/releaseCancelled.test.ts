import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Progress } from '../../electron/engine/jobs/progress.ts';
import { reviewRelease } from '../../electron/engine/release/flow/decide.ts';
import { releasesOf } from '../../electron/engine/release/flow/releaseStore.ts';
import { submitRelease } from '../../electron/engine/release/flow/submit.ts';
import { UserError } from '../../shared/errors/errors.ts';
import { reopen } from '../support/project.ts';
import { type ReleaseWindow, releaseWindow } from '../support/releaseWindow.ts';
import { agesTable, planOf, sexTable } from '../support/smallCountry.ts';

/* A step that is cancelled, in the window or at any moment of the work, leaves everything as it was: no file, no entry, no state. */

const plan = planOf([agesTable('alder', [19, 64]), sexTable('kon')]);
let window: ReleaseWindow;

beforeEach(async () => {
  window = await releaseWindow(plan);
});
afterEach(async () => {
  await window.close();
});

const ledger = (): string => readFileSync(window.organisation.ledger, 'utf8');
const states = async (): Promise<string[]> => (await window.get('release.list', {})).releases.map(({ state }) => state);

/** Cancels the job as soon as it is started, as a person who presses the button. */
async function cancelled(started: Promise<{ readonly jobId: string | null }>): Promise<string | undefined> {
  const { jobId } = await started;
  await window.get('job.cancel', { jobId: jobId ?? '' });
  return (await window.end(jobId)).outcome;
}

describe('cancelled in the window', () => {
  it('a protection gives nothing, and the next one everything', async () => {
    await window.openProject();
    const asked = { year: 2023, table: agesTable('alder', [19, 64]), linked: [], organisation: null };
    const started = await window.get('tables.protect', asked);
    expect(await cancelled(Promise.resolve(started))).toBe('cancelled');
    expect(await window.get('tables.protected', started)).toEqual({ outcome: null });
    const again = await window.get('tables.protect', asked);
    await window.end(again.jobId);
    expect((await window.get('tables.protected', again)).outcome?.kind).toBe('protected');
  });

  it('a submission leaves neither file, entry nor release, and a seal leaves the approval to be taken in again', async () => {
    await window.openProject();
    const before = [ledger(), readdirSync(window.folder).sort()];
    const asked = { ...(await window.signing('anna')), reviewer: 'gunnar' };
    expect(await cancelled(window.get('release.submit', asked))).toBe('cancelled');
    expect(await states()).toEqual([]);
    expect([ledger(), readdirSync(window.folder).sort()]).toEqual(before);
    expect(await window.get('release.state', {})).toEqual({ drafted: 2, releases: 0, outdated: false });

    expect(await window.submit()).toMatchObject({ outcome: 'done' });
    await window.decide('approved');
    const entered = ledger();
    const decision = await window.choose('decision', window.at('beslut.json'));
    const sealing = { ...(await window.signing('anna')), decision };
    expect(await cancelled(window.get('release.seal', sealing))).toBe('cancelled');
    expect(existsSync(window.at('paket'))).toBe(false);
    expect(ledger()).toBe(entered);
    expect(await states()).toEqual(['submitted']);
    expect(readdirSync(window.folder).filter((name) => name.includes('paket'))).toEqual([]);
    expect(await window.seal()).toMatchObject({ outcome: 'done', error: null });
    expect(await states()).toEqual(['sealed']);
  });
});

/** Work that is told to stop the n-th time it asks. */
const stopsAt = (n: number): Progress => {
  let asked = 0;
  return {
    report: () => undefined,
    check: () => {
      asked += 1;
      if (asked === n) throw new UserError('cancelled', 'error.cancelled');
    },
  };
};

describe('cancelled at any moment of a submission', () => {
  it('leaves the ledger to the byte and no release, and then goes through', async () => {
    const { organisation } = window;
    const project = reopen(window.folder, 'prov.sigill', organisation.ports);
    const submit = (progress: Progress) =>
      organisation.as('anna', (person) =>
        submitRelease(
          project,
          { plan, folder: organisation.folder, person, reviewer: 'gunnar', productVersion: '0.1.0' },
          progress,
        ),
      );
    const before = ledger();
    const left: { readonly kind: unknown; readonly ledger: string; readonly releases: number }[] = [];
    let review: Uint8Array | null = null;
    for (let n = 1; review === null; n *= 2) {
      const outcome = await submit(stopsAt(n)).then(
        (submitted) => submitted.review,
        (cause: unknown) => cause,
      );
      if (outcome instanceof Uint8Array) review = outcome;
      else
        left.push({
          kind: outcome instanceof UserError ? outcome.kind : outcome,
          ledger: ledger(),
          releases: releasesOf(project).length,
        });
    }
    expect(left.length).toBeGreaterThan(3);
    expect(left.every(({ kind }) => kind === 'cancelled')).toBe(true);
    expect(left.every((one) => one.ledger === before)).toBe(true);
    expect(left.every(({ releases }) => releases === 0)).toBe(true);
    const box = review;
    const opened = await organisation.as('gunnar', (gunnar) =>
      reviewRelease(box, organisation.folder, gunnar, stopsAt(-1)),
    );
    expect(opened.findings).toEqual([]);
    expect(releasesOf(project).map(({ state }) => state)).toEqual(['submitted']);
    project.close();
  });
});
