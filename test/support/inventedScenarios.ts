import type { Handlers } from '../../electron/main/ipc/router.ts';
import { UserError } from '../../shared/errors/errors.ts';
import type { Output } from '../../shared/ipc/contract.ts';

const AT = '2026-11-20T09:12:00Z';

/** Scenarios in memory, over the assessments that the screen Sammanvägning has saved. */
export function inventedScenarios(
  saved: Map<string, Output<'assessment.save'>>,
): Pick<
  Handlers,
  | 'scenarios.list'
  | 'scenarios.versions'
  | 'scenarios.duplicate'
  | 'scenarios.open'
  | 'scenarios.takeIn'
  | 'comments.add'
> {
  const comments: Output<'comments.add'>[] = [];
  const version = ({ id: _id, ...own }: Output<'assessment.save'>) => ({
    ...own,
    version: 1,
    grouping: null,
    savedBy: 'anna',
    basedOn: null,
  });
  const known = (id: string): Output<'assessment.save'> => {
    const found = saved.get(id);
    if (found === undefined) throw new UserError('input', 'assessment.unknown');
    return found;
  };
  const keep = (name: string, method: Output<'assessment.save'>['method']): string => {
    const id = `a${String(saved.size + 100)}`;
    saved.set(id, { id, name, comment: '', method, savedAt: AT });
    return id;
  };
  return {
    'scenarios.list': () => ({
      scenarios: [...saved.values()].map((own) => ({ ...version(own), id: own.id, removed: false })),
      comments,
    }),
    'scenarios.versions': ({ id }) => ({ versions: [version(known(id))] }),
    'scenarios.duplicate': ({ id, name }) => ({ id: keep(name, known(id).method) }),
    'scenarios.open': () => {
      const [first] = saved.values();
      if (first === undefined) return { opened: null };
      return {
        opened: {
          name: 'Från Boverket',
          file: { version: 1, kind: 'scenario', method: first.method },
          into: first.id,
          differences: [
            { path: ['method', 'indicators', 'a', 'weight'], mine: '1', theirs: '2', changedBy: 'theirs' },
            { path: ['method', 'k'], mine: '3', theirs: '4', changedBy: 'both' },
          ],
        },
      };
    },
    'scenarios.takeIn': ({ scenario, name, into }) => ({ id: into ?? keep(name, scenario.method), comments: 0 }),
    'comments.add': ({ about, text }) => {
      const comment = { id: `comment-${String(comments.length + 1)}`, about, text, by: 'anna', at: AT };
      comments.push(comment);
      return comment;
    },
  };
}
