import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A copy of the files of this checkout in a folder of its own, with the packages that are installed here. */
export interface Checkout {
  folder: string
  /** Changes the text of a file in it, and throws where that changes nothing. */
  edit: (file: string, change: (text: string) => string) => void
  /** Undoes all that was changed in it. */
  reset: () => void
  remove: () => void
}

export function copyCheckout(root: string): Checkout {
  const folder = mkdtempSync(join(tmpdir(), 'four-eggs-fork-'))
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=fork', '-c', 'user.email=fork@example.org', '-c', 'core.autocrlf=false', ...args], {
      cwd: folder,
      stdio: 'pipe',
    })
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' }).split('\0')
  for (const file of files.filter(file => file && existsSync(join(root, file))))
    cpSync(join(root, file), join(folder, file), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  git('init', '-q')
  git('add', '-A')
  git('commit', '-q', '-m', 'as it is')
  return {
    folder,
    edit(file, change) {
      const path = join(folder, file)
      const text = readFileSync(path, 'utf8')
      const changed = change(text)
      if (changed === text)
        throw new Error(`${file} was to be changed, and is as it was.`)
      writeFileSync(path, changed)
    },
    reset: () => {
      git('checkout', '-q', '.')
      git('clean', '-qfd')
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
