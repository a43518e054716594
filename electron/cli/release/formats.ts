import type { Command } from 'commander';
import { UserError } from '../../../shared/errors/errors.ts';
import type { Manifest } from '../../../shared/schemas/packageManifest.ts';
import { PACKAGE_FORMATS, type PackageFormat, type ReleasePlan } from '../../../shared/schemas/releasePlan.ts';
import { text } from '../../../shared/texts/text.ts';
import type { Surroundings } from '../command.ts';

export interface FormatOption {
  readonly formats?: string;
}

const known = (name: string): name is PackageFormat => PACKAGE_FORMATS.some((format) => format === name);

export const formatOption = (command: Command, { language }: Surroundings): Command =>
  command.option('--formats <list>', text(language, 'packaged.option.formats', { formats: PACKAGE_FORMATS.join(',') }));

/** The plan with the formats of the command line in place of its own. */
export function withFormats(plan: ReleasePlan, { formats }: FormatOption): ReleasePlan {
  if (formats === undefined) return plan;
  const asked = formats.split(',').map((name) => name.trim());
  const unknown = asked.find((name) => !known(name));
  if (unknown !== undefined)
    throw new UserError('input', 'packaged.unknownFormat', { format: unknown, formats: PACKAGE_FORMATS.join(', ') });
  return { ...plan, formats: asked.filter(known) };
}

/** How many files of each format a package has, in the order of the manifest: `csv 4, px 4`. */
export function formatCounts({ files }: Manifest): string {
  const counts = new Map<string, number>();
  for (const { format } of files) counts.set(format, (counts.get(format) ?? 0) + 1);
  return [...counts].map(([format, count]) => `${format} ${String(count)}`).join(', ');
}
