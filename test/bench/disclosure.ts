import { attackIntervals, noSteps, type Steps } from '../../shared/domain/disclosure/attack/intervals.ts';
import { insiderFaults } from '../../shared/domain/disclosure/attack/insiders.ts';
import { protectFrequencyTable } from '../../shared/domain/disclosure/protect.ts';
import { DEFAULT_RULES, type FrequencyRules } from '../../shared/domain/disclosure/rules.ts';
import { loadSolvers } from '../../electron/engine/disclosure/highsSolver.ts';
import { bySex, nationalTable } from '../support/nationalTable.ts';

/*
 * Protection and proof of a national table, 3 363 areas in 290 municipalities in 21 counties x 6 categories with all
 * margins. Goals: protect within 5 s, attack within 1 s. Run: node test/bench/disclosure.ts
 * [part of a label, such as "150 default 5"; "sex" for a third dimension, which is no network]. Times are processor seconds; those per step are by the clock.
 */

const only = process.argv.slice(2);

/** Seconds of processor time, which a busy machine disturbs less than the clock does. */
function timed<T>(work: () => T): { readonly result: T; readonly seconds: number } {
  const from = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(from);
  return { result, seconds: (user + system) / 1e6 };
}

/** Notes when each step of the protection began, to show where time goes. */
function stopwatch(): { readonly steps: Steps; readonly spent: () => string } {
  const spent = new Map<string, number>();
  let current = '';
  let since = performance.now();
  const note = (step: string): void => {
    const now = performance.now();
    spent.set(current, (spent.get(current) ?? 0) + now - since);
    current = step;
    since = now;
  };
  return {
    steps: {
      ...noSteps,
      report: (step) => {
        if (step !== current) note(step);
      },
    },
    spent: () => {
      note('');
      return [...spent]
        .filter(([step]) => step !== '')
        .map(([step, ms]) => `${step.replace('disclosure.step.', '')} ${(ms / 1000).toFixed(2)}`)
        .join(', ');
    },
  };
}

console.log(
  'people/area | rules            |  cells | primary | secondary | protect s | attack s | insiders s | steps',
);
for (const people of [150, 3000])
  for (const minFrequency of [3, 5])
    for (const knowledge of ['none', 'default'] as const) {
      const name = `${String(people)} ${knowledge} ${String(minFrequency)}`;
      if (only.length > 0 && !only.some((part) => name.includes(part))) continue;
      const table = nationalTable({ areas: 3363, municipalities: 290, counties: 21, categories: 6, people, seed: 1 });
      const rules: FrequencyRules = { ...DEFAULT_RULES, minFrequency, knowledge };
      const watch = stopwatch();
      const { result, seconds } = timed(() => protectFrequencyTable(table, rules, watch.steps));
      const label = `${String(people).padStart(11)} | ${`n < ${String(minFrequency)}, ${knowledge}`.padEnd(16)}`;
      if (!result.ok) {
        console.log(
          `${label} | not provable: ${String(result.reasons.length)} reasons, ${seconds.toFixed(2)} s`,
          result.reasons.slice(0, 5),
        );
        continue;
      }
      const { problem, statuses } = result.working;
      const attack = timed(() => attackIntervals(problem));
      const insiders = timed(() => insiderFaults(problem));
      const count = (status: string): number => statuses.filter((s) => s === status).length;
      console.log(
        `${label} | ${String(statuses.length).padStart(6)} | ${String(count('primary')).padStart(7)} | ${String(count('secondary')).padStart(9)} | ` +
          `${seconds.toFixed(2).padStart(9)} | ${attack.seconds.toFixed(2).padStart(8)} | ${insiders.seconds.toFixed(2).padStart(10)} | ${watch.spent()}`,
      );
    }

if (only.some((part) => part.includes('sex'))) {
  const flat = nationalTable({ areas: 3363, municipalities: 290, counties: 21, categories: 6, people: 1500, seed: 1 });
  const table = bySex(flat, 1);
  const solvers = await loadSolvers();
  const watch = stopwatch();
  const { result, seconds } = timed(() => protectFrequencyTable(table, DEFAULT_RULES, watch.steps, solvers));
  const count = (status: string): string =>
    String(result.ok ? result.working.statuses.filter((s) => s === status).length : Number.NaN);
  console.log(
    `by sex, 1500 people, n < 5, default: ${String(table.values.length)} cells, primary ${count('primary')}, secondary ${count('secondary')},`,
    `protect and prove ${seconds.toFixed(1)} s: ${watch.spent()}`,
  );
}
