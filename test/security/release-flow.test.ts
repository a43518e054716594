import { copyFileSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../electron/cli/run.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import {
  type DecisionFile,
  decideRelease,
  decisionText,
  readDecision,
  reviewRelease,
} from '../../electron/engine/release/flow/decide.ts';
import { releasesOf } from '../../electron/engine/release/flow/releaseStore.ts';
import { sealRelease } from '../../electron/engine/release/flow/sealRelease.ts';
import { submitRelease } from '../../electron/engine/release/flow/submit.ts';
import { withdrawRelease } from '../../electron/engine/release/flow/withdraw.ts';
import { findingsInLedger } from '../../electron/engine/release/inLedger.ts';
import { signRules } from '../../electron/engine/release/persons/organisation.ts';
import { signDocument } from '../../electron/engine/release/persons/signed.ts';
import { packagedJson, sealManifest } from '../../electron/engine/release/seal.ts';
import { CAUTIOUS_RULES } from '../../electron/engine/release/shippedRules.ts';
import { sha256Of } from '../../electron/engine/release/signing.ts';
import { verifyPackage } from '../../electron/engine/release/verifyPackage.ts';
import { UserError } from '../../shared/errors/errors.ts';
import type { Manifest } from '../../shared/schemas/packageManifest.ts';
import type { ReleasePlan } from '../../shared/schemas/releasePlan.ts';
import { newOrganisation, type TestOrganisation } from '../support/organisation.ts';
import { reopen, temporaryFolder } from '../support/project.ts';
import { agesTable, importPeople, people, planOf, sexTable, smallCountry } from '../support/smallCountry.ts';

/*
 * Two persons stand behind everything that leaves. Each way round that is tried here: refused, by a rule with a name, and
 * noted in the log.
 */

let folder: ReturnType<typeof temporaryFolder>;
let organisation: TestOrganisation;
let project: Project;

beforeEach(async () => {
  folder = temporaryFolder();
  organisation = await newOrganisation(folder.path);
  project = await smallCountry(folder.path, 'prov.sigill', organisation.ports);
});
afterEach(() => {
  project.close();
  folder.remove();
});

const plan = planOf([agesTable('alder', [19, 64])]);
const at = (name: string): string => path.join(folder.path, name);

const submit = (asked: ReleasePlan = plan, by = 'anna', reviewer = 'gunnar', from = project) =>
  organisation.as(by, (person) =>
    submitRelease(
      from,
      { plan: asked, folder: organisation.folder, person, reviewer, productVersion: '0.1.0' },
      silent,
    ),
  );
const decide = (
  box: Uint8Array,
  by = 'gunnar',
  more: { outcome?: 'approved' | 'changed' | 'rejected'; without?: readonly string[] } = {},
) =>
  organisation.as(by, (person) =>
    decideRelease(
      {
        box,
        folder: organisation.folder,
        person,
        outcome: more.outcome ?? 'approved',
        reasons: 'Kontrollerat',
        without: more.without ?? [],
        now: organisation.ports.now,
      },
      silent,
    ),
  );
const seal = (decision: DecisionFile, out = 'paket', by = 'anna', from = project) =>
  organisation.as(by, (person) =>
    sealRelease(from, { decision, folder: organisation.folder, person, out: at(out), productVersion: '0.1.0' }, silent),
  );

/** A sealed package in the folder `paket`. */
async function sealed(out = 'paket', asked: ReleasePlan = plan): Promise<DecisionFile> {
  const { review } = await submit(asked);
  const decision = await decide(review);
  await seal(decision, out);
  return decision;
}

/** By which rule a step was refused, whether something was written all the same, and what the project's log says last. */
async function refusal(step: Promise<unknown>, out = 'paket') {
  const fault: unknown = await step.then(
    () => null,
    (cause: unknown) => cause,
  );
  const last = project.log().at(-1);
  return {
    rule: fault instanceof UserError && fault.kind === 'refused' ? fault.key : fault,
    written: existsSync(at(out)),
    logged: last?.action === 'release-refused' ? last.details['reason'] : last?.action,
  };
}
const noted = (rule: string) => ({ rule, written: false, logged: rule });

const ledgerSays = (text: string): boolean => readFileSync(organisation.ledger, 'utf8').includes(text);
const findings = async (name = 'paket', administrator?: string): Promise<string[]> =>
  (await verifyPackage(at(name), silent, { administrator })).findings.map(({ key }) => key);

describe('a release behind which two persons stand', () => {
  it('is sealed without a stamp, verified from its folder alone, and names both', async () => {
    await sealed();
    const { findings: none, approval, manifest } = await verifyPackage(at('paket'), silent);
    expect(none).toEqual([]);
    expect(approval).toMatchObject({ submittedBy: 'anna', decidedBy: 'gunnar', outcome: 'approved', looser: [] });
    expect(manifest?.stamp).toBeNull();
    expect(existsSync(at('paket/tabeller/alder.csv'))).toBe(true);
    expect(await findings('paket', approval?.administrator)).toEqual([]);
    expect(manifest && findingsInLedger(manifest, organisation.folder)).toEqual([]);
    expect(releasesOf(project).map(({ state }) => state)).toEqual(['sealed']);
    const blind = JSON.parse(readFileSync(at('paket/godkannande/inlamning.json'), 'utf8')) as { document: unknown };
    expect(JSON.stringify(blind.document)).not.toContain('Kontrollerat');
  });

  it('is opened by its reviewer alone, and holds none of what is hidden', async () => {
    const { review } = await submit();
    await expect(decide(review, 'greta')).rejects.toMatchObject({ key: 'flow.notForYou' });
    expect(ledgerSays('flow.notForYou')).toBe(true);
    const { review: opened, findings: none } = await organisation.as('gunnar', (gunnar) =>
      reviewRelease(review, organisation.folder, gunnar, silent),
    );
    expect(none).toEqual([]);
    expect(opened.files.get('tabeller/alder.csv')?.toString('utf8')).toContain(',..\n');
    expect(ledgerSays(sha256Of(opened.files.get('tabeller/alder.csv') ?? Buffer.alloc(0)))).toBe(false);
  });

  it('leaves without the tables that the reviewer takes away, and not a word of them', async () => {
    const { review } = await submit(planOf([agesTable('alder', [19, 64]), sexTable('kon')]));
    await seal(await decide(review, 'gunnar', { outcome: 'changed', without: ['kon'] }));
    expect(await findings()).toEqual([]);
    expect(readFileSync(at('paket/godkannande/inlamning.json'), 'utf8')).not.toContain('kon.csv');
  });

  it('does not leave when it is rejected, and then never', async () => {
    const { review } = await submit();
    const no = await decide(review, 'gunnar', { outcome: 'rejected' });
    expect(await seal(no)).toMatchObject({ outcome: 'rejected' });
    expect(existsSync(at('paket'))).toBe(false);
    expect(await refusal(seal(no))).toEqual(noted('flow.rejected'));
  });

  it('is written once more, to the byte, when the program was killed between ledger and package', async () => {
    const { review } = await submit();
    const decision = await decide(review);
    writeFileSync(at('fil'), '');
    await expect(seal(decision, 'fil/paket')).rejects.toBeTruthy();
    expect(releasesOf(project).map(({ state }) => state)).toEqual(['sealing']);
    await seal(decision);
    expect(await findings()).toEqual([]);
    const read = await verifyPackage(at('paket'), silent);
    expect(read.manifest && findingsInLedger(read.manifest, organisation.folder)).toEqual([]);
  });
});

describe('refused and logged', () => {
  it('approving as oneself (SACRO Viewer: one person is enough)', async () => {
    expect(await refusal(submit(plan, 'anna', 'anna'))).toEqual(noted('flow.ownReview'));
    const { review } = await submit();
    const own = await organisation.as('anna', async (anna) => {
      const { decision, reasons } = await decide(review);
      const document = { ...decision.document, decidedBy: anna.signingKey };
      return {
        decision: signDocument(document, anna.signing),
        reasons: signDocument(reasons.document, anna.signing),
        without: [],
      };
    });
    expect(await refusal(seal(own))).toEqual(noted('flow.ownReview'));
  });

  it('a role that may not: an analyst who approves, a reviewer who submits or seals', async () => {
    expect(await refusal(submit(plan, 'gunnar', 'greta'))).toEqual(noted('organisation.wrongRole.analyst'));
    expect(await refusal(submit(plan, 'anna', 'alva'))).toEqual(noted('organisation.wrongRole.reviewer'));
    const { review } = await submit();
    await expect(decide(review, 'alva')).rejects.toMatchObject({ key: 'organisation.wrongRole.reviewer' });
    expect(ledgerSays('organisation.wrongRole.reviewer')).toBe(true);
    const decision = await decide(review);
    expect(await refusal(seal(decision, 'paket', 'gunnar'))).toEqual(noted('organisation.wrongRole.analyst'));
    expect(await refusal(seal(decision, 'paket', 'alva'))).toEqual(noted('flow.notYourRelease'));
    const forged = await organisation.as('alva', (alva) => ({
      decision: signDocument({ ...decision.decision.document, decidedBy: alva.signingKey }, alva.signing),
      reasons: signDocument(decision.reasons.document, alva.signing),
      without: [],
    }));
    expect(await refusal(seal(forged))).toEqual(noted('organisation.wrongRole.reviewer'));
  });

  it('a reviewer who is not in the list, or whose review it is not', async () => {
    organisation.key('mallory');
    const { review } = await submit();
    const { decision, reasons } = await decide(review);
    const by = (name: string) =>
      organisation.as(name, (other) => ({
        decision: signDocument({ ...decision.document, decidedBy: other.signingKey }, other.signing),
        reasons: signDocument(reasons.document, other.signing),
        without: [],
      }));
    expect(await refusal(seal(await by('mallory')))).toEqual(noted('flow.unknownReviewer'));
    expect(await refusal(seal(await by('greta')))).toEqual(noted('flow.notYourReview'));
    expect(await refusal(submit(plan, 'mallory'))).toEqual(noted('organisation.unknownPerson'));
  });

  it('an approval of another package, or one that was changed', async () => {
    const first = await submit();
    const second = await submit(planOf([agesTable('alder', [19, 64])]));
    const decision = await decide(first.review);
    const other = await decide(second.review);
    const moved = { ...decision.decision.document, release: other.decision.document.release };
    const forged = await organisation.as('gunnar', (gunnar) => ({
      decision: signDocument(moved, gunnar.signing),
      reasons: signDocument({ ...decision.reasons.document, release: moved.release }, gunnar.signing),
      without: [],
    }));
    expect(await refusal(seal(forged))).toEqual(noted('flow.otherContent'));
    const elsewhere = await smallCountry(folder.path, 'annat.sigill', organisation.ports);
    await expect(seal(decision, 'paket', 'anna', elsewhere)).rejects.toMatchObject({ key: 'flow.otherRelease' });
    expect(elsewhere.log().at(-1)).toMatchObject({ details: { reason: 'flow.otherRelease' } });
    elsewhere.close();
    const file = at('beslut.json');
    writeFileSync(file, decisionText(decision).replace('"approved"', '"changed"'));
    expect(() => readDecision(file)).toThrow(expect.objectContaining({ key: 'flow.decisionDamaged' }) as Error);
  });

  it('a replayed approval, also from a restored backup of the project', async () => {
    const { review } = await submit();
    const decision = await decide(review);
    project.close();
    for (const part of ['prov.sigill', 'prov.sigill-key']) copyFileSync(at(part), at(`kopia-${part}`));
    project = reopen(folder.path, 'prov.sigill', organisation.ports);
    await seal(decision);
    expect(await refusal(seal(decision, 'igen'), 'igen')).toEqual(noted('flow.alreadySealed'));
    project.close();
    for (const part of ['prov.sigill', 'prov.sigill-key']) copyFileSync(at(`kopia-${part}`), at(part));
    project = reopen(folder.path, 'prov.sigill', organisation.ports);
    expect(await refusal(seal(decision, 'igen'), 'igen')).toEqual(noted('flow.alreadySealed'));
  });

  it('the data, or the rules, changed after the approval', async () => {
    const { review } = await submit();
    const decision = await decide(review);
    await importPeople(project, folder.path, people().slice(0, -7));
    expect(await refusal(seal(decision))).toEqual(noted('flow.dataChanged'));
    await importPeople(project, folder.path, people());
    await organisation.as('adam', (adam) =>
      signRules(organisation.folder, { ...CAUTIOUS_RULES, minFrequency: 6 }, adam, organisation.ports.now(), {
        loosen: false,
      }),
    );
    expect(await refusal(seal(decision))).toEqual(noted('flow.rulesChanged'));
  });

  it('a ledger that is gone, cut, older, or of which a line was changed', async () => {
    const before = readFileSync(organisation.ledger);
    const { review } = await submit();
    const decision = await decide(review);
    const whole = readFileSync(organisation.ledger, 'utf8');
    const lines = whole.split('\n');
    writeFileSync(organisation.ledger, lines.slice(0, -2).join('\n').concat('\n'));
    expect(await refusal(seal(decision))).toEqual(noted('flow.olderLedger'));
    writeFileSync(organisation.ledger, before);
    expect(await refusal(seal(decision))).toEqual(noted('flow.olderLedger'));
    writeFileSync(organisation.ledger, whole.replace('"submitted"', '"submittex"'));
    expect(await refusal(seal(decision))).toEqual(noted('ledger.changed'));
    writeFileSync(organisation.ledger, lines.filter((_, i) => i !== 2).join('\n'));
    expect(await refusal(seal(decision))).toEqual(noted('ledger.removed'));
    writeFileSync(organisation.ledger, whole);
    cpSync(organisation.ledger, at('undan.jsonl'));
    copyFileSync(at('undan.jsonl'), organisation.ledger);
    writeFileSync(organisation.ledger, '');
    expect(await refusal(seal(decision))).toEqual(noted('ledger.fault.order'));
    writeFileSync(organisation.ledger, whole);
    await seal(decision);
  });

  it('a clock that was set back', async () => {
    const { review } = await submit();
    organisation.ports.set('2024-01-01T00:00:00Z');
    await expect(decide(review)).rejects.toMatchObject({ kind: 'refused' });
    organisation.ports.set('2024-06-01T00:00:00Z');
    const decision = await decide(review);
    organisation.ports.set('2024-05-01T00:00:00Z');
    expect(await refusal(seal(decision))).toEqual(noted('flow.clock'));
    organisation.ports.set('2024-01-01T00:00:00Z');
    await expect(seal(decision)).rejects.toMatchObject({ kind: 'refused' });
    expect(existsSync(at('paket'))).toBe(false);
  });

  it('a forged list of persons', async () => {
    const { review } = await submit();
    const decision = await decide(review);
    const file = path.join(organisation.folder, 'organisation.json');
    const own = JSON.parse(readFileSync(file, 'utf8')) as { document: { persons: { name: string; role: string }[] } };
    organisation.key('mallory');
    const persons = own.document.persons.map((person) =>
      person.name === 'alva' ? { ...person, role: 'reviewer' } : person,
    );
    const forged = await organisation.as('mallory', (mallory) =>
      signDocument({ ...own.document, kind: 'sigill-organisation', persons }, mallory.signing),
    );
    writeFileSync(file, packagedJson(forged));
    expect(await refusal(seal(decision))).toEqual(noted('organisation.notAdministrator'));
  });

  it('another hidden pattern for the same table (no peer looks at what left before), also from a new project and after a restored backup', async () => {
    await sealed();
    const tighter = planOf([{ ...agesTable('alder', [19, 64]), minFrequency: 25 }]);
    expect(await refusal(submit(tighter), 'igen')).toEqual(noted('flow.together.otherPattern'));
    const again = await smallCountry(folder.path, 'nytt.sigill', organisation.ports);
    await expect(submit(tighter, 'anna', 'gunnar', again)).rejects.toMatchObject({
      key: 'flow.together.otherPattern',
    });
    expect(again.log().at(-1)).toMatchObject({ details: { reason: 'flow.together.otherPattern' } });
    // The very same table tells nothing new.
    await expect(submit(plan, 'anna', 'gunnar', again)).resolves.toMatchObject({ together: { earlier: 1 } });
    const fewer = await smallCountry(folder.path, 'färre.sigill', organisation.ports, people().slice(0, -1));
    await expect(submit(plan, 'anna', 'gunnar', fewer)).rejects.toMatchObject({ key: 'flow.together.revised' });
    again.close();
    fewer.close();
  });

  it('populations that differ by few from what has left', async () => {
    await sealed('paket', planOf([agesTable('alder', [29], 'municipality')]));
    expect(await refusal(submit(planOf([agesTable('annan', [30], 'municipality')])), 'igen')).toEqual(
      noted('flow.together.difference'),
    );
  });

  it('a release that was withdrawn', async () => {
    const { review, release } = await submit();
    const decision = await decide(review);
    const { folder: place } = organisation;
    const withdraw = (of: string) =>
      organisation.as('anna', (person) =>
        withdrawRelease(project, { release: of, reason: 'Fel år', folder: place, person, now: organisation.ports.now }),
      );
    expect(await withdraw(release)).toEqual({ hadLeft: false });
    expect(await refusal(seal(decision))).toEqual(noted('flow.withdrawn'));
    const later = await sealed();
    expect(await withdraw(later.decision.document.release)).toEqual({ hadLeft: true });
    const { manifest } = await verifyPackage(at('paket'), silent);
    expect(manifest && findingsInLedger(manifest, place)).toMatchObject([{ key: 'verify.withdrawn' }]);
  });

  it('the command line without an approval', async () => {
    const { review } = await submit();
    writeFileSync(at('granskning'), review);
    const passphrases = {
      SIGILL_PASSPHRASE: 'sju små sjösjuka sjömän',
      SIGILL_KEY_PASSPHRASE: 'sju små sjösjuka sjömän',
    };
    project.close();
    const sealBy = (decision: string) =>
      run(
        ['seal', at('prov.sigill'), '--organisation', organisation.folder, '--decision', decision].concat([
          '--key',
          at('anna.personnyckel'),
          '--out',
          at('paket'),
        ]),
        passphrases,
      );
    expect(await sealBy(at('finns-inte.json'))).toBe(2);
    writeFileSync(at('eget.json'), '{"version":1,"kind":"sigill-decision-file","approved":true}');
    expect(await sealBy(at('eget.json'))).toBe(1);
    expect(
      await run(['release', at('prov.sigill'), '--tables', at('eget.json'), '--out', at('paket')], passphrases),
    ).toBeGreaterThan(0);
    expect(existsSync(at('paket'))).toBe(false);
    project = reopen(folder.path, 'prov.sigill', organisation.ports);
  });
});

describe('a package that was changed after its approval', () => {
  const text = (name: string): string => readFileSync(at(`paket/${name}`), 'utf8');

  /** Whoever changes a package can seal it anew with any key they have. */
  async function sealAnew(change: (manifest: Manifest) => Manifest, by = 'anna'): Promise<void> {
    const manifest = change(JSON.parse(text('manifest.json')) as Manifest);
    const files = manifest.files.map((file) => {
      const bytes = readFileSync(at(`paket/${file.name}`));
      return { ...file, bytes: bytes.length, sha256: sha256Of(bytes) };
    });
    const bytes = packagedJson({ ...manifest, files });
    writeFileSync(at('paket/manifest.json'), bytes);
    await organisation.as(by, ({ signing }) => {
      writeFileSync(at('paket/sigill.json'), sealManifest(bytes, signing));
    });
  }

  it('is seen through by verify, whoever sealed it anew', async () => {
    await sealed();
    const original = text('tabeller/alder.csv');
    writeFileSync(at('paket/tabeller/alder.csv'), original.replace('K6001', 'K6001x'));
    expect(await findings()).toEqual(['verify.changed']);
    await sealAnew((manifest) => manifest);
    expect(await findings()).toEqual(['verify.cellsDiffer', 'verify.otherContent']);
    // A file that was approved, and is no longer there.
    rmSync(at('paket/tabeller/alder.csv'));
    const named = text('manifest.json');
    const without = (manifest: Manifest): Manifest => ({
      ...manifest,
      files: manifest.files.filter(({ name }) => name !== 'tabeller/alder.csv'),
    });
    await sealAnew(without);
    expect(await findings()).toEqual(['verify.otherContent']);
    writeFileSync(at('paket/manifest.json'), named);
    writeFileSync(at('paket/tabeller/alder.csv'), original);
    await sealAnew((manifest) => manifest, 'gunnar');
    expect(await findings()).toEqual(['verify.notByAnalyst']);
    await sealAnew((manifest) => ({ ...manifest, title: { sv: 'Annat', en: 'Other' } }));
    expect(await findings()).not.toEqual([]);
  });

  it('cannot do without its approval, nor with one that is forged', async () => {
    await sealed();
    const decision = text('godkannande/beslut.json');
    writeFileSync(at('paket/godkannande/beslut.json'), decision.replace('approved', 'changed'));
    await sealAnew((manifest) => manifest);
    expect(await findings()).toContain('verify.notSigned');
    writeFileSync(at('paket/godkannande/beslut.json'), decision);

    const { document } = JSON.parse(decision) as { document: { kind: string } };
    await organisation.as('alva', (alva) => {
      const own = { ...document, decidedBy: alva.signingKey };
      writeFileSync(at('paket/godkannande/beslut.json'), packagedJson(signDocument(own, alva.signing)));
    });
    await sealAnew((manifest) => manifest);
    expect(await findings()).toContain('verify.notByReviewer');
    writeFileSync(at('paket/godkannande/beslut.json'), decision);

    await sealAnew((manifest) => ({ ...manifest, release: null }));
    expect(await findings()).not.toEqual([]);
    await sealAnew((manifest) => ({
      ...manifest,
      release: null,
      files: manifest.files.filter(({ format }) => format !== 'approval'),
    }));
    expect(await findings()).not.toEqual([]);
  });

  it('shows another administrator, when everything in it was signed anew by another organisation', async () => {
    await sealed();
    const { approval } = await verifyPackage(at('paket'), silent);
    const other = temporaryFolder();
    const forgers = await newOrganisation(other.path, 9);
    const theirs = await smallCountry(other.path, 'p.sigill', forgers.ports);
    const { review } = await forgers.as('anna', (person) =>
      submitRelease(
        theirs,
        { plan, folder: forgers.folder, person, reviewer: 'gunnar', productVersion: '0.1.0' },
        silent,
      ),
    );
    const now = forgers.ports.now;
    const decision = await forgers.as('gunnar', (person) =>
      decideRelease(
        { box: review, folder: forgers.folder, person, outcome: 'approved', reasons: '', without: [], now },
        silent,
      ),
    );
    const out = path.join(other.path, 'paket');
    await forgers.as('anna', (person) =>
      sealRelease(theirs, { decision, folder: forgers.folder, person, out, productVersion: '0.1.0' }, silent),
    );
    theirs.close();
    const pinned = await verifyPackage(out, silent, { administrator: approval?.administrator });
    expect(pinned.findings.map(({ key }) => key)).toEqual(['verify.wrongAdministrator']);
    expect(pinned.manifest && findingsInLedger(pinned.manifest, organisation.folder)).toMatchObject([
      { key: 'verify.notInLedger' },
    ]);
    // Nor does a project of ours go over to their ledger.
    await expect(
      forgers.as('anna', (person) =>
        submitRelease(
          project,
          { plan, folder: forgers.folder, person, reviewer: 'gunnar', productVersion: '0.1.0' },
          silent,
        ),
      ),
    ).rejects.toMatchObject({ key: 'flow.otherOrganisation' });
    other.remove();
  });
});
