import { csvWriter } from './csv.ts';
import { readmeWriter } from './readme.ts';
import type { PackageWriter } from './writer.ts';

/** Every format of a package, in the order in which the files are written. Certificates are written beside them, always. */
export const writers: readonly PackageWriter[] = [csvWriter, readmeWriter];
