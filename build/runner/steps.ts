import path from 'node:path';
import { type Counts, playwrightCounts, vitestCounts } from './counts.ts';

/** One thing that `npm test` does. */
export interface Step {
  readonly name: string;
  readonly title: string;
  readonly commands: readonly (readonly [program: string, ...rest: string[]])[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly minutes: number;
  /** True when the step looks at what the build made. */
  readonly needsBuild?: boolean;
  readonly needsChromium?: boolean;
  readonly counts?: () => Counts;
}

export interface StepSettings {
  /** Where the runners write their reports. */
  readonly reports: string;
  /** Runs every long test whole, not a seeded sample of it. */
  readonly long: boolean;
}

export function allSteps({ reports, long }: StepSettings): readonly Step[] {
  const longEnvironment = long ? { SIGILL_LONG: '1' } : undefined;
  const minutes = long ? 240 : 30;
  const report = (name: string): string => path.join(reports, `${name}.json`);
  const vitest = (name: string, title: string, projects: readonly string[]): Step => ({
    name,
    title,
    commands: [
      [
        'vitest',
        'run',
        ...projects.flatMap((project) => ['--project', project]),
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report(name)}`,
      ],
    ],
    ...(longEnvironment === undefined ? {} : { environment: longEnvironment }),
    minutes,
    counts: () => vitestCounts(report(name)),
  });
  return [
    { name: 'format', title: 'Format', commands: [['oxfmt', '--check']], minutes: 2 },
    {
      name: 'lint',
      title: 'Lint',
      commands: [['oxlint', '--type-aware', '--deny-warnings', 'electron', 'renderer', 'shared', 'build', 'test']],
      minutes: 5,
    },
    {
      name: 'types',
      title: 'Types',
      commands: ['shared', 'electron', 'renderer', 'test'].map((world) => ['tsc', '-p', world] as const),
      minutes: 5,
    },
    { name: 'knip', title: 'Nothing unused', commands: [['knip']], minutes: 3 },
    vitest('unit', 'Unit tests', ['unit', 'dom']),
    {
      name: 'build',
      title: 'Build',
      commands: [
        ['electron-vite', 'build', '--logLevel', 'warn'],
        ['node', 'build/supply/notices.ts'],
      ],
      minutes: 5,
    },
    vitest('integration', 'Integration tests', ['integration']),
    { ...vitest('security', 'Security tests', ['security']), needsBuild: true },
    {
      name: 'browser',
      title: 'Browser tests',
      commands: [['playwright', 'test', '--reporter=list,json']],
      environment: { ...longEnvironment, PLAYWRIGHT_JSON_OUTPUT_FILE: report('browser') },
      minutes,
      needsBuild: true,
      needsChromium: true,
      counts: () => playwrightCounts(report('browser')),
    },
  ];
}

/** The steps to run: all, or the one that was named, with the build before it where it needs one. */
export function chosenSteps(steps: readonly Step[], only: string | undefined): readonly Step[] {
  if (only === undefined) return steps;
  const chosen = steps.find((step) => step.name === only);
  if (chosen === undefined)
    throw new Error(`There is no step "${only}". The steps are: ${steps.map((step) => step.name).join(', ')}.`);
  return steps.filter((step) => step === chosen || (chosen.needsBuild === true && step.name === 'build'));
}
