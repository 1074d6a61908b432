import type { ThemeRegistration } from 'shiki'

/** What a piece of code can be, and the one colour it has in a theme. All have 4.5:1 or more on their card. */
export interface CodeColours {
  text: string
  keyword: string
  name: string
  string: string
  number: string
  comment: string
}

function theme(name: string, type: 'light' | 'dark', background: string, codeColours: CodeColours): ThemeRegistration {
  const colour = (foreground: string, ...scope: string[]) => ({ scope, settings: { foreground } })
  return {
    name,
    type,
    colors: { 'editor.background': background, 'editor.foreground': codeColours.text },
    settings: [
      { settings: { background, foreground: codeColours.text } },
      colour(codeColours.comment, 'comment', 'punctuation.definition.comment'),
      colour(codeColours.keyword, 'keyword', 'storage', 'keyword.control', 'constant.language', 'variable.language'),
      colour(codeColours.text, 'keyword.operator', 'punctuation', 'storage.type.function.arrow', 'meta.brace'),
      colour(codeColours.keyword, 'keyword.operator.new', 'keyword.operator.expression', 'keyword.operator.logical.python'),
      colour(codeColours.name, 'entity.name.function', 'support.function', 'meta.function-call.generic', 'entity.name.function.macro'),
      colour(codeColours.string, 'string', 'punctuation.definition.string'),
      colour(codeColours.keyword, 'punctuation.definition.template-expression', 'constant.character.escape'),
      colour(codeColours.text, 'meta.template.expression'),
      colour(codeColours.number, 'constant.numeric', 'constant.other.symbol', 'constant.language.symbol'),
      colour(codeColours.number, 'entity.name.type', 'support.type', 'support.class', 'entity.name.class', 'entity.other.inherited-class'),
    ],
  }
}

export const codeColours: Record<'light' | 'dark', CodeColours> = {
  light: {
    text: '#2B2521',
    keyword: '#8B2FA0',
    name: '#0B62A6',
    string: '#0A7453',
    number: '#9A4A00',
    comment: '#6E645B',
  },
  dark: {
    text: '#F2EADD',
    keyword: '#D9A0F0',
    name: '#74C0F5',
    string: '#5FD4A6',
    number: '#F2B27A',
    comment: '#B0A598',
  },
}

export const paper = theme('four-eggs-paper', 'light', '#FFFDF7', codeColours.light)

export const castIron = theme('four-eggs-cast-iron', 'dark', '#242120', codeColours.dark)
