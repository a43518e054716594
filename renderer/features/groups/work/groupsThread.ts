import { UserError } from '../../../../shared/errors/errors.ts';
import { LiveGroups } from '../../../../shared/domain/groups/live.ts';
import { neighboursIn } from '../../../../shared/domain/spatial/sharedBorders.ts';
import type { FromThread, ToThread } from './messages.ts';

/*
 * A thread of the window that groups areas a step at a time. Between two steps it hears whether another number of groups is
 * wanted; new settings end the thread and start another.
 */

const scope = globalThis as unknown as {
  postMessage(message: FromThread): void;
  onmessage: ((event: { readonly data: ToThread }) => void) | null;
};
let live: LiveGroups | null = null;

function work(): void {
  if (live === null) return;
  try {
    const news = live.step();
    scope.postMessage({ kind: 'news', news });
    if (news.at(-1)?.kind !== 'done') setTimeout(work, 0);
  } catch (cause) {
    tell(cause);
  }
}

function tell(cause: unknown): void {
  if (!(cause instanceof UserError)) throw cause;
  scope.postMessage({ kind: 'fault', key: cause.key, parameters: cause.parameters });
}

scope.onmessage = ({ data }) => {
  if (data.kind === 'want') {
    live?.want(data.k);
    return;
  }
  const { request, rings } = data;
  const { areas } = request;
  try {
    const neighbours =
      rings === null
        ? undefined
        : neighboursIn(rings, areas.length).flatMap((others, area) =>
            others.filter((other) => other > area).map((other) => [areas[area] ?? '', areas[other] ?? ''] as const),
          );
    live = new LiveGroups({ ...request, neighbours });
    work();
  } catch (cause) {
    tell(cause);
  }
};
