import { Worker } from 'node:worker_threads';
import { type Command, Option } from 'commander';
import { UserError } from '../../../shared/errors/errors.ts';
import { type Language, text } from '../../../shared/texts/text.ts';
import { threadFile } from '../../engine/jobs/threadFile.ts';
import { type Cell, type Look, lookAt, MOST_ROWS } from '../../engine/store/look/look.ts';
import type { Progress } from '../../engine/jobs/progress.ts';
import type { Surroundings } from '../command.ts';
import { passphraseOption } from '../passphrase.ts';
import { type Given, withProject } from './opened.ts';

const WIDEST = 40;
const SECONDS = 60;
const MOST_SECONDS = 600;

/** A cell as it is shown: numbers in the language, and no sign that a terminal would act upon. */
function shown(cell: Cell, language: Language): string {
  if (cell === null) return '';
  if (typeof cell === 'number')
    return cell.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB', {
      useGrouping: false,
      maximumFractionDigits: 15,
    });
  const plain = cell.replaceAll(/[\p{Cc}\p{Cf}]/gu, '·');
  return plain.length > WIDEST ? `${plain.slice(0, WIDEST - 1)}…` : plain;
}

function printLook({ language, print, remark }: Surroundings, { columns, rows, more }: Look): void {
  const header = columns.map((name) => shown(name, language));
  const body = rows.map((row) => row.map((cell) => shown(cell, language)));
  const widths = header.map((name, i) => body.reduce((most, row) => Math.max(most, row[i]?.length ?? 0), name.length));
  const numeric = columns.map((_, i) => rows.every((row) => row[i] === null || typeof row[i] === 'number'));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (numeric[i] === true ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  print(line(header));
  print(widths.map((width) => '─'.repeat(width)).join('  '));
  for (const row of body) print(line(row));
  remark(text(language, more ? 'look.more' : 'look.rows', { rows: rows.length, most: MOST_ROWS }));
}

/** Stops when the time is up: between rows by itself, and from another thread where SQLite computes without asking. */
function timed(progress: Progress, seconds: number, language: Language): Progress & { end(): void } {
  const end = performance.now() + seconds * 1000;
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const watcher = new Worker(threadFile(new URL('./watcher.ts', import.meta.url), 'lookWatcher.js', import.meta.url), {
    workerData: { flag, milliseconds: (seconds + 5) * 1000, sentence: text(language, 'look.timeUp', { seconds }) },
  });
  watcher.unref();
  return {
    report: (step, done, total) => {
      progress.report(step, done, total);
    },
    check: () => {
      progress.check();
      if (performance.now() > end) throw new UserError('cancelled', 'look.timeUp', { seconds });
    },
    end: () => {
      Atomics.store(flag, 0, 1);
      Atomics.notify(flag, 0);
    },
  };
}

const asSeconds = (given: string): number => {
  const seconds = Number(given);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > MOST_SECONDS)
    throw new UserError('input', 'look.badSeconds', { most: MOST_SECONDS });
  return seconds;
};

/** `project look`: records on the screen of a person, and nowhere else. */
export function registerLook(group: Command, surroundings: Surroundings): void {
  const { language, progress } = surroundings;
  passphraseOption(group.command('look <file> <select>').description(text(language, 'look.help')), surroundings)
    .addOption(
      new Option('--seconds <number>', text(language, 'look.seconds', { most: MOST_SECONDS }))
        .argParser(asSeconds)
        .default(SECONDS),
    )
    .addHelpText('after', text(language, 'look.example'))
    .action(async (file: string, statement: string, given: Given & { readonly seconds: number }) => {
      if (!process.stdout.isTTY) throw new UserError('refused', 'look.onlyScreen');
      await withProject(surroundings, file, given, (project) => {
        const limited = timed(progress, given.seconds, language);
        try {
          printLook(surroundings, lookAt(project, statement, limited));
        } finally {
          limited.end();
        }
      });
    });
}
