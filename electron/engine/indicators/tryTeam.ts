import { helpersThatFit, startTeam, type Team } from './pass/team.ts';

/*
 * The threads that help to try definitions: they stay between the tries of somebody who edits one, so that no try waits for a
 * thread to start, and go when nobody has tried anything for a while.
 */

const IDLE_MS = 60_000;

let kept: { readonly team: Team; readonly timer: NodeJS.Timeout } | undefined;

function send(team: Team): void {
  if (kept?.team === team) kept = undefined;
  team.close();
}

/** The team that is there, or a new one. */
export function tryTeam(): Team {
  const team = kept?.team ?? startTeam(helpersThatFit());
  clearTimeout(kept?.timer);
  const timer = setTimeout(send, IDLE_MS, team);
  timer.unref();
  kept = { team, timer };
  return team;
}
