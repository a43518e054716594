import { TextWatch } from '../identifiers/recognise.ts';
import { type FieldForm, fieldForm } from './fieldForm.ts';

/** Different texts kept of a column. */
const MOST_KEPT = 4000;

/** What the sampled fields of one column look like. Holds texts: it stays in memory while a preview is made. */
export class ColumnProfile {
  rows = 0;
  /** Different texts that are not missing, with how often. */
  readonly texts = new Map<string, number>();
  readonly forms = new Map<FieldForm, number>();
  readonly missing = new Map<string, number>();
  empty = 0;
  overflow = false;
  longest = 0;
  /** Fields whose text was met for the first time; with `overflow` a lower limit of how many there are. */
  fresh = 0;
  /** Bounds of the plain numbers among the texts that were not kept. */
  lowest = Number.POSITIVE_INFINITY;
  highest = Number.NEGATIVE_INFINITY;
  /** Looks for what identifies people, among the texts that are kept. */
  readonly watch: TextWatch;

  constructor(name: string) {
    this.watch = new TextWatch(name);
  }

  add(field: string): void {
    const text = field.trim();
    this.rows += 1;
    if (text === '') {
      this.empty += 1;
      return;
    }
    const known = this.texts.get(text);
    const form = fieldForm(text);
    this.forms.set(form, (this.forms.get(form) ?? 0) + 1);
    if (form === 'missing') {
      this.missing.set(text, (this.missing.get(text) ?? 0) + 1);
      return;
    }
    if (text.length > this.longest) this.longest = text.length;
    if (known !== undefined) this.texts.set(text, known + 1);
    else {
      this.fresh += 1;
      if (this.texts.size < MOST_KEPT) {
        this.texts.set(text, 1);
        this.watch.add(text);
      } else {
        this.overflow = true;
        if (form === 'integer' || form === 'padded' || form.startsWith('decimal')) {
          const value = Number(text.replace(',', '.'));
          if (Number.isFinite(value)) {
            if (value < this.lowest) this.lowest = value;
            if (value > this.highest) this.highest = value;
          }
        }
      }
    }
  }

  /** Fields that hold something. */
  get filled(): number {
    return this.rows - this.empty - (this.forms.get('missing') ?? 0);
  }

  count(...forms: readonly FieldForm[]): number {
    return forms.reduce((sum, form) => sum + (this.forms.get(form) ?? 0), 0);
  }

  /** Share of the filled fields whose text passes, as far as the texts were kept. */
  share(passes: (text: string) => boolean): number {
    let good = 0;
    let all = 0;
    for (const [text, times] of this.texts) {
      all += times;
      if (passes(text)) good += times;
    }
    return all === 0 ? 0 : good / all;
  }
}
