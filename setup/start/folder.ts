/** What Vite takes for the end of a file's name. */
const CUTS = /[#?]/

/**
 * Why nothing can be served, built or tested from a folder, as a sentence with what to do; nothing where it can. To
 * Vite, what follows such a character is no part of a file's name: it would send programs as they are, and no page
 * could load them.
 */
export function refuseFolder(folder: string): string | undefined {
  const [cut] = CUTS.exec(folder) ?? []
  return cut
    && `The path of this folder has a ${cut} in it: ${folder}. Vite cannot read files below such a folder: rename that folder, or move this one, and start again.`
}
