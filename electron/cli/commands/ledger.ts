import { statSync } from 'node:fs';
import type { Command } from 'commander';
import { UserError } from '../../../shared/errors/errors.ts';
import type { LedgerEntry } from '../../../shared/schemas/ledger.ts';
import { releasePlanSchema } from '../../../shared/schemas/releasePlan.ts';
import { type Language, text } from '../../../shared/texts/text.ts';
import { readJsonFile } from '../../engine/jsonfile/readJson.ts';
import { enterPackage, enterTable } from '../../engine/release/flow/enter.ts';
import { withdrawRelease } from '../../engine/release/flow/withdraw.ts';
import type { Ledger } from '../../engine/release/ledger/ledger.ts';
import { readOrganisation } from '../../engine/release/persons/organisation.ts';
import { alignedTable } from '../alignedTable.ts';
import type { SigillCommand, Surroundings } from '../command.ts';
import { addAreasOptions, type AreasGiven, areasInputOf } from '../dialectOptions.ts';
import { passphraseOption } from '../passphrase.ts';
import { type Given as ProjectGiven, withProject } from '../project/opened.ts';
import { asPerson, keyOptions, type KeyOptions } from '../release/personKey.ts';

const idsOf = (tables: readonly { readonly id: string }[]): string => tables.map(({ id }) => id).join(', ');

/** What an entry is about, in a few words. */
function about(entry: LedgerEntry): string {
  if (entry.action === 'founded' || entry.action === 'persons') {
    const { name, number } = entry.body.persons.document;
    return `${name} ${String(number)}`;
  }
  if (entry.action === 'rules')
    return `${entry.body.rules.document.rules.id} ${String(entry.body.rules.document.number)}`;
  if (entry.action === 'submitted') return entry.body.release;
  if (entry.action === 'decided') return `${entry.body.release} ${entry.body.decision.document.outcome}`;
  if (entry.action === 'sealed') return `${entry.body.release} ${idsOf(entry.body.tables)}`;
  if (entry.action === 'withdrawn') return `${entry.body.release} ${entry.body.reason}`;
  if (entry.action === 'entered') return `${entry.body.source} ${idsOf(entry.body.tables)}`;
  return `${entry.body.action}: ${entry.body.rule}`;
}

function* ledgerLines({ entries, state }: Ledger, language: Language): Generator<string> {
  const names = new Map(state.persons.document.persons.map(({ signingKey, name }) => [signingKey, name]));
  const title = (of: 'position' | 'at' | 'who' | 'what' | 'about') => text(language, `ledger.column.${of}`);
  yield* alignedTable(
    [
      { title: title('position'), align: 'right' },
      { title: title('at'), align: 'left' },
      { title: title('who'), align: 'left', most: 30 },
      { title: title('what'), align: 'left' },
      { title: title('about'), align: 'left', most: 90 },
    ],
    entries.map(({ entry }) => [
      String(entry.position),
      entry.at.slice(0, 19).replace('T', ' '),
      names.get(entry.actor) ?? '',
      text(language, `ledger.action.${entry.action}`),
      about(entry),
    ]),
  );
  yield text(language, 'ledger.holds', { entries: state.head.position, tables: state.tables.length });
}

interface EnterGiven extends KeyOptions, ProjectGiven, AreasGiven {
  readonly tables: string;
  readonly table?: string;
  readonly match?: readonly string[];
  readonly organisation: string;
}

function matchOf(given: readonly string[]): Map<string, string> {
  return new Map(
    given.map((written) => {
      const at = written.lastIndexOf('=');
      if (at < 1) throw new UserError('input', 'flow.enter.badMatch');
      return [written.slice(0, at), written.slice(at + 1)];
    }),
  );
}

function registerEnter(group: Command, surroundings: Surroundings): void {
  const { language, print, progress } = surroundings;
  const command = keyOptions(passphraseOption(group.command('enter'), surroundings), surroundings)
    .argument('<project>', text(language, 'release.argument'))
    .argument('<file>', text(language, 'ledger.enter.file'))
    .description(text(language, 'ledger.enter.help'))
    .requiredOption('--tables <file>', text(language, 'ledger.enter.tables'))
    .requiredOption('--organisation <folder>', text(language, 'submit.option.organisation'))
    .option('--table <id>', text(language, 'ledger.enter.table'))
    .option('--match <category=column...>', text(language, 'ledger.enter.match'));
  addAreasOptions(command, language)
    .addHelpText('after', text(language, 'ledger.enter.example'))
    .action(async (file: string, source: string, given: EnterGiven) => {
      const plan = await readJsonFile(given.tables, releasePlanSchema);
      const isFolder = statSync(source, { throwIfNoEntry: false })?.isDirectory() === true;
      const { tables } = await withProject(surroundings, file, given, (project) =>
        asPerson(surroundings, given, (person) => {
          const options = { plan, folder: given.organisation, person };
          return isFolder
            ? enterPackage(project, source, options, progress)
            : enterTable(
                project,
                source,
                given.table ?? plan.tables[0]?.id ?? '',
                areasInputOf(given),
                matchOf(given.match ?? []),
                options,
              );
        }),
      );
      for (const table of tables) print(text(language, 'ledger.enter.done', table));
    });
}

export const ledger: SigillCommand = {
  register(program, surroundings) {
    const { language, print } = surroundings;
    const group = program
      .command('ledger')
      .description(text(language, 'ledger.help'))
      .addHelpText('after', text(language, 'ledger.example'));

    group
      .command('show <organisation>')
      .description(text(language, 'ledger.show.help'))
      .option('--json', text(language, 'release.option.json'))
      .action((folder: string, { json }: { readonly json?: true }) => {
        const read = readOrganisation(folder).ledger;
        if (json === true) for (const { entry, hash } of read.entries) print(JSON.stringify({ ...entry, hash }));
        else for (const line of ledgerLines(read, language)) print(line);
      });

    registerEnter(group, surroundings);

    keyOptions(passphraseOption(group.command('withdraw <organisation> <release>'), surroundings), surroundings)
      .description(text(language, 'ledger.withdraw.help'))
      .requiredOption('--reason <text>', text(language, 'ledger.withdraw.reason'))
      .option('--project <file>', text(language, 'ledger.withdraw.project'))
      .action(
        async (
          folder: string,
          release: string,
          given: KeyOptions & ProjectGiven & { readonly reason: string; readonly project?: string },
        ) => {
          const { reason } = given;
          const { hadLeft } = await asPerson(surroundings, given, (person) => {
            const options = { release, reason, folder, person, now: () => new Date() };
            return given.project === undefined
              ? withdrawRelease(null, options)
              : withProject(surroundings, given.project, given, (project) => withdrawRelease(project, options));
          });
          print(text(language, hadLeft ? 'ledger.withdraw.hadLeft' : 'ledger.withdraw.done'));
        },
      );
  },
};
