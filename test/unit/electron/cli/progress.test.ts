import { describe, expect, it } from 'vitest';
import type { WriteStream } from 'node:tty';
import { interruptible } from '../../../../electron/cli/interruptible.ts';
import { paceText } from '../../../../electron/cli/pace.ts';
import { terminalProgress } from '../../../../electron/cli/progress.ts';
import { text } from '../../../../shared/texts/text.ts';

const plain = (written: string): string => written.replaceAll(/[\u00A0\u202F]/gu, ' ');

describe('how fast a step goes', () => {
  it('is told in rows, MB a second and time left where files are read', () => {
    const pace = { done: 300_000_000, total: 1_200_000_000, milliseconds: 6000, rows: 2_500_000 };
    expect(plain(paceText('sv', pace))).toBe(' · 2 500 000 rader · 50,0 MB/s · ca 18 s kvar');
    expect(plain(paceText('en', { ...pace, rows: 1 }))).toBe(' · 1 row · 50.0 MB/s · about 18 s left');
  });

  it('is told in minutes and hours when it takes long, and not at all before it can be known', () => {
    const pace = { total: 1000, milliseconds: 10_000, rows: undefined };
    expect(paceText('sv', { ...pace, done: 10 })).toBe(' · ca 17 min kvar');
    expect(paceText('sv', { ...pace, done: 1 })).toBe(' · ca 2,8 tim kvar');
    expect(paceText('sv', { ...pace, done: 10, milliseconds: 900 })).toBe('');
    expect(paceText('sv', { ...pace, done: 0 })).toBe('');
    expect(paceText('sv', { ...pace, done: 1000 })).toBe('');
  });

  it('is drawn on one line of the terminal, which never grows beyond it', () => {
    let written = '';
    const stream = {
      isTTY: true,
      columns: 60,
      write: (piece: string) => {
        written += piece;
        return true;
      },
    } as unknown as WriteStream;
    const progress = terminalProgress(stream, 'sv');
    progress.report('import.step.read', 50, 100, 7);
    progress.report('import.step.read', 100, 100, 12);
    progress.clear();
    const lines = written.split('\r').map((line) => line.replace('\u001B[2K', ''));
    expect(lines.at(-2)).toContain('100 %  Läser in · 12 rader');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(60);
    expect(lines.at(-1)).toBe('');
  });
});

describe('Ctrl-C', () => {
  it('ends the work at its next check with a sentence, and is let go of afterwards', async () => {
    const progress = terminalProgress({ isTTY: false } as WriteStream, 'sv');
    const surroundings = {
      language: 'sv' as const,
      print: () => undefined,
      remark: () => undefined,
      progress,
      stopAt: progress.stop,
      environment: {},
    };
    const before = process.listenerCount('SIGINT');
    const work = interruptible(surroundings, 'cli.interrupted.project', async () => {
      expect(process.listenerCount('SIGINT')).toBe(before + 1);
      process.emit('SIGINT');
      // A second one ends the process in the system's own way.
      expect(process.listenerCount('SIGINT')).toBe(before);
      await Promise.resolve();
      progress.check();
    });
    await expect(work).rejects.toMatchObject({ kind: 'cancelled', message: expect.any(String) as string });
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});

describe('words that follow a number', () => {
  it('are singular for one alone', () => {
    expect(text('sv', 'cli.progress.rows', { rows: 1 })).toBe('1 rad');
    expect(text('sv', 'cli.progress.rows', { rows: '0' })).toBe('0 rader');
    expect(text('en', 'cli.progress.rows', { rows: '1' })).toBe('1 row');
    expect(text('en', 'cli.progress.rows')).toBe('{rows} {rows|row|rows}');
  });
});
