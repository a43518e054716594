import { PassThrough } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import { describe, expect, it } from 'vitest';
import type { Surroundings } from '../../../../electron/cli/command.ts';
import { askHidden } from '../../../../electron/cli/hiddenInput.ts';
import { readNewPassphrase, readPassphrase } from '../../../../electron/cli/passphrase.ts';
import { silent } from '../../../../electron/engine/jobs/progress.ts';
import { write } from '../../../support/deliveries.ts';
import { temporaryFolder } from '../../../support/project.ts';

/** A terminal whose keys are pressed by the test; notes whether it was put in raw mode and back. */
function terminal(): { input: ReadStream; output: WriteStream; raw: boolean[]; shown(): string } {
  const raw: boolean[] = [];
  const input = Object.assign(new PassThrough(), {
    setRawMode: (on: boolean) => {
      raw.push(on);
    },
  });
  const output = new PassThrough();
  let shown = '';
  output.on('data', (text: Buffer) => {
    shown += text.toString();
  });
  return {
    input: input as unknown as ReadStream,
    output: output as unknown as WriteStream,
    raw,
    shown: () => shown,
  };
}

const surroundings = (environment: Record<string, string>): Surroundings => ({
  language: 'en',
  print: () => undefined,
  remark: () => undefined,
  progress: silent,
  stopAt: () => undefined,
  environment,
});

describe('hidden input', () => {
  it('shows nothing of what is typed, takes back with backspace, ends with Enter', async () => {
    const { input, output, raw, shown } = terminal();
    const asked = askHidden(input, output, 'Passphrase: ');
    (input as unknown as PassThrough).write('hemligå𝄞x');
    (input as unknown as PassThrough).write('\u007F\u007Ft\r');
    expect(await asked).toBe('hemligåt');
    expect(shown()).toBe('Passphrase: \n');
    expect(raw).toEqual([true, false]);
  });

  it('is cancelled by Ctrl-C, and the terminal is as before', async () => {
    const { input, output, raw } = terminal();
    const asked = askHidden(input, output, '? ');
    (input as unknown as PassThrough).write('ab\u0003');
    await expect(asked).rejects.toMatchObject({ kind: 'cancelled' });
    expect(raw).toEqual([true, false]);
  });
});

describe('a passphrase', () => {
  it('comes from the file before the environment, without its line end', async () => {
    const folder = temporaryFolder();
    const file = write(folder.path, 'fras.txt', '\uFEFFett två tre fyra\r\nannat\n');
    expect(await readPassphrase(surroundings({ SIGILL_PASSPHRASE: 'x' }), { passphraseFile: file })).toBe(
      'ett två tre fyra',
    );
    expect(await readPassphrase(surroundings({ SIGILL_PASSPHRASE: 'fem sex' }), {})).toBe('fem sex');
    expect(await readNewPassphrase(surroundings({ NY: 'sju' }), undefined, 'NY')).toBe('sju');
    const empty = write(folder.path, 'tom.txt', '\n');
    await expect(readPassphrase(surroundings({}), { passphraseFile: empty })).rejects.toMatchObject({
      key: 'passphrase.fileEmpty',
    });
    folder.remove();
    await expect(readPassphrase(surroundings({}), { passphraseFile: file })).rejects.toMatchObject({
      key: 'passphrase.fileMissing',
      kind: 'input',
    });
  });

  it.skipIf(process.stdin.isTTY)('is asked for only on a terminal', async () => {
    await expect(readPassphrase(surroundings({}), {})).rejects.toMatchObject({ key: 'passphrase.none' });
  });
});
