import type { Command } from 'commander';
import { UserError } from '../../../shared/errors/errors.ts';
import { text } from '../../../shared/texts/text.ts';
import type { LogDetails } from '../../engine/project/log.ts';
import { alignedTable } from '../alignedTable.ts';
import type { Surroundings } from '../command.ts';
import { passphraseOption } from '../passphrase.ts';
import { type Given, withProject } from './opened.ts';

const WIDEST = 110;

/** The details of an entry on one line, and no sign that a terminal would act upon. */
const shown = (details: LogDetails): string =>
  Object.entries(details)
    .map(([name, value]) => `${name}=${Array.isArray(value) ? value.join(',') : String(value)}`)
    .join(' ')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '·');

/** `project log`: who reads the log sees whether its chain is whole before anything else. */
export function registerLog(group: Command, surroundings: Surroundings): void {
  const { language, print, remark } = surroundings;
  passphraseOption(group.command('log <file>').description(text(language, 'project.log.help')), surroundings)
    .option('--action <name>', text(language, 'project.log.action'))
    .option('--since <date>', text(language, 'project.log.since'))
    .option('--json', text(language, 'project.json'))
    .addHelpText('after', text(language, 'project.log.example'))
    .action((file: string, given: Given & { readonly action?: string; readonly since?: string }) =>
      withProject(surroundings, file, given, (project) => {
        const { action, since } = given;
        if (since !== undefined && !/^\d{4}-\d{2}-\d{2}$/u.test(since))
          throw new UserError('input', 'project.log.badDate');
        const broken = project.brokenLogEntry() ?? null;
        const entries = project
          .log()
          .filter(
            (entry) => (action === undefined || entry.action === action) && (since === undefined || entry.at >= since),
          );
        if (given.json === true) print(JSON.stringify({ broken, entries }));
        else {
          const rows = entries.map(({ position, at, action: done, details }) => [
            String(position),
            at.slice(0, 19).replace('T', ' '),
            done,
            shown(details),
          ]);
          const columns = [
            { title: text(language, 'project.log.number'), align: 'right' },
            { title: text(language, 'project.log.time'), align: 'left' },
            { title: text(language, 'project.log.done'), align: 'left' },
            { title: text(language, 'project.log.details'), align: 'left', most: WIDEST },
          ] as const;
          for (const line of alignedTable(columns, rows)) print(line);
          if (broken === null) remark(text(language, 'project.log.whole', { entries: entries.length }));
        }
        if (broken !== null) throw new UserError('refused', 'project.log.broken', { position: broken });
      }),
    );
}
