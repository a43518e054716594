import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createProject } from '../../electron/engine/project/project.ts';
import type { Input } from '../../shared/ipc/contract.ts';
import { type ShellUnderTest, shellUnderTest } from '../support/shellUnderTest.ts';

// The shell with the built engine in its thread, on real encrypted project files.

const PASSPHRASE = 'lång nog lösenfras';
const METHOD: Input<'assessment.save'>['method'] = {
  version: 1,
  kind: 'index',
  indicators: [{ id: 'turnout', direction: -1, weight: 1 }],
  normalisation: { kind: 'z' },
};

describe('the shell around the engine', () => {
  let folder = '';
  let project = '';
  let chosen: string | null = null;
  let log: ShellUnderTest['log'];
  let shell: ShellUnderTest['shell'];
  let ask: ShellUnderTest['ask'];

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'sigill-shell-')));
    project = path.join(folder, 'prov.sigill');
    createProject(project, { passphrase: PASSPHRASE, name: 'Prov', cost: { N: 1024, r: 8, p: 1 } }).close();
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const start = (kind: 'electron' | 'preview'): void => {
    ({ shell, log, ask } = shellUnderTest(folder, { kind, dialogs: { chooseProject: () => Promise.resolve(chosen) } }));
  };
  beforeEach(() => {
    chosen = project;
    start('electron');
  });
  afterEach(async () => {
    await shell.close();
  });

  const choose = async (): Promise<string> => {
    const answer = await ask('project.choose', {});
    if (!answer.ok || answer.data.chosen === null) throw new Error('nothing chosen');
    expect(answer.data.chosen.name).toBe('prov');
    return answer.data.chosen.fileId;
  };

  it('opens a project that was picked, remembers it, and closes it', async () => {
    const fileId = await choose();
    expect(await ask('project.summary', {})).toEqual({ ok: true, data: null });
    expect(await ask('project.open', { fileId, passphrase: PASSPHRASE })).toMatchObject({
      ok: true,
      data: { name: 'Prov', synthetic: false, persons: 0, years: [] },
    });
    const recent = await ask('project.recent', {});
    expect(recent).toMatchObject({ ok: true, data: { projects: [{ fileId, name: 'Prov', knownPassphrase: null }] } });
    expect(await ask('project.close', {})).toEqual({ ok: true, data: {} });
    expect(await ask('project.summary', {})).toEqual({ ok: true, data: null });
    expect(await ask('data.registers', {})).toMatchObject({ ok: false, error: { code: 'REFUSED' } });
    // What was refused is in the log by its method and rule, and nothing else is.
    expect(log).toEqual([{ event: 'request.refused', method: 'data.registers', rule: 'shell.noProject' }]);
  });

  it('says by key what is wrong, and nothing of paths', async () => {
    const fileId = await choose();
    const wrong = await ask('project.open', { fileId, passphrase: 'fel lösenfras här' });
    expect(wrong).toMatchObject({ ok: false, error: { code: 'BAD_INPUT', key: 'project.wrongPassphrase' } });
    expect(JSON.stringify(wrong)).not.toContain(folder);
    const unknown = await ask('project.open', { fileId: '3f0f1f0e-0000-4000-8000-000000000000', passphrase: 'x' });
    expect(unknown).toMatchObject({ ok: false, error: { key: 'shell.unknownFile' } });
    chosen = path.join(folder, 'annat.txt');
    writeFileSync(chosen, '');
    expect(await ask('project.choose', {})).toMatchObject({ ok: false, error: { key: 'shell.notAProjectPath' } });
    chosen = null;
    expect(await ask('project.choose', {})).toEqual({ ok: true, data: { chosen: null } });
  });

  it('opens in the preview only what synth has made', async () => {
    await shell.close();
    start('preview');
    const fileId = await choose();
    expect(await ask('project.open', { fileId, passphrase: PASSPHRASE })).toMatchObject({
      ok: false,
      error: { code: 'REFUSED', key: 'shell.onlySynthetic' },
    });
    expect(await ask('project.summary', {})).toEqual({ ok: true, data: null });
  });

  it('knows the shipped indicators before any project is open', async () => {
    const catalogue = await ask('indicators.catalogue', {});
    expect(catalogue.ok && catalogue.data.indicators.length).toBeGreaterThanOrEqual(12);
  });

  it('keeps assessments as versions', async () => {
    await ask('project.open', { fileId: await choose(), passphrase: PASSPHRASE });
    const first = await ask('assessment.save', { id: null, name: 'Min', comment: '', method: METHOD });
    expect(first).toMatchObject({ ok: true, data: { id: 'assessment-1', name: 'Min', method: METHOD } });
    const again = await ask('assessment.save', { id: 'assessment-1', name: 'Min igen', comment: 'ny', method: METHOD });
    expect(again).toMatchObject({ ok: true, data: { id: 'assessment-1', name: 'Min igen' } });
    await ask('assessment.save', { id: null, name: 'En till', comment: '', method: METHOD });
    const list = await ask('assessment.list', {});
    expect(list.ok && list.data.assessments.map(({ id, name }) => [id, name])).toEqual([
      ['assessment-1', 'Min igen'],
      ['assessment-2', 'En till'],
    ]);
    expect(await ask('assessment.remove', { id: 'assessment-1' })).toEqual({ ok: true, data: {} });
    expect(await ask('assessment.remove', { id: 'assessment-1' })).toMatchObject({
      ok: false,
      error: { key: 'assessment.unknown' },
    });
    expect(await ask('assessment.save', { id: 'assessment-9', name: 'x', comment: '', method: METHOD })).toMatchObject({
      ok: false,
    });
    const left = await ask('assessment.list', {});
    expect(left.ok && left.data.assessments.map(({ id }) => id)).toEqual(['assessment-2']);
  });
});
