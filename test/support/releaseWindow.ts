import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { ReleaseTarget } from '../../electron/main/ports/dialogs.ts';
import { saveDraft } from '../../electron/engine/release/tables/draft.ts';
import type { EventPayload, Input } from '../../shared/ipc/contract.ts';
import type { ReleasePlace } from '../../shared/ipc/signing.ts';
import type { ReleasePlan } from '../../shared/schemas/releasePlan.ts';
import { newOrganisation, type TestOrganisation } from './organisation.ts';
import { PASSPHRASE, reopen, temporaryFolder } from './project.ts';
import { type ShellUnderTest, shellUnderTest } from './shellUnderTest.ts';
import { agesTable, planOf, smallCountry } from './smallCountry.ts';

/** The shell with an open project that holds a draft, an organisation, and dialogs that answer what a test says. */
export interface ReleaseWindow extends ShellUnderTest {
  readonly folder: string;
  readonly organisation: TestOrganisation;
  /** What the dialogs give, by what they ask for. */
  readonly places: Map<ReleasePlace, string>;
  readonly targets: Map<ReleaseTarget, string>;
  /** The names that the dialogs for saving have proposed. */
  readonly proposed: readonly string[];
  at(name: string): string;
  /** The id by which the window knows a chosen file. */
  choose(place: ReleasePlace, file: string): Promise<string>;
  /** What a step needs that a person signs. */
  signing(name: string): Promise<{ organisation: string; key: string; passphrase: string }>;
  /** How the job ended. */
  end(jobId: string | null): Promise<EventPayload<'job.ended'>>;
  openProject(): Promise<void>;
  plan(plan: ReleasePlan): void;
  submit(more?: Partial<Input<'release.submit'>>): Promise<EventPayload<'job.ended'>>;
  decide(outcome: Input<'review.decide'>['outcome'], by?: string): Promise<EventPayload<'job.ended'>>;
  seal(by?: string): Promise<EventPayload<'job.ended'>>;
  close(): Promise<void>;
}

const PROJECT = 'prov.sigill';

export async function releaseWindow(
  plan: ReleasePlan = planOf([agesTable('alder', [19, 64])]),
): Promise<ReleaseWindow> {
  const own = temporaryFolder();
  const at = (name: string): string => path.join(own.path, name);
  const organisation = await newOrganisation(own.path);
  (await smallCountry(own.path, PROJECT, organisation.ports)).close();
  const places = new Map<ReleasePlace, string>([['organisation', organisation.folder]]);
  const targets = new Map<ReleaseTarget, string>([
    ['review', at('granskning.sigillgranskning')],
    ['decision', at('beslut.json')],
    ['package', at('paket')],
  ]);
  const proposed: string[] = [];
  const window = shellUnderTest(own.path, {
    dialogs: {
      chooseProject: () => Promise.resolve(at(PROJECT)),
      chooseForRelease: (place) => Promise.resolve(places.get(place) ?? null),
      saveForRelease: (target, name) => {
        proposed.push(name);
        return Promise.resolve(targets.get(target) ?? null);
      },
    },
  });
  const { get } = window;
  const choose: ReleaseWindow['choose'] = async (place, file) => {
    places.set(place, file);
    return (await get('release.choose', { place })).chosen?.fileId ?? '';
  };
  const signing: ReleaseWindow['signing'] = async (name) => ({
    organisation: await choose('organisation', organisation.folder),
    key: await choose('personKey', at(`${name}.personnyckel`)),
    passphrase: PASSPHRASE,
  });
  const end: ReleaseWindow['end'] = async (jobId) => {
    for (;;) {
      const found = window.ended.find((one) => one.jobId === jobId);
      if (found !== undefined) return found;
      await setTimeout(20);
    }
  };
  const made: ReleaseWindow = {
    ...window,
    folder: own.path,
    organisation,
    places,
    targets,
    proposed,
    at,
    choose,
    signing,
    end,
    openProject: async () => {
      const { chosen } = await get('project.choose', {});
      await get('project.open', { fileId: chosen?.fileId ?? '', passphrase: PASSPHRASE });
    },
    plan: (next) => {
      const project = reopen(own.path, PROJECT, organisation.ports);
      saveDraft(project, next);
      project.close();
    },
    submit: async (more = {}) => {
      const asked = { ...(await signing('anna')), reviewer: 'gunnar', ...more };
      return end((await get('release.submit', asked)).jobId);
    },
    decide: async (outcome, by = 'gunnar') => {
      const review = await choose('review', at('granskning.sigillgranskning'));
      const asked = { ...(await signing(by)), review, outcome, without: [], reasons: 'Kontrollerat' };
      return end((await get('review.decide', asked)).jobId);
    },
    seal: async (by = 'anna') => {
      const decision = await choose('decision', at('beslut.json'));
      return end((await get('release.seal', { ...(await signing(by)), decision })).jobId);
    },
    close: async () => {
      await window.shell.close();
      own.remove();
    },
  };
  made.plan(plan);
  return made;
}
