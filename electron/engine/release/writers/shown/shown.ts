import { assertChecked } from '../../../../../shared/domain/disclosure/checkedTable.ts';
import type { Certificate, DerivedFrom, TableDescription } from '../../../../../shared/schemas/certificate.ts';
import { approvalsIn } from './approvals.ts';
import type { Approvals, PackageContent, PackagedTable, ReceivedPackage } from '../writer.ts';
import type { Borders } from './borders.ts';
import { readBorders } from './readBorders.ts';

declare const shown: unique symbol;

export type Bilingual = TableDescription['title'];

export interface ShownDimension {
  readonly column: string;
  readonly kind: 'area' | 'category';
  readonly name: Bilingual;
  readonly codes: readonly string[];
  readonly parents: readonly (string | null)[];
  readonly labels: { readonly sv: readonly string[]; readonly en: readonly string[] };
}

/**
 * A table as every file of a package shows it: made from a checked table, or, when a package is verified, from the
 * certificate in it, and from nothing else (the mark has no name outside this file). So a file can be drawn anew by whoever
 * received it, and held against what came.
 */
export interface ShownTable {
  readonly [shown]: true;
  readonly id: string;
  readonly title: Bilingual;
  readonly year: number;
  /** The division that the areas belong to; null where no areas finer than municipalities stand in the table. */
  readonly areaVersion: string | null;
  readonly measure: Bilingual;
  readonly unit: Bilingual;
  readonly decimals: number;
  readonly isSum: boolean;
  /** How it was measured and from what; null where the package does not say. */
  readonly origin: NonNullable<TableDescription['origin']> | null;
  readonly method: Certificate['method']['kind'];
  readonly rules: { readonly id: string; readonly version: number; readonly minFrequency: number };
  readonly dimensions: readonly ShownDimension[];
  /** Row-major, the last dimension fastest; null where hidden. */
  readonly values: readonly (number | null)[];
  readonly hidden: number;
  /** What each number stands for, where it is no quantity; empty where it is one. */
  readonly meanings: readonly { readonly value: number; readonly label: Bilingual }[];
  /** Of what a list or profile was worked out; null for a table that counts or sums. */
  readonly statement: DerivedFrom | null;
  /** Borders of the areas; null where the package has none. */
  readonly borders: Borders | null;
}

/** A package as every file of it shows it. */
export interface ShownPackage {
  readonly title: Bilingual;
  readonly stamp: string | null;
  readonly synthetic: boolean;
  readonly madeAt: Date;
  readonly productVersion: string;
  readonly approvals: Approvals | null;
  readonly tables: readonly ShownTable[];
}

type Content = Pick<ShownTable, 'id' | 'method' | 'rules' | 'values' | 'borders' | 'statement'> & {
  readonly dimensions: readonly Pick<ShownDimension, 'column' | 'codes' | 'parents'>[];
  readonly about: TableDescription;
};

function show({ about, dimensions, ...content }: Content): ShownTable {
  const { title, year, measure, areaVersion } = about;
  const table: Omit<ShownTable, typeof shown> = {
    ...content,
    title,
    year,
    areaVersion,
    measure: measure.label,
    unit: measure.unit,
    decimals: measure.decimals,
    isSum: measure.kind === 'sum',
    origin: about.origin ?? null,
    meanings: measure.meanings ?? [],
    dimensions: dimensions.map(({ column, codes, parents }, d) => {
      const { kind, name, labels } = about.dimensions[d] as TableDescription['dimensions'][number];
      return { column, kind, name, codes, parents, labels };
    }),
    hidden: content.values.filter((value) => value === null).length,
  };
  return table as ShownTable;
}

function shownOf({ id, checked, about, borders, statement }: PackagedTable): ShownTable {
  assertChecked(checked);
  const { ruleSet, minFrequency } = checked.rules;
  return show({
    id,
    method: checked.method.kind,
    rules: { id: ruleSet.name, version: ruleSet.version, minFrequency },
    dimensions: checked.dimensions,
    values: checked.values,
    about,
    borders: borders ?? null,
    statement: statement ?? null,
  });
}

const written = new WeakMap<PackageContent, ShownPackage>();

/** What is to be written; refuses what has not passed disclosure control. */
export function shownPackage(content: PackageContent): ShownPackage {
  for (const { checked } of content.tables) assertChecked(checked);
  const done = written.get(content);
  if (done !== undefined) return done;
  const { title, stamp, synthetic, madeAt, productVersion, tables, approvals } = content;
  const made: ShownPackage = {
    title,
    stamp,
    synthetic,
    madeAt,
    productVersion,
    approvals: approvals ?? null,
    tables: tables.map(shownOf),
  };
  written.set(content, made);
  return made;
}

function shownFrom(id: string, certificate: Certificate, borders: ReadonlyMap<string, Borders>): ShownTable {
  const { method, rules, dimensions, values, about, borders: named, statement } = certificate;
  return show({
    id,
    method: method.kind,
    rules,
    dimensions,
    values,
    about,
    statement: statement ?? null,
    borders: (named === null ? undefined : borders.get(named)) ?? null,
  });
}

const seen = new WeakMap<ReceivedPackage, ShownPackage>();

/** What came, from its certificates, its manifest, its borders and its signed documents. */
export function receivedPackage(received: ReceivedPackage): ShownPackage {
  const done = seen.get(received);
  if (done !== undefined) return done;
  const { manifest, certificates, files } = received;
  const borders = readBorders(manifest, files);
  const made: ShownPackage = {
    title: manifest.title,
    stamp: manifest.stamp,
    synthetic: manifest.synthetic,
    madeAt: new Date(manifest.madeAt),
    productVersion: manifest.madeWith.version,
    approvals: manifest.release === null ? null : approvalsIn(files),
    tables: manifest.tables.flatMap(({ id }) => {
      const certificate = certificates.get(id);
      return certificate === undefined ? [] : [shownFrom(id, certificate, borders)];
    }),
  };
  seen.set(received, made);
  return made;
}
