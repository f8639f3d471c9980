// Moves through the cells of a table as through a spreadsheet; exactly one of them is in the order of the tab key.

const screenful = 10;

const moves = {
  ArrowUp: ([row, column]) => [row - 1, column],
  ArrowDown: ([row, column]) => [row + 1, column],
  ArrowLeft: ([row, column]) => [row, column - 1],
  ArrowRight: ([row, column]) => [row, column + 1],
  PageUp: ([row, column]) => [row - screenful, column],
  PageDown: ([row, column]) => [row + screenful, column],
  Home: ([row], control) => [control ? 0 : row, 0],
  End: ([row], control) => [control ? Infinity : row, Infinity],
};

/** `rows` are lists of cells. */
export function gridOf(rows, first) {
  const places = new Map(rows.flatMap((cells, row) => cells.map((cell, column) => [cell, [row, column]])));
  let current = first ?? rows[0][0];
  for (const cell of places.keys()) cell.tabIndex = cell === current ? 0 : -1;

  function choose(cell) {
    current.tabIndex = -1;
    current = cell;
    current.tabIndex = 0;
  }

  function go(cell) {
    choose(cell);
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  const within = (place, length) => Math.max(0, Math.min(place, length - 1));

  return {
    get current() {
      return current;
    },
    has: (cell) => places.has(cell),
    choose,
    go,
    /** Whether the key was one that moves. */
    move(key, control = false) {
      const next = moves[key]?.(places.get(current), control);
      if (next === undefined) return false;
      const row = rows[within(next[0], rows.length)];
      go(row[within(next[1], row.length)]);
      return true;
    },
  };
}
