import type { Area } from '../country.ts';
import type { AreaChangeKind } from '../../../../shared/domain/areas/change.ts';

/** One line of what became of a DeSO, by codes. */
export interface DesoChange {
  readonly from: string;
  readonly to: string;
  readonly kind: AreaChangeKind;
}

/** Gives out new DeSO codes: the last digit is kept in reserve for splits, the others count on in the municipality. */
export class DesoNumbers {
  readonly #highest = new Map<string, number>();

  constructor(areas: readonly Area[]) {
    for (const area of areas) for (const code of area.deso) this.#note(code);
  }

  /** The code of the `part`th part of a DeSO that ends, from 1. */
  split(code: string, part: number): string {
    return `${code.slice(0, 8)}${String(part)}`;
  }

  next(municipality: string, kind: Area['kind']): string {
    const series = `${municipality}${kind}`;
    const code = `${series}${String((this.#highest.get(series) ?? 1000) + 10)}`;
    this.#note(code);
    return code;
  }

  #note(code: string): void {
    const series = code.slice(0, 5);
    const number = Number(code.slice(5));
    this.#highest.set(series, Math.max(this.#highest.get(series) ?? 0, number));
  }
}
