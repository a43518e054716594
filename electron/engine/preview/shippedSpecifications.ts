import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type RegisterSpecification,
  type Specification,
  specificationSchema,
} from '../../../shared/schemas/specification.ts';
import { resourceFolder } from '../indicators/shipped.ts';

export interface ShippedSpecification {
  /** Name of the file without its ending. */
  readonly id: string;
  readonly specification: Specification;
}

let held: readonly ShippedSpecification[] | undefined;

/** The import specifications that come with Sigill, by name. */
export function shippedSpecifications(): readonly ShippedSpecification[] {
  held ??= readdirSync(resourceFolder('specifications'))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({
      id: path.basename(name, '.json'),
      specification: specificationSchema.parse(
        JSON.parse(readFileSync(path.join(resourceFolder('specifications'), name), 'utf8')),
      ),
    }));
  return held;
}

/** The shipped specification of a register, or undefined. */
export function shippedRegister(id: string): RegisterSpecification | undefined {
  const found = shippedSpecifications().find((one) => one.id === id)?.specification;
  return found?.kind === 'register' ? found : undefined;
}
