import type { Command } from 'commander';
import { text } from '../../../shared/texts/text.ts';
import { jsonText } from '../../engine/areafile/numberText.ts';
import { listScenarios, type ScenarioVersion, versionsOf } from '../../engine/scenarios/scenarios.ts';
import { alignedTable } from '../alignedTable.ts';
import type { Surroundings } from '../command.ts';
import { passphraseOption } from '../passphrase.ts';
import { type Given, withProject } from '../project/opened.ts';

type Row = ScenarioVersion & { readonly id: string; readonly removed: boolean };

export function registerList(group: Command, surroundings: Surroundings): void {
  const { language, print } = surroundings;
  passphraseOption(group.command('list <project>').description(text(language, 'scenario.list')), surroundings)
    .option('--versions <id>', text(language, 'scenario.list.versions'))
    .option('--json', text(language, 'assess.option.json'))
    .action(async (file: string, given: Given & { readonly versions?: string }) => {
      await withProject(surroundings, file, given, (project) => {
        const { versions: id } = given;
        const rows: readonly Row[] =
          id === undefined
            ? listScenarios(project)
            : versionsOf(project, id).map((one) => ({ ...one, id, removed: false }));
        if (given.json === true) print(jsonText({ scenarios: rows }).trimEnd());
        else if (rows.length === 0) print(text(language, 'scenario.none'));
        else for (const line of listLines(rows, surroundings)) print(line);
      });
    });
}

function listLines(rows: readonly Row[], { language }: Surroundings): string[] {
  const title = (key: 'id' | 'version' | 'name' | 'kind' | 'saved' | 'by') => text(language, `scenario.column.${key}`);
  return alignedTable(
    [
      { title: title('id'), align: 'left' },
      { title: title('version'), align: 'right' },
      { title: title('name'), align: 'left', most: 50 },
      { title: title('kind'), align: 'left' },
      { title: title('saved'), align: 'left' },
      { title: title('by'), align: 'left', most: 30 },
    ],
    rows.map(({ id, version, name, method, savedAt, savedBy, removed }) => [
      id,
      String(version),
      removed ? `${name} ${text(language, 'scenario.removed')}` : name,
      text(language, `scenario.kind.${method.kind}`),
      savedAt.slice(0, 16).replace('T', ' '),
      savedBy,
    ]),
  );
}
