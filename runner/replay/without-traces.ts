/** What says whose machine a recording was made on. */
export interface Traces {
  /** The project's folder, with or without a separator at its end. */
  root: string
  home: string
  host: string
}

/**
 * A recording as it can be published: paths begin at the project, a home is `~`, a machine's name is `this-machine`.
 * Its lines are JSON, in which each backslash of a path on Windows stands twice.
 */
export function withoutTraces(recording: string, { root, home, host }: Traces): string {
  const folder = root.replace(/[/\\]$/, '')
  const clean = spellings(folder)
    .reduce((text, one) => text.replaceAll(`${one}/`, '').replaceAll(`${one}\\\\`, ''), recording)
  const homeless = spellings(home).reduce((text, one) => text.replaceAll(one, '~'), clean)
  return host === 'localhost' || host === ''
    ? homeless
    : homeless.replace(new RegExp(`(?<![\\w-])${host.replace(/\W/g, '\\$&')}(?![\\w-])`, 'g'), 'this-machine')
}

/** A path as JSON has it, and with slashes, as an address of a file has it; the root of a disk is nobody's. */
function spellings(path: string): string[] {
  return path.length <= 1 ? [] : [...new Set([path.replaceAll('\\', '\\\\'), path.replaceAll('\\', '/')])]
}
