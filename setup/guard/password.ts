import { isSame } from '../../runner/process/auth.ts'

/** So many wrong passwords from one address in so long a time; a person who mistypes stays below. */
const MOST_WRONG = 20
const WRONG_FOR_MS = 60_000

/** From all together: beyond, one who guesses has many addresses. */
const MOST_WRONG_OF_ALL = 2_000

/**
 * Whether an address has the right password in it. Who guesses is not answered for a while, and does not shut others
 * out.
 */
export function createPasswordCheck(password: string | undefined, now = Date.now) {
  let wrong: { at: number, from: string }[] = []
  return (url: string, from = ''): boolean => {
    const given = new URLSearchParams(url.split('?', 2)[1]).get('password')
    if (!password || !given)
      return false
    wrong = wrong.filter(({ at }) => now() - at < WRONG_FOR_MS)
    if (wrong.length >= MOST_WRONG_OF_ALL || wrong.filter(one => one.from === from).length >= MOST_WRONG)
      return false
    // Slidev's terminal prints its addresses with a slash behind the password.
    if (isSame(given, password) || isSame(given, `${password}/`))
      return true
    wrong.push({ at: now(), from })
    return false
  }
}
