import path from 'node:path';
import { type Command, Option } from 'commander';
import type { ScenarioDifference } from '../../../shared/domain/scenarios/merge.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import { scenarioSchema } from '../../../shared/schemas/scenario.ts';
import { text } from '../../../shared/texts/text.ts';
import { jsonText } from '../../engine/areafile/numberText.ts';
import { writeWhole } from '../../engine/files/writeWhole.ts';
import { readJsonFile } from '../../engine/jsonfile/readJson.ts';
import {
  type Arrival,
  arrivalOf,
  logOutgoing,
  mergeIn,
  outgoingScenario,
  takeInAsNew,
} from '../../engine/scenarios/scenarioFile.ts';
import type { Surroundings } from '../command.ts';
import { passphraseOption } from '../passphrase.ts';
import { type Given, withProject } from '../project/opened.ts';
import { versionAsked } from './versionAsked.ts';

interface ExportGiven extends Given {
  readonly out: string;
}

export function registerExport(group: Command, surroundings: Surroundings): void {
  const { language, print, remark } = surroundings;
  passphraseOption(group.command('export <project> <id>').description(text(language, 'scenario.export')), surroundings)
    .requiredOption('--out <file>', text(language, 'scenario.export.out'))
    .action(async (file: string, asked: string, given: ExportGiven) => {
      const { id, version } = versionAsked(asked) ?? { id: asked, version: undefined };
      await withProject(surroundings, file, given, async (project) => {
        const outgoing = outgoingScenario(project, id, version);
        logOutgoing(project, id, outgoing);
        await writeWhole([{ path: given.out, content: jsonText(outgoing.file) }]);
        for (const { what, path: at } of outgoing.leftBehind)
          remark(text(language, `scenario.left.${what}`, { path: at.join('.') }));
        print(text(language, 'scenario.exported', { file: given.out }));
      });
    });
}

interface ImportGiven extends Given {
  readonly name?: string;
  readonly into?: string;
  readonly asNew?: true;
  readonly take: 'changed' | 'mine' | 'theirs';
  readonly lookOnly?: true;
}

export function registerImport(group: Command, surroundings: Surroundings): void {
  const { language, print } = surroundings;
  passphraseOption(
    group.command('import <project> <file>').description(text(language, 'scenario.import')),
    surroundings,
  )
    .option('--name <name>', text(language, 'scenario.import.name'))
    .option('--into <id>', text(language, 'scenario.import.into'))
    .option('--as-new', text(language, 'scenario.import.asNew'))
    .addOption(
      new Option('--take <side>', text(language, 'scenario.import.take'))
        .choices(['changed', 'mine', 'theirs'])
        .default('changed'),
    )
    .option('--look-only', text(language, 'scenario.import.lookOnly'))
    .option('--json', text(language, 'assess.option.json'))
    .action(async (file: string, from: string, given: ImportGiven) => {
      if (given.into !== undefined && given.asNew === true) throw new UserError('input', 'scenario.asNewInto');
      const scenario = await readJsonFile(from, scenarioSchema);
      await withProject(surroundings, file, given, (project) => {
        const arrival = arrivalOf(project, scenario, given.into);
        if (given.json === true) print(jsonText({ into: arrival.into, differences: arrival.differences }).trimEnd());
        else for (const line of arrivalLines(arrival, surroundings)) print(line);
        if (given.lookOnly === true) return;
        const { into } = arrival;
        if (into === null || given.asNew === true) {
          const name = given.name ?? path.basename(from, path.extname(from)).slice(0, 200);
          print(text(language, 'scenario.takenIn', { ...takeInAsNew(project, scenario, name) }));
          return;
        }
        const { take } = given;
        const merged = mergeIn(project, scenario, into, take === 'changed' ? undefined : () => take);
        print(text(language, 'scenario.merged', { ...merged }));
      });
    });
}

function* arrivalLines({ into, differences }: Arrival, { language }: Surroundings): Generator<string> {
  if (into === null) yield text(language, 'scenario.beganElsewhere');
  else if (differences.length === 0) yield text(language, 'scenario.noDifference', { id: into });
  const said = (value: unknown): string =>
    value === undefined ? text(language, 'scenario.nothing') : JSON.stringify(value).slice(0, 200);
  for (const { path: at, mine, theirs, changedBy } of differences satisfies readonly ScenarioDifference[])
    yield `  ${text(language, `scenario.differs.${changedBy}`, { path: at.join('.'), mine: said(mine), theirs: said(theirs) })}`;
}
