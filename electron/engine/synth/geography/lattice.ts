/**
 * A lattice of hexagons with a flat west and east side. Cells count row by row; odd rows lie half a cell to the east. A
 * corner of the lattice joins exactly three cells, so a border drawn along the cells' sides never touches itself.
 */
export interface Lattice {
  readonly columns: number;
  readonly rows: number;
  readonly cells: number;
  /** Centre of a cell in the lattice's own plane, where neighbouring centres lie 1 apart. */
  x(cell: number): number;
  y(cell: number): number;
  /** The cell on the other side of side 0..5 (NW, W, SW, SE, E, NE), or -1 outside. */
  neighbour(cell: number, side: number): number;
  /** The corner where side 0..5 begins, going counter-clockwise: N, NW, SW, S, SE, NE; numbers shared by the cells that meet. */
  corner(cell: number, side: number): number;
  cornerX(corner: number): number;
  cornerY(corner: number): number;
}

const ROW = Math.sqrt(3) / 2;
const HALF = 1 / Math.sqrt(3);

export function lattice(columns: number, rows: number): Lattice {
  const x = (cell: number): number => {
    const row = Math.floor(cell / columns);
    return cell - row * columns + (row % 2 === 1 ? 0.5 : 0);
  };
  const y = (cell: number): number => Math.floor(cell / columns) * ROW;
  const neighbour = (cell: number, side: number): number => {
    const row = Math.floor(cell / columns);
    const column = cell - row * columns;
    const shift = row % 2 === 1 ? 1 : 0;
    const place = [
      [row + 1, column - 1 + shift],
      [row, column - 1],
      [row - 1, column - 1 + shift],
      [row - 1, column + shift],
      [row, column + 1],
      [row + 1, column + shift],
    ][side] as [number, number];
    if (place[0] < 0 || place[0] >= rows || place[1] < 0 || place[1] >= columns) return -1;
    return place[0] * columns + place[1];
  };
  // A cell names two corners, the northern and the southern one; the others are named by its neighbours.
  const north = (cell: number): number => 2 * cell;
  const south = (cell: number): number => 2 * cell + 1;
  const corner = (cell: number, side: number): number => {
    switch (side) {
      case 0:
        return north(cell);
      case 1:
        return south(neighbour(cell, 0));
      case 2:
        return north(neighbour(cell, 2));
      case 3:
        return south(cell);
      case 4:
        return north(neighbour(cell, 3));
      default:
        return south(neighbour(cell, 5));
    }
  };
  return {
    columns,
    rows,
    cells: columns * rows,
    x,
    y,
    neighbour,
    corner,
    cornerX: (id) => x(id >> 1),
    cornerY: (id) => y(id >> 1) + (id % 2 === 0 ? HALF : -HALF),
  };
}
