import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A copy of the files of this checkout in a folder of its own, with the packages that are installed here. */
export interface Checkout {
  folder: string
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
    reset: () => {
      git('checkout', '-q', '.')
      git('clean', '-qfd')
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
