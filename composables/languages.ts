import type { Component } from 'vue'
import marks from 'virtual:marks'
import Shell from '~icons/simple-icons/gnubash'

/**
 * The languages of the talk's programs and their marks, in one colour each, as their owners permit. Java's own mark is
 * not among them: OpenJDK's Duke stands for it. Which is whose: `demos/LANGUAGE/language.ts`.
 */
export const LANGUAGES: Readonly<Record<string, Component>> = { ...marks, Shell }
