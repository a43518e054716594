import type { Tuner } from '../model/tuner.ts';

/** What a row of the ranking list is made of, looked up when it is drawn. */
export interface RankSource {
  readonly tuner: Tuner;
  readonly names: readonly string[];
  readonly municipality: (area: number) => string;
  readonly score: (value: number) => string;
  readonly count: (value: number) => string;
  /** Headings of the five columns. */
  readonly heads: readonly { readonly name: string; readonly title?: string }[];
  /** The rank interval of an area; null where none has been worked out. */
  readonly interval: ((area: number) => string) | null;
  /** Read aloud for a change in rank. */
  readonly sayChange: (change: number) => string;
  /** Colour of the area on the map. */
  readonly colour: (area: number) => string;
}

export const ROW_HEIGHT = 24;
/** Rows drawn beyond what is seen, so that a quick scroll shows no gap. */
const SPARE = 2;

export interface RankClasses {
  readonly head: string;
  readonly space: string;
  readonly row: string;
  readonly cells: readonly string[];
}

interface Row {
  readonly element: HTMLElement;
  readonly rank: Text;
  readonly swatch: HTMLElement;
  readonly change: HTMLElement;
  readonly changeText: Text;
  readonly name: Text;
  readonly municipality: Text;
  readonly score: Text;
  readonly interval: Text;
  position: number;
  area: number;
  shownChange: number;
  shownColour: string;
  flag: string;
}

/**
 * The visible rows of the ranking. A row stands for a place in the ranking, not for an area: when ranks change, the
 * texts of some thirty rows are written over and nothing is sorted, moved or made. Only what differs is touched.
 */
export class RankRows {
  readonly #host: HTMLElement;
  readonly #head: HTMLElement;
  readonly #space: HTMLElement;
  readonly #classes: RankClasses;
  readonly #id: string;
  #rows: Row[] = [];
  #source: RankSource | null = null;
  #scrolled = 0;
  #seen = 0;
  #ranked = -1;
  #described = -1;
  #hovered = -1;
  #selected: ReadonlySet<number> = new Set();
  /** The place that the keyboard stands on. */
  active = 0;

  constructor(host: HTMLElement, classes: RankClasses, id: string) {
    this.#host = host;
    this.#classes = classes;
    this.#id = id;
    this.#head = make('row', classes.head);
    this.#head.setAttribute('aria-rowindex', '1');
    this.#head.append(...classes.cells.map((name) => make('columnheader', name)));
    this.#space = make('rowgroup', classes.space);
    host.append(this.#head, this.#space);
  }

  setSource(source: RankSource): void {
    this.#source = source;
    for (const row of this.#rows) row.area = -2;
    source.heads.forEach(({ name, title }, at) => {
      const cell = this.#head.children[at];
      if (!(cell instanceof HTMLElement)) return;
      cell.textContent = name;
      cell.title = title ?? '';
    });
    this.draw();
  }

  setHighlight(hovered: number, selected: ReadonlySet<number>): void {
    this.#hovered = hovered;
    this.#selected = selected;
    for (const row of this.#rows) this.#flag(row);
  }

  /** Brings every visible row up to date. */
  draw(): void {
    const source = this.#source;
    if (source === null) return;
    const { live } = source.tuner;
    if (live.ranked !== this.#ranked) {
      this.#ranked = live.ranked;
      this.#space.style.height = `${String(live.ranked * ROW_HEIGHT)}px`;
    }
    const first = Math.max(0, Math.floor(this.#scrolled / ROW_HEIGHT) - SPARE);
    const wanted = Math.min(live.ranked - first, Math.ceil(this.#seen / ROW_HEIGHT) + 2 * SPARE);
    while (this.#rows.length < wanted) this.#rows.push(this.#make());
    while (this.#rows.length > Math.max(0, wanted)) this.#rows.pop()?.element.remove();
    // A place keeps its row while the list scrolls, so that only rows that come into sight are written.
    for (let position = first; position < first + wanted; position += 1) {
      const row = this.#rows[position % wanted];
      if (row !== undefined) this.#write(row, position, source);
    }
    if (this.#described !== this.active) {
      this.#described = this.active;
      this.#host.setAttribute('aria-activedescendant', `${this.#id}-${String(this.active)}`);
    }
  }

  /**
   * Reads how far the list is scrolled and how much is seen. Asked for on scroll and resize only: to ask in the middle
   * of a frame would make the browser lay everything out once more.
   */
  measure(): void {
    this.#scrolled = this.#host.scrollTop;
    this.#seen = this.#host.clientHeight;
    this.draw();
  }

  /** The area at a place in the list's own element, or -1. */
  areaAt(target: EventTarget | null): number {
    const element = target instanceof Element ? target.closest('[data-position]') : null;
    return this.#rows.find((row) => row.element === element)?.area ?? -1;
  }

  positionAt(target: EventTarget | null): number {
    const element = target instanceof Element ? target.closest('[data-position]') : null;
    return this.#rows.find((row) => row.element === element)?.position ?? -1;
  }

  /** Moves the keyboard's place and brings it into sight below the heading. */
  reveal(position: number, head: number): void {
    const ranked = this.#source?.tuner.live.ranked ?? 0;
    this.active = Math.max(0, Math.min(ranked - 1, position));
    const top = this.active * ROW_HEIGHT;
    const { scrollTop, clientHeight } = this.#host;
    if (top < scrollTop) this.#host.scrollTop = top;
    else if (top + ROW_HEIGHT + head > scrollTop + clientHeight) {
      this.#host.scrollTop = top + ROW_HEIGHT + head - clientHeight;
    }
    this.measure();
    for (const row of this.#rows) this.#flag(row);
  }

  /** Takes everything away. */
  clear(): void {
    this.#host.replaceChildren();
    this.#rows = [];
  }

  #make(): Row {
    const element = make('row', this.#classes.row);
    const texts = this.#classes.cells.map((name) => {
      const cell = make('gridcell', name);
      const text = document.createTextNode('');
      cell.append(text);
      element.append(cell);
      return { cell, text };
    });
    const [rank, change, name, municipality, score, interval] = texts;
    if (!rank || !change || !name || !municipality || !score || !interval)
      throw new Error('a row of the ranking has six cells');
    const swatch = document.createElement('span');
    rank.cell.prepend(swatch);
    this.#space.append(element);
    return {
      element,
      rank: rank.text,
      swatch,
      change: change.cell,
      changeText: change.text,
      name: name.text,
      municipality: municipality.text,
      score: score.text,
      interval: interval.text,
      position: -1,
      area: -2,
      shownChange: Number.NaN,
      shownColour: '',
      flag: '',
    };
  }

  #write(row: Row, position: number, source: RankSource): void {
    const { live } = source.tuner;
    const area = live.order[position] ?? -1;
    if (row.position !== position) {
      row.position = position;
      row.element.style.top = `${String(position * ROW_HEIGHT)}px`;
      row.element.dataset['position'] = String(position);
      row.element.id = `${this.#id}-${String(position)}`;
      // The heading is row 1.
      row.element.setAttribute('aria-rowindex', String(position + 2));
    }
    if (row.area !== area) {
      row.area = area;
      put(row.name, source.names[area] ?? '');
      put(row.municipality, source.municipality(area));
    }
    put(row.rank, source.count(live.ranks[area] ?? Number.NaN));
    put(row.score, source.score(live.scores[area] ?? Number.NaN));
    if (source.interval !== null) put(row.interval, source.interval(area));
    const change = live.baseline.changes[area] ?? 0;
    if (row.shownChange !== change) {
      row.shownChange = change;
      put(row.changeText, change === 0 ? '' : source.count(Math.abs(change)));
      row.change.dataset['change'] = change > 0 ? 'up' : change < 0 ? 'down' : 'none';
      row.change.setAttribute('aria-label', source.sayChange(change));
    }
    const colour = source.colour(area);
    if (row.shownColour !== colour) {
      row.shownColour = colour;
      row.swatch.style.background = colour;
    }
    this.#flag(row);
  }

  #flag(row: Row): void {
    const live = this.#source?.tuner.live;
    if (live === undefined) return;
    const next = live.order[row.position + 1];
    const last = live.flagged[row.area] === 1 && next !== undefined && live.flagged[next] === 0;
    const flag = `${this.#selected.has(row.area) ? 's' : ''}${row.area === this.#hovered ? 'h' : ''}${last ? 'l' : ''}${
      row.position === this.active ? 'a' : ''
    }`;
    if (flag === row.flag) return;
    row.flag = flag;
    row.element.dataset['hovered'] = String(flag.includes('h'));
    row.element.dataset['last'] = String(last);
    row.element.dataset['active'] = String(flag.includes('a'));
    row.element.setAttribute('aria-selected', String(flag.includes('s')));
  }
}

function make(role: string, className: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  element.setAttribute('role', role);
  return element;
}

function put(text: Text, value: string): void {
  if (text.data !== value) text.data = value;
}
