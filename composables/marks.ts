/** A piece of a line of Markdown, plain or marked. */
export interface Piece {
  text: string
  mark?: 'em' | 'code'
}

/**
 * Reads a line in which `*a phrase*` carries the point and `` `code` `` is code: all that a headline in frontmatter
 * needs.
 */
export function toPieces(line: string): Piece[] {
  return line.split(/(\*[^*]+\*|`[^`]+`)/).filter(Boolean).map(piece => /^([*`]).+\1$/.test(piece)
    ? { text: piece.slice(1, -1), mark: piece.startsWith('*') ? 'em' : 'code' }
    : { text: piece })
}
