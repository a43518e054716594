import path from 'node:path';
import type { Command } from 'commander';
import { ROLES, type Role } from '../../../shared/schemas/organisation.ts';
import { ruleSetSchema } from '../../../shared/schemas/ruleSet.ts';
import { type Language, text } from '../../../shared/texts/text.ts';
import { readJsonFile } from '../../engine/jsonfile/readJson.ts';
import { systemPorts } from '../../engine/project/ports.ts';
import {
  addPerson,
  createOrganisation,
  endPerson,
  mendFolder,
  readCard,
  readOrganisation,
  signRules,
} from '../../engine/release/persons/organisation.ts';
import { makePersonKey } from '../../engine/release/persons/personKey.ts';
import { fingerprint } from '../../engine/release/signing.ts';
import { alignedTable } from '../alignedTable.ts';
import type { SigillCommand, Surroundings } from '../command.ts';
import { readNewPassphrase } from '../passphrase.ts';
import { asPerson, keyOptions, type KeyOptions } from '../release/personKey.ts';

const day = (instant: string): string => instant.slice(0, 10);

function personLines(language: Language, folder: string): string[] {
  const { organisation, ledger } = readOrganisation(folder);
  const { name, administrator, persons } = organisation.persons.document;
  const { number, rules } = organisation.rules.document;
  const { head } = ledger.state;
  const title = (key: 'name' | 'role' | 'key' | 'since' | 'until') => text(language, `organisation.column.${key}`);
  return [
    text(language, 'organisation.shown', { name, fingerprint: fingerprint(administrator) }),
    text(language, 'organisation.rules', { rules: rules.name[language], number, minFrequency: rules.minFrequency }),
    text(language, 'ledger.shown', { file: organisation.ledgerFile, entries: head.position, head: head.hash }),
    '',
    ...alignedTable(
      [
        { title: title('name'), align: 'left' },
        { title: title('role'), align: 'left' },
        { title: title('key'), align: 'left' },
        { title: title('since'), align: 'left' },
        { title: title('until'), align: 'left' },
      ],
      persons.map((person) => [
        person.name,
        text(language, `organisation.role.${person.role}`),
        fingerprint(person.signingKey),
        day(person.since),
        person.until === null ? '' : day(person.until),
      ]),
    ),
  ];
}

function registerKey(group: Command, surroundings: Surroundings): void {
  const { language, print } = surroundings;
  group
    .command('key <file>')
    .description(text(language, 'organisation.key.help'))
    .requiredOption('--name <name>', text(language, 'organisation.key.name'))
    .option('--key-passphrase-file <file>', text(language, 'persons.option.keyPassphraseFile'))
    .addHelpText('after', text(language, 'organisation.key.example'))
    .action(async (file: string, given: { readonly name: string; readonly keyPassphraseFile?: string }) => {
      const passphrase = await readNewPassphrase(surroundings, given.keyPassphraseFile, 'SIGILL_KEY_PASSPHRASE');
      const made = makePersonKey(file, given.name, passphrase, systemPorts);
      print(text(language, 'organisation.key.done', { file: path.basename(file), card: path.basename(made.card) }));
      print(text(language, 'organisation.key.fingerprint', { fingerprint: fingerprint(made.signingKey) }));
    });
}

function registerPersons(group: Command, surroundings: Surroundings): void {
  const { language, print } = surroundings;
  keyOptions(group.command('add <folder> <card>'), surroundings)
    .description(text(language, 'organisation.add.help'))
    .addOption(
      group.createOption('--role <role>', text(language, 'organisation.add.role')).choices(ROLES).makeOptionMandatory(),
    )
    .addHelpText('after', text(language, 'organisation.add.example'))
    .action(async (folder: string, file: string, given: KeyOptions & { readonly role: Role }) => {
      const card = readCard(file);
      await asPerson(surroundings, given, (key) => addPerson(folder, card, given.role, key, new Date()));
      const { name, signingKey } = card.document;
      const role = text(language, `organisation.role.${given.role}`);
      print(text(language, 'organisation.add.done', { name, role, fingerprint: fingerprint(signingKey) }));
    });

  keyOptions(group.command('end <folder> <name>'), surroundings)
    .description(text(language, 'organisation.end.help'))
    .addHelpText('after', text(language, 'organisation.end.example'))
    .action(async (folder: string, name: string, given: KeyOptions) => {
      await asPerson(surroundings, given, (key) => endPerson(folder, name, key, new Date()));
      print(text(language, 'organisation.end.done', { name }));
    });
}

export const organisation: SigillCommand = {
  register(program, surroundings) {
    const { language, print } = surroundings;
    const group = program
      .command('organisation')
      .description(text(language, 'organisation.help'))
      .addHelpText('after', text(language, 'organisation.example'));
    registerKey(group, surroundings);

    keyOptions(group.command('create <folder>'), surroundings)
      .description(text(language, 'organisation.create.help'))
      .requiredOption('--name <name>', text(language, 'organisation.create.name'))
      .option('--ledger <file>', text(language, 'organisation.option.ledger'))
      .addHelpText('after', text(language, 'organisation.create.example'))
      .action(async (folder: string, given: KeyOptions & { readonly name: string; readonly ledger?: string }) => {
        const made = await asPerson(surroundings, given, (key) =>
          createOrganisation(folder, given.name, key, systemPorts, given.ledger),
        );
        const { administrator } = made.persons.document;
        print(text(language, 'organisation.create.done', { folder, fingerprint: fingerprint(administrator) }));
      });
    registerPersons(group, surroundings);

    keyOptions(group.command('rules <folder> <file>'), surroundings)
      .description(text(language, 'organisation.rules.help'))
      .option('--loosen', text(language, 'organisation.rules.loosen'))
      .option('--ledger <file>', text(language, 'organisation.option.ledger'))
      .addHelpText('after', text(language, 'organisation.rules.example'))
      .action(
        async (
          folder: string,
          file: string,
          given: KeyOptions & { readonly loosen?: true; readonly ledger?: string },
        ) => {
          const rules = await readJsonFile(file, ruleSetSchema);
          const options = {
            loosen: given.loosen === true,
            ...(given.ledger === undefined ? {} : { ledger: given.ledger }),
          };
          const { number } = await asPerson(surroundings, given, (key) =>
            signRules(folder, rules, key, new Date(), options),
          );
          print(text(language, 'organisation.rules.done', { rules: rules.name[language], number }));
        },
      );

    group
      .command('show <folder>')
      .description(text(language, 'organisation.show.help'))
      .option('--mend', text(language, 'organisation.show.mend'))
      .option('--json', text(language, 'release.option.json'))
      .action((folder: string, given: { readonly json?: true; readonly mend?: true }) => {
        if (given.mend === true) mendFolder(folder);
        if (given.json === true) {
          const { organisation: shown, ledger } = readOrganisation(folder);
          const { persons, rules } = shown;
          print(JSON.stringify({ persons: persons.document, rules: rules.document, head: ledger.state.head }));
        } else for (const line of personLines(language, folder)) print(line);
      });
  },
};
