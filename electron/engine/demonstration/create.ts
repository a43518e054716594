import { existsSync } from 'node:fs';
import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DEMONSTRATION_PASSPHRASE } from '../../../shared/domain/demonstration.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import { type Language, text } from '../../../shared/texts/text.ts';
import { listAreas } from '../areas/list.ts';
import { saveAssessment } from '../assessments/savedAssessments.ts';
import { draftFolder } from '../files/draftFolder.ts';
import { importFiles } from '../import/import.ts';
import { readSpecification } from '../import/readSpecification.ts';
import { computeIndicators } from '../indicators/compute.ts';
import { indicatorMatrix } from '../indicators/matrix.ts';
import { resourceFolder } from '../indicators/shipped.ts';
import type { Progress } from '../jobs/progress.ts';
import { createProject, type Project } from '../project/project.ts';
import { readDemonstrationManifest } from '../synth/manifest.ts';
import { synthesise } from '../synth/synth.ts';
import { type AssessmentSummary, assessDemonstration, type IndicatorColumns } from './assess.ts';
import { indexMethod, problemCountMethod, seiMethod, USED_INDICATORS } from './methods.ts';
import { seededId, seededPorts } from './ports.ts';
import { releaseDemonstration, type ReleaseSummary, verifyDemonstration } from './release.ts';

export interface DemonstrationOptions {
  /** Made anew; an earlier demonstration there gives way, anything else is refused. */
  readonly folder: string;
  readonly persons: number;
  readonly seed: number;
  readonly years: readonly number[];
  readonly language: Language;
}

export const STEPS = ['synth', 'project', 'import', 'indicators', 'assess', 'release', 'verify'] as const;
export type DemonstrationStep = (typeof STEPS)[number];

export interface Demonstration {
  readonly seed: number;
  readonly persons: number;
  readonly years: readonly number[];
  /** The year that is assessed. */
  readonly year: number;
  readonly areas: number;
  readonly assessment: AssessmentSummary;
  readonly release: ReleaseSummary;
  readonly project: string;
  readonly registers: string;
  readonly package: string;
  readonly passphrase: string;
  /** What differs between two runs of the same seed. */
  readonly varying: readonly string[];
  readonly steps: readonly { readonly step: DemonstrationStep; readonly milliseconds: number }[];
}

const REGISTERS = 'registerfiler';
const PROJECT = 'demonstration.sigill';
const PACKAGE = 'paket';
const README = 'LÄS MIG.txt';
const OWN = new Set([REGISTERS, PROJECT, `${PROJECT}-key`, PACKAGE, README]);

/** Area key and geometry first, so that the registers' areas are known; then what others refer to. */
const ORDER = [
  'omradesnyckel',
  'forandringar',
  'regso',
  'lagenhet',
  'hushall',
  'person',
  'elever',
  'rostande',
  'brott',
  'omrade',
] as const;

async function checkFolder(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  const present = await readdir(folder).catch(() => {
    throw new UserError('input', 'synth.notAFolder');
  });
  if (present.length === 0) return;
  const manifest = await readDemonstrationManifest(path.join(folder, REGISTERS));
  if (manifest === undefined || present.some((name) => !OWN.has(name)))
    throw new UserError('refused', 'demo.folderNotEmpty');
}

async function importAll(
  project: Project,
  folder: string,
  names: readonly string[],
  progress: Progress,
): Promise<void> {
  const specifications = resourceFolder('specifications');
  for (const [i, kind] of ORDER.entries()) {
    progress.report('demo.step.import', i, ORDER.length);
    const files = names.filter((name) => name.replace(/(_(?:\d{4}|regso|deso))?\.\w+$/u, '') === kind).sort();
    if (files.length === 0) continue;
    const specification = await readSpecification(path.join(specifications, `${kind}.json`));
    // The files' own progress would make the bar jump to and fro between the registers.
    const within: Progress = { report: () => undefined, check: () => progress.check() };
    await importFiles(
      project,
      { specification, files: files.map((name) => path.join(folder, name)), replace: false },
      within,
    );
  }
  progress.report('demo.step.import', ORDER.length, ORDER.length);
}

function columnsOf(project: Project, year: number): IndicatorColumns {
  const list = listAreas(project, 'regso', year);
  const matrix = indicatorMatrix(project, 'regso', year, USED_INDICATORS);
  return {
    codes: list.codes,
    names: list.names,
    municipalities: list.municipalityNames,
    population: list.population,
    values: new Map(matrix.ids.map((id, i) => [id, matrix.columns[i]!])),
    n: new Map(matrix.ids.map((id, i) => [id, matrix.n[i]!])),
  };
}

function saveMethods(project: Project, language: Language): void {
  const levels = levelNames(language);
  const methods = [
    ['demo.method.index', indexMethod],
    ['demo.method.problemCount', problemCountMethod(levels)],
    ['demo.method.sei', seiMethod],
  ] as const;
  for (const [key, method] of methods)
    saveAssessment(project, {
      id: null,
      name: text(language, key),
      comment: text(language, 'demo.method.comment'),
      method,
    });
}

const levelNames = (language: Language) => ({
  large: text(language, 'demo.class.large'),
  largest: text(language, 'demo.class.largest'),
});

/**
 * Makes the demonstration whole: the country's registers, an encrypted project with everything imported and computed,
 * the three composite assessments saved in it, and a verified package of protected tables. The folder gets its name when all is done; until then nothing shows.
 */
export async function createDemonstration(options: DemonstrationOptions, progress: Progress): Promise<Demonstration> {
  const { persons, seed, years, language } = options;
  const folder = path.resolve(options.folder);
  await checkFolder(folder);
  const draft = await draftFolder(folder);
  const steps: { step: DemonstrationStep; milliseconds: number }[] = [];
  const timed = async <T>(step: DemonstrationStep, work: () => T | Promise<T>): Promise<T> => {
    progress.check();
    const start = performance.now();
    const result = await work();
    steps.push({ step, milliseconds: Math.round(performance.now() - start) });
    return result;
  };
  let project: Project | undefined;
  try {
    const registers = path.join(draft, REGISTERS);
    const { manifest, areas } = await timed('synth', () =>
      synthesise({ folder: registers, persons, seed, years }, progress),
    );
    const open = await timed('project', () =>
      createProject(path.join(draft, PROJECT), {
        passphrase: DEMONSTRATION_PASSPHRASE,
        name: text(language, 'demo.projectName'),
        id: seededId(seed),
        ports: seededPorts(seed),
      }),
    );
    project = open;
    const names = manifest.files.map((file) => file.name);
    await timed('import', () => importAll(open, registers, names, progress));
    await timed('indicators', () => computeIndicators(open, {}, progress));
    const year = years.at(-1)!;
    const assessment = await timed('assess', () => {
      saveMethods(open, language);
      return assessDemonstration(columnsOf(open, year), levelNames(language), progress);
    });
    const packed = path.join(draft, PACKAGE);
    const released = await timed('release', () => releaseDemonstration(open, year, packed, progress));
    const verified = await timed('verify', () => verifyDemonstration(packed, released.fingerprint, progress));
    open.close();
    await writeFile(
      path.join(draft, README),
      text(language, 'demo.readme', { seed, persons, years: years.join(', '), passphrase: DEMONSTRATION_PASSPHRASE }),
    );
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
    return {
      seed,
      persons,
      years,
      year,
      areas,
      assessment,
      release: { ...released, verified },
      project: path.join(folder, PROJECT),
      registers: path.join(folder, REGISTERS),
      package: path.join(folder, PACKAGE),
      passphrase: DEMONSTRATION_PASSPHRASE,
      // Encryption takes fresh randomness of its own for every page, and the key file belongs to just that file.
      varying: [PROJECT, `${PROJECT}-key`],
      steps,
    };
  } catch (cause) {
    project?.close();
    await rm(draft, { recursive: true, force: true });
    throw cause;
  }
}
