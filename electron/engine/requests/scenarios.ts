import path from 'node:path';
import type { ScenarioDifference } from '../../../shared/domain/scenarios/merge.ts';
import { scenarioSchema } from '../../../shared/schemas/scenario.ts';
import { jsonText } from '../areafile/numberText.ts';
import { writeWhole } from '../files/writeWhole.ts';
import { readJsonFile } from '../jsonfile/readJson.ts';
import { addComment, listComments, removeComment } from '../scenarios/comments.ts';
import { arrivalOf, logOutgoing, mergeIn, outgoingScenario, takeInAsNew } from '../scenarios/scenarioFile.ts';
import {
  bringBack,
  duplicateScenario,
  listScenarios,
  restoreVersion,
  saveScenario,
  scenarioVersion,
  versionsOf,
} from '../scenarios/scenarios.ts';
import { answer, type RequestHandlers } from './request.ts';
import type { Session } from './session.ts';

type ScenarioRequest =
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

/** As much of a value as is shown of a difference. */
const SHOWN = 2000;
const shown = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value).slice(0, SHOWN));

const differenceShown = ({ path: at, mine, theirs, changedBy }: ScenarioDifference) => ({
  path: [...at],
  mine: shown(mine),
  theirs: shown(theirs),
  changedBy,
});

export const scenarioRequests = (session: Session): Pick<RequestHandlers, ScenarioRequest> => ({
  'scenarios.list': () =>
    answer({ scenarios: [...listScenarios(session.project())], comments: [...listComments(session.project())] }),
  'scenarios.versions': ({ id }) => answer({ versions: [...versionsOf(session.project(), id)] }),
  'scenarios.duplicate': ({ id, version, name }) =>
    answer({ id: duplicateScenario(session.project(), id, version, name) }),
  'scenarios.restore': ({ id, version }) => {
    if (version === null) bringBack(session.project(), id);
    else restoreVersion(session.project(), id, version);
    return answer({});
  },
  'scenarios.setGrouping': ({ id, grouping }) => {
    const { name, comment, method } = scenarioVersion(session.project(), id);
    saveScenario(session.project(), { id, name, comment, method, grouping });
    return answer({});
  },
  'scenarios.send': async ({ id, version, target }) => {
    const project = session.project();
    const outgoing = outgoingScenario(project, id, version);
    logOutgoing(project, id, outgoing);
    await writeWhole([{ path: target, content: jsonText(outgoing.file) }]);
    return answer({ leftBehind: outgoing.leftBehind.map(({ what, path: at }) => ({ what, path: at.join('.') })) });
  },
  'scenarios.open': async ({ path: file }) => {
    const read = await readJsonFile(file, scenarioSchema);
    const { into, differences } = arrivalOf(session.project(), read);
    const name = read.name ?? path.basename(file, path.extname(file)).slice(0, 200);
    return answer({ name, file: read, into, differences: differences.map(differenceShown) });
  },
  'scenarios.takeIn': ({ scenario, name, into, theirs }) => {
    const project = session.project();
    if (into === null) return answer(takeInAsNew(project, scenario, name));
    const held = new Set(theirs);
    // The differences come in the same order as when the file was opened.
    let at = -1;
    return answer(
      mergeIn(project, scenario, into, () => {
        at += 1;
        return held.has(at) ? 'theirs' : 'mine';
      }),
    );
  },
  'comments.add': ({ about, text }) => answer(addComment(session.project(), about, text)),
  'comments.remove': ({ id }) => {
    removeComment(session.project(), id);
    return answer({});
  },
});
