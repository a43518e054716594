import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newProject, PASSPHRASE, temporaryFolder } from '../support/project.ts';
import { writePeople } from '../support/peopleByThousands.ts';
import { sigill } from '../support/sigill.ts';
import { write } from '../support/deliveries.ts';

let folder: ReturnType<typeof temporaryFolder>;
let passphrase = '';
let file = '';
const terminal = process.stdout.isTTY;

beforeEach(() => {
  folder = temporaryFolder();
  const project = newProject(folder.path);
  writePeople(project);
  file = project.path;
  project.close();
  passphrase = write(folder.path, 'passphrase', PASSPHRASE);
});
afterEach(() => {
  process.stdout.isTTY = terminal;
  folder.remove();
});

const look = (...more: readonly string[]): ReturnType<typeof sigill> =>
  sigill('project', 'look', file, ...more, '--passphrase-file', passphrase);

describe('sigill project look', () => {
  it('shows records on a screen', async () => {
    process.stdout.isTTY = true;
    const { code, out, err } = await look('select LopNr, DeSO, Alder from person_2023 where LopNr in (1, 12)');
    expect(out.split('\n')).toEqual([
      'LopNr  DeSO       Alder',
      '─────  ─────────  ─────',
      '    1  6001C1000',
      '   12  6001C1000     11',
      '',
    ]);
    expect([code, err]).toEqual([0, '2 rows. The look has been logged.\n']);
  });

  it('shows nothing that is not a screen, and wants no JSON', async () => {
    process.stdout.isTTY = false;
    expect(await look('select LopNr from person_2023')).toMatchObject({ code: 1, out: '' });
    expect(await look('select LopNr from person_2023', '--json')).toMatchObject({ code: 2, out: '' });
  });

  it('stops in time', async () => {
    process.stdout.isTTY = true;
    const endless = 'select count(*) from person_2023 a, person_2023 b where a.Alder = b.Alder';
    const { code, out, err } = await look(endless, '--seconds', '1');
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('Time is up (1 s)');
  });
});
