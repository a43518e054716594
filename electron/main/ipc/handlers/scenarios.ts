import path from 'node:path';
import { UserError } from '../../../../shared/errors/errors.ts';
import { plainTarget } from '../../projects/paths.ts';
import { pickedFilesOf } from '../../projects/pickedFiles.ts';
import type { ShellParts } from '../../shell.ts';
import type { AllHandlers } from '../router.ts';

type ScenarioMethod =
  | 'scenarios.list'
  | 'scenarios.versions'
  | 'scenarios.duplicate'
  | 'scenarios.restore'
  | 'scenarios.setGrouping'
  | 'scenarios.send'
  | 'scenarios.open'
  | 'scenarios.takeIn'
  | 'comments.add'
  | 'comments.remove';

const ENDING = '.json';

export const scenarioHandlers = ({ engine, dialogs, deliveries }: ShellParts): Pick<AllHandlers, ScenarioMethod> => ({
  'scenarios.list': async () => engine.call('scenarios.list', {}),
  'scenarios.versions': async (input) => engine.call('scenarios.versions', input),
  'scenarios.duplicate': async (input) => engine.call('scenarios.duplicate', input),
  'scenarios.restore': async (input) => engine.call('scenarios.restore', input),
  'scenarios.setGrouping': async (input) => engine.call('scenarios.setGrouping', input),
  'scenarios.send': async (input) => {
    const chosen = await dialogs.saveSpecification(`${input.id}-${String(input.version)}${ENDING}`);
    if (chosen === null) return { sent: null };
    const target = plainTarget(chosen.endsWith(ENDING) ? chosen : `${chosen}${ENDING}`);
    if (target === undefined) throw new UserError('input', 'shell.notAPlainFile', { file: path.basename(chosen) });
    const { leftBehind } = await engine.call('scenarios.send', { ...input, target });
    return { sent: { name: path.basename(target).slice(0, 200), leftBehind } };
  },
  'scenarios.open': async () => {
    const chosen = await dialogs.chooseDefinition();
    if (chosen === null) return { opened: null };
    const [picked] = pickedFilesOf([chosen], deliveries).files;
    const own = picked === undefined ? undefined : deliveries.fileOf(picked.fileId);
    if (own === undefined) throw new UserError('input', 'shell.notAPlainFile', { file: path.basename(chosen) });
    return { opened: await engine.call('scenarios.open', { path: own }) };
  },
  'scenarios.takeIn': async (input) => engine.call('scenarios.takeIn', input),
  'comments.add': async (input) => engine.call('comments.add', input),
  'comments.remove': async (input) => engine.call('comments.remove', input),
});
