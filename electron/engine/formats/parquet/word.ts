/** A value of a dictionary as text: it is made once, however often the column holds it. */
export class Word {
  readonly text: string;
  /** The batch into which it was last put, and its place there. */
  batch = 0;
  start = 0;
  end = 0;

  constructor(text: string) {
    this.text = text;
  }
}
