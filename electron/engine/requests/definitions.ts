import path from 'node:path';
import { readFileSync, statSync } from 'node:fs';
import { DataError, UserError } from '../../../shared/errors/errors.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { definitionsInUse } from '../indicators/held/heldDefinitions.ts';
import { newerShipped } from '../indicators/held/newer.ts';
import { removeDefinition, saveDefinition, takeUp } from '../indicators/held/save.ts';
import { versionsOf } from '../indicators/held/versions.ts';
import { shippedDefinitions } from '../indicators/shipped.ts';
import type { Project } from '../project/project.ts';
import { definitionRegisters } from './definitionsRegisters.ts';
import { readText, shownProblems, tryText } from './definitionsTry.ts';
import { answer, handOver, type RequestHandlers } from './request.ts';
import type { Session } from './session.ts';

type DefinitionsRequest =
  | 'definitions.registers'
  | 'definitions.read'
  | 'definitions.try'
  | 'definitions.save'
  | 'definitions.remove'
  | 'definitions.open'
  | 'definitions.newer'
  | 'definitions.takeUp';

/** Longer than any definition that a person writes. */
const MOST_BYTES = 500_000;

function heldWith(project: Project, id: string): Output<'definitions.read'> {
  const found = definitionsInUse(project).find(({ definition }) => definition.id === id);
  if (found === undefined) throw new UserError('input', 'definition.unknown', { id });
  const shipped = shippedDefinitions().find(({ definition }) => definition.id === id);
  return {
    definition: found.definition,
    file: found.file,
    own: found.own === true,
    shipped: shipped?.definition ?? null,
    versions: versionsOf(project, id).slice(0, 500),
  };
}

/** The text of a file that a person picked; whether it is a definition is found out where it is shown. */
function textOf(file: string): string {
  const name = path.basename(file);
  try {
    if (statSync(file).size > MOST_BYTES) throw new DataError({ file: name }, 'definition.tooLarge');
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    throw new DataError({ file: name }, cause instanceof TypeError ? 'json.notUtf8' : 'file.notReadable');
  }
}

export const definitionsRequests = (session: Session): Pick<RequestHandlers, DefinitionsRequest> => ({
  'definitions.registers': () => answer({ registers: definitionRegisters(session.project()) }),
  'definitions.read': ({ id }) => answer(heldWith(session.project(), id)),
  'definitions.try': (asked, progress) => handOver(tryText(session.project(), asked, progress)),
  'definitions.save': ({ text, replaces, comment }) => {
    const { problems } = readText(text);
    if (problems.length > 0) return answer({ problems, saved: null });
    const outcome = saveDefinition(session.project(), text, { replaces, comment });
    return answer({ problems: shownProblems(outcome.problems), saved: outcome.saved });
  },
  'definitions.remove': ({ id }) => answer(removeDefinition(session.project(), id)),
  'definitions.open': ({ path: file }) => answer({ text: textOf(file) }),
  'definitions.newer': () => {
    const { newer, keptOwn } = newerShipped(session.project());
    return answer({ newer: [...newer], keptOwn: [...keptOwn] });
  },
  'definitions.takeUp': ({ ids }) => {
    takeUp(session.project(), ids);
    return answer({});
  },
});
