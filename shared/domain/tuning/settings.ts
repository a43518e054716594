import type { IndexMethod, Method, ProblemCountMethod, SeiMethod } from '../../schemas/method.ts';

/** The three methods side by side, and which of them is on screen. Each is METHOD.json as it stands. */
export interface Settings {
  readonly kind: Method['kind'];
  readonly index: IndexMethod;
  readonly problemCount: ProblemCountMethod;
  readonly sei: SeiMethod;
}

export function methodOf(settings: Settings): Method {
  if (settings.kind === 'index') return settings.index;
  return settings.kind === 'sei' ? settings.sei : settings.problemCount;
}

/** Puts a method in its place and on screen; the other two stay. */
export function withMethod(settings: Settings, method: Method): Settings {
  if (method.kind === 'index') return { ...settings, kind: 'index', index: method };
  if (method.kind === 'sei') return { ...settings, kind: 'sei', sei: method };
  return { ...settings, kind: 'problem-count', problemCount: method };
}

/** Sets a threshold in the indicator's own unit. */
export function withThreshold(method: ProblemCountMethod, id: string, threshold: number): ProblemCountMethod {
  if (!Number.isFinite(threshold)) return method;
  return {
    ...method,
    indicators: method.indicators.map((indicator) => (indicator.id === id ? { ...indicator, threshold } : indicator)),
  };
}

/**
 * Moves the lower limit of a level (by its position in `levels`). Levels keep their order: a limit that meets another
 * pushes it along. k is the lowest of them, since that is where the composite problem begins.
 */
export function withLevel(method: ProblemCountMethod, at: number, from: number): ProblemCountMethod {
  if (!Number.isFinite(from) || from <= 0) return method;
  const limits = method.levels.map((level) => level.from);
  limits[at] = from;
  for (let up = at + 1; up < limits.length; up += 1) limits[up] = Math.max(limits[up] ?? 0, (limits[up - 1] ?? 0) + 1);
  for (let down = at - 1; down >= 0; down -= 1) {
    limits[down] = Math.min(limits[down] ?? 0, (limits[down + 1] ?? 0) - 1);
  }
  if (limits.some((limit) => limit <= 0)) return method;
  return {
    ...method,
    k: limits[0] ?? method.k,
    levels: method.levels.map((level, i) => ({ ...level, from: limits[i] ?? level.from })),
  };
}

/** Takes a problem variable in or out. The last one stays: a count of nothing is no count. */
export function withIndicator(
  method: ProblemCountMethod,
  indicator: ProblemCountMethod['indicators'][number],
  taken: boolean,
): ProblemCountMethod {
  const others = method.indicators.filter((other) => other.id !== indicator.id);
  if (taken)
    return others.length < method.indicators.length ? method : { ...method, indicators: [...others, indicator] };
  return others.length === 0 ? method : { ...method, indicators: others };
}
