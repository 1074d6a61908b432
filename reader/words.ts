// Words of many languages, and slips of fingers. cspell:disable
/** What is one word to a reader, in every script, as the index and a query have it. */

/** Scripts that put no spaces between words: each two letters that stand together are indexed as a word. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+/u

/** The article and small words that Arabic writes onto the next word. */
const ARABIC_PREFIX = /^(?:[وفبكل]?ال|[وفبكل])(?=\p{Script=Arabic}{3})/u

/** They say nothing about what is looked for. */
const SMALL = new Set(
  'a an and are as at be by can do does for from how i if in is it my of on or so than that the then this to v versus vs was what when where which who why with you'.split(
    ' ',
  ),
)

/** `Öl` is found by `ol`, `ASYNC` by `async`. */
export function toTerm(word: string): string {
  return word.toLowerCase().normalize('NFKD').replace(/(?<=[a-z])[\u0300-\u036F]+/g, '').normalize('NFC')
}

/** All words of a text: programs put some together, as in `withResolvers`, and some scripts all of them. */
export function wordsOf(text: string): string[] {
  return split(text).flatMap((word) => {
    const inside = word.split(/(?<=\p{Ll})(?=\p{Lu})/u)
    const bare = word.replace(ARABIC_PREFIX, '')
    if (UNSPACED.test(word))
      return [word, ...word]
    return [word, ...inside.length > 1 ? inside : [], ...bare === word ? [] : [bare]]
  })
}

/** The words of a query, without the small ones unless there are no others. */
export function wordsOfQuery(query: string): string[] {
  const words = split(query).map(toTerm)
  const telling = words.filter(word => !SMALL.has(word))
  return [...new Set(telling.length > 0 ? telling : words)]
}

/** The word with two letters in each other's place, which is how fingers slip: `asnyc`. */
export function swapsOf(word: string): string[] {
  return Array.from(
    { length: Math.max(0, word.length - 1) },
    (_, at) => `${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}`,
  )
}

function split(text: string): string[] {
  return (text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).flatMap((run) => {
    const pairs = [...run.matchAll(new RegExp(UNSPACED, 'gu'))].flatMap(([letters]) => pairsOf(letters))
    return pairs.length === 0 ? [run] : [...pairs, ...run.replaceAll(new RegExp(UNSPACED, 'gu'), ' ').split(' ').filter(Boolean)]
  })
}

function pairsOf(letters: string): string[] {
  const all = [...letters]
  return all.length < 2 ? [letters] : all.slice(1).map((letter, at) => all[at]! + letter)
}
